SELECT c.id
FROM live_contact c
LEFT JOIN organisation o ON o.space = c.space AND o.id = c.organisation
WHERE c.space = :space
  AND (:organisation IS NULL OR c.organisation = :organisation)
  AND (:left IS NULL OR (c."left" IS NOT NULL) = :left)
  AND (:words IS NULL OR NOT EXISTS (
    SELECT 1 FROM json_each(:words) w
    WHERE instr(
      plain(coalesce(c.name, '') || ' ' || coalesce(c.job, '') || ' ' || coalesce(c.emails, '') || ' '
        || coalesce(c.phones, '') || ' ' || coalesce(o.name, '')),
      w.value) = 0))
ORDER BY plain(c.name), c.id
