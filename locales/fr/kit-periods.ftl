# Le champ de date : les mots du champ qui lit une date comme on l’écrit.

kit-period-example = 27/11, vendredi, fin du mois, T2 2027
kit-period-unread = Cette date n’est pas claire. Par exemple : 27/11, vendredi, T2 2027.
