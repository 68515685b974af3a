import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { ApiError, type Answer } from '$host';
import type { FakeHost } from '$host/fake';
import { toasts } from '$kit/toasts.svelte';
import { expectAccessible, fakeHost } from '../../../test/screen';
import WelcomeBack from './WelcomeBack.svelte';

const cut = { action: 'a1', kind: 'import', file_name: 'suivi.xlsx', started: 1_790_000_000_000 };
const outcome = { imported: 12, updated: 3 } as Answer<'actions.continue'>;

let host: FakeHost;
beforeEach(() => {
  for (const toast of toasts.all) toasts.drop(toast.id);
  host = fakeHost()
    .answer('actions.unfinished', () => ({ items: [cut] }))
    .answer('actions.continue', () => outcome)
    .answer('actions.undo', () => ({ undone: true, records: 1 }));
});

it('continues the import that stopped', async () => {
  render(WelcomeBack);
  await screen.findByText('suivi.xlsx');
  await expectAccessible(document.querySelector('dialog')!);
  await userEvent.click(screen.getByRole('button', { name: 'Continuer, suivi.xlsx' }));
  await waitFor(() => expect(host.requests('actions.continue')).toEqual([{ action: 'a1' }]));
  await waitFor(() => expect(screen.queryByText('suivi.xlsx')).toBeNull());
  expect(toasts.all.at(-1)?.text).toContain('12');
});

it('or undoes what it had begun', async () => {
  render(WelcomeBack);
  await userEvent.click(await screen.findByRole('button', { name: 'Annuler l’import, suivi.xlsx' }));
  await waitFor(() => expect(host.requests('actions.undo')).toEqual([{ action: 'a1' }]));
  await waitFor(() => expect(toasts.all.at(-1)?.text).toContain('une fiche retirée'));
});

it('keeps asking when neither worked', async () => {
  host.fail('actions.continue', new ApiError('file_gone'));
  render(WelcomeBack);
  await userEvent.click(await screen.findByRole('button', { name: 'Continuer, suivi.xlsx' }));
  await waitFor(() => expect(toasts.all).toHaveLength(1));
  expect(screen.getByText('suivi.xlsx')).toBeTruthy();
});

it.each([
  ['not-found', /^Cet import était déjà terminé\.$/],
  ['action-finished', /^Cet import était déjà terminé\.$/],
  ['action-running', /^Cet import est encore en cours/],
])('has nothing left to decide on %s: says so, closes, asks how the desk stands', async (code, sentence) => {
  for (const [command, verb] of [
    ['actions.continue', 'Continuer, suivi.xlsx'],
    ['actions.undo', 'Annuler l’import, suivi.xlsx'],
  ] as const) {
    const asked = host.requests('desk.status').length;
    for (const toast of toasts.all) toasts.drop(toast.id);
    host.fail(command, new ApiError(code));
    const { unmount } = render(WelcomeBack);
    await userEvent.click(await screen.findByRole('button', { name: verb }));
    await waitFor(() => expect(document.querySelector('dialog[open]')).toBeNull());
    expect(toasts.all).toHaveLength(1);
    expect(toasts.all[0]?.text).toMatch(sentence);
    await waitFor(() => expect(host.requests('desk.status')).toHaveLength(asked + 1));
    unmount();
  }
});

it('stays away when nothing was cut', async () => {
  host.answer('actions.unfinished', () => ({ items: [] }));
  render(WelcomeBack);
  await waitFor(() => expect(host.requests('actions.unfinished')).toHaveLength(1));
  expect(document.querySelector('dialog[open]')).toBeNull();
});
