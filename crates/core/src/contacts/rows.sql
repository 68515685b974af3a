SELECT c.*, o.name AS organisation_name, r.name AS replaced_by_name
FROM json_each(:ids) page
JOIN live_contact c ON c.space = :space AND c.id = id_blob(page.value)
LEFT JOIN organisation o ON o.space = c.space AND o.id = c.organisation
LEFT JOIN contact r ON r.space = c.space AND r.id = c.replaced_by
ORDER BY page.key
