# Le cadre de la fenêtre : navigation, palette, ligne d’état, activité, erreurs.

shell-name = COEXIST
shell-skip = Aller au contenu
shell-navigation = Navigation
shell-menu-open = Ouvrir le menu
shell-menu-close = Fermer le menu
shell-capture = Noter

shell-area-today = Aujourd’hui
shell-area-partnerships = Partenariats
shell-area-directory = Carnet
shell-area-community = Communauté
shell-area-settings = Réglages

## Palette

shell-palette = Chercher ou agir
shell-palette-open = Chercher
shell-palette-hint = Cherchez un dossier, une organisation, une action…
shell-palette-go = Aller à
shell-palette-act = Agir
shell-palette-records = Fiches
shell-palette-none = Rien ne correspond. Essayez un mot plus court.
shell-palette-failed = La recherche dans les fiches n’a pas abouti. Les actions restent disponibles.

## Raccourcis

shell-shortcuts = Raccourcis clavier
shell-key-shift = Maj
shell-shortcuts-panes = Passer d’un volet à l’autre

## Ligne d’état

shell-sync-saved = Tout est enregistré sur cet ordinateur
shell-sync-to-share = { $count ->
    [one] 1 élément à partager
   *[other] { $count } éléments à partager
}
shell-sync-sharing = Partage en cours, { $done } sur { $total }
shell-sync-up-to-date = À jour avec { $with }, { $when }
shell-sync-to-decide = { $count ->
    [one] Deux versions à départager
   *[other] Deux versions à départager, { $count } fois
}

## Activité

shell-activity = Activité
shell-activity-count = { $count ->
    [0] Rien en cours
    [one] 1 tâche en cours
   *[other] { $count } tâches en cours
}
shell-activity-other = Travail en cours
shell-activity-cancel = Interrompre
shell-activity-done = Terminé
shell-activity-cancelled = Interrompu
shell-activity-failed = N’a pas abouti

## Erreurs

shell-error-unknown = Cela n’a pas pu se faire. Ce qui était enregistré l’est toujours. Vous pouvez réessayer.
shell-error-details = Détails
shell-error-reference = Référence : { $reference }
shell-error-retry = Réessayer

## Page introuvable

shell-lost-title = Cette page n’existe plus
shell-lost-text = La fiche a peut-être été retirée, ou le lien est ancien.
shell-lost-action = Revenir à l’accueil
