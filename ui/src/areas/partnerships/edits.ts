/**
 * What typing or pasting into a cell of the grid means. Each change is read first, so that a block is refused or
 * written as a whole, and knows how to take itself back to the values that stood there.
 */
import {
  host,
  WORDS,
  type AmountRole,
  type AmountView,
  type Colleague,
  type ContributionKind,
  type DossierRow,
  type OwnColumn,
  type PartnershipType,
  type Stage,
} from '$host';
import { currentLocale, t, word } from '$i18n';
import { folded } from '$kit/fold';
import { readNumber } from '$kit/numbers';
import { readPeriod } from '$kit/periods';
import { countryCode } from '../carnet/countries';
import { OWN, ownText, periodText } from './columns';
import { amountText, currencies, inState, tooFine } from './money';
import { isStage } from './stages';

export interface Known {
  members: readonly Colleague[];
  own: readonly OwnColumn[];
}

/** Takes back what was written. */
export type TakeBack = () => Promise<unknown>;

export type Change =
  | { kind: 'fields'; fields: Record<string, unknown>; before: Record<string, unknown> }
  /** Everything that is a record of its own: a stage with its history, a type, a party, an amount. */
  | { kind: 'apart'; write: () => Promise<TakeBack> };

/** A sentence for the person: what could not be read. */
export interface Problem {
  problem: string;
}

export const isProblem = (read: Change | Problem | null): read is Problem =>
  read !== null && 'problem' in read;

const PLAIN = new Set(['title', 'next_action', 'agreement', 'summary']);
const PERIODS = new Set(['next_date', 'last_contact', 'start', 'end', 'signed']);

/** Several things in one cell stand apart by a semicolon or a line break, as people write lists. */
const listed = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);

const unread = (column: string, text: string): Problem => ({
  problem: t('partnerships-unread', { column, text }),
});

/** A code chosen from a list, or its word as it comes from a spreadsheet. */
function codeOf(text: string, codes: readonly string[], vocabulary: 'stage' | 'type'): string | null {
  const wanted = folded(text);
  return codes.find((code) => code === text.trim() || folded(word(vocabulary, code)) === wanted) ?? null;
}

function personOf(text: string, members: readonly Colleague[]): Colleague | null {
  const wanted = folded(text);
  return (
    members.find(
      ({ id, name, initials }) =>
        id === text.trim() || folded(name) === wanted || folded(initials ?? '') === wanted,
    ) ?? null
  );
}

/**
 * What the text means in this column of this row; null when it changes nothing.
 * `label` names the column in sentences.
 */
export function readEdit(
  row: DossierRow,
  column: string,
  label: string,
  text: string,
  known: Known,
): Change | Problem | null {
  const field = (name: string, value: unknown, before: unknown): Change | null =>
    JSON.stringify(value) === JSON.stringify(before)
      ? null
      : { kind: 'fields', fields: { [name]: value }, before: { [name]: before } };

  if (column.startsWith(OWN)) return readOwn(row, column, label, text, known, field);
  if (PLAIN.has(column)) {
    const before = row[column as 'title' | 'next_action' | 'agreement' | 'summary'];
    const value = text.trim() === '' ? null : text;
    if (column === 'title' && value === null) return { problem: t('partnerships-title-needed') };
    return field(column, value, before);
  }
  if (PERIODS.has(column)) {
    const before = row[column as 'next_date' | 'last_contact' | 'start' | 'end' | 'signed'];
    if (text.trim() === periodText(before)) return null;
    const lean = column === 'next_date' ? 'ahead' : column === 'last_contact' ? 'back' : undefined;
    const value = text.trim() === '' ? null : readPeriod(text, undefined, lean);
    if (value === null && text.trim() !== '') return unread(label, text);
    return field(column, value, before);
  }
  switch (column) {
    case 'stage': {
      if (text.trim() === '') return { problem: t('partnerships-stage-needed') };
      const stage = codeOf(text, WORDS.stage, 'stage');
      if (stage === null || !isStage(stage)) return unread(label, text);
      return stage === row.stage ? null : { kind: 'apart', write: () => writeStage(row, stage) };
    }
    case 'responsible': {
      const before = row.responsible.map(({ id }) => id);
      const people = listed(text).map((name) => personOf(name, known.members));
      if (people.includes(null)) return unread(label, text);
      return field(
        'responsible',
        people.map((person) => person?.id),
        before,
      );
    }
    case 'countries': {
      const codes = listed(text).map(countryCode);
      if (codes.includes(null)) return unread(label, text);
      return field('countries', codes, row.countries);
    }
    case 'type': {
      const type = codeOf(text, WORDS.partnership_type, 'type') as PartnershipType | null;
      if (type === null)
        return text.trim() === '' ? { problem: t('partnerships-type-on-page') } : unread(label, text);
      return type === row.type ? null : { kind: 'apart', write: () => writeType(row.id, type) };
    }
    case 'organisations':
      return readOrganisations(row, text);
    case 'amount':
      return readAmount(row, label, text);
    default:
      return null;
  }
}

