# Les partenariats : grille, tableau par étape, page d’un dossier.


## Partenariats

partnerships-title = Partenariats
partnerships-new = Créer un dossier
partnerships-create = Créer
partnerships-created = « { $title } » est créé.
partnerships-new-example = Eau potable dans trois écoles de Kaya
partnerships-new-with = Ajouter une organisation
partnerships-more = Plus d’actions
partnerships-cancel = Renoncer
partnerships-save = Enregistrer
partnerships-edit = Modifier
partnerships-delete = Supprimer
partnerships-yes = Oui
partnerships-no = Non
partnerships-unknown = Non précisé
partnerships-unnamed = Sans nom
partnerships-empty = Aucun dossier pour l’instant. Apportez votre tableur, ou créez un premier dossier.
partnerships-none-found = Aucun dossier ne correspond à ces filtres.
partnerships-seen-as = Affichage
partnerships-as-grid = Afficher en grille
partnerships-as-board = Afficher par étape
partnerships-import = Apporter un tableur
partnerships-imports = Voir les tableurs apportés
partnerships-export = Exporter en tableur
partnerships-export-title = Enregistrer le tableur
partnerships-export-name = partenariats-{ $date }
partnerships-exported = Tableur enregistré : { $count } lignes dans { $sheets } feuilles.
partnerships-print = Imprimer la liste
partnerships-print-caption = { $count ->
    [one] { $title }, 1 dossier, le { $date }
   *[other] { $title }, { $count } dossiers, le { $date }
}
partnerships-print-left = Colonnes laissées hors de la feuille, faute de place : { $columns }.
partnerships-columns = Choisir les colonnes
partnerships-tasks = Voir toutes les tâches

## Vues

partnerships-view-all = Tous les dossiers
partnerships-view-menu = Vue : { $view }
partnerships-view-save = Enregistrer cette vue
partnerships-view-rename = Renommer la vue
partnerships-view-keep = Mettre à jour « { $view } »
partnerships-view-forget = Supprimer « { $view } »
partnerships-view-name = Nom de la vue
partnerships-view-example = À relancer ce mois-ci
partnerships-view-saved = La vue « { $view } » est enregistrée.
partnerships-view-forgotten = La vue « { $view } » est supprimée.

## Filtres

partnerships-filters = Filtres
partnerships-search = Chercher un dossier
partnerships-search-hint = Titre, organisation, prochaine action…
partnerships-filter-open = Dossiers ouverts ou terminés
partnerships-filter-open-all = Ouverts et terminés
partnerships-filter-open-open = Ouverts
partnerships-filter-open-ended = Terminés
partnerships-filter-anyone = Tous les responsables
partnerships-filter-nobody = Sans responsable
partnerships-filter-any-type = Tous les types
partnerships-filter-clear = Retirer les filtres
partnerships-filter-clear-one = Retirer ce filtre
partnerships-filter-close = Fermer
partnerships-filter-column = Filtrer { $column }
partnerships-filter-words = Mots dans « { $column } »
partnerships-filter-empty = Seulement les cellules vides
partnerships-filter-due = Prochaine action avant
partnerships-filter-ends = Fin avant
partnerships-filter-due-chip = À faire avant { $date }
partnerships-filter-ends-chip = Fin avant { $date }
partnerships-filter-organisation = Une organisation
partnerships-filter-own-chip = { $column } : { $text }
partnerships-filter-own-empty-chip = { $column } : vide

## Colonnes

