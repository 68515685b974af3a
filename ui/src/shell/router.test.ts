import { afterEach, describe, expect, it } from 'vitest';
import { pressed } from './actions.svelte';
import { here, href, read, setQuery, startRouter } from './router.svelte';
import { screen } from './screen';

const load = async () => ({ default: (() => undefined) as never });
const table = {
  today: screen('/', 'today', load),
  dossiers: screen('/dossiers', 'partnerships', load),
  dossier: screen('/dossiers/:id', 'partnerships', load),
};

describe('read', () => {
  it.each([
    ['', 'today', {}, {}],
    ['#/', 'today', {}, {}],
    ['#/dossiers', 'dossiers', {}, {}],
    ['#/dossiers/', 'dossiers', {}, {}],
    ['#/dossiers/a%2Fb', 'dossier', { id: 'a/b' }, {}],
    ['#/dossiers?view=board&text=%C3%A9', 'dossiers', {}, { view: 'board', text: 'é' }],
    ['#/nowhere', null, {}, {}],
    ['#/dossiers/a/b', null, {}, {}],
    ['#/dossiers/%E0%A4%A', null, {}, {}],
  ])('%s names %s', (hash, name, params, query) => {
    expect(read(hash, table)).toEqual({ name, params, query });
  });
});

describe('the window', () => {
  let stop = () => undefined as void;
  afterEach(() => {
    stop();
    location.hash = '';
  });

  it('follows the hash and writes addresses it can read', async () => {
    stop = startRouter(table);
    // The table of the app is typed; this one is the test's.
    const address = (href as (name: string, params?: object, query?: object) => string)(
      'dossier',
      { id: 'é/1' },
      { tab: 'journal', empty: '' },
    );
    expect(address).toBe('#/dossiers/%C3%A9%2F1?tab=journal');
    location.hash = address;
    window.dispatchEvent(new Event('hashchange'));
    expect(here.place).toEqual({ name: 'dossier', params: { id: 'é/1' }, query: { tab: 'journal' } });
    setQuery({ tab: undefined, view: 'board' });
    expect(here.place.query).toEqual({ view: 'board' });
    expect(here.place.params).toEqual({ id: 'é/1' });
  });
});

describe('pressed', () => {
  const press = (key: string, more: object = {}) => new KeyboardEvent('keydown', { key, ...more });
  it.each([
    [press('k', { ctrlKey: true }), 'Ctrl+K', true],
    [press('k', { metaKey: true }), 'Ctrl+K', true],
    [press('K', { ctrlKey: true, shiftKey: true }), 'Ctrl+K', false],
    [press('N', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+N', true],
    [press('?', { shiftKey: true }), '?', true],
    [press('?'), '?', true],
    [press('F6'), 'F6', true],
    [press('F6', { shiftKey: true }), 'F6', false],
    [press('k'), 'Ctrl+K', false],
  ])('%o is %s: %s', (event, keys, answer) => expect(pressed(event, keys)).toBe(answer));
});
