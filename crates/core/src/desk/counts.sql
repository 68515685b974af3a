SELECT
  (SELECT count(*) FROM live_organisation WHERE space = :space) AS organisations,
  (SELECT count(*) FROM live_contact WHERE space = :space) AS contacts,
  (SELECT count(*) FROM live_dossier WHERE space = :space) AS dossiers,
  (SELECT count(*) FROM live_task WHERE space = :space AND done IS NULL) AS tasks
