# The first three minutes, and the sample workspace.

onboarding-title = Welcome
onboarding-step = Step { $number } of { $total }
onboarding-back = Go back
onboarding-next = Continue
onboarding-skip = Skip
onboarding-start = Begin
onboarding-no-account = No account, no network. Everything stays on this computer.

onboarding-reading-title = Welcome
onboarding-welcome = COEXIST is a desk for your partnerships between NGOs and companies. It works with or without a network.
onboarding-language = Language
onboarding-language-fr = Français
onboarding-language-en = English
onboarding-size = Text size

onboarding-who-title = Who are you?
onboarding-who-ngo = I am an NGO
onboarding-who-ngo-detail = Or an association
onboarding-who-company = I am a company
onboarding-who-company-detail = Of any size
onboarding-who-discover = I am discovering
onboarding-who-discover-detail = I want to look around first

onboarding-names-title = What should we call you?
onboarding-names-text = Nothing is required. You can change these names in Settings.
onboarding-house = Name of your organisation
onboarding-person = Your name

onboarding-begin-title = Where to begin?
onboarding-begin-sample = In a sample workspace
onboarding-begin-sample-detail = Invented dossiers to try things without risk. You will delete it in one gesture.
onboarding-begin-own = In my own workspace
onboarding-begin-own-detail = It is empty. You can bring your spreadsheet into it.

## The sample workspace

onboarding-sample = Sample workspace.
onboarding-sample-text = These dossiers are invented and never leave for the network.
onboarding-sample-leave = Delete the sample and begin
onboarding-sample-left = The sample workspace is deleted. Here is your own.

## When the data does not open

onboarding-closed-title = Your data is not open yet
onboarding-closed-retry = Try again

## The very first opening, when the computer has no keyring

onboarding-first-title = First opening
onboarding-first-text = Nothing is lost: there is nothing on this computer yet. What you write will be encrypted, and its key needs a place. Usually that is the computer’s keyring; here it does not answer.
onboarding-first-key = Keep the key in a file
onboarding-first-file = You can begin right away with the key in a file. Whoever takes this computer or its disk will then be able to read your data.
onboarding-first-folder = This file will be here:
onboarding-first-open = Begin with a file
onboarding-first-why = Why the keyring does not answer
onboarding-first-retry = Try again with the keyring
onboarding-key-title = Keep the key in a file
onboarding-key-text = Your data is encrypted. Its key is usually kept in the computer’s keyring. Without a keyring it can be kept in a file. Whoever takes this computer or its disk will then be able to read your data.
onboarding-key-later = This file opens your desk: keep it to yourself.
onboarding-key-consent = I understand: keep the key in a file
onboarding-key-open = Open with a file
