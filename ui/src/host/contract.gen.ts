// Generated from the command table in crates/api. Do not edit: cargo xtask gen.
// Ids are UUIDs as text, instants are milliseconds since the Unix epoch, periods are text such as
// 2024-03-12, 2024-03, 2024-Q2, 2024-S1, 2024 or 2024-03-01/2024-03-15.
/* eslint-disable */

export type ActionId = string;

export type Activity = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is: selects the sentence `activity-<kind>`.
 */
kind: string, 
/**
 * How much is done.
 */
done: number, 
/**
 * Of how much; unknown when absent.
 */
total: number | null, 
/**
 * Whether it can be cancelled.
 */
cancellable: boolean, 
/**
 * How it stands.
 */
state: ActivityState, };

export type ActivityList = { 
/**
 * The running ones first.
 */
items: Array<Activity>, };

export type ActivityState = "running" | "done" | "cancelled" | "failed";

export type AmountRole = "requested" | "promised" | "granted" | "paid" | "spent";

export type AmountView = { 
/**
 * The amount.
 */
id: string, 
/**
 * The number; absent for a contribution that is not valued.
 */
amount: number | null, 
/**
 * ISO 4217.
 */
currency: string | null, 
/**
 * Code of what happened to it: asked for, promised, agreed, paid, spent.
 */
status: string | null, 
/**
 * Code of what is given.
 */
kind: string | null, 
/**
 * The upper end of a range, in the same currency.
 */
max: number | null, 
/**
 * "About".
 */
approximate: boolean, 
/**
 * Every year.
 */
per_year: boolean, 
/**
 * How much, when it is not money.
 */
quantity: string | null, 
/**
 * Of what: days, boxes…
 */
unit: string | null, 
/**
 * When, as a period.
 */
at: string | null, 
/**
 * Who gives.
 */
organisation: Named | null, 
/**
 * A remark.
 */
note: string | null, };

export type ApiError = { 
/**
 * The code.
 */
code: string, 
/**
 * What the sentence is filled with.
 */
params: { [key in string]: Param }, 
/**
 * Whether the same call may succeed later without anybody changing anything.
 */
retryable: boolean, 
/**
 * Finds the line in the local log.
 */
reference: string, };

export type Arrival = OrganisationKind | Discover;

export type Board = { 
/**
 * One per stage, in the order of the life of a partnership; then those of stages this build does not
 * know and of none.
 */
columns: Array<BoardColumn>, };

export type BoardColumn = { 
/**
 * Code of the stage; `null` for dossiers without one.
 */
stage: string | null, 
/**
 * How many stand here.
 */
total: number, 
/**
 * Sums of all that stand here.
 */
sums: Array<Sum>, 
/**
 * The first cards, those with the nearest next action first.
 */
cards: Array<DossierRow>, };

export type CaptureChips = { 
/**
 * The dossier it speaks of.
 */
dossier: DossierChip | null, 
/**
 * The organisation it speaks of.
 */
organisation: OrganisationChip | null, 
/**
 * The person it speaks of.
 */
contact: ContactChip | null, 
/**
 * The day it speaks of.
 */
date: DateChip | null, 
/**
 * A call, a meeting…
 */
kind: KindChip | null, 
/**
 * Something to do.
 */
task: TaskChip | null, };

export type CaptureSaved = { 
/**
 * The exchange.
 */
exchange: ExchangeId | null, 
/**
 * The journal entry.
 */
journal_entry: JournalEntryId | null, 
/**
 * The task.
 */
task: TaskId | null, };

export type CapturedTask = { 
/**
 * What is to do.
 */
title: string, 
/**
 * By when.
 */
due?: Period, };

export type Changed = { 
/**
 * Names of kinds of records (`dossier`, `task`…); empty when the whole workspace changed.
 */
kinds: Array<string>, 
/**
 * The records; absent when there are more than a hundred.
 */
ids?: Array<string>, };

export type Colleague = { 
/**
 * The person.
 */
id: string, 
/**
 * Their name, or their initials while no name is known.
 */
name: string, 
/**
 * Their initials, when known.
 */
initials: string | null, };

export type ColourMeaning = { 
/**
 * The legend's words.
 */
text: string, 
/**
 * The stage.
 */
stage: string | null, 
/**
 * Still a guess.
 */
guessed: boolean, };

export type ColumnList = { 
/**
 * The columns.
 */
items: Array<OwnColumn>, };

export type ColumnMapping = { 
/**
 * Place, from 0. In a saved mapping that names a `header` it may be left out.
 */
index: number | null, 
/**
 * What stands above it, group and second header row included: "Date (dernier)".
 */
header: string, 
/**
 * What it holds.
 */
field: Field, 
/**
 * How sure the guess was, 0 to 1.
 */
confidence: number, 
/**
 * Currency said in the header, ISO 4217.
 */
currency: string | null, };

export type ColumnOf = "dossier" | "organisation" | "contact";

export type Conflict = { 
/**
 * The field's name; `own:<column id>` for a column of one's own.
 */
field: string, 
/**
 * The column's name, for a column of one's own.
 */
column: string | null, 
/**
 * Its live values, the one shown first at the head.
 */
values: Array<ConflictValue>, 
/**
 * The token that covers exactly these values.
 */
seen: string, };

export type ConflictList = { 
/**
 * The records, the latest change first.
 */
items: Array<RecordConflicts>, };

export type ConflictValue = { 
/**
 * The value, in the form the field has elsewhere in this contract.
 */
value: unknown, 
/**
 * The name to show, when the value names another record.
 */
label: string | null, 
/**
 * Who wrote it, when known by name.
 */
author: string | null, 
/**
 * When, by that device's clock.
 */
at: number, };

export type Connected = { 
/**
 * The organisation's name.
 */
organisation: string, 
/**
 * What one may do there.
 */
role: MemberRole, 
/**
 * How many records of the work done before came along.
 */
brought: number, };

export type Contact = { id: string, name: string, organisation: Named | null, job: string | null, emails: Array<string>, phones: Array<string>, 
/**
 * BCP 47.
 */
language: string | null, 
/**
 * Where the details come from.
 */
source: string | null, 
/**
 * Code of [`LegalBasis`].
 */
legal_basis: string | null, 
/**
 * Until when they may be kept, as a period.
 */
keep_until: string | null, left: string | null, replaced_by: Named | null, 
/**
 * Whom this person replaced.
 */
replaces: Array<Named>, note: string | null, opposed: boolean, dossiers: Array<OrganisationDossier>, 
/**
 * Own columns: column name → value.
 */
own_columns: { [key in string]: string }, 
/**
 * Own columns: column id → value.
 */
own: { [key in string]: string }, conflicts: Array<Conflict>, seen: { [key in string]: string }, };

export type ContactChip = { 
/**
 * Who.
 */
id: ContactId, 
/**
 * Their name.
 */
name: string, };

export type ContactId = string;

export type ContactList = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * The page, by name.
 */
items: Array<ContactRow>, };

export type ContactRow = { id: string, name: string, organisation: Named | null, job: string | null, emails: Array<string>, phones: Array<string>, 
/**
 * When they left, as a period.
 */
left: string | null, replaced_by: Named | null, 
/**
 * They asked not to be written to.
 */
opposed: boolean, };

export type Contrast = "system" | "more";

export type ContributionKind = "cash" | "in_kind" | "skills_time" | "network" | "data" | "visibility";

export type Counts = { organisations: number, contacts: number, dossiers: number, tasks: number, };

export type Created = { 
/**
 * The new record.
 */
id: string, };

export type CutAction = { 
/**
 * Which action.
 */
action: ActionId, 
/**
 * What it is: `import`.
 */
kind: string, 
/**
 * The file it was reading.
 */
file_name: string | null, 
/**
 * When it began.
 */
started: number, };

export type CutActions = { 
/**
 * Those that a stop of the desk cut short, the oldest first.
 */
items: Array<CutAction>, };

export type DateChip = { 
/**
 * Which.
 */
value: Period, 
/**
 * The words it was recognised by.
 */
words: string, };

export type DateSource = "cell" | "properties" | "file_time" | "today" | "earlier" | "person";

