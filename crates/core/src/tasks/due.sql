-- Open tasks, and the next actions of dossiers that are neither closed nor abandoned, whose day comes by a
-- date. Something put off counts from the later day. What belongs to a deleted dossier is not due any more.
SELECT source, id, title, dossier, dossier_title, people,
  CASE WHEN put_off THEN postponed ELSE due END AS due,
  CASE WHEN put_off THEN postponed_end ELSE due_end END AS last_day
FROM (
  SELECT
    0 AS source, t.id, t.title, t.dossier, d.title AS dossier_title, t.assignees AS people, t.due, t.due_end,
    t.postponed, t.postponed_end, coalesce(t.postponed_end > coalesce(t.due_end, ''), 0) AS put_off
  FROM live_task t
  LEFT JOIN live_dossier d ON d.space = t.space AND d.id = t.dossier
  WHERE t.space = :space AND t.done IS NULL AND (t.dossier IS NULL OR d.id IS NOT NULL)
  UNION ALL
  SELECT
    1, d.id, coalesce(nullif(trim(d.next_action), ''), d.title), d.id, d.title, d.responsible, d.next_date,
    d.next_date_end, d.postponed, d.postponed_end, coalesce(d.postponed_end > d.next_date_end, 0)
  FROM live_dossier d
  WHERE d.space = :space AND d.next_date_end IS NOT NULL AND coalesce(d.stage, '') NOT IN ('cloturer', 'abandonne')
)
WHERE last_day <= :until
  AND (:assignee IS NULL OR EXISTS (SELECT 1 FROM json_each(people) a WHERE a.value = :assignee))
ORDER BY last_day, title
