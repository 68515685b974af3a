# Bring a spreadsheet: choose, check, import.

imports-ui-title = Bring a spreadsheet
imports-ui-title-file = Bring “{ $file }”
imports-ui-list-title = Spreadsheets brought in
imports-ui-back = Spreadsheets brought in
imports-ui-to-partnerships = All partnerships
imports-ui-new = Bring a spreadsheet
imports-ui-none = No spreadsheet brought in yet.
imports-ui-begin = Choose your follow-up spreadsheet, or a list of organisations. Nothing is written before you have checked it.
imports-ui-choose = Choose a file
imports-ui-choose-other = Choose another file
imports-ui-drop = You can also drop the file on this window. Accepted files: .xlsx, .csv, .tsv.
imports-ui-reading = Reading the file…
imports-ui-reading-again = Reading again…
imports-ui-known = This file was brought in before. Importing it again updates, without doubling.
imports-ui-from-saved = The settings of your last import of this spreadsheet are taken up.
imports-ui-would = What the import would do
imports-ui-bring = Import
imports-ui-nothing-written = Nothing is written before this button.
imports-ui-nothing = Nothing to import with these settings. Check what the sheets below contain.

## Sheets and columns

imports-ui-sheets = Sheets and columns
imports-ui-sheets-text = This is how each column was understood. Change what is wrong.
imports-ui-sheet-role = This sheet contains
imports-ui-sheet-rows = { $count ->
    [0] No filled row
    [one] 1 filled row
   *[other] { $count } filled rows
}
imports-ui-sheet-hidden = This sheet is hidden in the spreadsheet.
imports-ui-sheet-left-out = The rows of this sheet do not become records.
imports-ui-columns-of = Columns of the sheet { $sheet }
imports-ui-column = Column of the spreadsheet
imports-ui-becomes = Becomes
imports-ui-samples = Examples
imports-ui-no-header = No heading
imports-ui-filled = { $count ->
    [0] empty
    [one] 1 cell
   *[other] { $count } cells
}
imports-ui-to-check = To check
imports-ui-group-dossier = Dossier
imports-ui-group-money = Amounts
imports-ui-group-organisation = Organisation
imports-ui-group-person = Person
imports-ui-group-other = Other
imports-ui-role-dossiers = Partnerships
imports-ui-role-organisations = Organisations
imports-ui-role-contacts = People
imports-ui-role-tasks = Tasks
imports-ui-role-legend = Legend
imports-ui-role-notes = Notes
imports-ui-role-summary = Summary
imports-ui-role-template = Empty template
imports-ui-role-empty = Empty sheet

## Fields

imports-ui-field-organisation = Organisation(s)
imports-ui-field-full-name = Full name
imports-ui-field-acronym = Acronym
imports-ui-field-organisation-code = Code of the organisation
imports-ui-field-kind = Kind of organisation
imports-ui-field-identifier = Identifier (SIREN, RNA…)
imports-ui-field-country = Country
imports-ui-field-organisation-country = Country of the organisation
imports-ui-field-city = City
imports-ui-field-postcode = Postcode
imports-ui-field-address = Address
imports-ui-field-website = Website
imports-ui-field-contact = Contact(s)
imports-ui-field-last-name = Last name
imports-ui-field-first-name = First name
imports-ui-field-function = Job
imports-ui-field-channel = E-mail and telephone
imports-ui-field-email = E-mail
imports-ui-field-phone = Telephone
imports-ui-field-title = Title of the dossier
imports-ui-field-type = Type of partnership
imports-ui-field-status = Stage
imports-ui-field-amount = Amount
imports-ui-field-amount-requested = Amount asked
imports-ui-field-amount-granted = Amount agreed
imports-ui-field-amount-paid = Amount paid
imports-ui-field-contributions = Gifts in kind or time
imports-ui-field-currency = Currency
imports-ui-field-responsible = Responsible
imports-ui-field-first-contact = First contact
imports-ui-field-last-contact = Last contact
imports-ui-field-next-action = Next action
imports-ui-field-due = Due date
imports-ui-field-done = Done or not
imports-ui-field-signed = Date of signature
imports-ui-field-period = Length or period
imports-ui-field-start = Start
imports-ui-field-end = End
imports-ui-field-agreement-ref = Reference of the agreement
imports-ui-field-number = Number of the dossier
imports-ui-field-report-due = Report due
imports-ui-field-notes = Notes
imports-ui-field-own = Keep in a column of my own
imports-ui-field-ignore = Leave out

## Words of the spreadsheet

imports-ui-words-title = Words and colours of the spreadsheet
imports-ui-words-text = This is what the words of your spreadsheet mean.
imports-ui-words-text-unsure = { $count ->
    [one] One word was guessed: check it.
   *[other] { $count } words were guessed: check them.
}
imports-ui-words = { $title } ({ $count })
imports-ui-words-unsure = { $title } ({ $count }, { $unsure } to check)
imports-ui-statuses = Statuses and stages
imports-ui-types = Types of partnership
imports-ui-kinds = Kinds of organisation
imports-ui-places = Places and countries
imports-ui-colours = Colours of rows
imports-ui-colleagues = Initials and colleagues
imports-ui-no-colour = Row without colour
imports-ui-guessed = guessed
imports-ui-means-nothing = Keep as text

## File

