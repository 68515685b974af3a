# Partnerships: grid, board, page of a dossier.


## Partnerships

partnerships-title = Partnerships
partnerships-new = Create a dossier
partnerships-create = Create
partnerships-created = “{ $title }” is created.
partnerships-new-example = Drinking water in three schools of Kaya
partnerships-new-with = Add an organisation
partnerships-more = More actions
partnerships-cancel = Give up
partnerships-save = Save
partnerships-edit = Edit
partnerships-delete = Delete
partnerships-yes = Yes
partnerships-no = No
partnerships-unknown = Not said
partnerships-unnamed = Unnamed
partnerships-empty = No dossier yet. Bring your spreadsheet, or create a first dossier.
partnerships-none-found = No dossier matches these filters.
partnerships-seen-as = View as
partnerships-as-grid = Show as grid
partnerships-as-board = Show by stage
partnerships-import = Bring a spreadsheet
partnerships-imports = See spreadsheets brought in
partnerships-export = Export as spreadsheet
partnerships-export-title = Save the spreadsheet
partnerships-export-name = partnerships-{ $date }
partnerships-exported = Spreadsheet saved: { $count } rows in { $sheets } sheets.
partnerships-print = Print the list
partnerships-print-caption = { $count ->
    [one] { $title }, 1 dossier, { $date }
   *[other] { $title }, { $count } dossiers, { $date }
}
partnerships-print-left = Columns left out, for want of room: { $columns }.
partnerships-columns = Choose columns
partnerships-tasks = See all tasks

## Views

partnerships-view-all = All dossiers
partnerships-view-menu = View: { $view }
partnerships-view-save = Save this view
partnerships-view-rename = Rename the view
partnerships-view-keep = Update “{ $view }”
partnerships-view-forget = Delete “{ $view }”
partnerships-view-name = Name of the view
partnerships-view-example = To follow up this month
partnerships-view-saved = The view “{ $view }” is saved.
partnerships-view-forgotten = The view “{ $view }” is deleted.

## Filters

partnerships-filters = Filters
partnerships-search = Search dossiers
partnerships-search-hint = Title, organisation, next action…
partnerships-filter-open = Open or ended dossiers
partnerships-filter-open-all = Open and ended
partnerships-filter-open-open = Open
partnerships-filter-open-ended = Ended
partnerships-filter-anyone = Anyone responsible
partnerships-filter-nobody = Nobody responsible
partnerships-filter-any-type = Any type
partnerships-filter-clear = Clear filters
partnerships-filter-clear-one = Clear this filter
partnerships-filter-close = Close
partnerships-filter-column = Filter { $column }
partnerships-filter-words = Words in “{ $column }”
partnerships-filter-empty = Only empty cells
partnerships-filter-due = Next action before
partnerships-filter-ends = Ends before
partnerships-filter-due-chip = Due before { $date }
partnerships-filter-ends-chip = Ends before { $date }
partnerships-filter-organisation = One organisation
partnerships-filter-own-chip = { $column }: { $text }
partnerships-filter-own-empty-chip = { $column }: empty

## Columns

partnerships-column-title = Title
partnerships-column-organisations = Organisations
partnerships-column-stage = Stage
partnerships-column-responsible = Responsible
partnerships-column-next-action = Next action
partnerships-column-next-date = Due
partnerships-column-last-contact = Last contact
partnerships-column-amount = Amount
partnerships-column-type = Type
partnerships-column-countries = Countries
partnerships-column-start = Start
partnerships-column-end = End
partnerships-column-signed = Signed
partnerships-column-agreement = Agreement
partnerships-column-summary = In one sentence
partnerships-column-last-exchange = Last exchange
partnerships-columns-title = Columns
partnerships-columns-shown = Columns shown
partnerships-own-title = My columns
partnerships-own-none = You have no column of your own yet.
partnerships-own-empty = { $count ->
    [one] Show the empty field
   *[other] Show the { $count } empty fields
}
partnerships-own-name = Name of the column
partnerships-own-kind = Content
partnerships-own-new = New column
partnerships-own-example = Priority
partnerships-own-add = Add the column
partnerships-own-manage = Manage my columns
partnerships-own-up = Move { $column } up
partnerships-own-down = Move { $column } down
partnerships-own-remove = Delete the column { $column }
partnerships-own-added = The column “{ $column }” is added.
partnerships-own-renamed = The column is now called “{ $column }”.
partnerships-own-retyped = The content of “{ $column }” is changed. What was written stays.
partnerships-own-removed = { $count ->
    [0] The column “{ $column }” is deleted. It was empty.
    [one] The column “{ $column }” is deleted, with 1 filled cell.
   *[other] The column “{ $column }” is deleted, with { $count } filled cells.
}

## Grid

