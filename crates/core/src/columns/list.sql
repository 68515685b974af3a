SELECT c.id, c.entity, c.name, c.kind, c.position,
       (SELECT count(*) FROM live_own_value v
        WHERE v.space = c.space AND v."column" = c.id AND v.value IS NOT NULL) AS filled
FROM live_own_column c
WHERE c.space = :space
  AND (:entity IS NULL OR c.entity = :entity)
ORDER BY c.entity, c.position, c.id
