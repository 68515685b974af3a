-- The latest first. An exchange belongs to an organisation directly or through its contact.
SELECT
  e.id, e.dossier, d.title AS dossier_title, e.organisation, o.name AS organisation_name, e.contact,
  c.name AS contact_name, e.kind, e.text, e.at, e.subject, e.sender, e.recipients, e.author,
  p.name AS author_name, e.versions
FROM live_exchange e
LEFT JOIN live_dossier d ON d.space = e.space AND d.id = e.dossier
LEFT JOIN live_organisation o ON o.space = e.space AND o.id = e.organisation
LEFT JOIN live_contact c ON c.space = e.space AND c.id = e.contact
LEFT JOIN live_person p ON p.space = e.space AND p.id = e.author
WHERE e.space = :space
  AND (:dossier IS NULL OR e.dossier = :dossier)
  AND (:organisation IS NULL OR e.organisation = :organisation OR c.organisation = :organisation)
  AND (:contact IS NULL OR e.contact = :contact)
ORDER BY e.at DESC, e.id DESC
LIMIT :limit OFFSET :offset
