# Communauté : les mots autour de la charte. Le texte de la charte vient de content/.

community-title = Communauté
community-charter-title = La charte de la communauté
community-charter-source = Texte de la Cité de la Solidarité Internationale, repris mot pour mot.
community-charter-signing = La lettre de soutien ne se signe pas encore dans cette application. Pour la signer, adressez-vous à l’équipe de l’incubateur.
community-charter-unreadable = La charte n’a pas pu s’ouvrir. Fermez puis rouvrez l’application ; si cela ne suffit pas, installez-la de nouveau. Vos données restent en place.

## Qui voit quoi

who-sees-what-title = Qui voit quoi
who-sees-what-intro = Cette page dit ce qui reste chez vous, ce que voient vos collègues et ce que voit l’incubateur, dans cette version.

who-sees-what-alone-title = Avant de rejoindre une organisation
who-sees-what-alone-text = Tout ce que vous écrivez reste sur cet ordinateur, dans une base chiffrée. Rien ne part. L’espace d’exemple ne part jamais.

who-sees-what-joined-title = Quand vous rejoignez une organisation
who-sees-what-joined-text = Ce que vous aviez noté avant est copié dans l’organisation : vos collègues le verront. Retirez d’abord ce qui doit rester à vous seul.

who-sees-what-colleagues-title = Vos collègues
who-sees-what-colleagues-text = Ils voient les dossiers, le carnet, les échanges, les tâches et le journal de l’organisation, avec leur historique. Ce que vous changez ou supprimez reste dans l’historique. Ce qu’un collègue a déjà reçu reste sur son ordinateur.

who-sees-what-drafts-title = Vos brouillons
who-sees-what-drafts-text = Un brouillon reste sur cet ordinateur. Une fois enregistré, il devient visible par vos collègues au prochain partage.

who-sees-what-host-title = L’incubateur
who-sees-what-host-text = Le serveur de l’incubateur transporte et garde ce que vous partagez avec vos collègues, scellé : les personnes qui le gèrent ne peuvent pas lire votre travail. Elles voient ce qu’il faut pour transporter : le nom de votre organisation, ceux de ses membres et de leurs postes, et quand quelque chose passe. Un lien d’invitation ouvre votre organisation : transmettez-le comme une clé.

who-sees-what-others-title = Les autres organisations
who-sees-what-others-text = Elles ne voient rien de vos dossiers. Cette version ne partage encore rien avec elles.
