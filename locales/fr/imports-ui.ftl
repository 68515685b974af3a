# Apporter un tableur : choisir, vérifier, importer.

imports-ui-title = Apporter un tableur
imports-ui-title-file = Apporter « { $file } »
imports-ui-list-title = Tableurs apportés
imports-ui-back = Tableurs apportés
imports-ui-to-partnerships = Tous les partenariats
imports-ui-new = Apporter un tableur
imports-ui-none = Aucun tableur apporté pour l’instant.
imports-ui-begin = Choisissez votre tableur de suivi, ou une liste d’organisations. Rien n’est écrit avant que vous l’ayez vérifié.
imports-ui-choose = Choisir un fichier
imports-ui-choose-other = Choisir un autre fichier
imports-ui-drop = Vous pouvez aussi déposer le fichier sur cette fenêtre. Fichiers acceptés : .xlsx, .csv, .tsv.
imports-ui-reading = Lecture du fichier…
imports-ui-reading-again = Nouvelle lecture…
imports-ui-known = Ce fichier a déjà été apporté. L’importer de nouveau met à jour, sans doubler.
imports-ui-from-saved = Les réglages de votre dernier import de ce tableur sont repris.
imports-ui-would = Ce que l’import ferait
imports-ui-bring = Importer
imports-ui-nothing-written = Rien n’est écrit avant ce bouton.
imports-ui-nothing = Rien à importer avec ces réglages. Vérifiez ce que contiennent les feuilles ci-dessous.

## Feuilles et colonnes

imports-ui-sheets = Feuilles et colonnes
imports-ui-sheets-text = Voici comment chaque colonne a été comprise. Changez ce qui ne va pas.
imports-ui-sheet-role = Cette feuille contient
imports-ui-sheet-rows = { $count ->
    [0] Aucune ligne remplie
    [one] 1 ligne remplie
   *[other] { $count } lignes remplies
}
imports-ui-sheet-hidden = Cette feuille est masquée dans le tableur.
imports-ui-sheet-left-out = Les lignes de cette feuille ne deviennent pas des fiches.
imports-ui-columns-of = Colonnes de la feuille { $sheet }
imports-ui-column = Colonne du tableur
imports-ui-becomes = Devient
imports-ui-samples = Exemples
imports-ui-no-header = Sans titre
imports-ui-filled = { $count ->
    [0] vide
    [one] 1 cellule
   *[other] { $count } cellules
}
imports-ui-to-check = À vérifier
imports-ui-group-dossier = Dossier
imports-ui-group-money = Montants
imports-ui-group-organisation = Organisation
imports-ui-group-person = Personne
imports-ui-group-other = Autre
imports-ui-role-dossiers = Partenariats
imports-ui-role-organisations = Organisations
imports-ui-role-contacts = Personnes
imports-ui-role-tasks = Tâches
imports-ui-role-legend = Légende
imports-ui-role-notes = Notes
imports-ui-role-summary = Récapitulatif
imports-ui-role-template = Modèle vide
imports-ui-role-empty = Feuille vide

## Champs

imports-ui-field-organisation = Organisation(s)
imports-ui-field-full-name = Nom complet
imports-ui-field-acronym = Sigle
imports-ui-field-organisation-code = Code de l’organisation
imports-ui-field-kind = Type d’organisation
imports-ui-field-identifier = Identifiant (SIREN, RNA…)
imports-ui-field-country = Pays
imports-ui-field-organisation-country = Pays de l’organisation
imports-ui-field-city = Ville
imports-ui-field-postcode = Code postal
imports-ui-field-address = Adresse
imports-ui-field-website = Site web
imports-ui-field-contact = Contact(s)
imports-ui-field-last-name = Nom de famille
imports-ui-field-first-name = Prénom
imports-ui-field-function = Fonction
imports-ui-field-channel = Courriel et téléphone
imports-ui-field-email = Courriel
imports-ui-field-phone = Téléphone
imports-ui-field-title = Titre du dossier
imports-ui-field-type = Type de partenariat
imports-ui-field-status = Étape
imports-ui-field-amount = Montant
imports-ui-field-amount-requested = Montant demandé
imports-ui-field-amount-granted = Montant convenu
imports-ui-field-amount-paid = Montant versé
imports-ui-field-contributions = Apports en nature ou en temps
imports-ui-field-currency = Monnaie
imports-ui-field-responsible = Responsable
imports-ui-field-first-contact = Premier contact
imports-ui-field-last-contact = Dernier contact
imports-ui-field-next-action = Prochaine action
imports-ui-field-due = Échéance
imports-ui-field-done = Fait ou non
imports-ui-field-signed = Date de signature
imports-ui-field-period = Durée ou période
imports-ui-field-start = Début
imports-ui-field-end = Fin
imports-ui-field-agreement-ref = Référence de la convention
imports-ui-field-number = Numéro du dossier
imports-ui-field-report-due = Rapport à rendre
imports-ui-field-notes = Notes
imports-ui-field-own = Garder dans une colonne à moi
imports-ui-field-ignore = Ne pas reprendre