function readOwn(
  row: DossierRow,
  column: string,
  label: string,
  text: string,
  known: Known,
  field: (name: string, value: unknown, before: unknown) => Change | null,
): Change | Problem | null {
  const own = known.own.find(({ id }) => OWN + id === column);
  if (!own) return null;
  const before = row.own[own.id] ?? null;
  if (text.trim() === '') return field(column, null, before);
  if (text === ownText(own, before ?? undefined)) return null;
  if (own.kind === 'date') {
    const period = readPeriod(text);
    return period === null ? unread(label, text) : field(column, period, before);
  }
  if (own.kind === 'number') {
    const number = readNumber(text, currentLocale() === 'en' ? '.' : ',');
    return number === null ? unread(label, text) : field(column, String(number), before);
  }
  if (own.kind === 'flag') {
    const wanted = folded(text);
    const yes = ['true', folded(t('partnerships-yes')), 'x', '1'].includes(wanted);
    const no = ['false', folded(t('partnerships-no')), '0'].includes(wanted);
    return yes || no ? field(column, String(yes), before) : unread(label, text);
  }
  return field(column, text, before);
}

async function writeStage(row: DossierRow, stage: Stage): Promise<TakeBack> {
  const before = row.stage;
  await host.call('dossiers.move', { id: row.id, stage });
  return () =>
    before !== null && isStage(before)
      ? host.call('dossiers.move', { id: row.id, stage: before })
      : host.call('dossiers.update', { id: row.id, fields: { stage: before } });
}

async function writeType(dossier: string, kind: PartnershipType): Promise<TakeBack> {
  const { id } = await host.call('types.add', { dossier, kind });
  return () => host.call('types.remove', { id });
}

function readOrganisations(row: DossierRow, text: string): Change | null {
  const wanted = listed(text);
  const gone = row.organisations.filter(({ name }) => !wanted.some((one) => folded(one) === folded(name)));
  const fresh = wanted.filter((one) => !row.organisations.some(({ name }) => folded(one) === folded(name)));
  if (gone.length === 0 && fresh.length === 0) return null;
  return {
    kind: 'apart',
    async write() {
      const back: TakeBack[] = [];
      const { parties } = gone.length > 0 ? await host.call('dossiers.get', { id: row.id }) : { parties: [] };
      for (const name of fresh) {
        const { id } = await host.call('parties.add', { dossier: row.id, name });
        back.push(() => host.call('parties.remove', { id }));
      }
      for (const party of parties) {
        if (!gone.some(({ id }) => id === party.organisation?.id)) continue;
        await host.call('parties.remove', { id: party.id });
        const again = {
          organisation: party.organisation?.id,
          role: (WORDS.party_role as readonly string[]).includes(party.role ?? '')
            ? (party.role as (typeof WORDS.party_role)[number])
            : undefined,
          contact: party.contact?.id,
        };
        back.push(() => host.call('parties.add', { dossier: row.id, ...again }));
      }
      return async () => {
        for (const one of back.toReversed()) await one();
      };
    },
  };
}

