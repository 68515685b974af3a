# Le carnet : organisations et personnes.

carnet-title = Carnet
carnet-seen-as = Affichage
carnet-organisations = Organisations
carnet-people = Personnes
carnet-import = Apporter un tableur
carnet-new-organisation = Ajouter une organisation
carnet-new-contact = Ajouter une personne
carnet-new-dossier = Créer un dossier
carnet-edit = Modifier
carnet-edit-organisation = Modifier l’organisation
carnet-edit-contact = Modifier la personne
carnet-delete = Supprimer
carnet-more = Plus d’actions
carnet-cancel = Renoncer
carnet-save = Enregistrer
carnet-back = Tout le carnet
carnet-tabs = Contenu de la fiche
carnet-dossiers = Dossiers
carnet-exchanges = Échanges
carnet-tasks = Tâches
carnet-history = Historique
carnet-search = Chercher dans le carnet
carnet-search-organisations = Nom, ville, identifiant…
carnet-search-people = Nom, fonction, adresse…
carnet-any-kind = Toutes les organisations
carnet-any-country = Tous les pays
carnet-left-only = Personnes parties
carnet-clear = Retirer les filtres
carnet-sort = Trier par
carnet-sort-name = Par nom
carnet-sort-kind = Par type
carnet-sort-country = Par pays
carnet-sort-city = Par ville
carnet-sort-last-exchange = Par dernier échange
carnet-sort-dossiers = Par nombre de dossiers
carnet-count = { $count ->
    [0] Aucune organisation
    [one] 1 organisation
   *[other] { $count } organisations
}
carnet-count-people = { $count ->
    [0] Personne
    [one] 1 personne
   *[other] { $count } personnes
}
carnet-dossier-count = { $count ->
    [one] 1 dossier
   *[other] { $count } dossiers
}
carnet-last-exchange = Dernier échange le { $date }
carnet-last-exchange-label = Dernier échange
carnet-empty = Le carnet est vide. Apportez un tableur, ou ajoutez une première organisation.
carnet-empty-people = Vous n’avez encore noté personne.
carnet-none-found = Rien ne correspond à cette recherche.
carnet-no-people = Vous ne connaissez encore personne ici.
carnet-no-dossiers = Aucun dossier.
carnet-revived = Revenu après suppression
carnet-picker-create = Ajouter « { $name } » au carnet
carnet-organisation-record = Organisation
carnet-contact-record = Personne

## Organisation

carnet-name = Nom
carnet-name-example = Association Baobab
carnet-full-name = Nom complet
carnet-kind = Type d’organisation
carnet-kind-unknown = Type non précisé
carnet-country = Pays
carnet-city = Ville
carnet-address = Adresse
carnet-website = Site web
carnet-email = Courriel
carnet-phone = Téléphone
carnet-identifiers = Identifiants
carnet-identifiers-help = Un par ligne, par exemple siren:999123456 ou uid:CHE-999.000.001.
carnet-other-names = Autres noms
carnet-one-per-line = Un par ligne.
carnet-more-fields = Adresse, identifiants, note
carnet-note = Note
carnet-organisation-added = { $name } est dans le carnet.
carnet-organisation-changed = { $name } est à jour.
carnet-organisation-deleted = { $name } est supprimé du carnet.

## Personne

carnet-contact-name = Nom et prénom
carnet-contact-name-example = Aïssata Ouédraogo
carnet-contact-organisation = Organisation
carnet-contact-other-organisation = Choisir une autre organisation
carnet-job = Fonction
carnet-emails = Courriels
carnet-phones = Téléphones
carnet-email-other = Courriel { $number }
carnet-phone-other = Téléphone { $number }
carnet-personal-data = Données personnelles
carnet-source = D’où viennent ces coordonnées
carnet-source-help = Par exemple : carte de visite, salon de Genève, 2026.
carnet-source-none = Non précisé
carnet-basis = Pourquoi vous pouvez les garder
carnet-basis-none = Non précisé
carnet-keep-until = À garder jusqu’à
carnet-opposed = Cette personne ne veut plus être contactée
carnet-opposed-chip = Ne veut plus être contactée
carnet-contact-added = { $name } est dans le carnet.
carnet-contact-changed = { $name } est à jour.
carnet-contact-deleted = { $name } est supprimé du carnet.
carnet-left = Noter son départ
carnet-left-title = { $name } est parti
carnet-left-text = Ses dossiers passent à la personne qui prend la suite. L’historique garde son nom.
carnet-left-when = Date du départ
carnet-left-by = Remplacé par
carnet-left-nobody = Personne pour l’instant
carnet-left-new = Nouvelle personne
carnet-left-new-help = Si elle n’est pas encore dans le carnet.
carnet-left-confirm = Noter le départ
carnet-left-said = Le départ de { $name } est noté.
carnet-left-on = Départ : { $date }
carnet-replaced = Départ : { $date }. Remplacé par { $name }
carnet-replaced-by = Remplacé par { $name }
carnet-replaces = Prend la suite de
