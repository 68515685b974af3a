-- Due first comes first; what is done comes last. A postponed task counts from the day it was put off to.
SELECT
  t.id, t.title, t.dossier, d.title AS dossier_title, t.organisation, o.name AS organisation_name, t.due, t.due_end,
  t.postponed, t.postponed_end, t.assignees, t.repeat, t.note, t.done, t.versions
FROM live_task t
LEFT JOIN live_dossier d ON d.space = t.space AND d.id = t.dossier
LEFT JOIN live_organisation o ON o.space = t.space AND o.id = t.organisation
WHERE t.space = :space
  AND (:dossier IS NULL OR t.dossier = :dossier)
  AND (:organisation IS NULL OR t.organisation = :organisation)
  AND (:assignee IS NULL OR EXISTS (SELECT 1 FROM json_each(t.assignees) a WHERE a.value = :assignee))
  AND (:done IS NULL OR (t.done IS NOT NULL) = :done)
ORDER BY
  t.done IS NOT NULL,
  coalesce(t.postponed_end, t.due_end) IS NULL,
  max(coalesce(t.postponed_end, t.due_end), coalesce(t.due_end, t.postponed_end)),
  t.done DESC,
  t.id
LIMIT :limit OFFSET :offset
