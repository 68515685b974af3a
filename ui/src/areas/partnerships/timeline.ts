/**
 * Where things stand on the timeline: a window of months, and what a dossier has to show in it. Places are percentages
 * of the window, so that a row is drawn without being measured, on the screen as on paper.
 */
import type { DossierRow, Task } from '$host';
import { ENDED } from './stages';

export type Scale = 'quarter' | 'year';

/** How many months are seen at once, how many lie between two lines, and how many of them are past. */
export const SCALES: Record<Scale, { months: number; step: number; past: number }> = {
  quarter: { months: 24, step: 3, past: 6 },
  year: { months: 96, step: 12, past: 24 },
};

/** The months in view: the first one as "2026-07", and how many. */
export interface Span {
  from: string;
  months: number;
}

const two = (number: number) => String(number).padStart(2, '0');

/** A month some months after another, both "2026-07". */
export function monthsAfter(month: string, count: number): string {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(all / 12)}-${two((((all % 12) + 12) % 12) + 1)}`;
}

function lastOfMonth(month: string): string {
  const end = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0));
  return `${month}-${two(end.getUTCDate())}`;
}

/** First and last day of a period of the contract; null for what is none. */
export function daysOf(period: string | null): [first: string, last: string] | null {
  if (!period) return null;
  const [from, to] = period.split('/');
  if (from && to) return [from, to];
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return [period, period];
  if (/^\d{4}-\d{2}$/.test(period)) return [`${period}-01`, lastOfMonth(period)];
  if (/^\d{4}$/.test(period)) return [`${period}-01-01`, `${period}-12-31`];
  const part = /^(\d{4})-([QS])([1-4])$/.exec(period);
  if (!part) return null;
  const length = part[2] === 'Q' ? 3 : 6;
  const first = `${part[1]}-${two((Number(part[3]) - 1) * length + 1)}`;
  return [`${first}-01`, lastOfMonth(monthsAfter(first, length - 1))];
}

/** The window a scale begins with: whole quarters or years, a few of them past. */
export function spanAround(today: string, scale: Scale): Span {
  const { months, step, past } = SCALES[scale];
  const month = Number(today.slice(5, 7)) - 1;
  const whole = `${today.slice(0, 4)}-${two(month - (month % step) + 1)}`;
  return { from: monthsAfter(whole, -past), months };
}

const DAY = 86_400_000;
const moment = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** Where a day begins, or ends with `after`, in percent of the window; below 0 and above 100 lie outside. */
export function placeOf(span: Span, day: string, after = false): number {
  const begin = moment(`${span.from}-01`);
  const end = moment(`${monthsAfter(span.from, span.months)}-01`);
  return (100 * (moment(day) + (after ? DAY : 0) - begin)) / (end - begin);
}

/** The lines of the scale: where each stands, and its month. */
export function ticksOf(span: Span, scale: Scale): { month: string; at: number }[] {
  const { step } = SCALES[scale];
  return Array.from({ length: Math.ceil(span.months / step) }, (_, index) => {
    const month = monthsAfter(span.from, index * step);
    return { month, at: placeOf(span, `${month}-01`) };
  });
}

/** The years in view, with the part of the window each takes. */
export function yearsOf(span: Span): { year: string; from: number; to: number }[] {
  const last = Number(monthsAfter(span.from, span.months - 1).slice(0, 4));
  const years: { year: string; from: number; to: number }[] = [];
  for (let year = Number(span.from.slice(0, 4)); year <= last; year += 1) {
    years.push({
      year: String(year),
      from: Math.max(0, placeOf(span, `${year}-01-01`)),
      to: Math.min(100, placeOf(span, `${year + 1}-01-01`)),
    });
  }
  return years;
}

/** What is due on one day: the next action, or an open task. */
export interface Due {
  kind: 'action' | 'task';
  at: number;
  late: boolean;
  title: string | null;
  /** The period as it was written. */
  when: string;
}

export interface Drawn {
  /** The agreement; an end that nobody wrote is left open. */
  bar: { from: number; to: number; openStart: boolean; openEnd: boolean } | null;
  ended: boolean;
  /** Its end comes within the months of Réglages: to renew. */
  renews: boolean;
  due: Due[];
  /** Nothing is in view, and something lies before or after it. */
  before: boolean;
  after: boolean;
}

export type DueTask = Pick<Task, 'id' | 'title' | 'due' | 'postponed' | 'late'>;

/** What one dossier shows. Days that are a period count from its first day, and are due on its last. */
export function drawn(
  row: DossierRow,
  tasks: readonly DueTask[],
  span: Span,
  today: string,
  renewalMonths: number,
): Drawn {
  const ended = !!row.stage && ENDED.has(row.stage);
  const start = daysOf(row.start) ?? daysOf(row.signed);
  const end = daysOf(row.end);
  const horizon = `${monthsAfter(today.slice(0, 7), renewalMonths)}${today.slice(7)}`;
  const due: Due[] = [];
  const action = daysOf(row.next_date);
  if (action && row.next_date)
    due.push({
      kind: 'action',
      at: placeOf(span, action[1]),
      late: row.late,
      title: row.next_action,
      when: row.next_date,
    });
  for (const task of tasks) {
    const when = task.postponed ?? task.due;
    const days = daysOf(when);
    if (days && when)
      due.push({ kind: 'task', at: placeOf(span, days[1]), late: task.late, title: task.title, when });
  }
  let bar: Drawn['bar'] = null;
  if (start || end) {
    // Without an end it goes on at least until today; without a beginning only its end is known.
    const to = end ? placeOf(span, end[1], true) : 0;
    const from = start ? placeOf(span, start[0]) : to;
    const now = placeOf(span, today);
    bar = { from, to: end ? Math.max(from, to) : Math.max(from, now), openStart: !start, openEnd: !end };
  }
  const places = [...(bar ? [bar.from, bar.to] : []), ...due.map(({ at }) => at)];
  const seen = (!!bar && bar.to >= 0 && bar.from <= 100) || due.some(({ at }) => at >= 0 && at <= 100);
  return {
    bar,
    ended,
    renews: !ended && !!end && end[1] >= today && end[1] <= horizon,
    due,
    before: !seen && places.some((at) => at < 0),
    after: !seen && places.some((at) => at > 100),
  };
}
