/**
 * Texts by id, in the chosen language. French is the source; a missing or mismatching id fails the build
 * (scripts/gen-ids.mjs), so one catalogue is loaded, never two.
 */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { formatsOf, type Formats } from './format';
import type { Messages } from './ids.gen';

export type MessageId = keyof Messages;
/** Ids that need no variable: what titles, labels and commands take as a property. */
export type PlainId = { [K in MessageId]: Messages[K] extends null ? K : never }[MessageId];
export type Locale = 'fr' | 'en' | 'qps-ploc' | 'qps-plocm';
type Args<K extends MessageId> = Messages[K] extends null ? [] : [args: Messages[K]];

let bundle = $state.raw<FluentBundle | null>(null);
let formats = $state.raw<Formats>(formatsOf('fr'));
let locale = $state.raw<Locale>('fr');

const load: Record<'fr' | 'en', () => Promise<{ default: string[] }>> = {
  fr: () => import('./catalogues/fr'),
  en: () => import('./catalogues/en'),
};

/** Loads a language and shows it at once, everywhere. */
export async function setLocale(next: Locale): Promise<void> {
  const base = next === 'en' ? 'en' : 'fr';
  const [catalogue, pseudo] = await Promise.all([
    load[base](),
    next.startsWith('qps') ? import('./pseudo') : Promise.resolve(null),
  ]);
  const transform = pseudo ? (next === 'qps-plocm' ? pseudo.mirror : pseudo.stretch) : undefined;
  const built = new FluentBundle(base, {
    useIsolating: next === 'qps-plocm',
    ...(transform ? { transform } : {}),
  });
  for (const text of catalogue.default) built.addResource(new FluentResource(text));
  bundle = built;
  // European English: day before month.
  formats = formatsOf(base === 'en' ? 'en-GB' : 'fr');
  locale = next;
  document.documentElement.lang = base;
  document.documentElement.dir = next === 'qps-plocm' ? 'rtl' : 'ltr';
}

function write(id: string, args?: Record<string, FluentVariable>): string | null {
  const pattern = bundle?.getMessage(id)?.value;
  if (!bundle || !pattern) return null;
  // An error list keeps Fluent from throwing: a variable that is missing shows as its name.
  return bundle.formatPattern(pattern, args ?? null, []);
}

/** The text of an id. Reactive: a change of language writes every text again. */
export function t<K extends MessageId>(id: K, ...args: Args<K>): string {
  return write(id, args[0] as Record<string, FluentVariable> | undefined) ?? id;
}

/** The text of an id that came from elsewhere (an error code, an activity); `otherwise` when there is none. */
export function tOr(id: string, otherwise: PlainId, args: Record<string, string | number> = {}): string {
  return write(id, args) ?? write(otherwise) ?? otherwise;
}

/** Dates, numbers and money in the chosen language. Reactive like t(). */
export const format: Omit<Formats, 'period'> & { period(value: string): string } = {
  date: (value) => formats.date(value),
  longDate: (value) => formats.longDate(value),
  dateTime: (value) => formats.dateTime(value),
  relative: (value, now) => formats.relative(value, now),
  period: (value) =>
    formats.period(value, {
      quarter: (number, year) => t('word-period-quarter', { number, year }),
      half: (number, year) => t('word-period-half', { number, year }),
    }),
  number: (value, options) => formats.number(value, options),
  percent: (value) => formats.percent(value),
  money: (amount, currency) => formats.money(amount, currency),
  compare: (a, b) => formats.compare(a, b),
};

export function currentLocale(): Locale {
  return locale;
}

/** The vocabularies of the domain (crates/domain/src/words.rs). */
export type Vocabulary =
  | 'organisation'
  | 'side'
  | 'role'
  | 'stage'
  | 'type'
  | 'amount'
  | 'contribution'
  | 'exchange'
  | 'basis'
  | 'member'
  | 'column'
  | 'missing';

/** The word of a code; a code this build does not know is shown as it is written. */
export function word(vocabulary: Vocabulary, code: string): string {
  return write(`word-${vocabulary}-${code.replaceAll('_', '-')}`) ?? code;
}
