SELECT p.id, p.dossier, p.organisation, p.role, p.contact,
       o.name, o.kind, o.country, c.name AS contact_name
FROM live_party p
LEFT JOIN organisation o ON o.space = p.space AND o.id = p.organisation
LEFT JOIN contact c ON c.space = p.space AND c.id = p.contact
WHERE p.space = :space
  AND p.dossier IN (SELECT id_blob(value) FROM json_each(:dossiers))
ORDER BY p.id
