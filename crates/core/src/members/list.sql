SELECT p.id, p.name, p.initials, p.email, p.role, p."left" AS "left",
       (SELECT count(*) FROM live_dossier d, json_each(d.responsible) r
        WHERE d.space = :space AND r.value = id_text(p.id)
          AND coalesce(d.stage, '') NOT IN ('cloturer', 'abandonne')) AS dossiers,
       (SELECT count(*) FROM live_task t, json_each(t.assignees) a
        WHERE t.space = :space AND a.value = id_text(p.id) AND t.done IS NULL) AS tasks
FROM live_person p
WHERE p.space = :space
ORDER BY p."left" IS NOT NULL, plain(coalesce(p.name, p.initials)), p.id
