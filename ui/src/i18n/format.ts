/** Dates, numbers and money as the chosen language writes them. Formatters are costly to build: kept by key. */
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function keep<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  build: () => T,
): T {
  let found = kept.get(key) as T | undefined;
  if (!found) kept.set(key, (found = build()));
  return found;
}

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const LONG_DAY: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
};
const MOMENT: Intl.DateTimeFormatOptions = { ...DAY, hour: '2-digit', minute: '2-digit' };

/** An instant in milliseconds since 1970, an ISO day or moment, or a Date. */
export type Moment = number | string | Date;

/** A calendar day ("2026-11-23") is no moment: read and shown in UTC, it never slips by one. */
const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);

function dateWith(tag: string, name: string, options: Intl.DateTimeFormatOptions, value: Moment): string {
  const date =
    value instanceof Date
      ? value
      : new Date(typeof value === 'string' && isDay(value) ? `${value}T00:00:00Z` : value);
  // What cannot be read as a date is shown as it was written.
  if (Number.isNaN(date.getTime())) return String(value);
  const utc = typeof value === 'string' && isDay(value);
  return keep(
    `date ${tag} ${name} ${utc}`,
    () =>
      new Intl.DateTimeFormat(
        tag,
        utc ? { ...options, timeZone: 'UTC', hour: undefined, minute: undefined } : options,
      ),
  ).format(date);
}

/** How the language names a quarter and a half of a year. */
export interface PeriodWords {
  quarter: (number: string, year: string) => string;
  half: (number: string, year: string) => string;
}

export interface Formats {
  /** "23 nov. 2026" from an ISO day or moment. */
  date(value: Moment): string;
  /** "lundi 23 novembre 2026". */
  longDate(value: Moment): string;
  /** "23 nov. 2026, 14:05", in the time zone of this computer. */
  dateTime(value: Moment): string;
  /** "il y a 4 min", "dans 3 jours". */
  relative(value: Moment, now: Date): string;
  /** A period of the contract: "2024-03-12", "2024-03", "2024-Q2", "2024-S1", "2024", "2024-03-01/2024-03-15". */
  period(value: string, words: PeriodWords): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  percent(value: number): string;
  /** A decimal string keeps every digit; the currency's own decimals apply (XOF has none). */
  money(amount: number | string, currency: string): string;
  /** For sorting names the way readers expect: "é" beside "e", 2 before 10. */
  compare(a: string, b: string): number;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** The formats of one BCP 47 tag. */
export function formatsOf(tag: string): Formats {
  const collator = new Intl.Collator(tag, { numeric: true, sensitivity: 'base' });
  return {
    date: (value) => dateWith(tag, 'day', DAY, value),
    longDate: (value) => dateWith(tag, 'long', LONG_DAY, value),
    dateTime: (value) => dateWith(tag, 'moment', MOMENT, value),
    relative(value, now) {
      const date = value instanceof Date ? value : new Date(value);
      if (Number.isNaN(date.getTime())) return String(value);
      const seconds = (date.getTime() - now.getTime()) / 1000;
      const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
      return keep(
        `relative ${tag}`,
        () => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' }),
      ).format(Math.round(seconds / size), unit);
    },
    period(value, words) {
      const part = /^(\d{4})-([QS])([1-4])$/.exec(value);
      if (part) return (part[2] === 'Q' ? words.quarter : words.half)(part[3] ?? '', part[1] ?? '');
      const month = /^\d{4}-\d{2}$/.test(value);
      if (month) return dateWith(tag, 'month', { month: 'long', year: 'numeric' }, `${value}-01`);
      if (/^\d{4}$/.test(value)) return value;
      const [from, to] = value.split('/');
      if (from === undefined || to === undefined || !isDay(from) || !isDay(to))
        return dateWith(tag, 'day', DAY, value);
      const range = keep(`range ${tag}`, () => new Intl.DateTimeFormat(tag, { ...DAY, timeZone: 'UTC' }));
      return range.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
    },
    number: (value, options) =>
      keep(
        `number ${tag} ${JSON.stringify(options ?? {})}`,
        () => new Intl.NumberFormat(tag, options),
      ).format(value),
    percent: (value) =>
      keep(
        `percent ${tag}`,
        () => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }),
      ).format(value),
    money(amount, currency) {
      try {
        const format = keep(
          `money ${tag} ${currency}`,
          () =>
            new Intl.NumberFormat(tag, {
              style: 'currency',
              currency,
              currencyDisplay: 'narrowSymbol',
              trailingZeroDisplay: 'stripIfInteger',
            }),
        );
        return format.format(amount as number);
      } catch {
        // A code that is not ISO 4217 is kept as written.
        return `${amount} ${currency}`;
      }
    },
    compare: (a, b) => collator.compare(a, b),
  };
}