## Mots du tableur

imports-ui-words-title = Mots et couleurs du tableur
imports-ui-words-text = Voici ce que veulent dire les mots de votre tableur.
imports-ui-words-text-unsure = { $count ->
    [one] Un mot a été deviné : vérifiez-le.
   *[other] { $count } mots ont été devinés : vérifiez-les.
}
imports-ui-words = { $title } ({ $count })
imports-ui-words-unsure = { $title } ({ $count }, dont { $unsure } à vérifier)
imports-ui-statuses = Statuts et étapes
imports-ui-types = Types de partenariat
imports-ui-kinds = Types d’organisation
imports-ui-places = Lieux et pays
imports-ui-colours = Couleurs des lignes
imports-ui-colleagues = Initiales et collègues
imports-ui-no-colour = Ligne sans couleur
imports-ui-guessed = deviné
imports-ui-means-nothing = Garder comme texte

## Fichier

imports-ui-file = Réglages du fichier
imports-ui-default-currency = Monnaie des montants sans monnaie
imports-ui-default-country = Pays des organisations sans pays
imports-ui-own-organisation = Votre organisation dans ce fichier
imports-ui-own-organisation-help = Elle n’est pas comptée comme partenaire.
imports-ui-reference-date = Date du fichier
imports-ui-reference-date-help = Pour compléter les dates sans année.
imports-ui-reference-cell = Lue dans la feuille « { $sheet } », ligne { $row } : « { $text } ».
imports-ui-reference-properties = Date d’enregistrement du classeur.
imports-ui-reference-file-time = Date de la dernière modification du fichier.
imports-ui-reference-today = Rien dans le fichier ne le dit : c’est la date d’aujourd’hui.
imports-ui-reference-earlier = Celle du premier import de ce fichier.
imports-ui-reference-person = Vous l’avez choisie.
imports-ui-reference-check = Supposée : changez-la si elle est fausse.
imports-ui-saved = Reprendre les réglages d’un autre import
imports-ui-saved-use = Reprendre
imports-ui-saved-use-name = Reprendre les réglages de { $file }
imports-ui-encoding = Fichier lu en { $encoding }.
imports-ui-mapping-kept = Ces réglages sont gardés avec l’import, pour la prochaine fois.

## Ce que l’import fait

