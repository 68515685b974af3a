# Les trois premières minutes, et l’espace d’exemple.

onboarding-title = Bienvenue
onboarding-step = Étape { $number } sur { $total }
onboarding-back = Revenir
onboarding-next = Continuer
onboarding-skip = Passer
onboarding-start = Commencer
onboarding-no-account = Ni compte, ni réseau. Tout reste sur cet ordinateur.

onboarding-reading-title = Bienvenue
onboarding-welcome = COEXIST est un bureau pour vos partenariats entre ONG et entreprises. Il s’utilise avec ou sans réseau.
onboarding-language = Langue
onboarding-language-fr = Français
onboarding-language-en = English
onboarding-size = Taille du texte

onboarding-who-title = Qui êtes-vous ?
onboarding-who-ngo = Je suis une ONG
onboarding-who-ngo-detail = Ou une association
onboarding-who-company = Je suis une entreprise
onboarding-who-company-detail = De toute taille
onboarding-who-discover = Je découvre
onboarding-who-discover-detail = Je veux d’abord regarder

onboarding-names-title = Comment vous appeler ?
onboarding-names-text = Rien n’est obligatoire. Vous pourrez changer ces noms dans Réglages.
onboarding-house = Nom de votre organisation
onboarding-person = Votre nom

onboarding-begin-title = Par où commencer ?
onboarding-begin-sample = Par un espace d’exemple
onboarding-begin-sample-detail = Des dossiers inventés pour essayer sans risque. Vous l’effacerez d’un geste.
onboarding-begin-own = Par mon propre espace
onboarding-begin-own-detail = Il est vide. Vous pourrez y apporter votre tableur.

## L’espace d’exemple

onboarding-sample = Espace d’exemple.
onboarding-sample-text = Ces dossiers sont inventés et ne partent jamais sur le réseau.
onboarding-sample-leave = Effacer l’exemple et commencer
onboarding-sample-left = L’espace d’exemple est effacé. Voici le vôtre.

## Quand les données ne s’ouvrent pas

onboarding-closed-title = Vos données ne sont pas encore ouvertes
onboarding-closed-retry = Réessayer

## La toute première ouverture, quand l’ordinateur n’a pas de trousseau

onboarding-first-title = Première ouverture
onboarding-first-text = Rien n’est perdu : il n’y a encore rien sur cet ordinateur. Ce que vous écrirez sera chiffré, et il faut un endroit où garder la clé. D’habitude c’est le trousseau de mots de passe de l’ordinateur ; ici il ne répond pas.
onboarding-first-key = Garder la clé dans un fichier
onboarding-first-file = Vous pouvez commencer tout de suite avec la clé dans un fichier. Qui prend cet ordinateur ou son disque pourra alors lire vos données.
onboarding-first-folder = Ce fichier sera ici :
onboarding-first-open = Commencer avec un fichier
onboarding-first-why = Pourquoi le trousseau ne répond pas
onboarding-first-retry = Réessayer avec le trousseau
onboarding-key-title = Garder la clé dans un fichier
onboarding-key-text = Vos données sont chiffrées. Leur clé se garde d’habitude dans le trousseau de l’ordinateur. Sans trousseau, elle peut se garder dans un fichier. Qui prend cet ordinateur ou son disque pourra alors lire vos données.
onboarding-key-later = Ce fichier ouvre votre poste : gardez-le pour vous.
onboarding-key-consent = J’ai compris : gardez la clé dans un fichier
onboarding-key-open = Ouvrir avec un fichier
