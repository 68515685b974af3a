# Settings.

settings-title = Settings
settings-tab-reading = Reading
settings-tab-mine = Me
settings-tab-colleagues = Colleagues
settings-tab-sharing = Sharing
settings-tab-data = Data
settings-tab-about = About
settings-save = Save

## Reading

settings-look = Display
settings-language = Language
settings-theme = Theme
settings-theme-system = As the computer does
settings-theme-light = Light
settings-theme-dark = Dark
settings-size = Text size
settings-contrast = Contrast
settings-contrast-system = As the computer does
settings-contrast-more = Stronger
settings-today = Today
settings-quiet = Gone quiet after, in weeks
settings-quiet-help = A dossier that nobody has touched for this long comes back on the Today page.
settings-renewal = End of agreement announced, in months
settings-renewal-help = An agreement that ends within this time comes back on the Today page.
settings-between = Write a whole number, from 1 to { $most }.

## Me and my organisation

settings-me = Me
settings-me-name = Your name
settings-me-name-missing = Write your name, then save.
settings-me-initials = Initials
settings-me-initials-help = Those you use in your spreadsheets: an import finds you by them.
settings-me-email = Email address
settings-me-saved = Your details are saved.
settings-house = My organisation
settings-house-name = Name of the organisation
settings-house-kind = What it is
settings-house-kind-none = Not said
settings-house-saved = Your organisation is saved.

## Colleagues

settings-colleagues = Colleagues
settings-colleagues-none = You are alone here for now.
settings-colleague-me = You
settings-colleague-not-invited = Not invited yet
settings-colleague-load = dossiers: { $dossiers }, tasks: { $tasks }
settings-colleague-left = Left: { $date }
settings-colleague-leaves = Note the departure
settings-colleague-leaves-name = Note the departure of { $name }
settings-colleague-left-said = The departure of { $name } is noted.
settings-colleague-added = The colleague is added.
settings-add = Add a colleague without inviting them
settings-add-text = To give them dossiers and recognise their initials in your spreadsheets.
settings-add-name = Name
settings-add-missing = Write a name or initials.
settings-add-do = Add

settings-invite = Invite a colleague
settings-invite-alone = First join an organisation, in the Sharing tab. Then you can invite your colleagues.
settings-invite-name = Name of the colleague
settings-invite-name-missing = Write the name of the person to invite.
settings-invite-role = What this person will be able to do
settings-invite-do = Create the invitation
settings-invite-link = Link for { $name }
settings-invite-until = To be used once, before { $when }. Send it in a way you trust.
settings-invite-copy = Copy the link
settings-invite-copied = The link is copied.
settings-invite-copy-by-hand = The link is selected. Press Ctrl+C to copy it.

## Sharing

settings-sharing = Sharing
settings-sync-alone = This computer has not joined an organisation yet. Everything stays here, and everything works.
settings-sync-organisation = Organisation
settings-sync-role = Your rights
settings-sync-endpoint = Server
settings-sync-last = Last shared
settings-sync-never = Not yet
settings-sync-unsent = Items to share
settings-sync-now = Sync now
settings-sync-nothing = Everything was up to date already.
settings-sync-done = Sharing done. Sent: { $sent }. Received: { $received }.

settings-join = Join an organisation
settings-join-link = Invitation link
settings-join-help = It begins with coexist:// and was sent to you by a colleague or by the incubator.
settings-join-read = Read the invitation
settings-join-says = Invitation from { $organisation }
settings-join-person = For
settings-join-until = To be used before
settings-join-do = Join
settings-joined = You have joined { $organisation }. { $count ->
    [0] There was nothing to bring along.
    [one] One record came along.
   *[other] { $count } records came along.
}

## Data

settings-data = Where the data stands
settings-data-where = Everything is on this computer, in this folder:
settings-data-encrypted = The database is encrypted on the disk. Without its key nobody can read it.
settings-count-organisations = Organisations
settings-count-contacts = Contacts
settings-count-dossiers = Dossiers
settings-count-tasks = Tasks
settings-data-export = Export from the partnerships
settings-data-imports = See the imports
settings-key = The key of the data
settings-key-count = { $count ->
    [one] One thing opens your data:
   *[other] { $count } things open your data. One of them is enough:
}
settings-key-keyring = The keyring of this computer keeps the key. It opens with your session.
settings-key-file = A file on this computer keeps the key. Whoever takes the disk can read your data.
settings-key-passphrase = A passphrase that only you know.
settings-key-other = A key added by another version of the app.
settings-key-lost = Without this key nobody can open the data again. Export your spreadsheet regularly and keep it in a safe place.
settings-warnings = Good to know
settings-warning-other = Something needs your attention, but your data is in place.

## About

settings-about = About
settings-version = Version { $version }
settings-licence = Free software, under Apache-2.0 or MIT, at your choice.
settings-promise = The application measures nothing and sends nothing to its authors.
settings-credits = With the work of
settings-credit-charter = The charter of the COEXIST community: Cité de la Solidarité Internationale, Annemasse.
settings-credit-countries = Countries and regions: datasets/country-codes, public domain (PDDL 1.0).
settings-credit-fonts = Fonts: Atkinson Hyperlegible Next, Literata and Vazirmatn, SIL Open Font License 1.1.
settings-credit-icons = Icons: Lucide, ISC License; some come from Feather, MIT License.
settings-credit-libraries = Libraries: the list and the licences are in docs/CREDITS.md.
settings-credit-sqlcipher = Encryption of the database: SQLCipher, Zetetic LLC, BSD licence; SQLite, public domain.

## Membership, computers

settings-membership = Rights and leaving
settings-membership-name = Rights and leaving: { $name }
settings-role = What this person may do
settings-role-do = Change their rights
settings-role-said = { $name }: { $role }.
settings-remove-title = Leaving the organisation
settings-remove-text = The computers of this person are taken off at once and the organisation changes its key: what is written afterwards no longer reaches them. Their work stays, under their name. What was already copied to their computers cannot be taken back.
settings-remove-do = Take off the organisation
settings-remove-said = { $name } no longer belongs to the organisation.
settings-devices = Computers
settings-devices-text = The computers that read what the organisation shares. A lost or stolen one is taken off here.
settings-device-of = { $device } ({ $name })
settings-device-here = This computer
settings-device-paper = Recovery sheet
settings-device-heard = Last heard of: { $when }
settings-device-silent = Nothing received from this computer yet
settings-device-removed = Taken off
settings-device-remove = Take this computer off
settings-device-remove-name = Take off { $device }
settings-device-remove-text = This computer will receive nothing more and the organisation changes its key. What is already on it stays there, encrypted on its disk.
settings-device-removed-said = { $device }: taken off.