export type DeskStatus = { 
/**
 * False until onboarding has been answered.
 */
onboarded: boolean, 
/**
 * Whether the workspace in view is the sample one.
 */
sample: boolean, 
/**
 * One's own organisation, as far as it was named.
 */
house: House, 
/**
 * Oneself, once a name was given.
 */
me: Colleague | null, 
/**
 * The language of the interface.
 */
language: Language, 
/**
 * Today's date where the person sits.
 */
today: string, 
/**
 * How many records there are: an empty desk shows what to do first.
 */
counts: Counts, 
/**
 * Long actions that the last run did not finish: each is continued or undone.
 */
unfinished: Array<UnfinishedAction>, 
/**
 * Codes of what needs a word but stops nothing (`warning-<code>`), for instance how the key is kept.
 */
warnings: Array<string>, 
/**
 * The folder where the data stands, as the system writes it.
 */
folder: string, 
/**
 * What can open the data, as the key file said when the desk was opened.
 */
key_slots: Array<KeySlot>, 
/**
 * The version of the app.
 */
version: string, };

export type DeviceId = string;

export type DeviceList = { 
/**
 * One's own first, then by person; those that were removed last.
 */
items: Array<DeviceView>, };

export type DeviceView = { 
/**
 * Which.
 */
id: string, 
/**
 * What its owner calls it.
 */
name: string, 
/**
 * Whose it is.
 */
person: string, 
/**
 * Their name.
 */
person_name: string, 
/**
 * It is one of one's own.
 */
mine: boolean, 
/**
 * It is this one.
 */
here: boolean, 
/**
 * A recovery sheet.
 */
paper: boolean, 
/**
 * It no longer belongs.
 */
removed: boolean, 
/**
 * When something of it last arrived here.
 */
heard: number | null, };

export type Digests = { 
/**
 * Over the frames received, 32 hexadecimal digits.
 */
have: string, 
/**
 * Over what they add up to: equal wherever `have` is.
 */
state: string, };

export type Discover = "discover";

export type Done = Record<string, never>;

export type Dossier = { id: string, title: string, summary: string | null, stage: string | null, stage_reason: string | null, 
/**
 * Codes of the stages that usually come next.
 */
usual_next: Array<Stage>, responsible: Array<Colleague>, next_action: string | null, next_date: string | null, late: boolean, start: string | null, end: string | null, signed: string | null, agreement: string | null, countries: Array<string>, note: string | null, last_contact: string | null, postponed: string | null, parties: Array<PartyView>, 
/**
 * The people of its organisations who are still there.
 */
contacts: Array<ContactRow>, amounts: Array<AmountView>, 
/**
 * Sums of its amounts, per currency and status.
 */
sums: Array<Sum>, 
/**
 * Its present type.
 */
type: string | null, 
/**
 * Its types, the oldest first.
 */
types: Array<TypeView>, 
/**
 * Its stages as the log tells them, the oldest first.
 */
stage_history: Array<StageStep>, 
/**
 * What the stage usually has and this dossier lacks, the most useful first.
 */
missing: Array<Missing>, 
/**
 * Open tasks, by date.
 */
tasks: Array<OpenTask>, last_exchange: LastExchange | null, 
/**
 * How many entries its journal holds.
 */
journal_entries: number, 
/**
 * How many exchanges were logged.
 */
exchanges: number, 
/**
 * Own columns: column name → value.
 */
own_columns: { [key in string]: string }, 
/**
 * Own columns: column id → value.
 */
own: { [key in string]: string }, 
/**
 * Deleted by somebody and brought back by somebody else's edit.
 */
revived: boolean, conflicts: Array<Conflict>, seen: { [key in string]: string }, };

export type DossierChip = { 
/**
 * Which one.
 */
id: DossierId, 
/**
 * Its title.
 */
title: string, };

export type DossierFilter = { 
/**
 * Words in the title, the summary, the next action, the note or a party's name.
 */
text?: string, 
/**
 * Code of a stage.
 */
stage?: string, 
/**
 * Any of these stages.
 */
stages?: Array<string>, 
/**
 * Only living ones (true) or only closed and abandoned ones (false).
 */
open?: boolean, 
/**
 * Looked after by this colleague.
 */
responsible?: PersonId, 
/**
 * Nobody looks after it.
 */
unassigned?: boolean, 
/**
 * One of its countries, or of its parties' countries.
 */
country?: string, 
/**
 * Code of its present type.
 */
type?: string, 
/**
 * This organisation takes part.
 */
organisation?: OrganisationId, 
/**
 * The next action is due on or before the last day of this period.
 */
due_before?: Period, 
/**
 * It ends on or before the last day of this period.
 */
ends_before?: Period, 
/**
 * Own columns: column id → words in the cell; an empty text asks for an empty cell.
 */
columns?: { [key in string]: string }, };

export type DossierId = string;

export type DossierList = { 
/**
 * How many match.
 */
total: number, 
/**
 * The page.
 */
items: Array<DossierRow>, 
/**
 * Sums of every matching dossier, per currency and status.
 */
sums: Array<Sum>, };

export type DossierRow = { 
/**
 * The dossier.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * One sentence.
 */
summary: string | null, 
/**
 * Code of its stage; one this build does not know is shown as it is.
 */
stage: string | null, 
/**
 * Its organisations, in the order they were added.
 */
organisations: Array<RowParty>, 
/**
 * Who looks after it.
 */
responsible: Array<Colleague>, 
/**
 * Code of its present type.
 */
type: string | null, 
/**
 * What comes next.
 */
next_action: string | null, 
/**
 * When, as a period.
 */
next_date: string | null, 
/**
 * Whether the next action's day has passed.
 */
late: boolean, 
/**
 * First day of the agreement, as a period.
 */
start: string | null, 
/**
 * Its end.
 */
end: string | null, 
/**
 * When it was signed.
 */
signed: string | null, 
/**
 * Reference of the agreement.
 */
agreement: string | null, 
/**
 * ISO 3166-1 alpha-2.
 */
countries: Array<string>, 
/**
 * As the spreadsheet or a person said; see also `last_exchange`.
 */
last_contact: string | null, 
/**
 * The last exchange logged.
 */
last_exchange: number | null, 
/**
 * Its amounts.
 */
amounts: Array<AmountView>, 
/**
 * Open tasks.
 */
open_tasks: number, 
/**
 * Fields with two versions to decide.
 */
conflicts: number, 
/**
 * Own columns: column id → value.
 */
own: { [key in string]: string }, };

export type DossiersExported = { 
/**
 * The file written.
 */
path: string, 
/**
 * Rows by sheet.
 */
sheets: Array<ExportedSheet>, };

export type Draft = { 
/**
 * Where it was being typed.
 */
key: string, 
/**
 * What stands there.
 */
text: string, 
/**
 * When it was last saved.
 */
at: number, };

export type DraftFound = { 
/**
 * The draft, if there is one.
 */
draft: Draft | null, };

export type DraftList = { 
/**
 * Every draft.
 */
items: Array<Draft>, };

export type DueItem = { 
/**
 * The task's id, or the dossier's for a next action.
 */
id: string, 
/**
 * Which of the two.
 */
source: DueSource, 
/**
 * What is to do.
 */
title: string, 
/**
 * The dossier it belongs to.
 */
dossier: DossierId | null, 
/**
 * That dossier's title.
 */
dossier_title: string | null, 
/**
 * By when; the day it was put off to, when it was.
 */
due: Period, 
/**
 * Who does it.
 */
assignees: Array<Colleague>, 
/**
 * Its last day has passed.
 */
late: boolean, 
/**
 * How many days ago its last day was; 0 when it is not late.
 */
days_late: number, };

export type DueList = { 
/**
 * What is due.
 */
items: Array<DueItem>, };

export type DueSource = "task" | "next_action";

export type Exchange = { 
/**
 * Which one.
 */
id: ExchangeId, 
/**
 * The dossier it belongs to.
 */
dossier: DossierId | null, 
/**
 * That dossier's title.
 */
dossier_title: string | null, 
/**
 * The organisation spoken with.
 */
organisation: OrganisationId | null, 
/**
 * Its name.
 */
organisation_name: string | null, 
/**
 * The person spoken with.
 */
contact: ContactId | null, 
/**
 * Their name.
 */
contact_name: string | null, 
/**
 * The code of an [`ExchangeKind`], or one that a newer version wrote.
 */
kind: string | null, 
/**
 * What was said.
 */
text: string, 
/**
 * When.
 */
at: number | null, 
/**
 * A mail's subject.
 */
subject: string | null, 
/**
 * A mail's sender.
 */
sender: string | null, 
/**
 * A mail's recipients, separated by commas.
 */
recipients: string | null, 
/**
 * The colleague who logged it.
 */
author: PersonId | null, 
/**
 * Their name.
 */
author_name: string | null, 
/**
 * Fields with two versions to decide between.
 */
versions: number, 
/**
 * Field name → what the reader saw of it; goes back with `exchanges.update`.
 */
seen: { [key in string]: string }, };

