/** Where a record is read: the address of its own page, or of the page it stands on. */
import type { RecordKind } from '$host';
import { href } from './router.svelte';

type Address = (name: string, params?: Record<string, string>, query?: Record<string, string>) => string;

// The kinds are known at run time only, so the names of screens are looked up there too.
const address = href as unknown as Address;

/** Kinds that have no page of their own are read on their dossier's, under this tab. */
const TABS: Partial<Record<RecordKind, string>> = {
  exchange: 'exchanges',
  journal_entry: 'journal',
  task: 'tasks',
};

/** The address of a record; null when nothing shows it. */
export function recordHref(kind: RecordKind | string, id: string, dossier?: string | null): string | null {
  if (kind === 'dossier' || kind === 'organisation' || kind === 'contact') return address(kind, { id });
  if (dossier) {
    const tab = TABS[kind as RecordKind];
    return address('dossier', { id: dossier }, tab ? { tab } : {});
  }
  if (kind === 'task') return address('tasks');
  if (kind === 'person') return address('settings', {}, { tab: 'colleagues' });
  if (kind === 'import') return id ? address('imported', { id }) : address('import');
  return null;
}
