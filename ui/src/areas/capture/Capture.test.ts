import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { ApiError, type CaptureChips } from '$host';
import type { FakeHost } from '$host/fake';
import { toasts } from '$kit/toasts.svelte';
import { expectAccessible, fakeHost } from '../../../test/screen';
import Capture from './Capture.svelte';
import { becomes, chipsOf } from './chips';

const NOTHING: CaptureChips = {
  dossier: null,
  organisation: null,
  contact: null,
  date: null,
  kind: null,
  task: null,
};
const GUESS: CaptureChips = {
  dossier: { id: 'd1', title: 'Pompes solaires' },
  organisation: null,
  contact: { id: 'c1', name: 'Claire Monod' },
  date: { value: '2026-11-22', words: 'hier' },
  kind: { value: 'call', words: 'Appel' },
  task: { title: 'rappeler', due: '2026-11-30', words: 'rappeler lundi' },
};

let host: FakeHost;
beforeEach(() => {
  for (const toast of toasts.all) toasts.drop(toast.id);
  host = fakeHost()
    .answer('drafts.get', () => ({ draft: null }))
    .answer('drafts.save', () => ({}))
    .answer('drafts.delete', () => ({}))
    .answer('capture.guess', ({ text }) => (text.includes('Claire') ? GUESS : NOTHING))
    .answer('capture.save', () => ({ exchange: 'e1', journal_entry: null, task: 't1' }));
});

const field = () => screen.getByLabelText<HTMLTextAreaElement>('Ce que vous voulez noter');

it('has the focus at once, keeps the text at a pause, and saves what was left of the guesses', async () => {
  const close = vi.fn();
  const { container } = render(Capture, { close });
  expect(document.activeElement).toBe(field());
  await userEvent.type(field(), 'Appel avec Claire hier, rappeler lundi');
  await waitFor(() =>
    expect(host.requests('drafts.save').at(-1)).toEqual({
      key: 'capture',
      text: 'Appel avec Claire hier, rappeler lundi',
    }),
  );
  await screen.findByText('Contact : Claire Monod');
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: 'Retirer Date : 22 nov. 2026' }));
  expect(document.activeElement).toBe(field());
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(close).toHaveBeenCalled());
  expect(host.requests('capture.save')).toEqual([
    {
      text: 'Appel avec Claire hier, rappeler lundi',
      dossier: 'd1',
      contact: 'c1',
      kind: 'call',
      task: { title: 'rappeler', due: '2026-11-30' },
    },
  ]);
  expect(host.requests('drafts.delete')).toEqual([{ key: 'capture' }]);
  expect(toasts.all.at(-1)?.text).toBe('L’échange et la tâche sont notés.');
});

it('guesses from the last words even when saved within the pause', async () => {
  render(Capture, { close: () => undefined });
  await userEvent.type(field(), 'Claire');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(host.requests('capture.save')[0]).toMatchObject({ text: 'Claire', contact: 'c1' }),
  );
});

it('keeps the text when the desk refuses', async () => {
  host.fail('capture.save', new ApiError('disk_full'));
  const close = vi.fn();
  render(Capture, { close });
  await userEvent.type(field(), 'À ne pas perdre');
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() => expect(toasts.all).toHaveLength(1));
  expect(close).not.toHaveBeenCalled();
  expect(field().value).toBe('À ne pas perdre');
  expect(host.requests('drafts.delete')).toEqual([]);
});

it('says nothing is required and saves nothing empty', async () => {
  render(Capture, { close: () => undefined });
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
  expect(host.requests('capture.save')).toEqual([]);
});

it('brings back a draft, and keeps it when closed', async () => {
  host.answer('drafts.get', () => ({ draft: { key: 'capture', text: 'Commencé hier', at: 1 } }));
  const { unmount } = render(Capture, { close: () => undefined });
  await waitFor(() => expect(field().value).toBe('Commencé hier'));
  await userEvent.type(field(), ' soir');
  unmount();
  await waitFor(() => expect(host.requests('drafts.save').at(-1)?.text).toBe('Commencé hier soir'));
});

it('tells what a text becomes', () => {
  const chips = (guess: Partial<CaptureChips>) => chipsOf({ ...NOTHING, ...guess }, new Set());
  expect(becomes(chips({ contact: GUESS.contact }))).toBe('Sera un échange.');
  expect(becomes(chips({ dossier: GUESS.dossier }))).toBe('Sera une entrée du journal.');
  expect(becomes(chips({}))).toContain('tâche sans date');
});
