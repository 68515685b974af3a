# Tasks.

tasks-title = Tasks
tasks-new = Add a task
tasks-edit = Edit the task
tasks-delete = Delete the task
tasks-cancel = Give up
tasks-save = Save
tasks-title-field = To do
tasks-title-example = Call the foundation back about the budget
tasks-due = Due
tasks-assignee = Who does it
tasks-nobody = Nobody in particular
tasks-everyone = Everyone
tasks-repeat = Repeats
tasks-repeat-never = Once only
tasks-repeat-day = { $count ->
    [one] every day
   *[other] every { $count } days
}
tasks-repeat-week = { $count ->
    [one] every week
   *[other] every { $count } weeks
}
tasks-repeat-month = { $count ->
    [one] every month
   *[other] every { $count } months
}
tasks-repeat-year = { $count ->
    [one] every year
   *[other] every { $count } years
}
tasks-note = Note
tasks-filters = Filters of tasks
tasks-shown = Tasks shown
tasks-open = Show tasks to do
tasks-all-done = Show tasks done
tasks-group-late = { $count ->
    [one] Late
   *[other] Late ({ $count })
}
tasks-group-dated = { $count ->
    [one] Coming
   *[other] Coming ({ $count })
}
tasks-group-undated = { $count ->
    [one] Without a date
   *[other] Without a date ({ $count })
}
tasks-group-done = { $count ->
    [one] Done
   *[other] Done ({ $count })
}
tasks-empty = All up to date: nothing to do.
tasks-none-done = No task done yet.
tasks-empty-here = No task here.
tasks-show-more = Show more ({ $count })
tasks-tick = Done: { $title }
tasks-done = “{ $title }” is done.
tasks-done-next = “{ $title }” is done. Next time: { $date }.
tasks-done-on = done on { $date }
tasks-reopened = “{ $title }” is to do again.
tasks-days-late = { $count ->
    [one] 1 day late
   *[other] { $count } days late
}
tasks-later = Later
tasks-later-name = Later, or another action, for “{ $title }”
tasks-later-tomorrow = Put off to tomorrow ({ $date })
tasks-later-monday = Put off to Monday ({ $date })
tasks-later-fortnight = Put off by two weeks ({ $date })
tasks-later-month = Put off by a month ({ $date })
tasks-later-not = No longer put off
tasks-postponed = Put off to { $date }.
tasks-postponed-until = put off to { $date }
tasks-not-postponed = The task is no longer put off.
tasks-added = The task is added.
tasks-changed = The task is changed.
tasks-deleted = “{ $title }” is deleted.
tasks-to-decide = { $count ->
    [one] Two versions to decide between
   *[other] Two versions to decide between, { $count } times
}
tasks-unnamed = Unnamed
tasks-export = Export to a calendar
tasks-export-name = tasks.ics
tasks-exported = { $count ->
    [0] No dated task to export.
    [one] 1 task saved in the calendar file.
   *[other] { $count } tasks saved in the calendar file.
}
tasks-print = Print tasks
