SELECT id, dossier, kind, since, note
FROM live_type_period
WHERE space = :space
  AND dossier IS NOT NULL
  AND (:dossiers IS NULL OR dossier IN (SELECT id_blob(value) FROM json_each(:dossiers)))
ORDER BY id
