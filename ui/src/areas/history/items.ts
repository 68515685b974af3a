/** What of the log a reader wants to see, and which earlier values can be put back. */
import type { HistoryChange, HistoryItem } from '$host';

/** Fields that tie records together or serve imports: the log needs them, a reader does not. */
const SILENT = new Set([
  'origin',
  'message',
  'fingerprint',
  'mapping',
  'counts',
  'position',
  'record',
  'column',
]);
/** Parts of a dossier say where they stand by the field `dossier`: the reader stands there already. */
const OWNED = new Set(['party', 'amount', 'type_period', 'exchange', 'task', 'journal_entry']);

function telling(change: HistoryChange): boolean {
  if (change.entity === 'own_value' && change.field === null) return false;
  if (change.field === null) return true;
  return !SILENT.has(change.field) && !(change.field === 'dossier' && OWNED.has(change.entity));
}

export interface TellingChange {
  change: HistoryChange;
  /** Whether the value it left can be put back: it was a plain field, and something else stands there now. */
  restorable: boolean;
}

export interface TellingItem {
  item: HistoryItem;
  changes: TellingChange[];
}

/** The items with something to tell, in the order given (the latest first). */
export function tellingItems(items: readonly HistoryItem[]): TellingItem[] {
  const seen = new Set<string>();
  const told: TellingItem[] = [];
  for (const item of items) {
    const changes: TellingChange[] = [];
    for (const change of item.changes) {
      const place = `${change.record} ${change.field ?? ''}`;
      const present = !seen.has(place);
      seen.add(place);
      if (telling(change))
        changes.push({ change, restorable: change.kind === 'changed' && !!change.field && !present });
    }
    if (changes.length > 0) told.push({ item, changes });
  }
  return told;
}

/** How long after it was written a change must have arrived for that to be worth a word, in milliseconds. */
const WORTH = 60_000;

/** Whether this desk learned of it noticeably later than it was written. */
export const learnedLater = (item: HistoryItem): boolean => !item.this_desk && item.learned - item.at > WORTH;
