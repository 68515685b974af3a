SELECT v.record, v."column" AS "column", v.value, c.name
FROM live_own_value v
JOIN live_own_column c ON c.space = v.space AND c.id = v."column"
WHERE v.space = :space
  AND v.record IN (SELECT id_blob(value) FROM json_each(:records))
ORDER BY c.position, c.id