partnerships-column-title = Titre
partnerships-column-organisations = Organisations
partnerships-column-stage = Étape
partnerships-column-responsible = Responsable
partnerships-column-next-action = Prochaine action
partnerships-column-next-date = Pour le
partnerships-column-last-contact = Dernier contact
partnerships-column-amount = Montant
partnerships-column-type = Type
partnerships-column-countries = Pays
partnerships-column-start = Début
partnerships-column-end = Fin
partnerships-column-signed = Signé le
partnerships-column-agreement = Convention
partnerships-column-summary = En une phrase
partnerships-column-last-exchange = Dernier échange
partnerships-columns-title = Colonnes
partnerships-columns-shown = Colonnes affichées
partnerships-own-title = Mes colonnes
partnerships-own-none = Vous n’avez pas encore de colonne à vous.
partnerships-own-empty = { $count ->
    [one] Afficher le champ vide
   *[other] Afficher les { $count } champs vides
}
partnerships-own-name = Nom de la colonne
partnerships-own-kind = Contenu
partnerships-own-new = Nouvelle colonne
partnerships-own-example = Priorité
partnerships-own-add = Ajouter la colonne
partnerships-own-manage = Gérer mes colonnes
partnerships-own-up = Monter { $column }
partnerships-own-down = Descendre { $column }
partnerships-own-remove = Supprimer la colonne { $column }
partnerships-own-added = La colonne « { $column } » est ajoutée.
partnerships-own-renamed = La colonne s’appelle maintenant « { $column } ».
partnerships-own-retyped = Le contenu de « { $column } » est changé. Ce qui était écrit reste.
partnerships-own-removed = { $count ->
    [0] La colonne « { $column } » est supprimée. Elle était vide.
    [one] La colonne « { $column } » est supprimée, avec 1 cellule remplie.
   *[other] La colonne « { $column } » est supprimée, avec { $count } cellules remplies.
}

## Grille

partnerships-grid = Dossiers
partnerships-count = { $count ->
    [0] Aucun dossier
    [one] 1 dossier
   *[other] { $count } dossiers
}
partnerships-found = { $count } dossiers trouvés
partnerships-sums = Sommes
partnerships-late = en retard
partnerships-to-decide = { $count ->
    [one] Deux versions à départager
   *[other] Deux versions à départager, { $count } fois
}
partnerships-cell-written = { $column } : modifié pour « { $title } ».
partnerships-unread = « { $text } » n’a pas été compris pour { $column }. Rien n’a changé.
partnerships-title-needed = Un dossier a besoin d’un titre. Rien n’a changé.
partnerships-stage-needed = Un dossier reste toujours à une étape. Rien n’a changé.
partnerships-type-on-page = Pour retirer un type, ouvrez la page du dossier.
partnerships-too-fine = Ce montant a plus de décimales que la monnaie { $currency } n’en permet.
partnerships-pasted = { $count ->
    [one] 1 ligne modifiée par collage.
   *[other] { $count } lignes modifiées par collage.
}
partnerships-paste-later = Ces lignes sont encore en chargement. Collez de nouveau dans un instant.
partnerships-paste-refused = Rien n’a été collé. { $problem }

## Montants

partnerships-amount-range = de { $from } à { $to }
partnerships-amount-about = environ { $amount }
partnerships-amount-per-year = { $amount } par an
partnerships-amount-both = { $amount } ({ $quantity })
partnerships-amount-in-state = { $state ->
    [requested] { $amount } demandés
    [promised] { $amount } promis
    [granted] { $amount } convenus
    [paid] { $amount } versés
    [spent] { $amount } dépensés
   *[other] { $amount }
}
partnerships-fcfa-bceao = { $amount } F CFA (BCEAO)
partnerships-fcfa-beac = { $amount } F CFA (BEAC)
partnerships-unit-day = { $count ->
    [one] { $number } jour
   *[other] { $number } jours
}
partnerships-unit-half-day = { $count ->
    [one] { $number } demi-journée
   *[other] { $number } demi-journées
}
partnerships-unit-hour = { $count ->
    [one] { $number } heure
   *[other] { $number } heures
}
partnerships-unit-mission = { $count ->
    [one] { $number } mission
   *[other] { $number } missions
}
partnerships-amount-no-status = Sans statut
partnerships-amount-status = Statut
partnerships-amount-kind = Nature
partnerships-amount-at = Date
partnerships-amount-from = Donné par
partnerships-amount-add = Ajouter un montant
partnerships-amount-edit = Modifier { $amount }
partnerships-amount-added = Le montant est ajouté.
partnerships-amount-changed = Le montant est modifié.
partnerships-amount-removed = { $amount } : retiré.
partnerships-amount-not-one = Écrivez un nombre, par exemple 12 500,50.
partnerships-amount-needed = Donnez un montant ou une quantité.
partnerships-amount-max = Jusqu’à
partnerships-amount-max-help = Si vous ne connaissez qu’une fourchette.
partnerships-amount-max-less = Le haut de la fourchette est plus petit que le bas.
partnerships-amount-approximate = Montant approximatif
partnerships-amount-each-year = Chaque année
partnerships-amount-quantity = Quantité
partnerships-amount-quantity-example = 12
partnerships-amount-unit = Unité
partnerships-amount-unit-example = jours de formation
partnerships-amounts-empty = Aucun montant noté pour l’instant.
partnerships-currency = Monnaie

