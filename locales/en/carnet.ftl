# The address book: organisations and people.

carnet-title = Address book
carnet-seen-as = View
carnet-organisations = Organisations
carnet-people = People
carnet-import = Bring a spreadsheet
carnet-new-organisation = Add an organisation
carnet-new-contact = Add a person
carnet-new-dossier = Create a dossier
carnet-edit = Edit
carnet-edit-organisation = Edit the organisation
carnet-edit-contact = Edit the person
carnet-delete = Delete
carnet-more = More actions
carnet-cancel = Give up
carnet-save = Save
carnet-back = The whole address book
carnet-tabs = Content of the record
carnet-dossiers = Dossiers
carnet-exchanges = Exchanges
carnet-tasks = Tasks
carnet-history = History
carnet-search = Search the address book
carnet-search-organisations = Name, city, identifier…
carnet-search-people = Name, job, address…
carnet-any-kind = Any kind
carnet-any-country = Any country
carnet-left-only = People who left
carnet-clear = Clear filters
carnet-sort = Sort by
carnet-sort-name = By name
carnet-sort-kind = By kind
carnet-sort-country = By country
carnet-sort-city = By city
carnet-sort-last-exchange = By last exchange
carnet-sort-dossiers = By number of dossiers
carnet-count = { $count ->
    [0] No organisation
    [one] 1 organisation
   *[other] { $count } organisations
}
carnet-count-people = { $count ->
    [0] Nobody
    [one] 1 person
   *[other] { $count } people
}
carnet-dossier-count = { $count ->
    [one] 1 dossier
   *[other] { $count } dossiers
}
carnet-last-exchange = Last exchange on { $date }
carnet-last-exchange-label = Last exchange
carnet-empty = The address book is empty. Bring a spreadsheet, or add a first organisation.
carnet-empty-people = You have noted nobody yet.
carnet-none-found = Nothing matches this search.
carnet-no-people = You know nobody here yet.
carnet-no-dossiers = No dossier.
carnet-revived = Back after deletion
carnet-picker-create = Add “{ $name }” to the address book
carnet-organisation-record = Organisation
carnet-contact-record = Person

## Organisation

carnet-name = Name
carnet-name-example = Baobab Association
carnet-full-name = Full name
carnet-kind = Kind of organisation
carnet-kind-unknown = Kind not said
carnet-country = Country
carnet-city = City
carnet-address = Address
carnet-website = Website
carnet-email = E-mail
carnet-phone = Telephone
carnet-identifiers = Identifiers
carnet-identifiers-help = One per line, for instance siren:999123456 or uid:CHE-999.000.001.
carnet-other-names = Other names
carnet-one-per-line = One per line.
carnet-more-fields = Address, identifiers, note
carnet-note = Note
carnet-organisation-added = { $name } is in the address book.
carnet-organisation-changed = { $name } is up to date.
carnet-organisation-deleted = { $name } is deleted from the address book.

## Person

carnet-contact-name = Name
carnet-contact-name-example = Aïssata Ouédraogo
carnet-contact-organisation = Organisation
carnet-contact-other-organisation = Choose another organisation
carnet-job = Job
carnet-emails = E-mails
carnet-phones = Telephones
carnet-email-other = E-mail { $number }
carnet-phone-other = Telephone { $number }
carnet-personal-data = Personal data
carnet-source = Where these details come from
carnet-source-help = For instance: business card, Geneva fair, 2026.
carnet-source-none = Not said
carnet-basis = Why you may keep them
carnet-basis-none = Not said
carnet-keep-until = Keep until
carnet-opposed = This person no longer wants to be contacted
carnet-opposed-chip = No longer wants to be contacted
carnet-contact-added = { $name } is in the address book.
carnet-contact-changed = { $name } is up to date.
carnet-contact-deleted = { $name } is deleted from the address book.
carnet-left = Note the departure
carnet-left-title = { $name } has left
carnet-left-text = The dossiers pass to whoever takes over. The history keeps the name.
carnet-left-when = Date of departure
carnet-left-by = Replaced by
carnet-left-nobody = Nobody yet
carnet-left-new = New person
carnet-left-new-help = If they are not in the address book yet.
carnet-left-confirm = Note the departure
carnet-left-said = The departure of { $name } is noted.
carnet-left-on = Left: { $date }
carnet-replaced = Left: { $date }. Replaced by { $name }
carnet-replaced-by = Replaced by { $name }
carnet-replaces = Took over from
