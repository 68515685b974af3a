-- The records whose history is told with that of a dossier, an organisation or a contact, deleted ones too.
SELECT id, 'party' AS entity, NULL AS column_name FROM party WHERE space = :space AND dossier = :id
UNION ALL
SELECT id, 'amount', NULL FROM amount WHERE space = :space AND dossier = :id
UNION ALL
SELECT id, 'type_period', NULL FROM type_period WHERE space = :space AND dossier = :id
UNION ALL
SELECT v.id, 'own_value', c.name
FROM own_value v LEFT JOIN own_column c ON c.space = v.space AND c.id = v."column"
WHERE v.space = :space AND v.record = :id
