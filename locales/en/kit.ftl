# What every screen shares.

kit-required = required
kit-close = Close
kit-undo = Undo
kit-dismiss = Hide this message
kit-messages = Messages
kit-remove = Remove { $label }
kit-peek-open = Open the record
kit-peek-open-name = Open the record, { $title }
kit-busy = Loading
kit-progress = { $done } of { $total }
kit-options-none = No result
kit-options-open = Show the choices
kit-options-clear = Clear the choice
kit-stage-done = stage passed
kit-stage-current = current stage
kit-stage-next = stage to come

## Grid

kit-grid-sort = Sort by { $column }
kit-grid-ascending = smallest first
kit-grid-descending = largest first
kit-grid-filter = Filter { $column }
kit-grid-filtered = Filter { $column }, filter on
kit-grid-resize = Width of column { $column }
kit-grid-copied = { $count ->
    [one] One cell copied
   *[other] { $count } cells copied
}
kit-grid-editing = Edit { $column }
kit-grid-copy-later = Some rows are still coming. Copy again in a moment.
kit-grid-help = Arrows to move, Enter to edit, Escape to give up, Shift and arrows to select.