## Tableau par étape

partnerships-board = Dossiers par étape
partnerships-board-help = Flèches pour passer d’une carte à l’autre. Espace prend la carte, les flèches choisissent l’étape, Espace la pose, Échap renonce. Entrée ouvre le dossier.
partnerships-board-taken = « { $title } » est pris. Choisissez l’étape avec les flèches.
partnerships-board-over = Étape { $stage }
partnerships-board-put = « { $title } » est posé dans { $stage }.
partnerships-board-gave-up = La carte est restée à sa place.
partnerships-board-more = { $count ->
    [one] Montrer 1 carte de plus
   *[other] Montrer { $count } cartes de plus
}
partnerships-no-stage = Sans étape
partnerships-more-parties = { $count ->
    [one] et 1 autre
   *[other] et { $count } autres
}
partnerships-next-action-unnamed = Prochaine action
partnerships-move-to = Déplacer vers…
partnerships-move-to-name = Déplacer vers… : « { $title } »
partnerships-moved = « { $title } » est passé à l’étape { $stage }.
partnerships-move-title = Passer à l’étape { $stage }
partnerships-move-reason = Raison
partnerships-move-reason-help = Un mot suffit. Vous pouvez aussi laisser vide.
partnerships-move-confirm = Déplacer le dossier

## Page d’un dossier

partnerships-dossier = Dossier
partnerships-back = Tous les partenariats
partnerships-rename = Changer le titre
partnerships-renamed = Le titre est changé.
partnerships-deleted = « { $title } » est supprimé.
partnerships-dossier-print = Imprimer cette page
partnerships-revived = Revenu après suppression
partnerships-signed-on = Signature : { $date }
partnerships-revived-text = Quelqu’un a supprimé ce dossier, quelqu’un d’autre l’a modifié en même temps. Il est donc revenu. Supprimez-le de nouveau s’il n’a plus lieu d’être.
partnerships-life = Vie du partenariat
partnerships-stage-reason = Raison : { $reason }
partnerships-missing = Il manque encore :
partnerships-layer-us = Entre nous
partnerships-layer-us-text = Visible par vos collègues seulement.
partnerships-layer-with = Avec { $names }
partnerships-layer-with-nobody = Avec vos partenaires
partnerships-layer-with-text = Rien n’est partagé avec eux aujourd’hui. L’espace commun viendra avec le partage, dans une prochaine version.
partnerships-tabs = Contenu du dossier
partnerships-tab-journal = Journal
partnerships-tab-exchanges = Échanges
partnerships-tab-tasks = Tâches
partnerships-tab-amounts = Montants
partnerships-tab-history = Historique
partnerships-glance = En bref
partnerships-next = Prochaine étape
partnerships-about = Ce dossier
partnerships-note = Note
partnerships-field-written = { $field } : enregistré.
partnerships-responsible-add = Ajouter un responsable
partnerships-responsible-create = Ajouter « { $name } » aux collègues
partnerships-country-add = Ajouter un pays
partnerships-type-none = Pas encore choisi
partnerships-type-set = Le type est maintenant { $type }.
partnerships-type-since = { $type }, depuis { $date }
partnerships-types-past = Types dans le temps
partnerships-type-remove = Retirer
partnerships-type-remove-name = Retirer le type { $type }
partnerships-type-removed = Le type est retiré.

## Organisations d’un dossier

partnerships-parties = Organisations du dossier
partnerships-party-add = Ajouter une organisation
partnerships-party-confirm = Ajouter
partnerships-party-who = Organisation
partnerships-party-other = Choisir une autre organisation
partnerships-party-role = Rôle
partnerships-party-no-role = Sans rôle précis
partnerships-party-contact = Personne à joindre
partnerships-party-no-contact = Personne en particulier
partnerships-party-menu = Actions
partnerships-party-menu-name = Actions pour { $name }
partnerships-party-edit = Changer le rôle ou le contact
partnerships-party-edit-title = { $name } dans ce dossier
partnerships-party-remove = Retirer
partnerships-party-added = { $name } est dans le dossier.
partnerships-party-changed = Le rôle et le contact sont enregistrés.
partnerships-party-removed = { $name } est retiré du dossier.

