# Today: Monday morning.

today-title = Today
today-untitled = Untitled
today-and-then = { " · " }
today-print = Print the page
today-log = Log a call
today-tasks = See the tasks
today-first = First
today-all = The complete list
today-no-more = That is all for today.
today-all-clear = Everything is up to date. Nobody to call back, nothing late.
today-fresh = Your workspace is empty. Bring your spreadsheet: your follow-ups, what is late and what ends soon will appear here.
today-fresh-import = Bring a spreadsheet
today-show-all = Show the { $count } lines
today-group = { $name } ({ $count })

today-whose = Whose
today-whose-mine = My follow-ups
today-whose-everybody = The whole team

## The groups

today-kind-to-call = To call
today-kind-late = Late
today-kind-this-week = This week
today-kind-renewal = To renew
today-kind-quiet = Gone quiet
today-kind-news = New
today-kind-other = To look at

## The verb of each card

today-verb-log-call = Log the call
today-verb-done = Finish
today-verb-prepare = Prepare
today-verb-take-up = Get back in touch
today-verb-read = Read

## Why

today-sentence-other = To look at.
today-sentence-action-late = { $days ->
    [one] Planned for yesterday.
   *[other] Planned { $days } days ago.
}
today-sentence-action-late-since = Planned for { $date }.
today-sentence-action-today = Planned for today.
today-sentence-action-soon = { $days ->
    [one] Planned for tomorrow.
   *[other] Planned in { $days } days.
}
today-sentence-task-late = { $days ->
    [one] One day late.
   *[other] { $days } days late.
}
today-sentence-task-late-since = Late since { $date }.
today-sentence-task-today = To do today.
today-sentence-task-soon = { $days ->
    [one] To do tomorrow.
   *[other] To do in { $days } days.
}
today-sentence-ends = { $days ->
    [0] The agreement ends today.
    [one] The agreement ends tomorrow.
   *[other] The agreement ends on { $date }, in { $days } days.
}
today-sentence-ended = The agreement ended on { $date }.
today-sentence-quiet = { $weeks ->
    [one] No exchange for a week.
   *[other] No exchange for { $weeks } weeks.
}
today-sentence-news-exchange = { $days ->
    [0] Exchange logged today by { $who }.
    [one] Exchange logged yesterday by { $who }.
   *[other] Exchange logged { $days } days ago by { $who }.
}
today-sentence-news-journal = { $days ->
    [0] Written in the journal today by { $who }.
    [one] Written in the journal yesterday by { $who }.
   *[other] Written in the journal { $days } days ago by { $who }.
}

## Later

today-later = Later
today-later-tomorrow = Tomorrow
today-later-monday = Next Monday
today-later-fortnight = In two weeks
today-later-month = In a month
today-postponed = Put off to { $date }.
today-task-done = “{ $title }” is done.

## Log a call

today-log-title = Log an exchange
today-log-whom = With whom
today-log-whom-hint = A name, an organisation, a dossier
today-whom-dossier = File
today-whom-organisation = Organisation
today-whom-contact = Contact
today-log-kind = How
today-log-text = What was said
today-log-text-missing = Write at least one word, then save.
today-log-next = And then
today-log-next-action = Next action
today-log-next-date = By when
today-log-done = “{ $action }” is done
today-log-cancel = Close
today-log-save = Save
today-logged-call = The call is logged.
today-logged-meeting = The meeting is logged.
today-logged-mail = The mail is logged.
today-logged-letter = The letter is logged.

## The printed page

today-print-title = Partnership follow-up
today-print-what = What
today-print-whom = With whom
today-print-due = Due
today-print-why = Why
today-print-rest = { $count ->
    [one] and one more line, to read on screen
   *[other] and { $count } more lines, to read on screen
}
