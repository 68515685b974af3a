SELECT a.*, o.name AS organisation_name
FROM live_amount a
LEFT JOIN organisation o ON o.space = a.space AND o.id = a.organisation
WHERE a.space = :space
  AND a.dossier IN (SELECT id_blob(value) FROM json_each(:dossiers))
ORDER BY a.id
