-- Every matching organisation, sorted; empty keys stand last whichever way the list runs.
SELECT id FROM (
  SELECT o.id, o.name,
    CASE :sort
      WHEN 'kind' THEN o.kind
      WHEN 'country' THEN o.country
      WHEN 'city' THEN plain(o.city)
      WHEN 'last_exchange' THEN
        (SELECT max(e.at) FROM live_exchange e WHERE e.space = o.space AND e.organisation = o.id)
      WHEN 'dossiers' THEN
        (SELECT count(DISTINCT p.dossier) FROM live_party p WHERE p.space = o.space AND p.organisation = o.id)
      ELSE plain(o.name)
    END AS sort_key
  FROM live_organisation o
  WHERE o.space = :space
    AND (:kind IS NULL OR o.kind = :kind)
    AND (:country IS NULL OR o.country = :country)
    AND (:words IS NULL OR NOT EXISTS (
      SELECT 1 FROM json_each(:words) w
      WHERE instr(
        plain(coalesce(o.name, '') || ' ' || coalesce(o.full_name, '') || ' ' || coalesce(o.other_names, '')
          || ' ' || coalesce(o.city, '') || ' ' || coalesce(o.identifiers, '')),
        w.value) = 0))
)
ORDER BY sort_key IS NULL,
         CASE WHEN :descending THEN NULL ELSE sort_key END,
         CASE WHEN :descending THEN sort_key END DESC,
         plain(name), id
