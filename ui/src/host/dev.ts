/**
 * The host of `vite dev` and of the look build: a fake with a few records, so that the interface can be seen
 * in a browser. Never part of the production bundle (scripts/size.mjs looks for the mark below).
 */
import { monday } from '../../test/monday';
import { partnershipsDesk } from '../../test/partnerships';
import { FakeHost } from './fake';
import type { Settings } from './contract.gen';
import { ApiError, type Host } from './host';

export const MARK = 'coexist-dev-host';

export function devHost(): Host {
  document.documentElement.dataset.host = MARK;
  const fake = new FakeHost();
  // ?rows=2000 shows what a long list looks like, &text=2 how it reads enlarged.
  const asked = new URLSearchParams(location.search);
  const rows = Number(asked.get('rows'));
  partnershipsDesk(fake, rows > 0 ? rows : undefined);
  monday(fake);
  // Any file that is chosen is the same follow-up.
  fake.picks = ['/home/awa/suivi.xlsx'];
  // ?first shows the very first opening on a computer without a keyring.
  if (asked.has('first')) {
    const params = { first: 1, folder: '/home/awa/.local/share/coexist' };
    fake.fail('desk.status', new ApiError('keys-keyring-no-service', params, true, 'k-1'));
  }
  // ?connected shows an organisation one has joined, as one of those responsible; ?connected=editor as another.
  if (asked.has('connected')) {
    fake.answer('sync.status', () => ({
      connected: true,
      organisation: 'ONG Baobab',
      endpoint: 'https://coexist.example',
      role: asked.get('connected') === 'editor' ? 'editor' : 'owner',
      unsent: 0,
      last: Date.UTC(2026, 10, 23, 7),
      state: { kind: 'saved' },
    }));
    for (const command of ['devices.remove', 'members.remove', 'members.change_role'] as const)
      fake.answer(command, () => ({}));
  }
  fake.answer('activity.list', () => ({ items: [] }));
  fake.answer('activity.cancel', () => ({}));
  let settings: Settings = {
    language: 'fr',
    theme: 'system',
    contrast: 'system',
    text_size: Number(asked.get('text')) || 1,
    quiet_weeks: 4,
    renewal_months: 6,
  };
  fake.answer('settings.get', () => settings);
  fake.answer('settings.set', (change) => (settings = { ...settings, ...change }));
  return fake;
}
