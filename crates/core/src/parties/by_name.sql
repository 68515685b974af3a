SELECT id FROM live_organisation o
WHERE o.space = :space
  AND (plain(o.name) = plain(:name) OR plain(o.full_name) = plain(:name)
       OR EXISTS (SELECT 1 FROM json_each(o.other_names) n WHERE plain(n.value) = plain(:name)))
ORDER BY plain(o.name) <> plain(:name), o.id
