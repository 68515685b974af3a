/**
 * What a field is called and how its values read: for the history and for two versions to decide between. Both speak
 * of fields by the names of the registry and of the contract.
 */
import { type HistoryChange, type HistoryValue, type Money, WORDS } from '$host';
import { currentLocale, format, t, tOr, word, type Vocabulary } from '$i18n';
import { countryName } from '../carnet/countries';

/** Fields whose name means something else in this kind of record. */
const OF_ITS_OWN = new Set([
  'amount.role',
  'amount.kind',
  'amount.at',
  'amount.organisation',
  'exchange.kind',
  'exchange.at',
  'task.due',
  'type_period.kind',
  'own_column.name',
  'own_column.kind',
  'person.role',
  'person.name',
]);

/** Fields that carry a code, and the vocabulary that reads it. */
const VOCABULARIES: Record<string, { vocabulary: Vocabulary; codes: readonly string[] }> = {
  'organisation.kind': { vocabulary: 'organisation', codes: WORDS.organisation_kind },
  'house.kind': { vocabulary: 'organisation', codes: WORDS.organisation_kind },
  'contact.legal_basis': { vocabulary: 'basis', codes: WORDS.legal_basis },
  'dossier.stage': { vocabulary: 'stage', codes: WORDS.stage },
  'party.role': { vocabulary: 'role', codes: WORDS.party_role },
  'amount.role': { vocabulary: 'amount', codes: WORDS.amount_role },
  'amount.status': { vocabulary: 'amount', codes: WORDS.amount_role },
  'amount.kind': { vocabulary: 'contribution', codes: WORDS.contribution_kind },
  'type_period.kind': { vocabulary: 'type', codes: WORDS.partnership_type },
  'exchange.kind': { vocabulary: 'exchange', codes: WORDS.exchange_kind },
  'own_column.kind': { vocabulary: 'column', codes: WORDS.own_column_type },
  'person.role': { vocabulary: 'member', codes: WORDS.member_role },
};

const PERIODS = new Set(
  'next_date start end signed last_contact postponed keep_until left due since'
    .split(' ')
    .concat('amount.at'),
);
const COUNTRIES = new Set(['country', 'countries']);
const INSTANTS = new Set(['at', 'done']);

const dashed = (code: string) => code.replaceAll('_', '-');
const full = (entity: string, field: string) => `${entity}.${field}`;

/** "Prochaine action", "Où en est le montant"; a column of one's own keeps the name people gave it. */
export function fieldName(entity: string, field: string, column?: string | null): string {
  if (column) return column;
  const name = OF_ITS_OWN.has(full(entity, field)) ? `${entity}-${field}` : field;
  return tOr(`history-field-${dashed(name)}`, 'history-field-unknown');
}

/** "Dossier", "Montant"… */
export const entityName = (entity: string): string =>
  tOr(`history-entity-${dashed(entity)}`, 'history-entity-other');

/** A code in words: of its vocabulary, a country, a language, or as it is written. */
function codeText(entity: string, field: string, code: string): string {
  const known = VOCABULARIES[full(entity, field)];
  if (known) return word(known.vocabulary, code);
  if (COUNTRIES.has(field)) return countryName(code);
  if (field === 'language') {
    const language = currentLocale() === 'en' ? 'en' : 'fr';
    return new Intl.DisplayNames(language, { type: 'language', fallback: 'code' }).of(code) ?? code;
  }
  return code;
}

/** A value of the history, as people read it. */
export function valueText(change: HistoryChange, value: HistoryValue): string {
  const { entity, field } = change;
  switch (value.type) {
    case 'text':
      return value.value;
    case 'code':
      return codeText(entity, field ?? '', value.value);
    case 'number':
      return format.number(value.value);
    case 'instant':
      return format.dateTime(value.value);
    case 'flag':
      return value.value ? t('history-yes') : t('history-no');
    case 'period':
      return format.period(value.value);
    case 'money':
      return format.money(value.value.amount, value.value.currency);
    case 'record':
      return value.value.name ?? t('history-unnamed');
    case 'unknown':
      return t('history-newer');
  }
}

/** An amount with its currency. */
export function isMoney(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null) return false;
  const { amount, currency } = value as Partial<Money>;
  return typeof amount === 'number' && typeof currency === 'string';
}

/** A value of a field as the contract gives it elsewhere (JSON), as people read it; empty text when there is none. */
export function fieldText(entity: string, field: string, value: unknown, label?: string | null): string {
  if (label) return label;
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map((one) => fieldText(entity, field, one)).join(', ');
  if (typeof value === 'boolean') return value ? t('history-yes') : t('history-no');
  if (typeof value === 'object') {
    return isMoney(value) ? format.money(value.amount, value.currency) : t('history-newer');
  }
  if (typeof value === 'number') {
    return INSTANTS.has(field) ? format.dateTime(value) : format.number(value);
  }
  const text = String(value);
  if (isPeriod(entity, field)) return format.period(text);
  return codeText(entity, field, text);
}

const isPeriod = (entity: string, field: string) => PERIODS.has(field) || PERIODS.has(full(entity, field));

/** How another value of a field is written by hand; null where a person cannot write one (another record, an instant). */
export type Writing =
  | { as: 'text' }
  | { as: 'day' }
  | { as: 'number' }
  /** "12500 EUR", as the desk reads amounts written in one. */
  | { as: 'money' }
  | { as: 'choice'; options: { value: string; label: string }[] };

export function writingOf(
  entity: string,
  field: string,
  values: readonly { value: unknown; label?: string | null }[],
): Writing | null {
  if (values.some(({ label }) => label)) return null;
  const known = VOCABULARIES[full(entity, field)];
  if (known) {
    return {
      as: 'choice',
      options: known.codes.map((code) => ({ value: code, label: word(known.vocabulary, code) })),
    };
  }
  if (isPeriod(entity, field)) return { as: 'day' };
  if (COUNTRIES.has(field) || field === 'language' || INSTANTS.has(field)) return null;
  const present = values.map(({ value }) => value).filter((value) => value !== null && value !== undefined);
  if (present.length > 0 && present.every((value) => typeof value === 'number')) return { as: 'number' };
  if (present.length > 0 && present.every(isMoney)) return { as: 'money' };
  return present.every((value) => typeof value === 'string') ? { as: 'text' } : null;
}
