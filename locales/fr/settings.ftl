# Réglages.

settings-title = Réglages
settings-tab-reading = Lecture
settings-tab-mine = Moi
settings-tab-colleagues = Collègues
settings-tab-sharing = Partage
settings-tab-data = Données
settings-tab-about = À propos
settings-save = Enregistrer

## Lecture

settings-look = Affichage
settings-language = Langue
settings-theme = Thème
settings-theme-system = Comme l’ordinateur
settings-theme-light = Clair
settings-theme-dark = Sombre
settings-size = Taille du texte
settings-contrast = Contraste
settings-contrast-system = Comme l’ordinateur
settings-contrast-more = Plus fort
settings-today = Aujourd’hui
settings-quiet = Sans nouvelles après, en semaines
settings-quiet-help = Un dossier que personne n’a touché depuis ce temps revient sur la page Aujourd’hui.
settings-renewal = Fin de convention annoncée, en mois
settings-renewal-help = Une convention qui se termine dans ce délai revient sur la page Aujourd’hui.
settings-between = Écrivez un nombre entier, de 1 à { $most }.

## Moi et mon organisation

settings-me = Moi
settings-me-name = Votre nom
settings-me-name-missing = Écrivez votre nom, puis enregistrez.
settings-me-initials = Initiales
settings-me-initials-help = Celles que vous utilisez dans vos tableurs : elles vous retrouvent à l’import.
settings-me-email = Adresse électronique
settings-me-saved = Vos coordonnées sont enregistrées.
settings-house = Mon organisation
settings-house-name = Nom de l’organisation
settings-house-kind = Ce qu’elle est
settings-house-kind-none = Non précisé
settings-house-saved = Votre organisation est enregistrée.

## Collègues

settings-colleagues = Collègues
settings-colleagues-none = Vous êtes seul ici pour le moment.
settings-colleague-me = Vous
settings-colleague-not-invited = Pas encore invité
settings-colleague-load = dossiers : { $dossiers }, tâches : { $tasks }
settings-colleague-left = Départ : { $date }
settings-colleague-leaves = Noter le départ
settings-colleague-leaves-name = Noter le départ de { $name }
settings-colleague-left-said = Le départ de { $name } est noté.
settings-colleague-added = Le collègue est ajouté.
settings-add = Ajouter un collègue sans l’inviter
settings-add-text = Pour lui confier des dossiers et reconnaître ses initiales dans vos tableurs.
settings-add-name = Nom
settings-add-missing = Écrivez un nom ou des initiales.
settings-add-do = Ajouter

settings-invite = Inviter un collègue
settings-invite-alone = Rejoignez d’abord une organisation, dans l’onglet Partage. Vous pourrez ensuite inviter vos collègues.
settings-invite-name = Nom du collègue
settings-invite-name-missing = Écrivez le nom de la personne à inviter.
settings-invite-role = Ce que cette personne pourra faire
settings-invite-do = Créer l’invitation
settings-invite-link = Lien pour { $name }
settings-invite-until = À utiliser une seule fois, avant le { $when }. Envoyez-le par un moyen sûr.
settings-invite-copy = Copier le lien
settings-invite-copied = Le lien est copié.
settings-invite-copy-by-hand = Le lien est sélectionné. Appuyez sur Ctrl+C pour le copier.

## Partage

settings-sharing = Partage
settings-sync-alone = Cet ordinateur n’a pas encore rejoint d’organisation. Tout reste ici, et tout fonctionne.
settings-sync-organisation = Organisation
settings-sync-role = Vos droits
settings-sync-endpoint = Serveur
settings-sync-last = Dernier partage
settings-sync-never = Pas encore
settings-sync-unsent = Éléments à partager
settings-sync-now = Synchroniser maintenant
settings-sync-nothing = Tout était déjà à jour.
settings-sync-done = Partage terminé. Envoyés : { $sent }. Reçus : { $received }.

