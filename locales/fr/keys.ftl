# La clé des données : ce qui peut l’empêcher de s’ouvrir, et ce que vous devez savoir quand elle s’ouvre.
# Chaque phrase vaut à la première ouverture comme aux suivantes.

## Le trousseau de l’ordinateur

error-keys-keyring-no-service = Le trousseau de mots de passe de cet ordinateur est introuvable. C’est lui qui garde la clé de vos données. Rien n’est perdu. Ouvrez une session habituelle, avec bureau, puis réessayez ; si l’ordinateur n’a pas de trousseau, demandez à la personne qui s’en occupe d’en installer un.
error-keys-keyring-no-collection = Le trousseau de mots de passe de cet ordinateur n’est pas encore prêt : il ne contient aucun coffre. Rien n’est perdu. Ouvrez « Mots de passe et clés », ou le portefeuille de votre système, créez un trousseau par défaut, puis réessayez.
error-keys-keyring-locked = Le trousseau de mots de passe de cet ordinateur est verrouillé. Rien n’est perdu. Déverrouillez-le avec votre mot de passe de session, puis réessayez.
error-keys-keyring-denied = L’ordinateur a refusé l’accès à son trousseau de mots de passe. Rien n’est perdu. Réessayez et acceptez la demande ; si rien ne s’affiche, demandez à la personne qui s’occupe de l’ordinateur.
error-keys-keyring-entry-missing = Le trousseau de cet ordinateur ne contient plus la clé de vos données. Vos données sont toujours là, chiffrées. Si vous avez changé de session, de mot de passe ou d’ordinateur, revenez à l’ancien trousseau, ou restaurez-le depuis une sauvegarde, puis réessayez.
error-keys-keyring-no-answer = Le trousseau de mots de passe de cet ordinateur n’a pas répondu à temps. Rien n’est perdu. Regardez si une fenêtre attend votre mot de passe, puis réessayez.
error-keys-keyring-broken = Le trousseau de cet ordinateur a répondu, mais ce qu’il garde n’ouvre pas vos données. Vos données sont toujours là. Redémarrez l’ordinateur et réessayez ; si cela continue, restaurez le trousseau depuis une sauvegarde.
error-keys-keyring-not-asked = La clé de vos données est dans le trousseau de l’ordinateur, mais le réglage COEXIST_SECRETS demande un fichier. Rien n’est perdu. Retirez ce réglage, puis réessayez.

## Le fichier secret

error-keys-file-slot-missing = Le fichier secret qui ouvre vos données n’est plus à sa place. Vos données sont toujours là, chiffrées. Remettez ce fichier dans son dossier, depuis une sauvegarde si besoin, puis réessayez.
error-keys-file-slot-unreadable = Le fichier secret qui ouvre vos données est là, mais il ne se lit pas. Rien n’est perdu. Vérifiez que votre compte a le droit de le lire, puis réessayez.
error-keys-file-slot-damaged = Le fichier secret qui ouvre vos données est abîmé, ou vient d’un autre ordinateur. Vos données sont toujours là, chiffrées. Remettez le bon fichier depuis une sauvegarde, puis réessayez.

## La phrase secrète

error-keys-passphrase-needed = Écrivez votre phrase secrète pour ouvrir vos données.
error-keys-passphrase-wrong = Cette phrase secrète n’ouvre pas vos données. Les espaces et les majuscules comptent. Vérifiez-la, puis réessayez.
error-keys-passphrase-empty = Une phrase secrète ne peut pas être vide. Choisissez plusieurs mots que vous retiendrez.

## Le fichier de clé

error-keys-slot-unknown = Vos données s’ouvrent d’une façon que cette version ne connaît pas. Rien n’est perdu. Installez la dernière version, puis réessayez.
error-keys-key-file-missing = Vos données sont là, mais le fichier de clé « desk.key » n’est plus à côté d’elles. Remettez « desk.key » et « desk.key.2 » dans le même dossier, depuis une sauvegarde si besoin, puis réessayez. Aucune nouvelle clé n’a été créée.
error-keys-key-file-damaged = Les deux copies du fichier de clé sont abîmées. Vos données n’ont pas été touchées. Remettez « desk.key » ou « desk.key.2 » depuis une sauvegarde, puis réessayez.
error-keys-key-file-newer = Le fichier de clé vient d’une version plus récente. Rien n’est perdu. Installez la dernière version, puis réessayez.
error-keys-key-files-disagree = Les deux copies du fichier de clé viennent de deux ordinateurs différents. Rien n’a été changé. Gardez dans le dossier la copie qui va avec vos données, mettez l’autre ailleurs, puis réessayez.
error-keys-unreadable = Le fichier de clé est là, mais il ne se lit pas. Rien n’est perdu. Vérifiez le disque et les droits de votre compte, puis réessayez.
error-keys-unwritable = Le fichier de clé n’a pas pu s’écrire. Rien n’est perdu. Vérifiez qu’il reste de la place et que le dossier n’est pas en lecture seule, puis réessayez.

## Changer ce qui ouvre les données

error-keys-other-key = Cette clé est celle d’autres données. Rien n’a été changé. Fermez puis rouvrez l’application, et réessayez.
error-keys-last-slot = C’est le seul moyen d’ouvrir vos données qui fonctionne : il est gardé. Ajoutez d’abord un autre moyen, puis retirez celui-ci.
error-keys-no-such-slot = Ce moyen d’ouvrir vos données n’existe déjà plus. Il n’y a rien à retirer.

## Autour de la clé

error-keys-secrets-setting = Le réglage COEXIST_SECRETS ne se comprend pas. Écrivez « os » pour le trousseau de l’ordinateur, ou « file: » suivi d’un dossier, puis réessayez.
error-keys-no-random = L’ordinateur ne fournit pas de nombres au hasard, et une clé sûre ne peut pas se faire sans eux. Rien n’a été créé. Redémarrez l’ordinateur, puis réessayez.

## Ouvert, mais à savoir

warning-keys-keyring-failed = Vos données se sont ouvertes par un autre moyen, car le trousseau de l’ordinateur n’a pas fonctionné. Gardez cet autre moyen tant que le trousseau n’est pas réparé.
warning-keys-keyring-renewed = Le trousseau de l’ordinateur avait perdu la clé de vos données. Elle y a été remise.
warning-keys-file-slot-in-use = La clé de vos données est dans un fichier de cet ordinateur. Qui prend le disque peut lire vos données. Passez au trousseau de l’ordinateur ou à une phrase secrète dès que possible.
warning-keys-file-slot-tightened = D’autres comptes de cet ordinateur pouvaient lire le fichier secret. Ils ne le peuvent plus.
warning-keys-copy-healed = Une copie du fichier de clé était abîmée ou absente. Elle a été refaite à partir de l’autre.
warning-keys-copy-not-healed = Une des deux copies du fichier de clé est abîmée ou absente, et n’a pas pu être refaite. Vérifiez la place sur le disque et les droits du dossier.
warning-keys-slot-failed = Un des moyens d’ouvrir vos données ne fonctionne plus. Les autres fonctionnent. Ajoutez-le de nouveau quand vous le pourrez.
