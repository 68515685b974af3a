# The key of the data: what can keep it closed, and what you should know when it opens.
# Each sentence holds at the first opening as at the later ones.

## The computer’s keyring

error-keys-keyring-no-service = The password keyring of this computer cannot be found. It keeps the key of your data. Nothing is lost. Log in to a usual desktop session and try again; if the computer has no keyring, ask the person who looks after it to install one.
error-keys-keyring-no-collection = The password keyring of this computer is not ready yet: it has no vault in it. Nothing is lost. Open “Passwords and Keys”, or your system’s wallet, create a default keyring, then try again.
error-keys-keyring-locked = The password keyring of this computer is locked. Nothing is lost. Unlock it with your session password, then try again.
error-keys-keyring-denied = The computer refused access to its password keyring. Nothing is lost. Try again and accept the request; if nothing shows, ask the person who looks after the computer.
error-keys-keyring-entry-missing = The keyring of this computer no longer holds the key of your data. Your data are still here, encrypted. If you changed session, password or computer, go back to the earlier keyring, or restore it from a backup, then try again.
error-keys-keyring-no-answer = The password keyring of this computer did not answer in time. Nothing is lost. See whether a window is waiting for your password, then try again.
error-keys-keyring-broken = The keyring of this computer answered, but what it keeps does not open your data. Your data are still here. Restart the computer and try again; if this goes on, restore the keyring from a backup.
error-keys-keyring-not-asked = The key of your data is in the computer’s keyring, but the setting COEXIST_SECRETS asks for a file. Nothing is lost. Remove that setting, then try again.

## The secret file

error-keys-file-slot-missing = The secret file that opens your data is no longer in its place. Your data are still here, encrypted. Put that file back in its folder, from a backup if needed, then try again.
error-keys-file-slot-unreadable = The secret file that opens your data is here, but cannot be read. Nothing is lost. Check that your account may read it, then try again.
error-keys-file-slot-damaged = The secret file that opens your data is damaged, or comes from another computer. Your data are still here, encrypted. Put the right file back from a backup, then try again.

## The passphrase

error-keys-passphrase-needed = Type your passphrase to open your data.
error-keys-passphrase-wrong = This passphrase does not open your data. Spaces and capitals count. Check it, then try again.
error-keys-passphrase-empty = A passphrase cannot be empty. Choose several words that you will remember.

## The key file

error-keys-slot-unknown = Your data open in a way that this version does not know. Nothing is lost. Install the latest version, then try again.
error-keys-key-file-missing = Your data are here, but the key file “desk.key” is no longer beside them. Put “desk.key” and “desk.key.2” back in the same folder, from a backup if needed, then try again. No new key was made.
error-keys-key-file-damaged = Both copies of the key file are damaged. Your data were not touched. Put “desk.key” or “desk.key.2” back from a backup, then try again.
error-keys-key-file-newer = The key file comes from a newer version. Nothing is lost. Install the latest version, then try again.
error-keys-key-files-disagree = The two copies of the key file come from two different computers. Nothing was changed. Keep in the folder the copy that goes with your data, put the other elsewhere, then try again.
error-keys-unreadable = The key file is here, but cannot be read. Nothing is lost. Check the disk and the rights of your account, then try again.
error-keys-unwritable = The key file could not be written. Nothing is lost. Check that there is room left and that the folder is not read-only, then try again.

## Changing what opens the data

error-keys-other-key = This key belongs to other data. Nothing was changed. Close and reopen the application, then try again.
error-keys-last-slot = This is the only working way to open your data, so it is kept. Add another way first, then remove this one.
error-keys-no-such-slot = This way to open your data is already gone. There is nothing to remove.

## Around the key

error-keys-secrets-setting = The setting COEXIST_SECRETS cannot be understood. Write “os” for the computer’s keyring, or “file:” followed by a folder, then try again.
error-keys-no-random = The computer gives no random numbers, and a safe key cannot be made without them. Nothing was created. Restart the computer, then try again.

## Open, but good to know

warning-keys-keyring-failed = Your data opened in another way, because the computer’s keyring did not work. Keep that other way until the keyring is repaired.
warning-keys-keyring-renewed = The computer’s keyring had lost the key of your data. It was put back.
warning-keys-file-slot-in-use = The key of your data is in a file on this computer. Whoever takes the disk can read your data. Move to the computer’s keyring or to a passphrase as soon as you can.
warning-keys-file-slot-tightened = Other accounts of this computer could read the secret file. They no longer can.
warning-keys-copy-healed = One copy of the key file was damaged or missing. It was made again from the other.
warning-keys-copy-not-healed = One of the two copies of the key file is damaged or missing, and could not be made again. Check the room on the disk and the rights of the folder.
warning-keys-slot-failed = One of the ways to open your data no longer works. The others do. Add it again when you can.