imports-ui-file = Settings of the file
imports-ui-default-currency = Currency of amounts without one
imports-ui-default-country = Country of organisations without one
imports-ui-own-organisation = Your organisation in this file
imports-ui-own-organisation-help = It is not counted as a partner.
imports-ui-reference-date = Date of the file
imports-ui-reference-date-help = To complete dates without a year.
imports-ui-reference-cell = Read in the sheet “{ $sheet }”, row { $row }: “{ $text }”.
imports-ui-reference-properties = The day the workbook was last saved.
imports-ui-reference-file-time = The day the file was last changed.
imports-ui-reference-today = Nothing in the file says it: this is today’s date.
imports-ui-reference-earlier = That of the first import of this file.
imports-ui-reference-person = You chose it.
imports-ui-reference-check = A guess: change it if it is wrong.
imports-ui-saved = Take up the settings of another import
imports-ui-saved-use = Take up
imports-ui-saved-use-name = Take up the settings of { $file }
imports-ui-encoding = File read as { $encoding }.
imports-ui-mapping-kept = These settings are kept with the import, for the next time.

## What the import does

imports-ui-count-dossiers = { $count ->
    [one] new dossier
   *[other] new dossiers
}
imports-ui-count-organisations = { $count ->
    [one] new organisation
   *[other] new organisations
}
imports-ui-count-updated = { $count ->
    [one] record already there, updated
   *[other] records already there, updated
}
imports-ui-count-duplicates = { $count ->
    [one] double row, joined
   *[other] double rows, joined
}
imports-ui-count-contacts = { $count ->
    [one] new person
   *[other] new people
}
imports-ui-count-tasks = { $count ->
    [one] new task
   *[other] new tasks
}
imports-ui-count-colleagues = { $count ->
    [one] new colleague
   *[other] new colleagues
}
imports-ui-count-own = { $count ->
    [one] column of your own
   *[other] columns of your own
}
imports-ui-count-repaired = { $count ->
    [one] cell with mended letters
   *[other] cells with mended letters
}
imports-ui-count-kept = { $count ->
    [one] cell changed since, left as it is
   *[other] cells changed since, left as they are
}
imports-ui-count-undecided = { $count ->
    [one] field to decide between
   *[other] fields to decide between
}
imports-ui-count-flagged = { $count ->
    [one] cell to look at
   *[other] cells to look at
}
imports-ui-count-rejected = { $count ->
    [one] row left out
   *[other] rows left out
}
imports-ui-rejected = { $count ->
    [one] 1 row cannot be taken
   *[other] { $count } rows cannot be taken
}
imports-ui-flagged = { $count ->
    [one] 1 cell to look at
   *[other] { $count } cells to look at
}
imports-ui-flagged-text = What is not certain is kept as text. Nothing is guessed silently.
imports-ui-proposals = { $count ->
    [one] 1 likely double
   *[other] { $count } likely doubles
}
imports-ui-proposal-joined = “{ $name }” is joined with “{ $other }”.
imports-ui-proposal-apart = “{ $name }” looks like “{ $other }”. Both stay apart.
imports-ui-proposal-part = Keep apart
imports-ui-proposal-join = Join
imports-ui-and-more = and { $count } more
imports-ui-place = { $sheet }, row { $row }
imports-ui-flag-other = To check.
imports-ui-reason-other = This row could not be read.

## During and after

imports-ui-running = Import under way
imports-ui-running-rows = Rows imported
imports-ui-running-text = You can go on working: the import goes on.
imports-ui-stop = Stop the import
imports-ui-stopped = Import stopped
imports-ui-stopped-text = { $count ->
    [one] 1 record is already there. You can continue, or undo everything.
   *[other] { $count } records are already there. You can continue, or undo everything.
}
imports-ui-continue = Continue the import
imports-ui-undo = Undo the whole import
imports-ui-undo-name = Undo the whole import of { $file }
imports-ui-undone = { $count ->
    [one] The import is undone: 1 record put back as before.
   *[other] The import is undone: { $count } records put back as before.
}
imports-ui-undone-stopped = The stopped import is undone.
imports-ui-nothing-to-undo = There is nothing to undo: everything was changed since, or is undone already.
imports-ui-done = Import
imports-ui-done-title = Import of “{ $file }”
imports-ui-done-counts = { $imported ->
    [0] No new record
    [one] 1 new record
   *[other] { $imported } new records
}{ $updated ->
    [0] {""}
   *[other] , { $updated } updated
}{ $rejected ->
    [0] .
    [one] , 1 row left out.
   *[other] , { $rejected } rows left out.
}
imports-ui-see = See the partnerships
imports-ui-check-title = To look at ({ $count })
imports-ui-nothing-to-check = All clear: nothing to look at in this import.
imports-ui-flag-count = { $count ->
    [one] 1 cell to look at
   *[other] { $count } cells to look at
}
imports-ui-settle = Seen
imports-ui-settle-all = All seen
imports-ui-settle-all-name = All seen: { $reason }
imports-ui-settled-all = { $count ->
    [one] Seen: 1 cell.
   *[other] Seen: { $count } cells.
}
imports-ui-group = { $reason } ({ $count })
imports-ui-minor-title = Worked out from the file ({ $count })
imports-ui-minor-text = These values follow from the file. Unfold what you want to check.
imports-ui-settle-name = Seen: { $text }
imports-ui-open = Open
imports-ui-open-name = Open { $name }
imports-ui-record-gone = This record no longer exists.
