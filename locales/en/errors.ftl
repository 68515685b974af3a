# What can go wrong on any screen. A sentence says what happened and what to do.

error-bad-request = The request does not have the expected form: { $detail }. Check the names and values.
error-unknown-field = There is no field “{ $field }” here. Check its name.
error-invalid-value = What you wrote does not fit the field “{ $field }”. Correct it and try again.
error-missing-value = The field “{ $field }” cannot stay empty. Fill it in and try again.
error-name-taken = “{ $name }” already exists. Choose another name.
error-not-found = This item does not exist or was deleted. Go back to the list, or look for it in the history.
error-cannot-keep-both = The field “{ $field }” holds one value only. Keep one of the two, or write a third.
error-not-cancellable = This work can no longer be stopped. Wait until it ends.
error-action-finished = This is already finished: there is nothing left to continue or undo here. What was done stays.
error-action-running = This is still running. Wait for its end, or stop it in the list of work.
error-desk-in-use = COEXIST is already open on this computer. Go to the open window.
error-disk-full = The disk is full. Nothing is lost. Make some room, then try again.
error-read-only = COEXIST cannot write to its folder. Check that the disk is not read-only, then try again.
error-newer-database = This data comes from a newer version of COEXIST. Install the new version; nothing was changed.
error-wrong-key-or-corrupt = The key does not open this data, or the file is damaged. Nothing was changed. Try another way to open it, or restore a backup.
error-corrupt = The data file is damaged. Nothing was deleted. Restore a backup, or ask for help.
error-not-encrypted = The data would not be protected on the disk. COEXIST stopped before writing. Install the application again.
error-storage = The disk did not answer as expected. Your last action was not saved. Try again.
error-internal = Something did not work as expected. What was saved stays saved. Try again, and report it if it happens again.

warning-clock-behind = The clock of this computer seems to be late. Dates written today will be wrong: set the date.
warning-clock-ahead = The clock of this computer seems to be years ahead. Dates written today will be wrong: set the date.