export type ExchangeId = string;

export type ExchangeKind = "call" | "meeting" | "mail" | "letter";

export type ExchangeList = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Those asked for.
 */
items: Array<Exchange>, };

export type ExportedSheet = { 
/**
 * Its name.
 */
name: string, 
/**
 * Rows without the heading.
 */
rows: number, 
/**
 * Columns.
 */
columns: number, };

export type Field = "organisation" | "full_name" | "acronym" | "organisation_code" | "kind" | "identifier" | "country" | "city" | "postcode" | "address" | "website" | "contact" | "last_name" | "first_name" | "function" | "channel" | "email" | "phone" | "title" | "type" | "status" | "amount" | "amount_requested" | "amount_granted" | "amount_paid" | "contributions" | "currency" | "responsible" | "first_contact" | "last_contact" | "next_action" | "due" | "done" | "signed" | "period" | "start" | "end" | "agreement_ref" | "number" | "report_due" | "notes" | "own" | "ignore";

export type FlagGroup = { 
/**
 * Why: the sentence is `flag-<code>`.
 */
code: string, 
/**
 * How many are not looked at yet.
 */
count: number, 
/**
 * The value follows from the file and is only said: such a group can stand folded.
 */
minor: boolean, };

export type FlaggedCell = { 
/**
 * Its sheet.
 */
sheet: string, 
/**
 * Its row, as the spreadsheet shows it.
 */
row: number, 
/**
 * The field, as the mapping names it.
 */
field: string, 
/**
 * What stands in the cell.
 */
text: string, 
/**
 * Why: the sentence is `flag-<code>`.
 */
code: string, 
/**
 * The record it was meant for, when it was imported.
 */
record: string | null, };

export type Found = { 
/**
 * The records.
 */
items: Array<SearchHit>, };

export type History = { 
/**
 * What happened, one item for each action.
 */
items: Array<HistoryItem>, };

export type HistoryChange = { 
/**
 * The record that changed; goes back with `history.restore`.
 */
record: string, 
/**
 * What kind of record it is (`dossier`, `amount`, …).
 */
entity: string, 
/**
 * What was done.
 */
kind: HistoryKind, 
/**
 * The field's name; none for a record created or deleted.
 */
field: string | null, 
/**
 * For a cell of an own column, the column's name.
 */
column: string | null, 
/**
 * The value before, when there was one.
 */
before: HistoryValue | null, 
/**
 * The value after, when there is one.
 */
after: HistoryValue | null, };

export type HistoryItem = { 
/**
 * Its place in the log; goes back with `history.restore`.
 */
frame: string, 
/**
 * When, by that desk's clock.
 */
at: number, 
/**
 * When this desk learned of it.
 */
learned: number, 
/**
 * Who.
 */
author: PersonId | null, 
/**
 * Their name.
 */
author_name: string | null, 
/**
 * On which desk.
 */
device: DeviceId, 
/**
 * It was this desk.
 */
this_desk: boolean, 
/**
 * The action it was part of; goes back with `history.undo_action`.
 */
action: ActionId, 
/**
 * It took back this action.
 */
undoes: ActionId | null, 
/**
 * The reason somebody gave.
 */
reason: string | null, 
/**
 * What changed.
 */
changes: Array<HistoryChange>, };

export type HistoryKind = "created" | "deleted" | "changed" | "added" | "removed";

export type HistoryValue = { "type": "text", "value": string } | { "type": "code", "value": string } | { "type": "number", "value": number } | { "type": "instant", "value": number } | { "type": "flag", "value": boolean } | { "type": "period", "value": string } | { "type": "money", "value": Money } | { "type": "record", "value": { 
/**
 * Which one.
 */
id: string, 
/**
 * What it is called, when this desk knows it.
 */
name: string | null, } } | { "type": "unknown" };

export type House = { 
/**
 * Its name.
 */
name: string | null, 
/**
 * Code of [`OrganisationKind`].
 */
kind: string | null, 
/**
 * ISO 3166-1 alpha-2.
 */
country: string | null, 
/**
 * ISO 4217: the currency proposed for a new amount.
 */
currency: string | null, };

export type ImportFlag = { 
/**
 * Its number within the import; goes back with `imports.settle_flag`.
 */
number: number, 
/**
 * What the record is called.
 */
record_name: string | null, 
/**
 * What kind of record it is, as long as it is there: its page opens at once.
 */
record_kind: RecordKind | null, 
/**
 * Its sheet.
 */
sheet: string, 
/**
 * Its row, as the spreadsheet shows it.
 */
row: number, 
/**
 * The field, as the mapping names it.
 */
field: string, 
/**
 * What stands in the cell.
 */
text: string, 
/**
 * Why: the sentence is `flag-<code>`.
 */
code: string, 
/**
 * The record it was meant for, when it was imported.
 */
record: string | null, };

export type ImportFlags = { 
/**
 * What is not certain and not looked at yet.
 */
items: Array<ImportFlag>, 
/**
 * The same by reason, the most frequent first.
 */
groups: Array<FlagGroup>, };

export type ImportId = string;

export type ImportItem = { 
/**
 * Which one.
 */
id: ImportId, 
/**
 * The file's name.
 */
file_name: string, 
/**
 * When.
 */
at: number | null, 
/**
 * The colleague who brought it in.
 */
author_name: string | null, 
/**
 * What it did, the flagged cells and rejected rows by their number only.
 */
imported: number, 
/**
 * Records that were there.
 */
updated: number, 
/**
 * Flagged cells.
 */
flagged: number, 
/**
 * Rejected rows.
 */
rejected: number, 
/**
 * The action, to take it back as a whole.
 */
action: ActionId | null, };

export type ImportList = { 
/**
 * Every spreadsheet brought in.
 */
items: Array<ImportItem>, };

export type ImportOutcome = { 
/**
 * Records made: organisations for `organisations.import`, dossiers for `dossiers.import`.
 */
imported: number, 
/**
 * Records that were there and that the file knows again, changed or not.
 */
updated: number, 
/**
 * Rows that are a record of another row again, and were joined to it.
 */
duplicates: number, 
/**
 * Cells whose letters had been broken once and were repaired.
 */
repaired: number, 
/**
 * Organisations made.
 */
organisations: number, 
/**
 * Contacts made.
 */
contacts: number, 
/**
 * Tasks made.
 */
tasks: number, 
/**
 * Colleagues made, from initials or names.
 */
colleagues: number, 
/**
 * Columns of one's own made.
 */
own_columns: number, 
/**
 * Cells that a person had changed on the desk since, and which therefore stayed as they are.
 */
kept: number, 
/**
 * Fields where desk and file both changed: both values stand side by side.
 */
undecided: number, 
/**
 * Rows that nothing could be made of.
 */
rejected: Array<RejectedRow>, 
/**
 * What is not certain: kept as text, for somebody to look at.
 */
flagged: Array<FlaggedCell>, 
/**
 * The import, when it was one and no dry run.
 */
import: ImportId | null, 
/**
 * The action, to take it back as a whole.
 */
action: ActionId | null, 
/**
 * Somebody stopped it: what was done until then stays, and can be continued or undone.
 */
cancelled: boolean, };

export type ImportPreview = { 
/**
 * The file's name.
 */
file_name: string, 
/**
 * How its bytes were read; none for XLSX.
 */
encoding: string | null, 
/**
 * Cells whose letters had been broken once and were repaired.
 */
repaired: number, 
/**
 * This very file was brought in before.
 */
known_file: boolean, 
/**
 * The command that suits the file: `dossiers.import` or `organisations.import`.
 */
command: string, 
/**
 * Where the mapping comes from.
 */
mapping_from: MappingSource, 
/**
 * The day the file speaks from, as `mapping.reference_date` has it, and who says so. A guess unless a
 * person said it: to be shown where dates have no year.
 */
reference: ReferenceDate, 
/**
 * The mapping: edit it and ask again, or import with it.
 */
mapping: Mapping, 
/**
 * The sheets, hidden ones too.
 */
sheets: Array<PreviewSheet>, 
/**
 * What importing it would do.
 */
outcome: ImportOutcome, 
/**
 * The records that rows seem to be again, and which were therefore not made twice.
 */
proposals: Array<Proposal>, };

