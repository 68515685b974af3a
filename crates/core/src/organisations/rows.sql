SELECT o.id, o.name, o.kind, o.country, o.city,
  (SELECT count(DISTINCT p.dossier) FROM live_party p
   JOIN live_dossier d ON d.space = p.space AND d.id = p.dossier
   WHERE p.space = o.space AND p.organisation = o.id) AS dossiers,
  (SELECT count(*) FROM live_contact c
   WHERE c.space = o.space AND c.organisation = o.id AND c."left" IS NULL) AS contacts,
  (SELECT max(e.at) FROM live_exchange e
   WHERE e.space = o.space AND e.organisation = o.id) AS last_exchange
FROM json_each(:ids) page
JOIN live_organisation o ON o.space = :space AND o.id = id_blob(page.value)
ORDER BY page.key
