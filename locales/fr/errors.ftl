# Ce qui peut mal tourner, quel que soit l’écran. Une phrase dit ce qui s’est passé et quoi faire.

error-bad-request = La demande n’a pas la forme attendue : { $detail }. Vérifiez les noms et les valeurs.
error-unknown-field = Le champ « { $field } » n’existe pas ici. Vérifiez son nom.
error-invalid-value = Ce que vous avez écrit ne convient pas au champ « { $field } ». Corrigez-le et réessayez.
error-missing-value = Le champ « { $field } » ne peut pas rester vide. Remplissez-le et réessayez.
error-name-taken = « { $name } » existe déjà. Choisissez un autre nom.
error-not-found = Cet élément n’existe pas ou a été supprimé. Revenez à la liste, ou cherchez-le dans l’historique.
error-cannot-keep-both = Le champ « { $field } » ne peut contenir qu’une valeur. Gardez l’une des deux, ou écrivez-en une troisième.
error-not-cancellable = Ce travail ne peut plus être arrêté. Attendez qu’il se termine.
error-action-finished = C’est déjà terminé : il n’y a plus rien à continuer ni à annuler ici. Ce qui a été fait reste.
error-action-running = C’est encore en cours. Attendez la fin, ou arrêtez-le dans la liste des travaux.
error-desk-in-use = COEXIST est déjà ouvert sur cet ordinateur. Passez à la fenêtre ouverte.
error-disk-full = Le disque est plein. Rien n’est perdu. Libérez de la place, puis réessayez.
error-read-only = COEXIST ne peut pas écrire dans son dossier. Vérifiez que le disque n’est pas en lecture seule, puis réessayez.
error-newer-database = Ces données viennent d’une version plus récente de COEXIST. Installez la nouvelle version ; rien n’a été changé.
error-wrong-key-or-corrupt = La clé n’ouvre pas ces données, ou le fichier est abîmé. Rien n’a été changé. Essayez une autre façon d’ouvrir, ou reprenez une sauvegarde.
error-corrupt = Le fichier des données est abîmé. Rien n’a été effacé. Reprenez une sauvegarde, ou demandez de l’aide.
error-not-encrypted = Les données ne seraient pas protégées sur le disque. COEXIST s’est arrêté avant d’écrire. Réinstallez l’application.
error-storage = Le disque n’a pas répondu comme prévu. Votre dernière action n’est pas enregistrée. Réessayez.
error-internal = Quelque chose n’a pas marché comme prévu. Ce qui était enregistré le reste. Réessayez, puis signalez-le si cela se répète.

warning-clock-behind = L’horloge de cet ordinateur semble en retard. Les dates écrites aujourd’hui seront fausses : réglez la date.
warning-clock-ahead = L’horloge de cet ordinateur semble en avance de plusieurs années. Les dates écrites aujourd’hui seront fausses : réglez la date.