export type InvitationSays = { 
/**
 * The organisation that invites.
 */
organisation: string, 
/**
 * Who is expected; empty when the link names nobody.
 */
person: string, 
/**
 * What the newcomer may do.
 */
role: MemberRole, 
/**
 * Until when, by the endpoint's clock.
 */
expires: number, 
/**
 * The endpoint's address.
 */
endpoint: string, };

export type Invited = { 
/**
 * The `coexist://join?…` link.
 */
invitation: string, 
/**
 * Until when it can be used.
 */
expires: number, };

export type JournalEntry = { 
/**
 * Which one.
 */
id: JournalEntryId, 
/**
 * Its dossier.
 */
dossier: DossierId | null, 
/**
 * What happened.
 */
text: string, 
/**
 * When.
 */
at: number | null, 
/**
 * Where.
 */
place: string | null, 
/**
 * The colleague who wrote it.
 */
author: PersonId | null, 
/**
 * Their name.
 */
author_name: string | null, 
/**
 * Fields with two versions to decide between.
 */
versions: number, 
/**
 * Field name → what the reader saw of it; goes back with `journal.update`.
 */
seen: { [key in string]: string }, };

export type JournalEntryId = string;

export type JournalList = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Those asked for.
 */
items: Array<JournalEntry>, };

export type KeySlot = "keyring" | "file" | "passphrase" | "other";

export type KindChip = { 
/**
 * Which.
 */
value: ExchangeKind, 
/**
 * The words it was recognised by.
 */
words: string, };

export type Language = "fr" | "en";

export type LastExchange = { id: string, 
/**
 * Code of its kind.
 */
kind: string | null, at: number, text: string | null, organisation: string | null, author: string | null, };

export type LegalBasis = "consent" | "contract" | "legal_obligation" | "legitimate_interest";

export type MailTaken = { 
/**
 * The exchange made of it, or the one it already was.
 */
id: ExchangeId, 
/**
 * The mail had been taken in before.
 */
already_there: boolean, 
/**
 * Its subject.
 */
subject: string | null, 
/**
 * The contact it was matched with, by address.
 */
contact: ContactId | null, 
/**
 * That contact's name.
 */
contact_name: string | null, 
/**
 * That contact's organisation.
 */
organisation: OrganisationId | null, 
/**
 * Pieces joined to the mail, which stay in the mail program.
 */
attachments: number, 
/**
 * The text was longer than what an exchange keeps and was cut.
 */
cut: boolean, };

export type Mapping = { 
/**
 * "Today" for the file: years left out are filled in around it.
 */
reference_date: string | null, 
/**
 * The importing organisation; it is never a partner of itself.
 */
own_organisation: string | null, 
/**
 * Currency of amounts that name none, ISO 4217.
 */
default_currency: string | null, 
/**
 * Country of organisations and numbers that name none, ISO 3166 alpha-2.
 */
default_country: string | null, 
/**
 * The sheets.
 */
sheets: Array<SheetMapping>, 
/**
 * Status text → stage.
 */
statuses: { [key in string]: Meaning }, 
/**
 * "#RRGGBB", or "none" for a row without colour → stage.
 */
colours: { [key in string]: ColourMeaning }, 
/**
 * Initials → colleague's name.
 */
colleagues: { [key in string]: string }, 
/**
 * Type text → type of partnership.
 */
types: { [key in string]: Meaning }, 
/**
 * Kind text → kind of organisation.
 */
kinds: { [key in string]: Meaning }, 
/**
 * Place → country.
 */
places: { [key in string]: Meaning }, 
/**
 * Another spelling or short form of an organisation → its name.
 */
organisations: { [key in string]: string }, 
/**
 * Organisation → its country.
 */
organisation_countries: { [key in string]: string }, 
/**
 * Keys of dossiers that look alike and are two all the same.
 */
keep_apart: Array<string>, };

export type MappingSource = "guessed" | "saved" | "given";

export type Meaning = { 
/**
 * The code: a stage, a type, a kind, a country.
 */
code: string | null, 
/**
 * Still a guess: shown with a mark, and flagged where it is used.
 */
guessed: boolean, };

export type Member = { id: string, 
/**
 * Absent while only their initials are known.
 */
name: string | null, initials: string | null, email: string | null, 
/**
 * Code of what they may do; absent until they were invited.
 */
role: string | null, 
/**
 * When they left, as a period.
 */
left: string | null, 
/**
 * This is oneself.
 */
me: boolean, 
/**
 * How many living dossiers they look after.
 */
dossiers: number, 
/**
 * How many open tasks are theirs.
 */
tasks: number, };

export type MemberList = { 
/**
 * Those who are here first, then those who left.
 */
items: Array<Member>, };

export type MemberRole = "owner" | "editor" | "reader";

export type Missing = "organisation" | "contact" | "responsible" | "next_action" | "summary" | "type" | "amount" | "start" | "end" | "agreement" | "exchange" | "journal" | "reason";

export type Money = { amount: number, currency: string };

export type Moved = { 
/**
 * The most useful to add first.
 */
missing: Array<Missing>, };

export type Named = { 
/**
 * The record.
 */
id: string, 
/**
 * Its name or title; empty when it has none yet.
 */
name: string, };

export type NewParty = { organisation?: OrganisationId, 
/**
 * The name of an organisation: the one of that name in the Carnet, or a new one.
 */
name?: string, role?: PartyRole, contact?: ContactId, };

export type Nothing = Record<string, never>;

export type OpenTask = { id: string, title: string, 
/**
 * As a period.
 */
due: string | null, late: boolean, assignees: Array<Colleague>, };

export type Organisation = { id: string, name: string, full_name: string | null, kind: string | null, country: string | null, city: string | null, address: string | null, website: string | null, email: string | null, phone: string | null, 
/**
 * `scheme:value`, for instance `siren:999123456`.
 */
identifiers: Array<string>, other_names: Array<string>, note: string | null, contacts: Array<ContactRow>, dossiers: Array<OrganisationDossier>, last_exchange: number | null, 
/**
 * Own columns: column name → value.
 */
own_columns: { [key in string]: string }, 
/**
 * Own columns: column id → value.
 */
own: { [key in string]: string }, 
/**
 * Deleted by somebody and brought back by somebody else's edit.
 */
revived: boolean, conflicts: Array<Conflict>, seen: { [key in string]: string }, };

export type OrganisationChip = { 
/**
 * Which one.
 */
id: OrganisationId, 
/**
 * Its name.
 */
name: string, };

export type OrganisationDossier = { id: string, title: string, stage: string | null, 
/**
 * Code of the part it takes.
 */
role: string | null, };

export type OrganisationId = string;

export type OrganisationKind = "ngo" | "company" | "foundation" | "public_funder" | "local_authority" | "university_research" | "network" | "community" | "other";

export type OrganisationList = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * The page.
 */
items: Array<OrganisationRow>, };

export type OrganisationRow = { 
/**
 * The organisation.
 */
id: string, 
/**
 * Its usual name.
 */
name: string, 
/**
 * Code of its kind; one this build does not know is shown as it is.
 */
kind: string | null, 
/**
 * ISO 3166-1 alpha-2.
 */
country: string | null, 
/**
 * Its city.
 */
city: string | null, 
/**
 * How many dossiers it takes part in.
 */
dossiers: number, 
/**
 * How many people are known there.
 */
contacts: number, 
/**
 * The last exchange with it.
 */
last_exchange: number | null, 
/**
 * Own columns: column id → value.
 */
own: { [key in string]: string }, };

export type OrganisationSort = "name" | "kind" | "country" | "city" | "last_exchange" | "dossiers";

export type OwnColumn = { id: string, entity: ColumnOf, name: string, kind: OwnColumnType, position: number, 
/**
 * How many cells hold something.
 */
filled: number, };

export type OwnColumnId = string;

export type OwnColumnType = "text" | "number" | "date" | "flag";

export type Param = string | number;

export type PartnershipType = "mecenat_financier" | "mecenat_nature" | "mecenat_competences" | "pratiques_responsables" | "cooperation_economique" | "co_construction";

