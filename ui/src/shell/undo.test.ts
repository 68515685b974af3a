import { beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from '$host';
import { toasts } from '$kit/toasts.svelte';
import { fakeHost } from '../../test/screen';
import { findRecords } from './find';
import { startRouter } from './router.svelte';
import { screens } from '../areas/table';
import { undoLast, write, wrote } from './undo';

beforeEach(() => {
  for (const toast of toasts.all) toasts.drop(toast.id);
});

it('leaves the way back on the last write only', () => {
  toasts.say('Une nouvelle');
  wrote('Premier');
  wrote('Second');
  expect(toasts.all.map(({ text }) => text)).toEqual(['Une nouvelle', 'Second']);
});

it('lets no older message take back a write that says nothing, or what Ctrl+Z took back', async () => {
  wrote('Premier');
  expect(await write(() => Promise.resolve(7))).toBe(7);
  expect(toasts.all).toEqual([]);
  wrote('Second');
  fakeHost().answer('history.undo', () => ({ undone: true, records: 1 }));
  await undoLast();
  expect(toasts.all.map(({ text, undo }) => [text, undo])).toEqual([['C’est annulé.', undefined]]);
});

it('keeps the way back of a write that failed, and its own way back for a write that has one', async () => {
  wrote('Premier');
  await write(() => Promise.reject(new ApiError('keys-keyring-locked')), 'Second');
  expect(toasts.all[0]?.text).toBe('Premier');
  const undo = vi.fn();
  await write(
    () => Promise.resolve('réponse'),
    (answer) => `Troisième, ${answer}`,
    undo,
  );
  const said = toasts.all.find(({ text }) => text === 'Troisième, réponse');
  await said?.undo?.();
  expect(undo).toHaveBeenCalledWith('réponse');
});

it('says what was taken back, and when nothing was left', async () => {
  const host = fakeHost().answer('history.undo', () => ({ undone: true, records: 1 }));
  await undoLast();
  expect(toasts.all.at(-1)?.text).toBe('C’est annulé.');
  host.answer('history.undo', () => ({ undone: false, records: 0 }));
  await undoLast();
  expect(toasts.all.at(-1)?.text).toContain('plus rien à annuler');
});

it('says what went wrong instead of what was done', async () => {
  expect(await write(() => Promise.reject(new ApiError('keys-keyring-locked')), 'Fait')).toBeNull();
  expect(toasts.all.map(({ text }) => text).join()).toContain('verrouillé');
});

it('finds records with words and addresses, and leaves out what no screen shows', async () => {
  const stop = startRouter(screens);
  const base = { excerpt: null, dossier: null, organisation: null, at: null };
  fakeHost().answer('search.find', () => ({
    items: [
      { ...base, kind: 'organisation', id: 'o1', title: 'Solafrique' },
      {
        ...base,
        kind: 'journal_entry',
        id: 'j1',
        title: '',
        excerpt: 'Visite…',
        dossier: { id: 'd1', name: 'Pompes' },
      },
      { ...base, kind: 'view', id: 'v1', title: 'Mes filtres' },
    ],
  }));
  expect(await findRecords('so')).toEqual([
    { id: 'organisation-o1', label: 'Solafrique', detail: 'Organisation', href: '#/organisations/o1' },
    {
      id: 'journal_entry-j1',
      label: 'Visite…',
      detail: 'Entrée du journal, Pompes',
      href: '#/dossiers/d1?tab=journal',
    },
  ]);
  stop();
});
