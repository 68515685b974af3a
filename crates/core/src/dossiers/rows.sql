SELECT d.*,
  coalesce(d.next_date_end < :today
           AND coalesce(d.stage, '') NOT IN ('cloturer', 'abandonne', 'suspendu'), 0) AS late,
  (SELECT max(e.at) FROM live_exchange e WHERE e.space = d.space AND e.dossier = d.id) AS last_exchange,
  (SELECT count(*) FROM live_task t
   WHERE t.space = d.space AND t.dossier = d.id AND t.done IS NULL) AS open_tasks,
  coalesce(d.versions, 0)
    + coalesce((SELECT sum(v.versions) FROM live_own_value v
                WHERE v.space = d.space AND v.record = d.id), 0) AS conflicts
FROM json_each(:ids) page
JOIN live_dossier d ON d.space = :space AND d.id = id_blob(page.value)
ORDER BY page.key
