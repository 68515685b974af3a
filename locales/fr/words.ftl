# Les mots du métier, par vocabulaire et par code (crates/domain/src/words.rs).

## Ce qu’est une organisation

word-organisation-ngo = ONG ou association
word-organisation-company = Entreprise
word-organisation-foundation = Fondation
word-organisation-public-funder = Financeur public
word-organisation-local-authority = Collectivité
word-organisation-university-research = Université ou recherche
word-organisation-network = Réseau
word-organisation-community = Organisation communautaire
word-organisation-other = Autre organisation

## Les deux côtés d’un partenariat

word-side-ngo = ONG
word-side-company = Entreprise
word-side-shared = En commun

## La place d’une organisation dans un partenariat

word-role-lead = Chef de file
word-role-local-partner = Partenaire local
word-role-company = Entreprise
word-role-foundation = Fondation
word-role-public-funder = Financeur public
word-role-research = Recherche
word-role-beneficiaries = Voix des personnes concernées
word-role-other = Autre rôle

## La vie d’un partenariat

word-stage-rencontre = Rencontre
word-stage-definir = Définir
word-stage-concevoir = Concevoir
word-stage-convention = Convention
word-stage-mettre-en-oeuvre = Mettre en œuvre
word-stage-ajuster = Ajuster
word-stage-evaluer = Évaluer
word-stage-perenniser = Pérenniser
word-stage-cloturer = Clôturer
word-stage-suspendu = Suspendu
word-stage-abandonne = Abandonné

## Le type de partenariat

word-type-mecenat-financier = Mécénat financier
word-type-mecenat-nature = Mécénat en nature
word-type-mecenat-competences = Mécénat de compétences
word-type-pratiques-responsables = Pratiques responsables
word-type-cooperation-economique = Coopération économique
word-type-co-construction = Innovation sociétale et co-construction

## Où en est un montant

word-amount-requested = Demandé
word-amount-promised = Promis
word-amount-granted = Convenu
word-amount-paid = Versé
word-amount-spent = Dépensé

## Les apports

word-contribution-cash = Argent
word-contribution-in-kind = En nature
word-contribution-skills-time = Temps et compétences
word-contribution-network = Réseau
word-contribution-data = Données et savoirs
word-contribution-visibility = Visibilité

## Les échanges

word-exchange-call = Appel
word-exchange-meeting = Réunion
word-exchange-mail = Courriel
word-exchange-letter = Lettre

## La base légale pour garder un contact

word-basis-consent = Accord de la personne
word-basis-contract = Contrat ou sa préparation
word-basis-legal-obligation = Obligation légale
word-basis-legitimate-interest = Intérêt légitime

## Ce qu’un collègue peut faire

word-member-owner = Responsable de l’espace
word-member-editor = Peut modifier
word-member-reader = Peut lire

## Ce que contient une colonne à soi

word-column-text = Texte
word-column-number = Nombre
word-column-date = Date
word-column-flag = Oui ou non

## Ce qui manque encore à un dossier

word-missing-organisation = une organisation
word-missing-contact = un contact en face
word-missing-responsible = un responsable
word-missing-next-action = une prochaine action
word-missing-summary = une phrase de résumé
word-missing-type = le type de partenariat
word-missing-amount = un montant ou un apport
word-missing-start = la date de début
word-missing-end = la date de fin
word-missing-agreement = la convention
word-missing-exchange = un premier échange
word-missing-journal = une entrée de journal
word-missing-reason = la raison

## Qui voit quoi

word-visibility-draft = Brouillon
word-visibility-colleagues = Visible par mes collègues
word-visibility-party = Visible par { $party }

## Périodes

word-period-quarter = T{ $number } { $year }
word-period-half = S{ $number } { $year }
