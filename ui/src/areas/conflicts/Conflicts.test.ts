import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { FakeHost } from '$host/fake';
import { toasts } from '$kit/toasts.svelte';
import { monday } from '../../../test/monday';
import { expectAccessible, fakeHost } from '../../../test/screen';
import Conflicts from './Conflicts.svelte';

let host: FakeHost;
beforeEach(() => {
  for (const toast of toasts.all) toasts.drop(toast.id);
  host = monday(fakeHost()).answer('conflicts.choose', () => ({}));
});

const card = async (name: string) => within(await screen.findByRole('region', { name }));

it('shows both values with author and date, and keeps one, reversibly', async () => {
  const { container } = render(Conflicts);
  const next = await card('Prochaine action');
  expect(next.getByText('Rappeler Claire au sujet du devis')).toBeTruthy();
  expect(next.getByText(/^Fatou Diallo, 23 nov. 2026/)).toBeTruthy();
  await expectAccessible(container);
  await userEvent.click(next.getByRole('button', { name: 'Garder « Envoyer la nouvelle note de cadrage »' }));
  await waitFor(() =>
    expect(host.requests('conflicts.choose')).toEqual([
      { id: 'd1', field: 'next_action', values: ['Envoyer la nouvelle note de cadrage'], seen: 's1' },
    ]),
  );
  await waitFor(() => expect(toasts.all.at(-1)?.text).toContain('départagé'));
  await toasts.all.at(-1)?.undo?.();
  expect(host.requests('history.undo')).toHaveLength(1);
});

it('keeps both texts, and only texts', async () => {
  render(Conflicts);
  await userEvent.click((await card('Prochaine action')).getByRole('button', { name: 'Garder les deux' }));
  await waitFor(() => expect(host.requests('conflicts.choose')[0]?.values).toHaveLength(2));
  expect((await card('Étape')).queryByRole('button', { name: 'Garder les deux' })).toBeNull();
});

it('takes a third version: a text is written, a stage is chosen', async () => {
  render(Conflicts);
  const next = await card('Prochaine action');
  await userEvent.click(next.getByRole('button', { name: 'Écrire une autre version' }));
  const field = next.getByLabelText('Autre version');
  expect(document.activeElement).toBe(field);
  await userEvent.clear(field);
  await userEvent.type(field, 'Les deux, mardi');
  await userEvent.click(next.getByRole('button', { name: 'Garder cette autre version' }));
  await waitFor(() => expect(host.requests('conflicts.choose')[0]?.values).toEqual(['Les deux, mardi']));
  const stage = await card('Étape');
  await userEvent.click(stage.getByRole('button', { name: 'Écrire une autre version' }));
  await userEvent.selectOptions(stage.getByLabelText('Autre version'), 'Ajuster');
  await userEvent.click(stage.getByRole('button', { name: 'Garder cette autre version' }));
  await waitFor(() =>
    expect(host.requests('conflicts.choose')[1]).toMatchObject({
      field: 'stage',
      values: ['ajuster'],
      seen: 's2',
    }),
  );
});

it('says when there is nothing to decide', async () => {
  host.answer('conflicts.list', () => ({ items: [] }));
  const { container } = render(Conflicts);
  expect(await screen.findByText(/Rien à départager/)).toBeTruthy();
  await expectAccessible(container);
});

it('takes an amount the way people write it', async () => {
  const versions = [12000, 15000].map((amount) => ({
    value: { amount, currency: 'EUR' },
    label: null,
    author: 'Awa',
    at: 1,
  }));
  host.answer('conflicts.list', () => ({
    items: [
      {
        id: 'm1',
        kind: 'amount',
        title: '',
        dossier: null,
        conflicts: [{ field: 'value', column: null, seen: 's3', values: versions }],
      },
    ],
  }));
  render(Conflicts);
  const money = await card('Montant');
  await userEvent.click(money.getByRole('button', { name: 'Écrire une autre version' }));
  const field = money.getByLabelText<HTMLInputElement>('Autre version');
  expect(field.value).toBe('12000 EUR');
  await userEvent.clear(field);
  await userEvent.type(field, '13 500,50 eur');
  await userEvent.click(money.getByRole('button', { name: 'Garder cette autre version' }));
  await waitFor(() => expect(host.requests('conflicts.choose')[0]?.values).toEqual(['13500.5 EUR']));
});
