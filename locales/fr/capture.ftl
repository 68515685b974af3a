# Noter sans attendre : un champ, rien d’obligatoire.

capture-field = Ce que vous voulez noter
capture-hint = Appel avec Claire de l’ONG Baobab hier, rappeler lundi
capture-chips = Reconnu dans votre texte
capture-chip-dossier = Dossier : { $name }
capture-chip-organisation = Organisation : { $name }
capture-chip-contact = Contact : { $name }
capture-chip-date = Date : { $date }
capture-chip-task = À faire : { $title }
capture-chip-task-due = À faire : { $title }, pour le { $date }
capture-becomes-exchange = Sera un échange.
capture-becomes-journal = Sera une entrée du journal.
capture-becomes-task = Sera une tâche sans date, à ranger plus tard.
capture-save = Enregistrer
capture-close = Garder en brouillon
capture-draft-kept = Brouillon gardé.
capture-draft-failed = Le brouillon n’est pas encore gardé. Continuez, un nouvel essai suivra.
capture-saved-exchange = L’échange est noté.
capture-saved-exchange-task = L’échange et la tâche sont notés.
capture-saved-journal = L’entrée du journal est notée.
capture-saved-journal-task = L’entrée du journal et la tâche sont notées.
capture-saved-task = La tâche est notée.
