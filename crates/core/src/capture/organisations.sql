-- Every spelling of every organisation, the longest first.
SELECT id, name, spelling
FROM (
  SELECT id, name, name AS spelling FROM live_organisation WHERE space = :space
  UNION ALL
  SELECT o.id, o.name, n.value FROM live_organisation o, json_each(o.other_names) n WHERE o.space = :space
)
WHERE length(spelling) >= 4 AND name IS NOT NULL
ORDER BY length(spelling) DESC, id
