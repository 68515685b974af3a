-- The contact who has one of these addresses; somebody still there before somebody who left.
SELECT c.id, c.name, c.organisation
FROM live_contact c, json_each(c.emails) mine, json_each(:addresses) asked
WHERE c.space = :space AND plain(mine.value) = plain(asked.value)
ORDER BY asked.key, c."left" IS NOT NULL, c.id
LIMIT 1
