# Au retour, quand un import s’est arrêté en route.

welcome-back-title = Un import s’est arrêté en route
welcome-back-text = L’application s’est fermée pendant l’import. Ce qui était déjà là n’a pas bougé. Continuez l’import, ou annulez ce qu’il avait commencé.
welcome-back-unnamed = Un tableur
welcome-back-since = Commencé le { $when }
welcome-back-continue = Continuer
welcome-back-undo = Annuler l’import
welcome-back-continued = L’import est terminé : { $imported } lignes ajoutées, { $updated } mises à jour.
welcome-back-ended = Cet import était déjà terminé.
welcome-back-runs = Cet import est encore en cours : il n’y a rien à décider.
welcome-back-undone = { $count ->
    [0] L’import est annulé.
    [one] L’import est annulé, une fiche retirée.
   *[other] L’import est annulé, { $count } fiches retirées.
}
