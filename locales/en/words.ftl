# The field's words, by vocabulary and code (crates/domain/src/words.rs).

## What an organisation is

word-organisation-ngo = NGO or association
word-organisation-company = Company
word-organisation-foundation = Foundation
word-organisation-public-funder = Public funder
word-organisation-local-authority = Local authority
word-organisation-university-research = University or research
word-organisation-network = Network
word-organisation-community = Community organisation
word-organisation-other = Other organisation

## The two sides of a partnership

word-side-ngo = NGO
word-side-company = Company
word-side-shared = Shared

## The part an organisation takes in a partnership

word-role-lead = Lead
word-role-local-partner = Local partner
word-role-company = Company
word-role-foundation = Foundation
word-role-public-funder = Public funder
word-role-research = Research
word-role-beneficiaries = Voice of those concerned
word-role-other = Other role

## The life of a partnership

word-stage-rencontre = Meeting
word-stage-definir = Define
word-stage-concevoir = Design
word-stage-convention = Agreement
word-stage-mettre-en-oeuvre = Implement
word-stage-ajuster = Adjust
word-stage-evaluer = Evaluate
word-stage-perenniser = Sustain
word-stage-cloturer = Close
word-stage-suspendu = Suspended
word-stage-abandonne = Abandoned

## The type of partnership

word-type-mecenat-financier = Corporate giving, money
word-type-mecenat-nature = Corporate giving, in kind
word-type-mecenat-competences = Corporate giving, skills
word-type-pratiques-responsables = Responsible practices
word-type-cooperation-economique = Economic cooperation
word-type-co-construction = Social innovation and co-construction

## What happened to an amount

word-amount-requested = Asked
word-amount-promised = Promised
word-amount-granted = Agreed
word-amount-paid = Paid
word-amount-spent = Spent

## Contributions

word-contribution-cash = Money
word-contribution-in-kind = In kind
word-contribution-skills-time = Time and skills
word-contribution-network = Network
word-contribution-data = Data and knowledge
word-contribution-visibility = Visibility

## Exchanges

word-exchange-call = Call
word-exchange-meeting = Meeting
word-exchange-mail = Mail
word-exchange-letter = Letter

## The legal basis to keep a contact

word-basis-consent = The person’s consent
word-basis-contract = Contract or its preparation
word-basis-legal-obligation = Legal obligation
word-basis-legitimate-interest = Legitimate interest

## What a colleague may do

word-member-owner = Owner
word-member-editor = Can edit
word-member-reader = Can read

## What an own column holds

word-column-text = Text
word-column-number = Number
word-column-date = Date
word-column-flag = Yes or no

## What a file still lacks

word-missing-organisation = an organisation
word-missing-contact = a contact on the other side
word-missing-responsible = a responsible person
word-missing-next-action = a next action
word-missing-summary = a summary sentence
word-missing-type = the type of partnership
word-missing-amount = an amount or a contribution
word-missing-start = the start date
word-missing-end = the end date
word-missing-agreement = the agreement
word-missing-exchange = a first exchange
word-missing-journal = a journal entry
word-missing-reason = the reason

## Who sees what

word-visibility-draft = Draft
word-visibility-colleagues = Visible to my colleagues
word-visibility-party = Visible to { $party }

## Periods

word-period-quarter = Q{ $number } { $year }
word-period-half = H{ $number } { $year }