/** "12 500 €", "12'500 CHF", "3 000 000 FCFA" and plain numbers, which keep the currency that stood there. */
export function readMoney(text: string, usual: string | null): { amount: number; currency?: string } | null {
  const plain = text.trim().replace(/[\u00a0\u202f]/g, ' ');
  const parts = /^([^\d+\-−]*)([+\-−]?[\d\s.,'’]*\d)\s*(.*)$/u.exec(plain);
  if (!parts) return null;
  const amount = readNumber(parts[2] ?? '', currentLocale() === 'en' ? '.' : ',');
  if (amount === null) return null;
  const sign = `${parts[1] ?? ''}${parts[3] ?? ''}`.trim();
  if (sign === '') return usual ? { amount, currency: usual } : { amount };
  const currency = currencyOf(sign);
  return currency === null ? null : { amount, currency };
}

/** A code, or a sign that stands for one currency only. "$" and "FCFA" (XOF or XAF) could be several: not guessed. */
function currencyOf(sign: string): string | null {
  const upper = sign.toUpperCase().replace(/[.\s]/g, '');
  const signs: Record<string, string> = { '€': 'EUR', EURO: 'EUR', EUROS: 'EUR', '£': 'GBP' };
  if (signs[upper]) return signs[upper];
  return currencies().some(({ value }) => value === upper) ? upper : null;
}

/** The request that writes an amount anew as it stood. */
function again(dossier: string, amount: AmountView) {
  return {
    dossier,
    amount: amount.amount ?? undefined,
    currency: amount.currency ?? undefined,
    status: (amount.status ?? undefined) as AmountRole | undefined,
    kind: (amount.kind ?? undefined) as ContributionKind | undefined,
    max: amount.max ?? undefined,
    approximate: amount.approximate || undefined,
    per_year: amount.per_year || undefined,
    quantity: amount.quantity ?? undefined,
    unit: amount.unit ?? undefined,
    at: amount.at ?? undefined,
    organisation: amount.organisation?.id,
    note: amount.note ?? undefined,
  };
}

/** "22 000 € versés" without its last word. */
function withoutState(text: string): string {
  const plain = text.trim();
  const said = WORDS.amount_role.map((state) => inState('·', state).replace('·', '').trim());
  const word = said.find((one) => plain.endsWith(one));
  return word ? plain.slice(0, -word.length).trim() : plain;
}

function readAmount(row: DossierRow, label: string, text: string): Change | Problem | null {
  const before: AmountView | undefined = row.amounts[0];
  if (text.trim() === '') {
    if (!before) return null;
    return {
      kind: 'apart',
      async write() {
        await host.call('amounts.remove', { id: before.id });
        return () => host.call('amounts.add', again(row.id, before));
      },
    };
  }
  if (before && text.trim() === amountText(before)) return null;
  // What was copied from a cell says its state: the state is changed on the page, the number here.
  const money = readMoney(withoutState(text), before?.currency ?? null);
  if (!money) return unread(label, text);
  if (money.currency && tooFine(money.amount, money.currency)) {
    return { problem: t('partnerships-too-fine', { currency: money.currency }) };
  }
  if (!before) {
    return {
      kind: 'apart',
      async write() {
        const { id } = await host.call('amounts.add', { dossier: row.id, ...money });
        return () => host.call('amounts.remove', { id });
      },
    };
  }
  if (before.amount === money.amount && before.currency === (money.currency ?? before.currency)) return null;
  return {
    kind: 'apart',
    async write() {
      await host.call('amounts.update', { id: before.id, fields: { ...money } });
      const { amount, currency } = before;
      return () => host.call('amounts.update', { id: before.id, fields: { amount, currency } });
    },
  };
}

/** Writes the changes of one row, its plain fields in one go, so that one row is as few actions as can be. */
export async function writeRow(id: string, changes: readonly Change[]): Promise<TakeBack[]> {
  const back: TakeBack[] = [];
  const plain = changes.filter((change) => change.kind === 'fields');
  if (plain.length > 0) {
    const fields = Object.assign({}, ...plain.map((change) => change.fields)) as Record<string, unknown>;
    const before = Object.assign({}, ...plain.map((change) => change.before)) as Record<string, unknown>;
    await host.call('dossiers.update', { id, fields });
    back.push(() => host.call('dossiers.update', { id, fields: before }));
  }
  for (const change of changes) if (change.kind === 'apart') back.push(await change.write());
  return back;
}
