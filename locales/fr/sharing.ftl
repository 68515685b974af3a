# Partager avec ses collègues, par le point de rencontre de l’organisation.

activity-join = Reprise de votre travail dans l’organisation

error-not-connected = Ce poste n’a pas encore rejoint d’organisation. Collez une invitation dans les Réglages pour la rejoindre.
error-not-an-owner = Seule une personne responsable de l’organisation peut faire cela. Demandez-le-lui.
error-last-owner = L’organisation garde au moins une personne responsable. Donnez d’abord ce rôle à quelqu’un d’autre.
error-no-longer-a-member = Ce poste ne fait plus partie de l’organisation. Votre travail reste enregistré ici et n’est plus partagé. Parlez-en à une personne responsable.
error-already-connected = Ce poste a déjà rejoint une organisation. Rien n’a changé.
error-invitation-malformed = Ce lien n’est pas une invitation complète. Copiez-le en entier, depuis « coexist:// » jusqu’à la fin.
error-invitation-expired = Cette invitation n’est plus valable. Demandez-en une nouvelle à la personne qui vous l’a envoyée.
error-invitation-used = Cette invitation a déjà servi. Demandez-en une nouvelle à la personne qui vous l’a envoyée.
error-organisation-unknown = Le serveur ne connaît pas cette organisation. Vérifiez avec la personne qui vous a invité que l’invitation est la bonne.
error-already-joined = Ce poste fait déjà partie de l’organisation.
error-token-invalid = Le serveur n’a pas reconnu ce poste. Votre travail est enregistré ici ; demandez à une personne responsable de vérifier la liste des postes.
error-newer-format = Le serveur et cette application n’ont pas la même version. Mettez l’application à jour ; votre travail reste enregistré ici.
error-too-large = L’envoi est trop volumineux pour le serveur. Votre travail reste enregistré ici.
error-other-endpoint = Un autre serveur a répondu à cette adresse. Par prudence, rien n’a été envoyé.
error-endpoint-unreachable = Le serveur de l’organisation ne répond pas. Votre travail est enregistré sur cet ordinateur et partira dès que le réseau revient.
error-endpoint-not-coexist = Autre chose que le serveur COEXIST a répondu, par exemple la page d’accueil d’un réseau Wi-Fi. Ouvrez votre navigateur pour vous connecter au réseau, puis réessayez.
error-endpoint-trouble = Le serveur de l’organisation a un problème passager. Votre travail est enregistré ici et partira plus tard.
error-endpoint-refused = Le serveur a refusé une partie de l’envoi. Rien n’est perdu ici ; prévenez la personne qui s’occupe du serveur.
error-roster-refused = La liste des membres reçue n’est pas signée comme il faut. Par prudence, rien n’a été repris ; prévenez une personne responsable de l’organisation.
error-fork = Ce poste existe en double, sans doute après la copie d’un disque. Rien n’est perdu ; prévenez une personne responsable de l’organisation.
error-segment = Un paquet reçu est abîmé. Il sera redemandé.
error-signature-invalid = Le serveur n’a pas pu vérifier la signature de ce poste. Rien n’a été envoyé ; réessayez, puis prévenez une personne responsable.
error-invitation-not-by-owner = Cette invitation ne vient pas d’une personne responsable de l’organisation. Demandez-lui une invitation.
error-device-unknown = Le serveur ne connaît plus ce poste. Votre travail est enregistré ici ; demandez une nouvelle invitation.
error-challenge-expired = La réponse a mis trop de temps à arriver. Réessayez.
