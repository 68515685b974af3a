# The frame of the window: navigation, palette, status line, activity, errors.

shell-name = COEXIST
shell-skip = Skip to content
shell-navigation = Navigation
shell-menu-open = Open the menu
shell-menu-close = Close the menu
shell-capture = Note

shell-area-today = Today
shell-area-partnerships = Partnerships
shell-area-directory = Address book
shell-area-community = Community
shell-area-settings = Settings

## Palette

shell-palette = Search or act
shell-palette-open = Search
shell-palette-hint = Search for a file, an organisation, an action…
shell-palette-go = Go to
shell-palette-act = Act
shell-palette-records = Records
shell-palette-none = Nothing matches. Try a shorter word.
shell-palette-failed = The search in the records did not work. Actions remain available.

## Shortcuts

shell-shortcuts = Keyboard shortcuts
shell-key-shift = Shift
shell-shortcuts-panes = Move from pane to pane

## Status line

shell-sync-saved = Everything is saved on this computer
shell-sync-to-share = { $count ->
    [one] 1 item to share
   *[other] { $count } items to share
}
shell-sync-sharing = Sharing, { $done } of { $total }
shell-sync-up-to-date = Up to date with { $with }, { $when }
shell-sync-to-decide = { $count ->
    [one] Two versions to decide between
   *[other] Two versions to decide between, { $count } times
}

## Activity

shell-activity = Activity
shell-activity-count = { $count ->
    [0] Nothing in progress
    [one] 1 task in progress
   *[other] { $count } tasks in progress
}
shell-activity-other = Work in progress
shell-activity-cancel = Stop
shell-activity-done = Done
shell-activity-cancelled = Stopped
shell-activity-failed = Did not finish

## Errors

shell-error-unknown = This could not be done. What was saved still is. You can try again.
shell-error-details = Details
shell-error-reference = Reference: { $reference }
shell-error-retry = Try again

## Page not found

shell-lost-title = This page no longer exists
shell-lost-text = The record may have been removed, or the link is old.
shell-lost-action = Back to the start
