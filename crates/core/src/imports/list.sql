SELECT i.id, i.file_name, i.fingerprint, i.mapping, i.at, p.name AS author_name, i.counts, i.action
FROM live_import i
LEFT JOIN live_person p ON p.space = i.space AND p.id = i.author
WHERE i.space = :space
ORDER BY i.at DESC, i.id DESC
