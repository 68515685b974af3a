# Aujourd’hui : le lundi matin.

today-title = Aujourd’hui
today-untitled = Sans titre
today-and-then = { " · " }
today-print = Imprimer la page
today-log = Noter un appel
today-tasks = Voir les tâches
today-first = D’abord
today-all = La liste complète
today-no-more = C’est tout pour aujourd’hui.
today-all-clear = Tout est à jour. Personne à rappeler, rien en retard.
today-fresh = Votre espace est vide. Apportez votre tableur : vos suivis, vos retards et vos échéances apparaîtront ici.
today-fresh-import = Apporter un tableur
today-show-all = Montrer les { $count } lignes
today-group = { $name } ({ $count })

today-whose = De qui
today-whose-mine = Mes suivis
today-whose-everybody = Toute l’équipe

## Les groupes

today-kind-to-call = À appeler
today-kind-late = En retard
today-kind-this-week = Cette semaine
today-kind-renewal = À renouveler
today-kind-quiet = Sans nouvelles
today-kind-news = Nouveau
today-kind-other = À voir

## Le verbe de chaque carte

today-verb-log-call = Noter l’appel
today-verb-done = Terminer
today-verb-prepare = Préparer
today-verb-take-up = Reprendre contact
today-verb-read = Lire

## Pourquoi

today-sentence-other = À regarder.
today-sentence-action-late = { $days ->
    [one] Prévu hier.
   *[other] Prévu il y a { $days } jours.
}
today-sentence-action-late-since = Prévu le { $date }.
today-sentence-action-today = Prévu aujourd’hui.
today-sentence-action-soon = { $days ->
    [one] Prévu demain.
   *[other] Prévu dans { $days } jours.
}
today-sentence-task-late = { $days ->
    [one] En retard d’un jour.
   *[other] En retard de { $days } jours.
}
today-sentence-task-late-since = En retard depuis le { $date }.
today-sentence-task-today = À faire aujourd’hui.
today-sentence-task-soon = { $days ->
    [one] À faire demain.
   *[other] À faire dans { $days } jours.
}
today-sentence-ends = { $days ->
    [0] La convention se termine aujourd’hui.
    [one] La convention se termine demain.
   *[other] La convention se termine le { $date }, dans { $days } jours.
}
today-sentence-ended = La convention s’est terminée le { $date }.
today-sentence-quiet = { $weeks ->
    [one] Aucun échange depuis une semaine.
   *[other] Aucun échange depuis { $weeks } semaines.
}
today-sentence-news-exchange = { $days ->
    [0] Échange noté aujourd’hui par { $who }.
    [one] Échange noté hier par { $who }.
   *[other] Échange noté il y a { $days } jours par { $who }.
}
today-sentence-news-journal = { $days ->
    [0] Écrit dans le journal aujourd’hui par { $who }.
    [one] Écrit dans le journal hier par { $who }.
   *[other] Écrit dans le journal il y a { $days } jours par { $who }.
}

## Plus tard

today-later = Plus tard
today-later-tomorrow = Demain
today-later-monday = Lundi prochain
today-later-fortnight = Dans deux semaines
today-later-month = Dans un mois
today-postponed = Remis au { $date }.
today-task-done = « { $title } » est terminé.

## Noter un appel

today-log-title = Noter un échange
today-log-whom = Avec qui
today-log-whom-hint = Un nom, une organisation, un dossier
today-whom-dossier = Dossier
today-whom-organisation = Organisation
today-whom-contact = Contact
today-log-kind = Comment
today-log-text = Ce qui s’est dit
today-log-text-missing = Écrivez au moins un mot, puis enregistrez.
today-log-next = Et ensuite
today-log-next-action = Prochaine action
today-log-next-date = Pour quand
today-log-done = « { $action } » est fait
today-log-cancel = Fermer
today-log-save = Enregistrer
today-logged-call = L’appel est noté.
today-logged-meeting = La réunion est notée.
today-logged-mail = Le courriel est noté.
today-logged-letter = La lettre est notée.

## La page imprimée

today-print-title = Suivi des partenariats
today-print-what = Quoi
today-print-whom = Avec qui
today-print-due = Échéance
today-print-why = Pourquoi
today-print-rest = { $count ->
    [one] et une autre ligne, à lire à l’écran
   *[other] et { $count } autres lignes, à lire à l’écran
}
