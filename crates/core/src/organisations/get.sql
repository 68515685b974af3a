SELECT o.*,
  (SELECT max(e.at) FROM live_exchange e
   WHERE e.space = o.space AND e.organisation = o.id) AS last_exchange
FROM live_organisation o
WHERE o.space = :space AND o.id = :id
