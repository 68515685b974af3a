/**
 * The host of `vite dev` and of the look build: a fake with a few records, so that the interface can be seen
 * in a browser. Never part of the production bundle (scripts/size.mjs looks for the mark below).
 */
import { monday } from '../../test/monday';
import { partnershipsDesk } from '../../test/partnerships';
import { FakeHost } from './fake';
import type { Settings } from './contract.gen';
import type { Host } from './host';

export const MARK = 'coexist-dev-host';

export function devHost(): Host {
  document.documentElement.dataset.host = MARK;
  const fake = new FakeHost();
  partnershipsDesk(fake);
  monday(fake);
  fake.answer('activity.list', () => ({ items: [] }));
  fake.answer('activity.cancel', () => ({}));
  let settings: Settings = {
    language: 'fr',
    theme: 'system',
    contrast: 'system',
    text_size: 1,
    quiet_weeks: 4,
    renewal_months: 6,
  };
  fake.answer('settings.get', () => settings);
  fake.answer('settings.set', (change) => (settings = { ...settings, ...change }));
  return fake;
}