## Journal et échanges

partnerships-journal-new = Nouvelle entrée
partnerships-journal-hint = Ce qui s’est passé, en quelques mots
partnerships-journal-add = Noter dans le journal
partnerships-journal-added = C’est noté dans le journal.
partnerships-journal-edit = Texte de l’entrée
partnerships-journal-changed = L’entrée est modifiée.
partnerships-journal-deleted = L’entrée est supprimée.
partnerships-journal-menu = Actions pour l’entrée du { $date }
partnerships-journal-empty = Le journal est vide. Notez ce qui se passe, au fil de l’eau.
partnerships-draft-kept = Brouillon gardé sur cet ordinateur
partnerships-show-more = { $count ->
    [one] Montrer 1 de plus
   *[other] Montrer la suite ({ $count })
}
partnerships-exchange-kind = Type d’échange
partnerships-exchange-with = Avec
partnerships-exchange-nobody = Personne en particulier
partnerships-exchange-text = Ce qui s’est dit
partnerships-exchange-hint = Rappeler après le conseil d’administration du 12
partnerships-exchange-add = Noter l’échange
partnerships-exchange-added = L’échange est noté.
partnerships-exchange-changed = L’échange est modifié.
partnerships-exchange-deleted = L’échange est supprimé.
partnerships-exchange-menu = Actions pour l’échange du { $date }
partnerships-exchanges-empty = Aucun échange noté. Un appel se note en vingt secondes.
partnerships-mail-take = Prendre un courriel
partnerships-mail-choose = Choisir un courriel enregistré (.eml)
partnerships-mail-drop = Vous pouvez aussi déposer un fichier .eml ici.
partnerships-mail-not-one = Ce fichier n’est pas un courriel enregistré. Choisissez un fichier qui se termine par .eml.
partnerships-mail-taken = Le courriel « { $subject } » est noté.
partnerships-mail-known = Le courriel « { $subject } » était déjà noté.
partnerships-mail-attachments = { $count ->
    [one] Sa pièce jointe reste dans votre messagerie.
   *[other] Ses { $count } pièces jointes restent dans votre messagerie.
}
partnerships-mail-cut = Le texte, très long, a été coupé.

## Frise

partnerships-as-timeline = Afficher en frise
partnerships-timeline = Frise des dossiers
partnerships-timeline-table = Dates des dossiers
partnerships-timeline-scale = Échelle
partnerships-timeline-by-quarter = Voir par trimestre
partnerships-timeline-by-year = Voir par année
partnerships-timeline-months = Mois affichés
partnerships-timeline-earlier = Montrer les mois d’avant
partnerships-timeline-later = Montrer les mois d’après
partnerships-timeline-today-back = Revenir à aujourd’hui
partnerships-timeline-sort = Ordre des dossiers
partnerships-timeline-sort-start = Par début
partnerships-timeline-sort-end = Par fin
partnerships-timeline-sort-next-date = Par prochaine action
partnerships-timeline-sort-title = Par titre
partnerships-timeline-as-table = Lire en tableau
partnerships-timeline-quarter = T{ $number }
partnerships-timeline-both = { $from } – { $to }
partnerships-timeline-from = Début : { $date }
partnerships-timeline-to = Fin : { $date }
partnerships-timeline-none = Sans date de début ni de fin
partnerships-timeline-before = Plus tôt
partnerships-timeline-after = Plus tard
partnerships-timeline-action = Prochaine action : { $what }, { $date }
partnerships-timeline-task = Tâche : { $what }, { $date }
partnerships-timeline-renews = À renouveler bientôt
partnerships-timeline-tasks = Tâches à faire
partnerships-timeline-legend-agreement = Du début à la fin
partnerships-timeline-legend-renews = Fin proche, à renouveler
partnerships-timeline-legend-action = Prochaine action
partnerships-timeline-legend-task = Tâche à faire
partnerships-timeline-legend-today = Aujourd’hui
