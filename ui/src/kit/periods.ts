/**
 * Reads dates and periods the way people write them, to the text of the contract: "12 mars 2025" and "12/03/25"
 * become 2025-03-12, "mars 2025" 2025-03, "T2 2025" 2025-Q2, "S1 2025" 2025-S1, "2025" 2025. Day before month,
 * as French and Swiss people write. French and English are read whatever the language of the screen.
 */
import { folded } from './fold';

const monthNames: string[][] = ['fr', 'en'].map((language) => {
  const names = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => folded(names.format(new Date(Date.UTC(2024, month, 15)))));
});

/** 1 to 12; 0 when no month, or more than one, begins so. */
function monthOf(word: string): number {
  if (word.length < 3) return 0;
  for (const names of monthNames) {
    const found = names.flatMap((name, index) => (name.startsWith(word) ? [index + 1] : []));
    if (found.length === 1) return found[0] ?? 0;
  }
  return 0;
}

const two = (number: number) => String(number).padStart(2, '0');
const fullYear = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text));

function day(year: number, month: number, date: number): string | null {
  const made = new Date(Date.UTC(year, month - 1, date));
  const real =
    made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
  return real ? `${year}-${two(month)}-${two(date)}` : null;
}

/** Where a date without a year most likely lies: a deadline is to come, a last contact was. */
export type Lean = 'ahead' | 'back';

/** How many days before today the twelve months begin in which a date without a year is looked for. */
const BEFORE: Record<Lean | 'near', number> = { ahead: 60, near: 183, back: 335 };

/**
 * The period of the contract, or null when the text is not one. What has no year, and what is said from today
 * ("vendredi", "fin du mois", "dans 15 jours"), is read from `today`, an ISO day; show the reading beside it.
 */
