SELECT j.id, j.dossier, j.text, j.at, j.place, j.author, p.name AS author_name, j.versions
FROM live_journal_entry j
LEFT JOIN live_person p ON p.space = j.space AND p.id = j.author
WHERE j.space = :space AND j.dossier = :dossier
ORDER BY j.at DESC, j.id DESC
LIMIT :limit OFFSET :offset
