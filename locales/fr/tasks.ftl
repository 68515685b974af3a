# Les tâches.

tasks-title = Tâches
tasks-new = Ajouter une tâche
tasks-edit = Modifier la tâche
tasks-delete = Supprimer la tâche
tasks-cancel = Renoncer
tasks-save = Enregistrer
tasks-title-field = À faire
tasks-title-example = Rappeler la fondation au sujet du budget
tasks-due = Pour le
tasks-assignee = Qui s’en charge
tasks-nobody = Personne en particulier
tasks-everyone = Tout le monde
tasks-repeat = Répétition
tasks-repeat-never = Une seule fois
tasks-repeat-day = { $count ->
    [one] chaque jour
   *[other] tous les { $count } jours
}
tasks-repeat-week = { $count ->
    [one] chaque semaine
   *[other] toutes les { $count } semaines
}
tasks-repeat-month = { $count ->
    [one] chaque mois
   *[other] tous les { $count } mois
}
tasks-repeat-year = { $count ->
    [one] chaque année
   *[other] tous les { $count } ans
}
tasks-note = Note
tasks-filters = Filtres des tâches
tasks-shown = Tâches affichées
tasks-open = Voir les tâches à faire
tasks-all-done = Voir les tâches faites
tasks-group-late = { $count ->
    [one] En retard
   *[other] En retard ({ $count })
}
tasks-group-dated = { $count ->
    [one] À venir
   *[other] À venir ({ $count })
}
tasks-group-undated = { $count ->
    [one] Sans date
   *[other] Sans date ({ $count })
}
tasks-group-done = { $count ->
    [one] Faites
   *[other] Faites ({ $count })
}
tasks-empty = Tout est à jour : aucune tâche à faire.
tasks-none-done = Aucune tâche faite pour l’instant.
tasks-empty-here = Aucune tâche ici.
tasks-show-more = Montrer la suite ({ $count })
tasks-tick = Fait : { $title }
tasks-done = « { $title } » est fait.
tasks-done-next = « { $title } » est fait. La prochaine fois : { $date }.
tasks-done-on = fait le { $date }
tasks-reopened = « { $title } » est de nouveau à faire.
tasks-days-late = { $count ->
    [one] 1 jour de retard
   *[other] { $count } jours de retard
}
tasks-later = Plus tard
tasks-later-name = Plus tard, ou autre action, pour « { $title } »
tasks-later-tomorrow = Repousser à demain ({ $date })
tasks-later-monday = Repousser à lundi ({ $date })
tasks-later-fortnight = Repousser de deux semaines ({ $date })
tasks-later-month = Repousser d’un mois ({ $date })
tasks-later-not = Ne plus repousser
tasks-postponed = Repoussé au { $date }.
tasks-postponed-until = repoussé au { $date }
tasks-not-postponed = La tâche n’est plus repoussée.
tasks-added = La tâche est ajoutée.
tasks-changed = La tâche est modifiée.
tasks-deleted = « { $title } » est supprimée.
tasks-to-decide = { $count ->
    [one] Deux versions à départager
   *[other] Deux versions à départager, { $count } fois
}
tasks-unnamed = Sans nom
tasks-export = Exporter vers un agenda
tasks-export-name = taches.ics
tasks-exported = { $count ->
    [0] Aucune tâche datée à exporter.
    [one] 1 tâche enregistrée dans le fichier d’agenda.
   *[other] { $count } tâches enregistrées dans le fichier d’agenda.
}
tasks-print = Imprimer les tâches