settings-join = Rejoindre une organisation
settings-join-link = Lien d’invitation
settings-join-help = Il commence par coexist:// et vous a été envoyé par un collègue ou par l’incubateur.
settings-join-read = Lire l’invitation
settings-join-says = Invitation de { $organisation }
settings-join-person = Pour
settings-join-until = À utiliser avant le
settings-join-do = Rejoindre
settings-joined = Vous avez rejoint { $organisation }. { $count ->
    [0] Il n’y avait rien à reprendre.
    [one] Une fiche a été reprise.
   *[other] { $count } fiches ont été reprises.
}

## Données

settings-data = Où sont les données
settings-data-where = Tout est sur cet ordinateur, dans ce dossier :
settings-data-encrypted = La base est chiffrée sur le disque. Sans sa clé, personne ne peut la lire.
settings-count-organisations = Organisations
settings-count-contacts = Contacts
settings-count-dossiers = Dossiers
settings-count-tasks = Tâches
settings-data-export = Exporter depuis les partenariats
settings-data-imports = Voir les imports
settings-key = La clé des données
settings-key-count = { $count ->
    [one] Une seule chose ouvre vos données :
   *[other] { $count } choses ouvrent vos données. Une seule suffit :
}
settings-key-keyring = Le trousseau de cet ordinateur garde la clé. Il s’ouvre avec votre session.
settings-key-file = Un fichier de cet ordinateur garde la clé. Qui prend le disque peut lire vos données.
settings-key-passphrase = Une phrase secrète, que vous seul connaissez.
settings-key-other = Une clé ajoutée par une autre version de l’application.
settings-key-lost = Sans cette clé, personne ne peut rouvrir les données. Exportez régulièrement votre tableur et rangez-le en lieu sûr.
settings-warnings = À savoir
settings-warning-other = Quelque chose demande votre attention, mais vos données sont en place.

## À propos

settings-about = À propos
settings-version = Version { $version }
settings-licence = Logiciel libre, sous licence Apache-2.0 ou MIT, à votre choix.
settings-promise = L’application ne mesure rien et n’envoie rien à ses auteurs.
settings-credits = Avec le travail de
settings-credit-charter = La charte de la communauté COEXIST : Cité de la Solidarité Internationale, Annemasse.
settings-credit-countries = Pays et régions : datasets/country-codes, domaine public (PDDL 1.0).
settings-credit-fonts = Caractères : Atkinson Hyperlegible Next, Literata et Vazirmatn, licence SIL Open Font 1.1.
settings-credit-icons = Icônes : Lucide, licence ISC ; certaines viennent de Feather, licence MIT.
settings-credit-libraries = Bibliothèques : la liste et les licences sont dans docs/CREDITS.md.
settings-credit-sqlcipher = Chiffrement de la base : SQLCipher, Zetetic LLC, licence BSD ; SQLite, domaine public.

## Places, postes

settings-membership = Droits et départ
settings-membership-name = Droits et départ : { $name }
settings-role = Ce que cette personne peut faire
settings-role-do = Changer ses droits
settings-role-said = { $name } : { $role }.
settings-remove-title = Départ de l’organisation
settings-remove-text = Les postes de cette personne sont retirés tout de suite et l’organisation change de clé : ce qui s’écrit après ne leur parvient plus. Son travail reste, sous son nom. Ce qui a déjà été copié sur ses postes ne peut pas être repris.
settings-remove-do = Retirer de l’organisation
settings-remove-said = { $name } ne fait plus partie de l’organisation.
settings-devices = Postes
settings-devices-text = Les ordinateurs qui lisent ce que l’organisation partage. Un poste perdu ou volé se retire ici.
settings-device-of = { $device } ({ $name })
settings-device-here = Ce poste
settings-device-paper = Feuille de secours
settings-device-heard = Dernières nouvelles : { $when }
settings-device-silent = Rien reçu de ce poste pour le moment
settings-device-removed = Retiré
settings-device-remove = Retirer ce poste
settings-device-remove-name = Retirer { $device }
settings-device-remove-text = Ce poste ne recevra plus rien et l’organisation change de clé. Ce qui s’y trouve déjà y reste, chiffré sur son disque.
settings-device-removed-said = { $device } : poste retiré.
