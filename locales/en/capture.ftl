# Note without waiting: one field, nothing required.

capture-field = What you want to note
capture-hint = Call with Claire from NGO Baobab yesterday, call back on Monday
capture-chips = Recognised in your text
capture-chip-dossier = File: { $name }
capture-chip-organisation = Organisation: { $name }
capture-chip-contact = Contact: { $name }
capture-chip-date = Date: { $date }
capture-chip-task = To do: { $title }
capture-chip-task-due = To do: { $title }, by { $date }
capture-becomes-exchange = Will be an exchange.
capture-becomes-journal = Will be a journal entry.
capture-becomes-task = Will be a task without a date, to sort later.
capture-save = Save
capture-close = Keep as a draft
capture-draft-kept = Draft kept.
capture-draft-failed = The draft is not kept yet. Go on, it will be tried again.
capture-saved-exchange = The exchange is noted.
capture-saved-exchange-task = The exchange and the task are noted.
capture-saved-journal = The journal entry is noted.
capture-saved-journal-task = The journal entry and the task are noted.
capture-saved-task = The task is noted.
