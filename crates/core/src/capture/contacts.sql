-- Everybody, the longest name first.
SELECT id, name, name AS spelling
FROM live_contact
WHERE space = :space AND length(name) >= 4
ORDER BY length(name) DESC, id
