SELECT count(*) AS total
FROM live_exchange e
LEFT JOIN live_contact c ON c.space = e.space AND c.id = e.contact
WHERE e.space = :space
  AND (:dossier IS NULL OR e.dossier = :dossier)
  AND (:organisation IS NULL OR e.organisation = :organisation OR c.organisation = :organisation)
  AND (:contact IS NULL OR e.contact = :contact)
