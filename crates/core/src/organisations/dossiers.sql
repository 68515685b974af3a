SELECT d.id, d.title, d.stage, p.role
FROM live_party p
JOIN live_dossier d ON d.space = p.space AND d.id = p.dossier
WHERE p.space = :space AND p.organisation = :organisation
ORDER BY plain(d.title), d.id
