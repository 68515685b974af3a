/** The days "plus tard" offers, counted from the desk's own date so that a wrong clock of the window cannot slip in. */
export type Later = 'tomorrow' | 'monday' | 'fortnight' | 'month';

export const LATER: readonly Later[] = ['tomorrow', 'monday', 'fortnight', 'month'];

/** The ISO day of a choice, seen from `today` (an ISO day). */
export function laterDay(choice: Later, today: string): string {
  const date = new Date(`${today}T00:00:00Z`);
  const plus = (days: number) => date.setUTCDate(date.getUTCDate() + days);
  if (choice === 'tomorrow') plus(1);
  else if (choice === 'fortnight') plus(14);
  else if (choice === 'monday') plus((8 - date.getUTCDay()) % 7 || 7);
  else {
    // The 31st of a month put off by one month is the last day of the next, not a day of the one after.
    const day = date.getUTCDate();
    date.setUTCMonth(date.getUTCMonth() + 1, 1);
    date.setUTCDate(
      Math.min(day, new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()),
    );
  }
  return date.toISOString().slice(0, 10);
}