imports-ui-count-dossiers = { $count ->
    [one] nouveau dossier
   *[other] nouveaux dossiers
}
imports-ui-count-organisations = { $count ->
    [one] nouvelle organisation
   *[other] nouvelles organisations
}
imports-ui-count-updated = { $count ->
    [one] fiche déjà là, mise à jour
   *[other] fiches déjà là, mises à jour
}
imports-ui-count-duplicates = { $count ->
    [one] ligne en double, réunie
   *[other] lignes en double, réunies
}
imports-ui-count-contacts = { $count ->
    [one] nouvelle personne
   *[other] nouvelles personnes
}
imports-ui-count-tasks = { $count ->
    [one] nouvelle tâche
   *[other] nouvelles tâches
}
imports-ui-count-colleagues = { $count ->
    [one] nouveau collègue
   *[other] nouveaux collègues
}
imports-ui-count-own = { $count ->
    [one] colonne à vous
   *[other] colonnes à vous
}
imports-ui-count-repaired = { $count ->
    [one] cellule aux lettres réparées
   *[other] cellules aux lettres réparées
}
imports-ui-count-kept = { $count ->
    [one] cellule modifiée depuis, gardée telle quelle
   *[other] cellules modifiées depuis, gardées telles quelles
}
imports-ui-count-undecided = { $count ->
    [one] champ à départager
   *[other] champs à départager
}
imports-ui-count-flagged = { $count ->
    [one] cellule à regarder
   *[other] cellules à regarder
}
imports-ui-count-rejected = { $count ->
    [one] ligne non reprise
   *[other] lignes non reprises
}
imports-ui-rejected = { $count ->
    [one] 1 ligne ne peut pas être reprise
   *[other] { $count } lignes ne peuvent pas être reprises
}
imports-ui-flagged = { $count ->
    [one] 1 cellule à regarder
   *[other] { $count } cellules à regarder
}
imports-ui-flagged-text = Ce qui n’est pas certain est gardé comme texte. Rien n’est deviné en silence.
imports-ui-proposals = { $count ->
    [one] 1 double probable
   *[other] { $count } doubles probables
}
imports-ui-proposal-joined = « { $name } » est réuni avec « { $other } ».
imports-ui-proposal-apart = « { $name } » ressemble à « { $other } ». Les deux restent séparés.
imports-ui-proposal-part = Garder séparés
imports-ui-proposal-join = Réunir
imports-ui-and-more = et { $count } autres
imports-ui-place = { $sheet }, ligne { $row }
imports-ui-flag-other = À vérifier.
imports-ui-reason-other = Cette ligne n’a pas pu être lue.

## Pendant et après

imports-ui-running = Import en cours
imports-ui-running-rows = Lignes importées
imports-ui-running-text = Vous pouvez continuer à travailler : l’import se poursuit.
imports-ui-stop = Interrompre l’import
imports-ui-stopped = Import interrompu
imports-ui-stopped-text = { $count ->
    [one] 1 fiche est déjà là. Vous pouvez continuer, ou tout annuler.
   *[other] { $count } fiches sont déjà là. Vous pouvez continuer, ou tout annuler.
}
imports-ui-continue = Continuer l’import
imports-ui-undo = Annuler tout l’import
imports-ui-undo-name = Annuler tout l’import de { $file }
imports-ui-undone = { $count ->
    [one] L’import est annulé : 1 fiche remise comme avant.
   *[other] L’import est annulé : { $count } fiches remises comme avant.
}
imports-ui-undone-stopped = L’import interrompu est annulé.
imports-ui-nothing-to-undo = Il n’y a rien à annuler : tout a été modifié depuis, ou est déjà annulé.
imports-ui-done = Import
imports-ui-done-title = Import de « { $file } »
imports-ui-done-counts = { $imported ->
    [0] Aucune nouvelle fiche
    [one] 1 nouvelle fiche
   *[other] { $imported } nouvelles fiches
}{ $updated ->
    [0] {""}
    [one] , 1 mise à jour
   *[other] , { $updated } mises à jour
}{ $rejected ->
    [0] .
    [one] , 1 ligne non reprise.
   *[other] , { $rejected } lignes non reprises.
}
imports-ui-see = Voir les partenariats
imports-ui-check-title = À regarder ({ $count })
imports-ui-nothing-to-check = Tout est clair : rien à regarder dans cet import.
imports-ui-flag-count = { $count ->
    [one] 1 cellule à regarder
   *[other] { $count } cellules à regarder
}
imports-ui-settle = C’est vu
imports-ui-settle-all = Tout est vu
imports-ui-settle-all-name = Tout est vu : { $reason }
imports-ui-settled-all = { $count ->
    [one] C’est vu : 1 cellule.
   *[other] C’est vu : { $count } cellules.
}
imports-ui-group = { $reason } ({ $count })
imports-ui-minor-title = Déduit du fichier ({ $count })
imports-ui-minor-text = Ces valeurs découlent du fichier. Dépliez ce que vous voulez vérifier.
imports-ui-settle-name = C’est vu : { $text }
imports-ui-open = Ouvrir
imports-ui-open-name = Ouvrir { $name }
imports-ui-record-gone = Cette fiche n’existe plus.