partnerships-grid = Dossiers
partnerships-count = { $count ->
    [0] No dossier
    [one] 1 dossier
   *[other] { $count } dossiers
}
partnerships-found = { $count } dossiers found
partnerships-sums = Sums
partnerships-late = late
partnerships-to-decide = { $count ->
    [one] Two versions to decide between
   *[other] Two versions to decide between, { $count } times
}
partnerships-cell-written = { $column }: changed for “{ $title }”.
partnerships-unread = “{ $text }” was not understood for { $column }. Nothing has changed.
partnerships-title-needed = A dossier needs a title. Nothing has changed.
partnerships-stage-needed = A dossier always stands at a stage. Nothing has changed.
partnerships-type-on-page = To take a type away, open the page of the dossier.
partnerships-too-fine = This amount has more decimals than the currency { $currency } allows.
partnerships-pasted = { $count ->
    [one] 1 row changed by pasting.
   *[other] { $count } rows changed by pasting.
}
partnerships-paste-later = These rows are still loading. Paste again in a moment.
partnerships-paste-refused = Nothing was pasted. { $problem }

## Amounts

partnerships-amount-range = { $from } to { $to }
partnerships-amount-about = about { $amount }
partnerships-amount-per-year = { $amount } a year
partnerships-amount-both = { $amount } ({ $quantity })
partnerships-amount-in-state = { $state ->
    [requested] { $amount } asked
    [promised] { $amount } promised
    [granted] { $amount } agreed
    [paid] { $amount } paid
    [spent] { $amount } spent
   *[other] { $amount }
}
partnerships-fcfa-bceao = { $amount } F CFA (BCEAO)
partnerships-fcfa-beac = { $amount } F CFA (BEAC)
partnerships-unit-day = { $count ->
    [one] { $number } day
   *[other] { $number } days
}
partnerships-unit-half-day = { $count ->
    [one] { $number } half day
   *[other] { $number } half days
}
partnerships-unit-hour = { $count ->
    [one] { $number } hour
   *[other] { $number } hours
}
partnerships-unit-mission = { $count ->
    [one] { $number } assignment
   *[other] { $number } assignments
}
partnerships-amount-no-status = No status
partnerships-amount-status = Status
partnerships-amount-kind = Kind
partnerships-amount-at = Date
partnerships-amount-from = Given by
partnerships-amount-add = Add an amount
partnerships-amount-edit = Edit { $amount }
partnerships-amount-added = The amount is added.
partnerships-amount-changed = The amount is changed.
partnerships-amount-removed = { $amount }: removed.
partnerships-amount-not-one = Write a number, for instance 12,500.50.
partnerships-amount-needed = Give an amount or a quantity.
partnerships-amount-max = Up to
partnerships-amount-max-help = If you only know a range.
partnerships-amount-max-less = The upper end of the range is below the lower one.
partnerships-amount-approximate = Approximate amount
partnerships-amount-each-year = Every year
partnerships-amount-quantity = Quantity
partnerships-amount-quantity-example = 12
partnerships-amount-unit = Unit
partnerships-amount-unit-example = days of training
partnerships-amounts-empty = No amount noted yet.
partnerships-currency = Currency

## Board

partnerships-board = Dossiers by stage
partnerships-board-help = Arrows move between cards. Space takes a card, arrows choose the stage, Space puts it down, Escape gives up. Enter opens the dossier.
partnerships-board-taken = “{ $title }” is taken. Choose the stage with the arrows.
partnerships-board-over = Stage { $stage }
partnerships-board-put = “{ $title }” is put into { $stage }.
partnerships-board-gave-up = The card stayed where it was.
partnerships-board-more = { $count ->
    [one] Show 1 more card
   *[other] Show { $count } more cards
}
partnerships-no-stage = No stage
partnerships-more-parties = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
partnerships-next-action-unnamed = Next action
partnerships-move-to = Move to…
partnerships-move-to-name = Move to… “{ $title }”
partnerships-moved = “{ $title }” moved to the stage { $stage }.
partnerships-move-title = Move to the stage { $stage }
partnerships-move-reason = Reason
partnerships-move-reason-help = A word is enough. You may also leave it empty.
partnerships-move-confirm = Move the dossier

## Page of a dossier

partnerships-dossier = Dossier
partnerships-back = All partnerships
partnerships-rename = Change the title
partnerships-renamed = The title is changed.
partnerships-deleted = “{ $title }” is deleted.
partnerships-dossier-print = Print this page
partnerships-revived = Back after deletion
partnerships-signed-on = Signed: { $date }
partnerships-revived-text = Somebody deleted this dossier while somebody else changed it. So it came back. Delete it again if it is no longer needed.
partnerships-life = Life of the partnership
partnerships-stage-reason = Reason: { $reason }
partnerships-missing = Still missing:
partnerships-layer-us = Between us
partnerships-layer-us-text = Visible to your colleagues only.
partnerships-layer-with = With { $names }
partnerships-layer-with-nobody = With your partners
partnerships-layer-with-text = Nothing is shared with them today. The common space comes with sharing, in a coming version.
partnerships-tabs = Content of the dossier
partnerships-tab-journal = Journal
partnerships-tab-exchanges = Exchanges
partnerships-tab-tasks = Tasks
partnerships-tab-amounts = Amounts
partnerships-tab-history = History
partnerships-glance = At a glance
partnerships-next = Next step
partnerships-about = This dossier
partnerships-note = Note
partnerships-field-written = { $field }: saved.
partnerships-responsible-add = Add somebody responsible
partnerships-responsible-create = Add “{ $name }” to the colleagues
partnerships-country-add = Add a country
partnerships-type-none = Not chosen yet
partnerships-type-set = The type is now { $type }.
partnerships-type-since = { $type }, since { $date }
partnerships-types-past = Types over time
partnerships-type-remove = Remove
partnerships-type-remove-name = Remove the type { $type }
partnerships-type-removed = The type is removed.

