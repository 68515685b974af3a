-- Rank: the title is the text asked for, begins with it, holds it, or only the body does.
SELECT kind, id, title, body, dossier, dossier_title, organisation, organisation_name, at FROM (
  SELECT 'organisation' AS kind, o.id, o.name AS title,
         coalesce(o.full_name, '') || ' ' || coalesce(o.other_names, '') || ' ' || coalesce(o.city, '') || ' '
           || coalesce(o.identifiers, '') || ' ' || coalesce(o.note, '') AS body,
         NULL AS dossier, NULL AS dossier_title, NULL AS organisation, NULL AS organisation_name, NULL AS at
  FROM live_organisation o WHERE o.space = :space
  UNION ALL
  SELECT 'contact', c.id, c.name,
         coalesce(c.job, '') || ' ' || coalesce(c.emails, '') || ' ' || coalesce(c.phones, '') || ' '
           || coalesce(c.note, ''),
         NULL, NULL, o.id, o.name, NULL
  FROM live_contact c
  LEFT JOIN organisation o ON o.space = c.space AND o.id = c.organisation
  WHERE c.space = :space
  UNION ALL
  SELECT 'dossier', d.id, d.title,
         coalesce(d.summary, '') || ' ' || coalesce(d.next_action, '') || ' ' || coalesce(d.agreement, '') || ' '
           || coalesce(d.note, ''),
         d.id, d.title, NULL, NULL, NULL
  FROM live_dossier d WHERE d.space = :space
  UNION ALL
  SELECT 'task', t.id, t.title, t.note, d.id, d.title, NULL, NULL, NULL
  FROM live_task t
  LEFT JOIN dossier d ON d.space = t.space AND d.id = t.dossier
  WHERE t.space = :space
  UNION ALL
  SELECT 'journal_entry', j.id, substr(j.text, 1, 80), j.text, d.id, d.title, NULL, NULL, j.at
  FROM live_journal_entry j
  LEFT JOIN dossier d ON d.space = j.space AND d.id = j.dossier
  WHERE j.space = :space
  UNION ALL
  SELECT 'exchange', e.id, coalesce(e.subject, substr(e.text, 1, 80)), e.text, d.id, d.title, o.id, o.name, e.at
  FROM live_exchange e
  LEFT JOIN dossier d ON d.space = e.space AND d.id = e.dossier
  LEFT JOIN organisation o ON o.space = e.space AND o.id = e.organisation
  WHERE e.space = :space
)
WHERE NOT EXISTS (
  SELECT 1 FROM json_each(:words) w
  WHERE instr(plain(coalesce(title, '') || ' ' || coalesce(body, '')), w.value) = 0)
ORDER BY CASE
           WHEN plain(title) = :whole THEN 0
           WHEN instr(plain(title), :whole) = 1 THEN 1
           WHEN instr(plain(title), :whole) > 1 THEN 2
           ELSE 3
         END,
         CASE kind WHEN 'dossier' THEN 0 WHEN 'organisation' THEN 1 WHEN 'contact' THEN 2 ELSE 3 END,
         at DESC, plain(title), id
LIMIT :limit
