# Les éléments communs à tous les écrans.

kit-required = obligatoire
kit-close = Fermer
kit-undo = Annuler l’action
kit-dismiss = Masquer ce message
kit-messages = Messages
kit-remove = Retirer { $label }
kit-peek-open = Ouvrir la fiche
kit-peek-open-name = Ouvrir la fiche, { $title }
kit-busy = Chargement en cours
kit-progress = { $done } sur { $total }
kit-options-none = Aucun résultat
kit-options-open = Montrer les choix
kit-options-clear = Effacer le choix
kit-stage-done = étape passée
kit-stage-current = étape actuelle
kit-stage-next = étape à venir

## Grille

kit-grid-sort = Trier par { $column }
kit-grid-ascending = du plus petit au plus grand
kit-grid-descending = du plus grand au plus petit
kit-grid-filter = Filtrer { $column }
kit-grid-filtered = Filtrer { $column }, filtre actif
kit-grid-resize = Largeur de la colonne { $column }
kit-grid-copied = { $count ->
    [one] Une cellule copiée
   *[other] { $count } cellules copiées
}
kit-grid-editing = Modifier { $column }
kit-grid-copy-later = Des lignes arrivent encore. Copiez de nouveau dans un instant.
kit-grid-help = Flèches pour se déplacer, Entrée pour modifier, Échap pour abandonner, Maj et flèches pour sélectionner.
