/**
 * Reads dates and periods the way people write them, to the text of the contract: "12 mars 2025" and "12/03/25"
 * become 2025-03-12, "mars 2025" 2025-03, "T2 2025" 2025-Q2, "S1 2025" 2025-S1, "2025" 2025. Day before month,
 * as French and Swiss people write. What has no year is not guessed.
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

/** The period of the contract, or null when the text is not one. */
export function readPeriod(text: string): string | null {
  const plain = folded(text)
    .replace(/[.,]+(?=\s|$)/g, '')
    .replace(/\s+/g, ' ');
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
  if ((parts = /^(\p{L}+) (\d{4})$/u.exec(plain))) return monthIn(Number(parts[2]), monthOf(parts[1] ?? ''));
  if ((parts = /^[tq]([1-4])[ -/]?(\d{4})$/.exec(plain))) return `${parts[2]}-Q${parts[1]}`;
  if ((parts = /^(\d{4})[ -/]?[tq]([1-4])$/.exec(plain))) return `${parts[1]}-Q${parts[2]}`;
  if ((parts = /^[sh]([12])[ -/]?(\d{4})$/.exec(plain))) return `${parts[2]}-S${parts[1]}`;
  if ((parts = /^(\d{4})[ -/]?[sh]([12])$/.exec(plain))) return `${parts[1]}-S${parts[2]}`;
  if (/^(19|20)\d{2}$/.test(plain)) return plain;
  if ((parts = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/.exec(plain))) {
    const [from, to] = [readPeriod(parts[1] ?? ''), readPeriod(parts[2] ?? '')];
    return from && to && from <= to ? `${from}/${to}` : null;
  }
  return null;
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