export type PartyRole = "lead" | "local_partner" | "company" | "foundation" | "public_funder" | "research" | "beneficiaries" | "other";

export type PartyView = { id: string, organisation: Named | null, 
/**
 * Code of the organisation's kind.
 */
kind: string | null, country: string | null, 
/**
 * Code of the part it takes.
 */
role: string | null, 
/**
 * The person to speak with.
 */
contact: Named | null, conflicts: Array<Conflict>, seen: { [key in string]: string }, };

export type Period = string;

export type PersonId = string;

export type PreviewColumn = { 
/**
 * Its place, from 0.
 */
index: number, 
/**
 * Its letters, as the spreadsheet shows them.
 */
letters: string, 
/**
 * Its heading.
 */
header: string, 
/**
 * The field it fills; `own` when it is kept as a column of one's own.
 */
field: Field, 
/**
 * Cells of it that hold something.
 */
filled: number, 
/**
 * The first different texts of it.
 */
samples: Array<string>, };

export type PreviewSheet = { 
/**
 * The name on its tab.
 */
name: string, 
/**
 * The tab is hidden.
 */
hidden: boolean, 
/**
 * What its rows are taken for.
 */
role: SheetRole, 
/**
 * Rows that hold something.
 */
rows: number, 
/**
 * Its columns.
 */
columns: Array<PreviewColumn>, };

export type Proposal = { 
/**
 * What kind of record.
 */
kind: RecordKind, 
/**
 * Its sheet.
 */
sheet: string, 
/**
 * Its row, as the spreadsheet shows it.
 */
row: number, 
/**
 * What the row calls it.
 */
name: string, 
/**
 * What it seems to be: a record of the desk, when it has an id there.
 */
same_as: string, 
/**
 * That record of the desk.
 */
record: Named | null, 
/**
 * Joined by the import, or made apart and only proposed.
 */
joined: boolean, 
/**
 * Two rows of one file: this goes into the mapping's `keep_apart` to make two dossiers of them, and out of
 * it to leave them to the rules again.
 */
key: string | null, };

export type RecordConflicts = { 
/**
 * The record.
 */
id: string, 
/**
 * What it is.
 */
kind: RecordKind, 
/**
 * Its name or title.
 */
title: string, 
/**
 * The dossier it belongs to; itself when it is one.
 */
dossier: Named | null, 
/**
 * The fields.
 */
conflicts: Array<Conflict>, };

export type RecordKind = "organisation" | "contact" | "dossier" | "party" | "amount" | "type_period" | "exchange" | "task" | "journal_entry" | "person" | "own_column" | "view" | "house" | "import";

export type ReferenceDate = { 
/**
 * The day.
 */
date: string, 
/**
 * Who says so.
 */
source: DateSource, 
/**
 * The sheet of the cell that says so.
 */
sheet: string | null, 
/**
 * The row of that cell, as the spreadsheet shows it.
 */
row: number | null, 
/**
 * The words of that cell.
 */
text: string | null, };

export type RejectedRow = { 
/**
 * Its sheet.
 */
sheet: string, 
/**
 * Its number as the spreadsheet shows it.
 */
row: number, 
/**
 * Why: the sentence is `reason-<code>`.
 */
reason: string, };

export type Repeat = string;

export type RowParty = { id: string, name: string, 
/**
 * Code of the organisation's kind.
 */
kind: string | null, 
/**
 * Code of the part it takes.
 */
role: string | null, };

export type SavedMapping = { 
/**
 * The import.
 */
import: ImportId, 
/**
 * The file it was used on.
 */
file_name: string, 
/**
 * When.
 */
at: number | null, 
/**
 * The mapping.
 */
mapping: Mapping, };

export type SavedMappings = { 
/**
 * One for each shape of file, the latest first.
 */
items: Array<SavedMapping>, };

export type SearchHit = { 
/**
 * What it is.
 */
kind: RecordKind, 
/**
 * The record.
 */
id: string, 
/**
 * Its name, title or first words.
 */
title: string, 
/**
 * The words around what was found, when that is not the title.
 */
excerpt: string | null, 
/**
 * The dossier it belongs to.
 */
dossier: Named | null, 
/**
 * The organisation it belongs to.
 */
organisation: Named | null, 
/**
 * When it happened or is due.
 */
at: number | null, };

export type Settings = { 
/**
 * The language of the interface.
 */
language: Language, 
/**
 * The theme.
 */
theme: Theme, 
/**
 * More contrast, or as the system does.
 */
contrast: Contrast, 
/**
 * Factor on the usual text size (16 px): 0.75 to 3.
 */
text_size: number, 
/**
 * After how many weeks without an exchange a dossier counts as quiet (1 to 52).
 */
quiet_weeks: number, 
/**
 * How many months ahead the end of an agreement is announced (1 to 24).
 */
renewal_months: number, };

export type SheetMapping = { 
/**
 * The sheet's name.
 */
sheet: string, 
/**
 * What it is for; `None` in a saved mapping leaves the guess.
 */
role: SheetRole | null, 
/**
 * First row of the header, from 1; 0 when there is none.
 */
header_row: number | null, 
/**
 * How many rows the header takes.
 */
header_rows: number | null, 
/**
 * The columns that hold something.
 */
columns: Array<ColumnMapping>, 
/**
 * How sure the role was, 0 to 1.
 */
confidence: number, };

export type SheetRole = "dossiers" | "organisations" | "contacts" | "tasks" | "legend" | "notes" | "summary" | "template" | "empty";

export type Stage = "rencontre" | "definir" | "concevoir" | "convention" | "mettre_en_oeuvre" | "ajuster" | "evaluer" | "perenniser" | "cloturer" | "suspendu" | "abandonne";

export type StageStep = { 
/**
 * Code of the stage entered.
 */
stage: string, 
/**
 * Why, when it was said.
 */
reason: string | null, 
/**
 * When, by that device's clock.
 */
at: number, 
/**
 * Who moved it, when known by name.
 */
author: string | null, };

export type Status = { 
/**
 * Whether this desk has joined an organisation.
 */
connected: boolean, 
/**
 * The organisation's name.
 */
organisation?: string, 
/**
 * The endpoint's address.
 */
endpoint?: string, 
/**
 * What one may do there.
 */
role?: MemberRole, 
/**
 * Actions that the endpoint has not yet said it holds.
 */
unsent: number, 
/**
 * When everything was last shared.
 */
last?: number, 
/**
 * Code of what went wrong at the last try; absent when it went well.
 */
trouble?: string, 
/**
 * The sentence of the sync line.
 */
state: SyncState, };

export type Sum = { 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * Code of the status; `null` where none was said.
 */
status: string | null, 
/**
 * The sum.
 */
amount: number, 
/**
 * Of how many amounts.
 */
count: number, };

export type SyncState = { "kind": "saved" } | { "kind": "to_share", 
/**
 * How many.
 */
count: number, } | { "kind": "sharing", 
/**
 * How many are through.
 */
done: number, 
/**
 * Of how many.
 */
total: number, } | { "kind": "up_to_date", 
/**
 * With whom.
 */
with: string, 
/**
 * Since when.
 */
at: number, } | { "kind": "to_decide", 
/**
 * Of how many fields.
 */
count: number, };

export type Tally = { 
/**
 * Actions the endpoint has now said it holds.
 */
sent: number, 
/**
 * Actions of others that are now on this desk.
 */
received: number, 
/**
 * Requests that were answered.
 */
round_trips: number, 
/**
 * Bytes of the bodies sent; headers not counted.
 */
bytes_up: number, 
/**
 * Bytes of the bodies received; headers not counted.
 */
bytes_down: number, 
/**
 * Packets that wait for something they depend on.
 */
waiting: number, 
/**
 * Packets that did not hold and were left aside.
 */
refused: number, };

export type Task = { 
/**
 * Which one.
 */
id: TaskId, 
/**
 * What is to do.
 */
title: string, 
/**
 * The dossier it belongs to.
 */
dossier: DossierId | null, 
/**
 * That dossier's title.
 */
dossier_title: string | null, 
/**
 * The organisation it is about.
 */
organisation: OrganisationId | null, 
/**
 * Its name.
 */
organisation_name: string | null, 
/**
 * By when.
 */
due: Period | null, 
/**
 * Put off until then: it is not late before.
 */
postponed: Period | null, 
/**
 * Who does it.
 */
assignees: Array<Colleague>, 
/**
 * How often it comes back, as [`Repeat`] writes it.
 */
repeat: string | null, 
/**
 * More about it.
 */
note: string | null, 
/**
 * When it was done.
 */
done: number | null, 
/**
 * Open, and its last day has passed.
 */
late: boolean, 
/**
 * How many days ago its last day was; 0 when it is not late.
 */
days_late: number, 
/**
 * Fields with two versions to decide between.
 */
versions: number, 
/**
 * Field name → what the reader saw of it; goes back with `tasks.update`.
 */
seen: { [key in string]: string }, };

