-- The living dossiers an organisation takes part in; two are enough to know that there is a choice.
SELECT DISTINCT d.id, d.title
FROM live_party p
JOIN live_dossier d ON d.space = p.space AND d.id = p.dossier
WHERE p.space = :space AND p.organisation = :organisation AND coalesce(d.stage, '') NOT IN ('cloturer', 'abandonne')
LIMIT 2
