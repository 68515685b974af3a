-- Every matching dossier, sorted; empty keys stand last whichever way the list runs.
SELECT id, stage FROM (
  SELECT d.id, d.stage, d.title,
    CASE :sort
      WHEN 'title' THEN plain(d.title)
      WHEN 'stage' THEN (SELECT s.key FROM json_each(:life) s WHERE s.value = d.stage)
      WHEN 'next_date' THEN d.next_date_end
      WHEN 'next_action' THEN plain(d.next_action)
      WHEN 'start' THEN d.start_end
      WHEN 'end' THEN d.end_end
      WHEN 'signed' THEN d.signed_end
      WHEN 'agreement' THEN plain(d.agreement)
      WHEN 'summary' THEN plain(d.summary)
      WHEN 'last_contact' THEN d.last_contact_end
      WHEN 'last_exchange' THEN
        (SELECT max(e.at) FROM live_exchange e WHERE e.space = d.space AND e.dossier = d.id)
      WHEN 'responsible' THEN
        (SELECT min(plain(coalesce(p.name, p.initials))) FROM json_each(d.responsible) r
         JOIN person p ON p.space = d.space AND p.id = id_blob(r.value))
      WHEN 'organisations' THEN
        (SELECT plain(o.name) FROM live_party p
         JOIN organisation o ON o.space = p.space AND o.id = p.organisation
         WHERE p.space = d.space AND p.dossier = d.id ORDER BY p.id LIMIT 1)
      WHEN 'countries' THEN d.countries
      WHEN 'type' THEN
        (SELECT t.kind FROM live_type_period t WHERE t.space = d.space AND t.dossier = d.id
         ORDER BY t.since_end DESC, t.id DESC LIMIT 1)
      WHEN 'amount' THEN
        (SELECT sum(a.value_number) FROM live_amount a WHERE a.space = d.space AND a.dossier = d.id)
      WHEN 'created' THEN d.id
      ELSE
        (SELECT CASE c.kind WHEN 'number' THEN CAST(v.value AS REAL) ELSE plain(v.value) END
         FROM live_own_value v JOIN live_own_column c ON c.space = v.space AND c.id = v."column"
         WHERE v.space = d.space AND v.record = d.id AND v."column" = :own)
    END AS sort_key
  FROM live_dossier d
  WHERE d.space = :space
    AND (:stages IS NULL OR d.stage IN (SELECT value FROM json_each(:stages)))
    AND (:open IS NULL OR (coalesce(d.stage, '') NOT IN ('cloturer', 'abandonne')) = :open)
    AND (:responsible IS NULL
         OR EXISTS (SELECT 1 FROM json_each(d.responsible) r WHERE r.value = :responsible))
    AND (NOT :unassigned OR NOT EXISTS (SELECT 1 FROM json_each(d.responsible)))
    AND (:country IS NULL
         OR EXISTS (SELECT 1 FROM json_each(d.countries) c WHERE c.value = :country)
         OR EXISTS (SELECT 1 FROM live_party p
                    JOIN organisation o ON o.space = p.space AND o.id = p.organisation
                    WHERE p.space = d.space AND p.dossier = d.id AND o.country = :country))
    AND (:organisation IS NULL
         OR EXISTS (SELECT 1 FROM live_party p
                    WHERE p.space = d.space AND p.dossier = d.id AND p.organisation = :organisation))
    AND (:due_before IS NULL OR d.next_date_end <= :due_before)
    AND (:ends_before IS NULL OR d.end_end <= :ends_before)
    AND (:columns IS NULL OR NOT EXISTS (
      SELECT 1 FROM json_each(:columns) c
      WHERE NOT coalesce(
        (SELECT CASE c.value WHEN '' THEN 0 ELSE instr(plain(v.value), plain(c.value)) END
         FROM live_own_value v
         WHERE v.space = d.space AND v.record = d.id AND v."column" = id_blob(c.key)
           AND v.value IS NOT NULL),
        c.value = '')))
    AND (:words IS NULL OR NOT EXISTS (
      SELECT 1 FROM json_each(:words) w
      WHERE instr(
        plain(coalesce(d.title, '') || ' ' || coalesce(d.summary, '') || ' ' || coalesce(d.next_action, '')
          || ' ' || coalesce(d.note, '') || ' ' || coalesce(d.agreement, '') || ' '
          || coalesce((SELECT group_concat(coalesce(o.name, '') || ' ' || coalesce(o.full_name, ''), ' ')
                       FROM live_party p JOIN organisation o ON o.space = p.space AND o.id = p.organisation
                       WHERE p.space = d.space AND p.dossier = d.id), '')),
        w.value) = 0))
)
ORDER BY sort_key IS NULL,
         CASE WHEN :descending THEN NULL ELSE sort_key END,
         CASE WHEN :descending THEN sort_key END DESC,
         plain(title), id