export type TaskChip = { 
/**
 * What is to do.
 */
title: string, 
/**
 * By when.
 */
due: Period | null, 
/**
 * The words it was recognised by.
 */
words: string, };

export type TaskCompleted = { 
/**
 * The task that takes its place, when it repeats.
 */
next: TaskId | null, 
/**
 * By when that one is due.
 */
next_due: Period | null, };

export type TaskId = string;

export type TaskList = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Those asked for.
 */
items: Array<Task>, };

export type TasksExported = { 
/**
 * Tasks written.
 */
tasks: number, };

export type Theme = "light" | "dark" | "system";

export type Today = { 
/**
 * Today's date.
 */
date: string, 
/**
 * Whose dossiers and tasks these are.
 */
whose: Whose, 
/**
 * At most seven, the most urgent of every kind first.
 */
cards: Array<TodayItem>, 
/**
 * Everything, the cards included, grouped by kind and by date within a kind.
 */
all: Array<TodayItem>, 
/**
 * How many of each kind.
 */
counts: { [key in TodayKind]?: number }, };

export type TodayContact = { 
/**
 * The contact.
 */
id: string, 
/**
 * Their name.
 */
name: string, 
/**
 * Their first telephone number.
 */
phone: string | null, };

export type TodayItem = { 
/**
 * Why it stands here.
 */
kind: TodayKind, 
/**
 * The record it is about.
 */
id: string, 
/**
 * What that record is.
 */
record: RecordKind, 
/**
 * The dossier it belongs to; itself when the record is a dossier.
 */
dossier: Named | null, 
/**
 * The organisation to speak with, the first party of the dossier.
 */
organisation: Named | null, 
/**
 * The person to speak with there.
 */
contact: TodayContact | null, 
/**
 * The task's title, the next action, or the dossier's title.
 */
title: string, 
/**
 * Code of the sentence that says why (`today-sentence-<code>`).
 */
sentence: string, 
/**
 * What the sentence is filled with: `days`, `weeks`, `date`, `who`.
 */
params: { [key in string]: Param }, 
/**
 * When it is due, as a period.
 */
due: string | null, 
/**
 * The one thing to do.
 */
verb: TodayVerb, };

export type TodayKind = "to_call" | "late" | "this_week" | "renewal" | "quiet" | "news";

export type TodayVerb = "log_call" | "done" | "prepare" | "take_up" | "read";

export type TypeView = { id: string, 
/**
 * Code of the type.
 */
kind: string, 
/**
 * From when on, as a period; from the beginning when absent.
 */
since: string | null, note: string | null, };

export type Undone = { 
/**
 * False when there was nothing to take back, or somebody had touched all of it since.
 */
undone: boolean, 
/**
 * Records that changed.
 */
records: number, };

export type UnfinishedAction = { 
/**
 * Its id.
 */
action: ActionId, 
/**
 * What it was (`import`).
 */
kind: string, 
/**
 * When it began.
 */
started: number, };

export type Update = { 
/**
 * The record.
 */
id: string, 
/**
 * Field name → new value; `null` clears, a list replaces a set. A column of one's own is
 * `own:<column id>` or `own:<column name>`.
 */
fields: Record<string, unknown>, 
/**
 * Field name → token that the read gave: what came in since stays as a second value. Without a token the
 * change covers every value there is.
 */
seen?: { [key in string]: string }, };

export type View = { 
/**
 * The filter.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it filters.
 */
entity: ColumnOf, 
/**
 * The conditions, the sorting and the columns shown, as the interface wrote them.
 */
filter: Record<string, unknown>, };

export type ViewId = string;

export type ViewList = { 
/**
 * The filters.
 */
items: Array<View>, };

export type Which = { 
/**
 * The record.
 */
id: string, };

export type Whose = "mine" | "everybody";

