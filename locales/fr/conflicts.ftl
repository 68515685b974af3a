# Deux versions à départager.

conflicts-title = Deux versions à départager
conflicts-sentence = Deux personnes ont écrit au même endroit sans se voir. Choisissez ce qui reste ; l’autre version demeure dans l’historique.
conflicts-none = Rien à départager. Toutes les versions sont d’accord.
conflicts-back = Revenir à l’accueil
conflicts-nothing = Rien
conflicts-by = { $who }, { $when }
conflicts-keep = Garder cette version
conflicts-keep-name = Garder « { $value } »
conflicts-keep-both = Garder les deux
conflicts-write-other = Écrire une autre version
conflicts-other = Autre version
conflicts-keep-other = Garder cette autre version
conflicts-give-up = Revenir aux deux versions
conflicts-not-a-number = Écrivez un nombre, par exemple 12 500,50.
conflicts-money = Le montant, puis la monnaie en trois lettres : 12 500 EUR.
conflicts-settled = { $field } : c’est départagé.
