-- Every title, the longest first.
SELECT id, title AS name, title AS spelling
FROM live_dossier
WHERE space = :space AND length(title) >= 4
ORDER BY length(title) DESC, id
