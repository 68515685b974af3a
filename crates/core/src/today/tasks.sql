SELECT t.id, t.title, t.due, t.postponed,
  d.id AS dossier, d.title AS dossier_title,
  o.id AS organisation, o.name AS organisation_name,
  c.id AS contact, c.name AS contact_name, c.phones AS contact_phones
FROM live_task t
LEFT JOIN live_dossier d ON d.space = t.space AND d.id = t.dossier
LEFT JOIN live_party p ON p.space = t.space AND p.id =
  (SELECT min(q.id) FROM live_party q WHERE q.space = t.space AND q.dossier = t.dossier)
LEFT JOIN organisation o ON o.space = t.space AND o.id = coalesce(t.organisation, p.organisation)
LEFT JOIN contact c ON c.space = t.space AND c.id = p.contact AND t.organisation IS NULL
  AND c."left" IS NULL
WHERE t.space = :space
  AND t.done IS NULL
  AND t.due_end <= :until
  AND (:mine IS NULL
       OR EXISTS (SELECT 1 FROM json_each(t.assignees) a WHERE a.value = :mine)
       -- A task of nobody is that of whoever is responsible for its dossier.
       OR (NOT EXISTS (SELECT 1 FROM json_each(t.assignees))
           AND (NOT EXISTS (SELECT 1 FROM json_each(d.responsible))
                OR EXISTS (SELECT 1 FROM json_each(d.responsible) r WHERE r.value = :mine))))
