SELECT
  (SELECT count(*) FROM live_party p WHERE p.space = d.space AND p.dossier = d.id) AS organisations,
  EXISTS (SELECT 1 FROM live_party p
          JOIN live_contact c ON c.space = p.space AND c.organisation = p.organisation AND c."left" IS NULL
          WHERE p.space = d.space AND p.dossier = d.id) AS contact,
  EXISTS (SELECT 1 FROM json_each(d.responsible)) AS responsible,
  coalesce(d.next_action, '') <> '' AS next_action,
  coalesce(d.summary, '') <> '' AS summary,
  EXISTS (SELECT 1 FROM live_type_period t WHERE t.space = d.space AND t.dossier = d.id) AS type,
  EXISTS (SELECT 1 FROM live_amount a WHERE a.space = d.space AND a.dossier = d.id) AS amount,
  d."start" IS NOT NULL AS "start",
  d."end" IS NOT NULL AS "end",
  d.agreement IS NOT NULL OR d.signed IS NOT NULL AS agreement,
  EXISTS (SELECT 1 FROM live_exchange e WHERE e.space = d.space AND e.dossier = d.id) AS exchange,
  EXISTS (SELECT 1 FROM live_journal_entry j WHERE j.space = d.space AND j.dossier = d.id) AS journal,
  coalesce(d.stage_reason, '') <> '' AS stage_reason
FROM live_dossier d
WHERE d.space = :space AND d.id = :id
