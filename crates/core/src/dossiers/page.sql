SELECT d.*,
  coalesce(d.next_date_end < :today
           AND coalesce(d.stage, '') NOT IN ('cloturer', 'abandonne', 'suspendu'), 0) AS late,
  (SELECT count(*) FROM live_journal_entry j WHERE j.space = d.space AND j.dossier = d.id) AS journal_entries,
  (SELECT count(*) FROM live_exchange e WHERE e.space = d.space AND e.dossier = d.id) AS exchanges
FROM live_dossier d
WHERE d.space = :space AND d.id = :id
