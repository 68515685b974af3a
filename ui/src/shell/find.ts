/** Finds records for the palette: what the host found, with the words and the address the window has for them. */
import { host } from '$host';
import { tOr } from '$i18n';
import { recordHref } from './records';
import type { Found } from './screen';

/** Results that fit in the palette without scrolling far. */
const FEW = 12;

export async function findRecords(text: string): Promise<Found[]> {
  const { items } = await host.call('search.find', { text, limit: FEW });
  const found: Found[] = [];
  for (const { kind, id, title, excerpt, dossier, organisation } of items) {
    const href = recordHref(kind, id, dossier?.id);
    // A record that no screen shows cannot be gone to.
    if (!href) continue;
    const entity = tOr(`history-entity-${kind.replaceAll('_', '-')}`, 'history-entity-other');
    const where = kind === 'dossier' ? organisation?.name : (dossier?.name ?? organisation?.name);
    found.push({
      id: `${kind}-${id}`,
      label: title || (excerpt ?? ''),
      detail: [entity, where].filter(Boolean).join(', '),
      href,
    });
  }
  return found;
}