export function readPeriod(text: string, today: string = todayHere(), lean?: Lean): string | null {
  const plain = folded(text)
    .replace(/[’']/g, ' ')
    .replace(/[.,]+(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return readFull(plain) ?? readSpoken(plain, today, lean) ?? readWithoutYear(plain, today, lean);
}

/** What says its year. */
function readFull(plain: string): string | null {
  let parts: RegExpExecArray | null;
  if ((parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain))) {
    return day(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  }
  if ((parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(plain))) {
    return day(fullYear(parts[3] ?? ''), Number(parts[2]), Number(parts[1]));
  }
  if ((parts = /^(\d{1,2})(?:er|st|nd|rd|th)? (\p{L}+) (\d{4}|\d{2})$/u.exec(plain))) {
    const month = monthOf(parts[2] ?? '');
    return month ? day(fullYear(parts[3] ?? ''), month, Number(parts[1])) : null;
  }
  if ((parts = /^(\d{4})-(\d{1,2})$/.exec(plain))) return monthIn(Number(parts[1]), Number(parts[2]));
  if ((parts = /^(\d{1,2})[/.-](\d{4})$/.exec(plain))) return monthIn(Number(parts[2]), Number(parts[1]));
  if ((parts = /^(\p{L}+) (\d{4})$/u.exec(plain)) && monthOf(parts[1] ?? ''))
    return monthIn(Number(parts[2]), monthOf(parts[1] ?? ''));
  if ((parts = /^[tq]([1-4])[ -/]?(\d{4})$/.exec(plain))) return `${parts[2]}-Q${parts[1]}`;
  if ((parts = /^(\d{4})[ -/]?[tq]([1-4])$/.exec(plain))) return `${parts[1]}-Q${parts[2]}`;
  if ((parts = /^[sh]([12])[ -/]?(\d{4})$/.exec(plain))) return `${parts[2]}-S${parts[1]}`;
  if ((parts = /^(\d{4})[ -/]?[sh]([12])$/.exec(plain))) return `${parts[1]}-S${parts[2]}`;
  if ((parts = WEEK.exec(plain)) && parts[2]) return week(fullYear(parts[2]), Number(parts[1]));
  if (/^(19|20)\d{2}$/.test(plain)) return plain;
  if ((parts = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/.exec(plain))) {
    const [from, to] = [readFull(parts[1] ?? ''), readFull(parts[2] ?? '')];
    return from && to && from <= to ? `${from}/${to}` : null;
  }
  return null;
}

const WEEK = /^(?:s|w|sem|semaine|week|wk) ?(\d{1,2})(?:[ /-](\d{4}|\d{2}))?$/;

/** Monday to Sunday of a week of ISO 8601. */
function week(year: number, number: number): string | null {
  if (number < 1 || number > 53) return null;
  // The 4th of January is always in the first week.
  const fourth = `${year}-01-04`;
  const monday = daysAfter(fourth, 1 - weekday(fourth) + (number - 1) * 7);
  const thursday = daysAfter(monday, 3);
  return thursday.startsWith(String(year)) ? `${monday}/${daysAfter(monday, 6)}` : null;
}

/** 1 is Monday, 7 Sunday. */
const weekday = (isoDay: string) => new Date(`${isoDay}T00:00:00Z`).getUTCDay() || 7;

/** The same words in the year that puts them nearest to where they lean. */
function readWithoutYear(plain: string, today: string, lean?: Lean): string | null {
  const after = weekdayBefore(plain);
  if (after !== null) {
    const read = readFull(after) ?? readWithoutYear(after, today, lean);
    return read && /^\d{4}-\d\d-\d\d$/.test(read) ? read : null;
  }
  const from = daysAfter(today, -BEFORE[lean ?? 'near']);
  const thisYear = Number(today.slice(0, 4));
  const written = (year: number): string | null => {
    let parts: RegExpExecArray | null;
    if ((parts = /^(\d{1,2})[/.-](\d{1,2})$/.exec(plain)))
      return day(year, Number(parts[2]), Number(parts[1]));
    if ((parts = /^(\d{1,2})(?:er|st|nd|rd|th)? (?:of )?(\p{L}+)$/u.exec(plain)) && monthOf(parts[2] ?? ''))
      return day(year, monthOf(parts[2] ?? ''), Number(parts[1]));
    if ((parts = /^(\p{L}+) (\d{1,2})(?:st|nd|rd|th)?$/u.exec(plain)) && monthOf(parts[1] ?? ''))
      return day(year, monthOf(parts[1] ?? ''), Number(parts[2]));
    if (/^\p{L}+$/u.test(plain) && monthOf(plain)) return monthIn(year, monthOf(plain));
    if (/^[tq][1-4]$/.test(plain)) return readFull(`${plain} ${year}`);
    if (/^[sh][12]$/.test(plain)) return readFull(`${plain} ${year}`);
    if ((parts = WEEK.exec(plain)) && !parts[2]) return week(year, Number(parts[1]));
    return null;
  };
  for (const year of [thisYear - 1, thisYear, thisYear + 1, thisYear + 2]) {
    const read = written(year);
    if (read && firstDay(read) >= from) return read;
  }
  return null;
}

/** "vendredi 27 novembre" without its weekday; null when it does not begin with one and go on. */
function weekdayBefore(plain: string): string | null {
  const [first, ...rest] = plain.split(' ');
  return rest.length > 0 && /\d/.test(rest[0] ?? '') && weekdayOf(first ?? '') ? rest.join(' ') : null;
}

const weekdayNames: string[][] = ['fr', 'en'].map((language) => {
  const names = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  // The first of January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, at) => folded(names.format(new Date(Date.UTC(2024, 0, 1 + at)))));
});

/** 1 to 7; 0 when no weekday begins so. */
function weekdayOf(word: string): number {
  if (word.length < 3) return 0;
  for (const names of weekdayNames) {
    const at = names.findIndex((name) => name.startsWith(word));
    if (at >= 0) return at + 1;
  }
  return 0;
}

/** The first and the last day of a period of the contract. */
function firstDay(period: string): string {
  const part = /^(\d{4})-([QS])([1-4])$/.exec(period);
  if (part) return `${part[1]}-${two((Number(part[3]) - 1) * (part[2] === 'Q' ? 3 : 6) + 1)}-01`;
  if (/^\d{4}$/.test(period)) return `${period}-01-01`;
  return /^\d{4}-\d{2}$/.test(period) ? `${period}-01` : period.slice(0, 10);
}

function lastDay(period: string): string {
  const first = firstDay(period);
  const range = /\/(.+)$/.exec(period);
  if (range) return range[1] ?? period;
  const months = /-Q/.test(period) ? 3 : /-S/.test(period) ? 6 : period.length === 4 ? 12 : 1;
  return period.length === 10 ? period : daysAfter(monthsAfter(first, months), -1);
}

/** A day some months after another; the 31st becomes the last day of a shorter month. */
function monthsAfter(isoDay: string, months: number): string {
  const [year = 0, month = 1, date = 1] = isoDay.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

const DAYS: Record<string, number> = {
  'aujourd hui': 0,
  'ce jour': 0,
  today: 0,
  demain: 1,
  tomorrow: 1,
  'apres demain': 2,
  'day after tomorrow': 2,
  'the day after tomorrow': 2,
  hier: -1,
  yesterday: -1,
  'avant hier': -2,
};

const NUMBERS = new Map(
  (
    [
      [1, 'un une a an one'],
      [2, 'deux two'],
      [3, 'trois three'],
      [4, 'quatre four'],
      [5, 'cinq five'],
      [6, 'six'],
      [8, 'huit eight'],
      [10, 'dix ten'],
      [15, 'quinze fifteen'],
    ] as const
  ).flatMap(([number, words]) => words.split(' ').map((word): [string, number] => [word, number])),
);

/** What is said from today: "demain", "vendredi", "dans 15 jours", "fin du mois", "la semaine prochaine". */
function readSpoken(text: string, today: string, lean?: Lean): string | null {
  const plain = text.replace(/-/g, ' ');
  const days = DAYS[plain];
  if (days !== undefined) return daysAfter(today, days);
  let parts: RegExpExecArray | null;

  const count =
    /^(?:(dans|d ici|sous|in|within|il y a) )?(\d{1,3}|[a-z]+) (jours?|days?|semaines?|weeks?|mois|months?|ans?|annees?|years?)( ago)?$/;
  if ((parts = count.exec(plain))) {
    const number = NUMBERS.get(parts[2] ?? '') ?? Number(parts[2]);
    // "un jour" alone is some day.
    if (!Number.isInteger(number) || (!parts[1] && !parts[4] && !/\d/.test(parts[2] ?? '')))
      return readNear(plain, today);
    const sign = parts[1] === 'il y a' || parts[4] ? -1 : 1;
    const unit = parts[3] ?? '';
    if (/^(jour|day)/.test(unit)) return daysAfter(today, sign * number);
    if (/^(sem|week)/.test(unit)) return daysAfter(today, sign * number * 7);
    return monthsAfter(today, sign * number * (/^mo/.test(unit) ? 1 : 12));
  }

  if ((parts = /^(?:(ce|this|next|last) )?([a-z]{3,9})(?: (prochain|dernier|en huit))?$/.exec(plain))) {
    const wanted = weekdayOf(parts[2] ?? '');
    if (wanted) {
      const ahead = (wanted - weekday(today) + 7) % 7;
      if (parts[1] === 'ce' || parts[1] === 'this') return daysAfter(today, ahead);
      const back = parts[1] === 'last' || parts[3] === 'dernier';
      if (back || (lean === 'back' && !parts[1] && !parts[3]))
        return daysAfter(today, (ahead || 7) - (ahead === 0 ? 14 : 7));
      return daysAfter(today, (ahead || 7) + (parts[3] === 'en huit' ? 7 : 0));
    }
  }

  const edge =
    /^(fin|debut|mi|milieu|end|start|beginning|mid)(?: (?:of|du|de|d|de la|de l))*(?: (?:the|la|le|l))? (.+)$/;
  if ((parts = edge.exec(plain))) {
    const inner = parts[2] ?? '';
    const period =
      inner === 'mois' || inner === 'month'
        ? today.slice(0, 7)
        : inner === 'semaine' || inner === 'week'
          ? readNear('cette semaine', today)
          : inner === 'annee' || inner === 'an' || inner === 'year'
            ? today.slice(0, 4)
            : (readFull(inner) ?? readNear(inner, today) ?? readWithoutYear(inner, today, lean ?? 'ahead'));
    if (!period || /^\d{4}-\d\d-\d\d$/.test(period)) return null;
    if (/^(fin|end)$/.test(parts[1] ?? '')) {
      // A working week ends on its Friday.
      return period.includes('/') ? daysAfter(lastDay(period), -2) : lastDay(period);
    }
    if (!/^mi/.test(parts[1] ?? '')) return firstDay(period);
    return period.length === 7 && !/[QS]/.test(period) ? `${period}-15` : null;
  }
  return readNear(plain, today);
}

/** This and the next week, month and year. */
function readNear(plain: string, today: string): string | null {
  const words = plain.replace(/^(?:la|le|l|the) /, '');
  const parts =
    /^(?:(cette|ce|this|next|last) )?(semaine|week|mois|month|annee|an|year)(?: (prochaine?|derniere?|passee?))?$/.exec(
      words,
    );
  if (!parts || (!parts[1] && !parts[3])) return null;
  const step =
    /^(proch)/.test(parts[3] ?? '') || parts[1] === 'next' ? 1 : parts[3] || parts[1] === 'last' ? -1 : 0;
  const unit = parts[2] ?? '';
  if (unit === 'semaine' || unit === 'week') {
    const monday = daysAfter(today, 1 - weekday(today) + 7 * step);
    return `${monday}/${daysAfter(monday, 6)}`;
  }
  if (unit === 'mois' || unit === 'month') return monthsAfter(`${today.slice(0, 7)}-01`, step).slice(0, 7);
  return String(Number(today.slice(0, 4)) + step);
}

function monthIn(year: number, month: number): string | null {
  return month >= 1 && month <= 12 ? `${year}-${two(month)}` : null;
}

/** A day some days after another, both ISO. */
export function daysAfter(isoDay: string, days: number): string {
  const date = new Date(`${isoDay}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Today where the person sits, as an ISO day. */
export function todayHere(now = new Date()): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