export type Commands = {
  "actions.continue": { request: { 
/**
 * Which action.
 */
action: ActionId, }; answer: ImportOutcome };
  "actions.undo": { request: { 
/**
 * Which action.
 */
action: ActionId, }; answer: Undone };
  "actions.unfinished": { request: Nothing; answer: CutActions };
  "activity.cancel": { request: Which; answer: Done };
  "activity.list": { request: Nothing; answer: ActivityList };
  "amounts.add": { request: { dossier: DossierId, amount?: number, 
/**
 * ISO 4217; the house's currency when absent, else EUR.
 */
currency?: string, status?: AmountRole, 
/**
 * Money when absent.
 */
kind?: ContributionKind, max?: number, approximate?: boolean, per_year?: boolean, quantity?: string, unit?: string, at?: Period, organisation?: OrganisationId, note?: string, }; answer: Created };
  "amounts.remove": { request: Which; answer: Done };
  "amounts.update": { request: Update; answer: Done };
  "capture.guess": { request: { 
/**
 * What somebody is typing.
 */
text: string, }; answer: CaptureChips };
  "capture.save": { request: { 
/**
 * What was typed.
 */
text: string, 
/**
 * The dossier it speaks of.
 */
dossier?: DossierId, 
/**
 * The organisation it speaks of.
 */
organisation?: OrganisationId, 
/**
 * The person it speaks of.
 */
contact?: ContactId, 
/**
 * The day it speaks of.
 */
date?: Period, 
/**
 * With a kind it becomes an exchange.
 */
kind?: ExchangeKind, 
/**
 * With a task it becomes one too.
 */
task?: CapturedTask, }; answer: CaptureSaved };
  "columns.add": { request: { 
/**
 * Dossiers when absent.
 */
entity?: ColumnOf, name: string, 
/**
 * Text when absent.
 */
kind?: OwnColumnType, }; answer: Created };
  "columns.list": { request: { 
/**
 * Those of this kind of record; all when absent.
 */
entity?: ColumnOf, }; answer: ColumnList };
  "columns.remove": { request: Which; answer: Done };
  "columns.set": { request: { 
/**
 * The dossier, organisation or contact.
 */
record: string, 
/**
 * The column.
 */
column: OwnColumnId, 
/**
 * What to write; nothing empties the cell.
 */
value?: string, 
/**
 * The token of the cell as it was read.
 */
seen?: string, }; answer: Done };
  "columns.update": { request: { id: OwnColumnId, name?: string, kind?: OwnColumnType, 
/**
 * Its new place among the columns of its kind of record, from 0.
 */
position?: number, }; answer: Done };
  "conflicts.choose": { request: { 
/**
 * The record.
 */
id: string, 
/**
 * The field, as the conflict names it.
 */
field: string, 
/**
 * One value to keep or to write anew; several to keep together, which only text can.
 */
values: unknown[], 
/**
 * The token of the conflict as it was read, so that a version that came in since is not lost.
 */
seen?: string, }; answer: Done };
  "conflicts.list": { request: Nothing; answer: ConflictList };
  "contacts.create": { request: { name: string, organisation?: OrganisationId, job?: string, emails?: Array<string>, phones?: Array<string>, language?: string, source?: string, legal_basis?: LegalBasis, keep_until?: Period, note?: string, }; answer: Created };
  "contacts.delete": { request: Which; answer: Done };
  "contacts.get": { request: Which; answer: Contact };
  "contacts.list": { request: { 
/**
 * Words in the name, the job, an address or the organisation's name.
 */
text?: string, 
/**
 * People of this organisation.
 */
organisation?: OrganisationId, 
/**
 * Only those who left (true) or who are still there (false).
 */
left?: boolean, 
/**
 * At most so many; 100 when absent, never over 1,000.
 */
limit?: number, 
/**
 * After so many.
 */
offset?: number, }; answer: ContactList };
  "contacts.replace": { request: { 
/**
 * Who left.
 */
contact: ContactId, 
/**
 * Who takes over their dossiers, when known.
 */
by?: ContactId, 
/**
 * When they left.
 */
left: Period, }; answer: Done };
  "contacts.update": { request: Update; answer: Done };
  "desk.leave_sample": { request: Nothing; answer: DeskStatus };
  "desk.onboard": { request: { 
/**
 * The language of the interface and of the sample.
 */
language: Language, 
/**
 * What one's organisation is, or `discover`.
 */
kind?: Arrival, 
/**
 * The name of one's organisation.
 */
name?: string, 
/**
 * One's own name.
 */
person?: string, 
/**
 * Whether to begin in the sample workspace.
 */
sample: boolean, }; answer: DeskStatus };
  "desk.status": { request: Nothing; answer: DeskStatus };
  "devices.list": { request: Nothing; answer: DeviceList };
  "devices.remove": { request: Which; answer: Done };
  "dossiers.board": { request: { 
/**
 * Which dossiers.
 */
filter?: DossierFilter, 
/**
 * Cards per stage; 20 when absent, never over 200.
 */
cards?: number, }; answer: Board };
  "dossiers.create": { request: { title: string, summary?: string, 
/**
 * `rencontre` when absent.
 */
stage?: Stage, 
/**
 * Oneself when absent and known.
 */
responsible?: Array<PersonId>, next_action?: string, next_date?: Period, countries?: Array<string>, note?: string, parties?: Array<NewParty>, }; answer: Created };
  "dossiers.delete": { request: Which; answer: Done };
  "dossiers.export": { request: { 
/**
 * The file to write: `.xlsx` for every sheet, `.csv` for the dossiers with what belongs to them.
 */
path: string, }; answer: DossiersExported };
  "dossiers.get": { request: Which; answer: Dossier };
  "dossiers.import": { request: { 
/**
 * The file.
 */
path: string, 
/**
 * Only tell what it would do.
 */
dry_run?: boolean, 
/**
 * The mapping as the person has it on screen.
 */
mapping?: Mapping, }; answer: ImportOutcome };
  "dossiers.list": { request: { text?: string, stage?: string, stages?: Array<string>, open?: boolean, responsible?: PersonId, unassigned?: boolean, country?: string, type?: string, organisation?: OrganisationId, due_before?: Period, ends_before?: Period, columns?: { [key in string]: string }, 
/**
 * `title`, `stage`, `next_date`, `start`, `end`, `signed`, `last_contact`, `responsible`,
 * `organisations`, `type`, `amount` or `own:<column id>`; the title when absent.
 */
sort?: string, 
/**
 * Largest or latest first. Empty cells always stand last.
 */
descending?: boolean, 
/**
 * At most so many; 100 when absent, never over 1,000.
 */
limit?: number, 
/**
 * After so many.
 */
offset?: number, }; answer: DossierList };
  "dossiers.move": { request: { 
/**
 * The dossier.
 */
id: DossierId, 
/**
 * Where to.
 */
stage: Stage, 
/**
 * Why; wished for when pausing or abandoning, never demanded.
 */
reason?: string, }; answer: Moved };
  "dossiers.update": { request: Update; answer: Done };
  "drafts.delete": { request: { 
/**
 * Where it was being typed.
 */
key: string, }; answer: Done };
  "drafts.get": { request: { 
/**
 * Where it was being typed.
 */
key: string, }; answer: DraftFound };
  "drafts.list": { request: Nothing; answer: DraftList };
  "drafts.save": { request: { 
/**
 * Where it is being typed, for instance `journal:<dossier>`.
 */
key: string, 
/**
 * What stands there. Nothing forgets the draft.
 */
text: string, }; answer: Done };
  "exchanges.add": { request: { 
/**
 * The dossier it belongs to.
 */
dossier?: DossierId, 
/**
 * The organisation spoken with.
 */
organisation?: OrganisationId, 
/**
 * The person spoken with.
 */
contact?: ContactId, 
/**
 * How; a call when nothing is said.
 */
kind?: ExchangeKind, 
/**
 * What was said.
 */
text: string, 
/**
 * When; now when nothing is said.
 */
at?: number, 
/**
 * Its subject line.
 */
subject?: string, }; answer: Created };
  "exchanges.delete": { request: Which; answer: Done };
  "exchanges.list": { request: { 
/**
 * Only those of this dossier.
 */
dossier?: DossierId, 
/**
 * Only those with this organisation, directly or through one of its contacts.
 */
organisation?: OrganisationId, 
/**
 * Only those with this person.
 */
contact?: ContactId, 
/**
 * How many at most; 100 when nothing is said.
 */
limit?: number, 
/**
 * How many to skip.
 */
offset?: number, }; answer: ExchangeList };
  "exchanges.take_mail": { request: { 
/**
 * The file.
 */
path: string, 
/**
 * The dossier it was dropped on.
 */
dossier?: DossierId, }; answer: MailTaken };
  "exchanges.update": { request: Update; answer: Done };
  "history.of": { request: Which; answer: History };
  "history.restore": { request: { 
/**
 * The record, as [`HistoryChange::record`] names it.
 */
id: string, 
/**
 * The field's name.
 */
field: string, 
/**
 * The action, as [`HistoryItem::frame`] names it.
 */
frame: string, }; answer: Done };
  "history.undo": { request: Nothing; answer: Undone };
  "history.undo_action": { request: { 
/**
 * Which action.
 */
action: ActionId, }; answer: Undone };
  "imports.flags": { request: { 
/**
 * Which one.
 */
import: ImportId, }; answer: ImportFlags };
  "imports.list": { request: Nothing; answer: ImportList };
  "imports.preview": { request: { 
/**
 * The file.
 */
path: string, 
/**
 * The mapping as the person has it on screen. Without one: that of the last import of a file with the
 * same columns, else a guess.
 */
mapping?: Mapping, }; answer: ImportPreview };
  "imports.saved_mappings": { request: Nothing; answer: SavedMappings };
  "imports.settle_flag": { request: { 
/**
 * The import.
 */
import: ImportId, 
/**
 * The flag's number.
 */
number: number, }; answer: Done };
  "imports.settle_flags": { request: { 
/**
 * The import.
 */
import: ImportId, 
/**
 * The reason's code.
 */
code: string, }; answer: Done };
  "imports.undo": { request: { 
/**
 * Which one.
 */
import: ImportId, }; answer: Undone };
  "journal.add": { request: { 
/**
 * The dossier.
 */
dossier: DossierId, 
/**
 * What happened.
 */
text: string, 
/**
 * When; now when nothing is said.
 */
at?: number, 
/**
 * Where.
 */
place?: string, }; answer: Created };
  "journal.delete": { request: Which; answer: Done };
  "journal.list": { request: { 
/**
 * The dossier.
 */
dossier: DossierId, 
/**
 * How many at most; all when nothing is said.
 */
limit?: number, 
/**
 * How many to skip.
 */
offset?: number, }; answer: JournalList };
  "journal.update": { request: Update; answer: Done };
  "members.add_colleague": { request: { name?: string, initials?: string, email?: string, }; answer: Created };
  "members.change_role": { request: { 
/**
 * The colleague.
 */
id: string, 
/**
 * What they may do from now on.
 */
role: MemberRole, }; answer: Done };
  "members.invite": { request: { 
/**
 * Their name, for the list and for their own eyes.
 */
name: string, 
/**
 * What they may do.
 */
role: MemberRole, }; answer: Invited };
  "members.list": { request: Nothing; answer: MemberList };
  "members.me": { request: { name: string, initials?: string, email?: string, }; answer: Member };
  "members.remove": { request: Which; answer: Done };
  "members.update": { request: { id: PersonId, name?: string, initials?: string, email?: string, left?: Period, }; answer: Done };
  "organisations.create": { request: { name: string, full_name?: string, kind?: OrganisationKind, country?: string, city?: string, address?: string, website?: string, email?: string, phone?: string, identifiers?: Array<string>, other_names?: Array<string>, note?: string, }; answer: Created };
  "organisations.delete": { request: Which; answer: Done };
  "organisations.get": { request: Which; answer: Organisation };
  "organisations.import": { request: { 
/**
 * The file.
 */
path: string, 
/**
 * Only tell what it would do.
 */
dry_run?: boolean, 
/**
 * The mapping as the person has it on screen.
 */
mapping?: Mapping, }; answer: ImportOutcome };
  "organisations.list": { request: { 
/**
 * Words in any name, the city, or an identifier.
 */
text?: string, 
/**
 * Code of a kind.
 */
kind?: string, 
/**
 * ISO 3166-1 alpha-2.
 */
country?: string, 
/**
 * What to sort by; the name when absent.
 */
sort?: OrganisationSort, 
/**
 * Largest first.
 */
descending?: boolean, 
/**
 * At most so many; 100 when absent, never over 1,000.
 */
limit?: number, 
/**
 * After so many.
 */
offset?: number, }; answer: OrganisationList };
  "organisations.update": { request: Update; answer: Done };
  "parties.add": { request: { dossier: DossierId, organisation?: OrganisationId, 
/**
 * The name of an organisation: the one of that name in the Carnet, or a new one.
 */
name?: string, role?: PartyRole, contact?: ContactId, }; answer: Created };
  "parties.remove": { request: Which; answer: Done };
  "parties.update": { request: Update; answer: Done };
  "search.find": { request: { 
/**
 * Words; all of them must occur, accents and case apart.
 */
text: string, 
/**
 * At most so many; 20 when absent, never over 200.
 */
limit?: number, }; answer: Found };
  "settings.get": { request: Nothing; answer: Settings };
  "settings.set": { request: { language?: Language, theme?: Theme, contrast?: Contrast, text_size?: number, quiet_weeks?: number, renewal_months?: number, }; answer: Settings };
  "space.digest": { request: { 
/**
 * `organisation`, or a space's id.
 */
space: string, }; answer: Digests };
  "sync.connect": { request: { 
/**
 * The `coexist://join?…` link as it was received.
 */
invitation: string, }; answer: Connected };
  "sync.now": { request: Nothing; answer: Tally };
  "sync.read_invitation": { request: { 
/**
 * The `coexist://join?…` link as it was received.
 */
invitation: string, }; answer: InvitationSays };
  "sync.status": { request: Nothing; answer: Status };
  "tasks.add": { request: { 
/**
 * What is to do.
 */
title: string, 
/**
 * The dossier it belongs to.
 */
dossier?: DossierId, 
/**
 * The organisation it is about.
 */
organisation?: OrganisationId, 
/**
 * By when: late once its last day has passed.
 */
due?: Period, 
/**
 * Who does it: a colleague's id, initials or name.
 */
assignee?: string, 
/**
 * How often it comes back.
 */
repeat?: Repeat, 
/**
 * More about it.
 */
note?: string, }; answer: Created };
  "tasks.complete": { request: Which; answer: TaskCompleted };
  "tasks.delete": { request: Which; answer: Done };
  "tasks.due": { request: { 
/**
 * The last day asked about.
 */
until: Period, 
/**
 * Only what this colleague does: id, initials or name.
 */
assignee?: string, }; answer: DueList };
  "tasks.export_ics": { request: { 
/**
 * The file to write.
 */
path: string, 
/**
 * Only those of this dossier.
 */
dossier?: DossierId, 
/**
 * Only those of this colleague: id, initials or name.
 */
assignee?: string, }; answer: TasksExported };
  "tasks.list": { request: { 
/**
 * Only those of this dossier.
 */
dossier?: DossierId, 
/**
 * Only those about this organisation.
 */
organisation?: OrganisationId, 
/**
 * Only those of this colleague: id, initials or name.
 */
assignee?: string, 
/**
 * Only the done ones, or only the open ones; both when nothing is said.
 */
done?: boolean, 
/**
 * How many at most; 100 when nothing is said.
 */
limit?: number, 
/**
 * How many to skip.
 */
offset?: number, }; answer: TaskList };
  "tasks.postpone": { request: { 
/**
 * Which one.
 */
id: TaskId, 
/**
 * Until when; nothing takes the postponement back.
 */
until?: Period, }; answer: Done };
  "tasks.reopen": { request: Which; answer: Done };
  "tasks.update": { request: Update; answer: Done };
  "today.get": { request: { 
/**
 * Whose; when absent, mine once I look after anything, else everybody's.
 */
whose?: Whose, }; answer: Today };
  "today.postpone": { request: { 
/**
 * Why it stands on the page.
 */
kind: TodayKind, 
/**
 * The record it is about.
 */
id: string, 
/**
 * It comes back on the first day of this period.
 */
until: Period, }; answer: Done };
  "types.add": { request: { dossier: DossierId, kind: PartnershipType, since?: Period, note?: string, }; answer: Created };
  "types.remove": { request: Which; answer: Done };
  "views.delete": { request: Which; answer: Done };
  "views.list": { request: { 
/**
 * Those over this kind of record; all when absent.
 */
entity?: ColumnOf, }; answer: ViewList };
  "views.save": { request: { 
/**
 * Absent for a new one.
 */
id?: ViewId, name: string, 
/**
 * Dossiers when absent.
 */
entity?: ColumnOf, filter: Record<string, unknown>, }; answer: Created };
};

