/** The groups of Aujourd'hui in the order of a Monday morning: their words, their icons, what their verb is. */
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Newspaper from '@lucide/svelte/icons/newspaper';
import Phone from '@lucide/svelte/icons/phone';
import RefreshCw from '@lucide/svelte/icons/refresh-cw';
import type { TodayItem, TodayKind } from '$host';
import { format, t, tOr } from '$i18n';
import type { Icon } from '$kit/icon';

export const KINDS: readonly TodayKind[] = ['to_call', 'late', 'this_week', 'renewal', 'quiet', 'news'];

export const ICONS: Record<TodayKind, Icon> = {
  to_call: Phone,
  late: CalendarClock,
  this_week: CalendarDays,
  renewal: RefreshCw,
  quiet: Hourglass,
  news: Newspaper,
};

const dashed = (code: string) => code.replaceAll('_', '-');

/** "À appeler", "En retard"… */
export const kindWord = (kind: TodayKind): string => tOr(`today-kind-${dashed(kind)}`, 'today-kind-other');

/** What the one button says. */
export const verbWord = (item: TodayItem): string =>
  tOr(`today-verb-${dashed(item.verb)}`, 'today-verb-read');

/** How many days late are said as a number. */
const DAYS = 60;

/** Why it stands on the page. Dates among the parameters are periods of the contract. */
export function reason(item: TodayItem): string {
  const params = Object.fromEntries(
    Object.entries(item.params).map(([name, value]) => [
      name,
      name === 'date' && typeof value === 'string' ? format.period(value) : value,
    ]),
  );
  // An author without a name is still somebody.
  if (params.who === '') params.who = t('history-somebody');
  // Past two months nobody counts in days.
  if (typeof item.params.days === 'number' && item.params.days > DAYS && item.due) {
    if (item.sentence === 'action_late' || item.sentence === 'task_late')
      return t(`today-sentence-${dashed(item.sentence) as 'task-late'}-since`, {
        date: format.period(item.due),
      });
  }
  return tOr(`today-sentence-${dashed(item.sentence)}`, 'today-sentence-other', params);
}

/** Who is concerned: the organisation and the person, as one line. */
export function who(item: TodayItem): string {
  return [item.organisation?.name, item.contact?.name].filter(Boolean).join(t('today-and-then'));
}
