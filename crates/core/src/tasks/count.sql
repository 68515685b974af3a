SELECT count(*) AS total
FROM live_task t
WHERE t.space = :space
  AND (:dossier IS NULL OR t.dossier = :dossier)
  AND (:organisation IS NULL OR t.organisation = :organisation)
  AND (:assignee IS NULL OR EXISTS (SELECT 1 FROM json_each(t.assignees) a WHERE a.value = :assignee))
  AND (:done IS NULL OR (t.done IS NOT NULL) = :done)