## Organisations of a dossier

partnerships-parties = Organisations of the dossier
partnerships-party-add = Add an organisation
partnerships-party-confirm = Add
partnerships-party-who = Organisation
partnerships-party-other = Choose another organisation
partnerships-party-role = Role
partnerships-party-no-role = No particular role
partnerships-party-contact = Person to speak with
partnerships-party-no-contact = Nobody in particular
partnerships-party-menu = Actions
partnerships-party-menu-name = Actions for { $name }
partnerships-party-edit = Change the role or contact
partnerships-party-edit-title = { $name } in this dossier
partnerships-party-remove = Remove
partnerships-party-added = { $name } is in the dossier.
partnerships-party-changed = The role and the contact are saved.
partnerships-party-removed = { $name } is removed from the dossier.

## Journal and exchanges

partnerships-journal-new = New entry
partnerships-journal-hint = What happened, in a few words
partnerships-journal-add = Note in the journal
partnerships-journal-added = Noted in the journal.
partnerships-journal-edit = Text of the entry
partnerships-journal-changed = The entry is changed.
partnerships-journal-deleted = The entry is deleted.
partnerships-journal-menu = Actions for the entry of { $date }
partnerships-journal-empty = The journal is empty. Note what happens as you go.
partnerships-draft-kept = Draft kept on this computer
partnerships-show-more = { $count ->
    [one] Show 1 more
   *[other] Show more ({ $count })
}
partnerships-exchange-kind = Kind of exchange
partnerships-exchange-with = With
partnerships-exchange-nobody = Nobody in particular
partnerships-exchange-text = What was said
partnerships-exchange-hint = Call back after the board meeting of the 12th
partnerships-exchange-add = Log the exchange
partnerships-exchange-added = The exchange is logged.
partnerships-exchange-changed = The exchange is changed.
partnerships-exchange-deleted = The exchange is deleted.
partnerships-exchange-menu = Actions for the exchange of { $date }
partnerships-exchanges-empty = No exchange logged. A call is logged in twenty seconds.
partnerships-mail-take = Take in a mail
partnerships-mail-choose = Choose a saved mail (.eml)
partnerships-mail-drop = You can also drop an .eml file here.
partnerships-mail-not-one = This file is not a saved mail. Choose a file that ends in .eml.
partnerships-mail-taken = The mail “{ $subject }” is logged.
partnerships-mail-known = The mail “{ $subject }” was already logged.
partnerships-mail-attachments = { $count ->
    [one] Its attachment stays in your mail program.
   *[other] Its { $count } attachments stay in your mail program.
}
partnerships-mail-cut = The text was very long and was cut.

## Timeline

partnerships-as-timeline = Show as timeline
partnerships-timeline = Timeline of dossiers
partnerships-timeline-table = Dates of dossiers
partnerships-timeline-scale = Scale
partnerships-timeline-by-quarter = See by quarter
partnerships-timeline-by-year = See by year
partnerships-timeline-months = Months in view
partnerships-timeline-earlier = Show the months before
partnerships-timeline-later = Show the months after
partnerships-timeline-today-back = Return to today
partnerships-timeline-sort = Order of dossiers
partnerships-timeline-sort-start = By start
partnerships-timeline-sort-end = By end
partnerships-timeline-sort-next-date = By next action
partnerships-timeline-sort-title = By title
partnerships-timeline-as-table = Read as a table
partnerships-timeline-quarter = Q{ $number }
partnerships-timeline-both = { $from } – { $to }
partnerships-timeline-from = Start: { $date }
partnerships-timeline-to = End: { $date }
partnerships-timeline-none = No start or end date
partnerships-timeline-before = Earlier
partnerships-timeline-after = Later
partnerships-timeline-action = Next action: { $what }, { $date }
partnerships-timeline-task = Task: { $what }, { $date }
partnerships-timeline-renews = To renew soon
partnerships-timeline-tasks = Tasks to do
partnerships-timeline-legend-agreement = From start to end
partnerships-timeline-legend-renews = Ends soon, to renew
partnerships-timeline-legend-action = Next action
partnerships-timeline-legend-task = Task to do
partnerships-timeline-legend-today = Today
