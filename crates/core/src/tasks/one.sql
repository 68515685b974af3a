SELECT
  t.id, t.title, t.dossier, d.title AS dossier_title, t.organisation, o.name AS organisation_name, t.due, t.due_end,
  t.postponed, t.postponed_end, t.assignees, t.repeat, t.note, t.done, t.versions
FROM live_task t
LEFT JOIN live_dossier d ON d.space = t.space AND d.id = t.dossier
LEFT JOIN live_organisation o ON o.space = t.space AND o.id = t.organisation
WHERE t.space = :space AND t.id = :id
