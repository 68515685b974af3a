-- Living dossiers, with the person to speak with: the contact named for the first party, else the first
-- contact there who has a telephone.
SELECT d.id, d.title, d.stage, d.next_action, d.next_date, d."end" AS "end", d.last_contact, d.postponed,
  (SELECT max(e.at) FROM live_exchange e WHERE e.space = d.space AND e.dossier = d.id) AS last_exchange,
  (SELECT max(j.at) FROM live_journal_entry j WHERE j.space = d.space AND j.dossier = d.id) AS last_journal,
  o.id AS organisation, o.name AS organisation_name,
  c.id AS contact, c.name AS contact_name, c.phones AS contact_phones
FROM live_dossier d
LEFT JOIN live_party p ON p.space = d.space AND p.id =
  (SELECT min(q.id) FROM live_party q WHERE q.space = d.space AND q.dossier = d.id)
LEFT JOIN organisation o ON o.space = d.space AND o.id = p.organisation
LEFT JOIN contact c ON c.space = d.space AND c.id = coalesce(
  (SELECT n.id FROM live_contact n WHERE n.space = d.space AND n.id = p.contact AND n."left" IS NULL),
  (SELECT k.id FROM live_contact k
   WHERE k.space = d.space AND k.organisation = p.organisation AND k."left" IS NULL AND k.opposed IS NOT 1
   ORDER BY k.phones IS NULL, k.id LIMIT 1))
WHERE d.space = :space
  AND coalesce(d.stage, '') NOT IN ('cloturer', 'abandonne')
  AND (:mine IS NULL
       OR NOT EXISTS (SELECT 1 FROM json_each(d.responsible))
       OR EXISTS (SELECT 1 FROM json_each(d.responsible) r WHERE r.value = :mine))
