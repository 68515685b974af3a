SELECT n.kind, n.id, n.title, n.at, n.author,
  d.id AS dossier, d.title AS dossier_title,
  o.id AS organisation, o.name AS organisation_name
FROM (
  SELECT 'journal_entry' AS kind, space, id, dossier, NULL AS organisation, author, at,
         substr(text, 1, 120) AS title
  FROM live_journal_entry WHERE space = :space
  UNION ALL
  SELECT 'exchange', space, id, dossier, organisation, author, at, coalesce(subject, substr(text, 1, 120))
  FROM live_exchange WHERE space = :space
) n
JOIN live_dossier d ON d.space = n.space AND d.id = n.dossier
LEFT JOIN organisation o ON o.space = n.space AND o.id = n.organisation
WHERE n.at >= :since
  AND n.author IS NOT NULL
  AND n.author <> :me
  AND (:mine IS NULL OR EXISTS (SELECT 1 FROM json_each(d.responsible) r WHERE r.value = :mine))
