SELECT EXISTS (SELECT 1 FROM live_dossier d, json_each(d.responsible) r WHERE d.space = :space AND r.value = :me)
    OR EXISTS (SELECT 1 FROM live_task t, json_each(t.assignees) a WHERE t.space = :space AND a.value = :me)
