# Coming back after an import that stopped half-way.

welcome-back-title = An import stopped half-way
welcome-back-text = The application closed during the import. What was there before has not moved. Continue the import, or undo what it had begun.
welcome-back-unnamed = A spreadsheet
welcome-back-since = Begun on { $when }
welcome-back-continue = Continue
welcome-back-undo = Undo the import
welcome-back-continued = The import is finished: { $imported } rows added, { $updated } updated.
welcome-back-ended = This import had already ended.
welcome-back-runs = This import is still running: there is nothing to decide.
welcome-back-undone = { $count ->
    [0] The import is undone.
    [one] The import is undone, one record removed.
   *[other] The import is undone, { $count } records removed.
}