export type Events = {
  activity: Activity;
  changed: Changed;
  sync: SyncState;
};

/** Every command, in the order of its name. */
export const COMMANDS = [
  "actions.continue",
  "actions.undo",
  "actions.unfinished",
  "activity.cancel",
  "activity.list",
  "amounts.add",
  "amounts.remove",
  "amounts.update",
  "capture.guess",
  "capture.save",
  "columns.add",
  "columns.list",
  "columns.remove",
  "columns.set",
  "columns.update",
  "conflicts.choose",
  "conflicts.list",
  "contacts.create",
  "contacts.delete",
  "contacts.get",
  "contacts.list",
  "contacts.replace",
  "contacts.update",
  "desk.leave_sample",
  "desk.onboard",
  "desk.status",
  "devices.list",
  "devices.remove",
  "dossiers.board",
  "dossiers.create",
  "dossiers.delete",
  "dossiers.export",
  "dossiers.get",
  "dossiers.import",
  "dossiers.list",
  "dossiers.move",
  "dossiers.update",
  "drafts.delete",
  "drafts.get",
  "drafts.list",
  "drafts.save",
  "exchanges.add",
  "exchanges.delete",
  "exchanges.list",
  "exchanges.take_mail",
  "exchanges.update",
  "history.of",
  "history.restore",
  "history.undo",
  "history.undo_action",
  "imports.flags",
  "imports.list",
  "imports.preview",
  "imports.saved_mappings",
  "imports.settle_flag",
  "imports.settle_flags",
  "imports.undo",
  "journal.add",
  "journal.delete",
  "journal.list",
  "journal.update",
  "members.add_colleague",
  "members.change_role",
  "members.invite",
  "members.list",
  "members.me",
  "members.remove",
  "members.update",
  "organisations.create",
  "organisations.delete",
  "organisations.get",
  "organisations.import",
  "organisations.list",
  "organisations.update",
  "parties.add",
  "parties.remove",
  "parties.update",
  "search.find",
  "settings.get",
  "settings.set",
  "space.digest",
  "sync.connect",
  "sync.now",
  "sync.read_invitation",
  "sync.status",
  "tasks.add",
  "tasks.complete",
  "tasks.delete",
  "tasks.due",
  "tasks.export_ics",
  "tasks.list",
  "tasks.postpone",
  "tasks.reopen",
  "tasks.update",
  "today.get",
  "today.postpone",
  "types.add",
  "types.remove",
  "views.delete",
  "views.list",
  "views.save",
] as const satisfies readonly (keyof Commands)[];

/** The codes of each vocabulary, in the order people expect. */
export const WORDS = {
  organisation_kind: ["ngo", "company", "foundation", "public_funder", "local_authority", "university_research", "network", "community", "other"],
  party_role: ["lead", "local_partner", "company", "foundation", "public_funder", "research", "beneficiaries", "other"],
  stage: ["rencontre", "definir", "concevoir", "convention", "mettre_en_oeuvre", "ajuster", "evaluer", "perenniser", "cloturer", "suspendu", "abandonne"],
  partnership_type: ["mecenat_financier", "mecenat_nature", "mecenat_competences", "pratiques_responsables", "cooperation_economique", "co_construction"],
  amount_role: ["requested", "promised", "granted", "paid", "spent"],
  contribution_kind: ["cash", "in_kind", "skills_time", "network", "data", "visibility"],
  exchange_kind: ["call", "meeting", "mail", "letter"],
  legal_basis: ["consent", "contract", "legal_obligation", "legitimate_interest"],
  member_role: ["owner", "editor", "reader"],
  own_column_type: ["text", "number", "date", "flag"],
} as const;
