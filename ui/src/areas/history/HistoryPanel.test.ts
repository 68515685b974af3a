import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { ApiError } from '$host';
import type { FakeHost } from '$host/fake';
import { history, monday } from '../../../test/monday';
import { expectAccessible, fakeHost } from '../../../test/screen';
import HistoryPanel from './HistoryPanel.svelte';
import { tellingItems } from './items';
import { fieldName, fieldText, valueText, writingOf } from './values';

let host: FakeHost;
beforeEach(() => {
  host = monday(fakeHost())
    .answer('history.restore', () => ({}))
    .answer('history.undo_action', () => ({ undone: true, records: 3 }));
});

it('tells who, what, when, on which desk and when this desk learned of it', async () => {
  const { container } = render(HistoryPanel, { id: 'd1' });
  await screen.findByText('Fatou Diallo');
  const text = container.textContent ?? '';
  expect(text).toContain('sur un autre ordinateur');
  expect(text).toContain('reçu ici le 23 nov. 2026');
  expect(text).toContain('Le conseil a donné son accord.');
  expect(text).toContain('Dossier : création');
  // A column of one's own has its own name; where the row came from is not told.
  expect(text).toContain('Priorité');
  expect(text).not.toContain('ligne 4');
  await expectAccessible(container);
});

it('puts an earlier value back, and only a value that is no longer there', async () => {
  render(HistoryPanel, { id: 'd1' });
  await screen.findByText('Fatou Diallo');
  expect(screen.queryByRole('button', { name: /^Remettre .*Convention/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Remettre « Concevoir » dans Étape' }));
  await waitFor(() =>
    expect(host.requests('history.restore')).toEqual([{ id: 'd1', field: 'stage', frame: 'f3' }]),
  );
});

it('takes a whole import back', async () => {
  render(HistoryPanel, { id: 'd1' });
  // Only imports are taken back as a whole: two of the three actions were none.
  expect(await screen.findByText('Import de suivi.xlsx')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Annuler tout l’import' }));
  await waitFor(() => expect(host.requests('history.undo_action')).toEqual([{ action: 'a1' }]));
});

it('has a sentence for nothing and for an error', async () => {
  host.answer('history.of', () => ({ items: [] }));
  const { unmount } = render(HistoryPanel, { id: 'd1' });
  expect(await screen.findByText('Rien n’a encore changé ici.')).toBeTruthy();
  unmount();
  host.fail('history.of', new ApiError('internal', {}, true, 'r-1'));
  render(HistoryPanel, { id: 'd1' });
  expect(await screen.findByRole('alert')).toBeTruthy();
});

it('reads values as people write them', () => {
  const change = history.items[1]!.changes[1]!;
  expect(valueText(change, { type: 'money', value: { amount: 12500, currency: 'EUR' } })).toMatch(
    /^12.500\s€$/,
  );
  expect(valueText(change, { type: 'period', value: '2024-Q2' })).toBe('T2 2024');
  expect(valueText(change, { type: 'unknown' })).toContain('plus récente');
  expect(fieldText('dossier', 'countries', ['BF', 'CH'])).toBe('Burkina Faso, Suisse');
  expect(fieldText('party', 'organisation', 'some-id', 'Solafrique SA')).toBe('Solafrique SA');
  expect(fieldText('dossier', 'end', '2027-03-31')).toBe('31 mars 2027');
  expect(fieldText('dossier', 'stage', 'a_later_stage')).toBe('a_later_stage');
  expect(fieldName('amount', 'kind')).toBe('Ce qui est apporté');
  expect(fieldName('own_value', 'value', 'Priorité')).toBe('Priorité');
  expect(fieldName('dossier', 'of_a_later_version')).toBe('Autre champ');
});

it('knows which fields a person can write by hand', () => {
  const values = (value: unknown, label: string | null = null) => [{ value, label }];
  expect(writingOf('dossier', 'title', values('a'))).toEqual({ as: 'text' });
  expect(writingOf('dossier', 'end', values('2027'))).toEqual({ as: 'day' });
  expect(writingOf('amount', 'amount', values(12))).toEqual({ as: 'number' });
  expect(writingOf('dossier', 'stage', values('definir'))?.as).toBe('choice');
  expect(writingOf('party', 'organisation', values('id', 'Solafrique'))).toBeNull();
});

it('leaves out actions with nothing to tell', () => {
  const silent = { ...history.items[0]!, changes: [{ ...history.items[0]!.changes[0]!, field: 'origin' }] };
  expect(tellingItems([silent])).toEqual([]);
});
