# Le champ de date : les mots du champ qui lit une date comme on l’écrit.

kit-period-example = 12/03/2027, mars 2027, T2 2027
kit-period-unread = Cette date n’est pas claire. Écrivez par exemple 12/03/2027, mars 2027 ou T2 2027.
