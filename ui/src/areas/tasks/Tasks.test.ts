import '../../../test/popover';
import { configure, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { toasts } from '$kit/toasts.svelte';
import { startRouter } from '$shell/router.svelte';
import { partnershipsDesk, TASKS } from '../../../test/partnerships';
import { expectAccessible, fakeHost } from '../../../test/screen';
import { screens } from '../table';
import { readRepeat, repeatOptions, repeatText, writeRepeat } from './repeat';
import Tasks from './Tasks.svelte';

// The machine is shared: what is slow is not wrong.
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  for (const { id } of toasts.all) toasts.drop(id);
  location.hash = '#/tasks';
  startRouter(screens);
});

it('puts what is late first, the latest at the head', async () => {
  partnershipsDesk(fakeHost());
  const { container } = render(Tasks, { params: {}, query: {} });
  await screen.findByRole('heading', { name: 'En retard (2)' });
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
    'En retard (2)',
    'À venir',
    'Sans date',
  ]);
  expect(screen.getAllByRole('checkbox').map((box) => box.getAttribute('aria-label'))[0]).toContain(
    'Envoyer le rapport',
  );
  expect(screen.getByText(/21 jours de retard/)).toBeTruthy();
  expect(screen.getByText('tous les 3 mois')).toBeTruthy();
  await expectAccessible(container);
});

it('ticks a task, and says when it comes back', async () => {
  const host = partnershipsDesk(fakeHost()).answer('tasks.complete', () => ({
    next: 't-9',
    next_due: '2027-03-01',
  }));
  const user = userEvent.setup();
  render(Tasks, { params: {}, query: {} });
  await user.click(await screen.findByRole('checkbox', { name: /Rappeler la fondation/ }));
  await waitFor(() => expect(host.requests('tasks.complete')).toEqual([{ id: TASKS[2]!.id }]));
  expect(toasts.all.at(-1)?.text).toContain('1 mars 2027');
  await toasts.all.at(-1)?.undo?.();
  expect(host.requests('history.undo')).toHaveLength(1);
});

it('adds a task with its date, colleague and repetition', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  render(Tasks, { params: {}, query: {} });
  await user.click(await screen.findByRole('button', { name: 'Ajouter une tâche' }));
  await user.type(await screen.findByRole('textbox', { name: /À faire/ }), 'Envoyer le reçu fiscal');
  await user.type(screen.getByRole('textbox', { name: 'Pour le' }), '15/01/2027');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Répétition' }), 'year');
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() =>
    expect(host.requests('tasks.add')[0]).toMatchObject({
      title: 'Envoyer le reçu fiscal',
      due: '2027-01-15',
      repeat: 'year',
    }),
  );
});

it('puts a task off, and exports the calendar', async () => {
  const host = partnershipsDesk(fakeHost());
  host.saveAs = '/home/a/taches.ics';
  const user = userEvent.setup();
  render(Tasks, { params: {}, query: {} });
  const later = await screen.findByRole('button', { name: /Plus tard.*Relancer Hydro-Alpes/ });
  await user.click(later);
  const list = document.getElementById(later.getAttribute('aria-controls')!)!;
  await user.click(
    [...list.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('demain'))!,
  );
  await waitFor(() =>
    expect(host.requests('tasks.postpone')[0]).toMatchObject({
      id: TASKS[1]!.id,
      until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    }),
  );
  await user.click(screen.getByRole('button', { name: 'Exporter vers un agenda' }));
  await waitFor(() =>
    expect(host.requests('tasks.export_ics')).toEqual([{ path: '/home/a/taches.ics', assignee: undefined }]),
  );
  expect(toasts.all.at(-1)?.text).toContain('3 tâches');
});

it('says that all is up to date', async () => {
  partnershipsDesk(fakeHost()).answer('tasks.list', () => ({ total: 0, items: [] }));
  render(Tasks, { params: {}, query: {} });
  expect(await screen.findByText(/Tout est à jour/)).toBeTruthy();
});

it('reads and writes repetitions as the contract does', () => {
  expect(readRepeat('3 month')).toEqual({ every: 3, unit: 'month' });
  expect(writeRepeat({ every: 1, unit: 'week' })).toBe('week');
  expect(readRepeat('sometimes')).toBeNull();
  expect(repeatText('2 week')).toBe('toutes les 2 semaines');
  expect(repeatOptions('5 year').at(-1)?.value).toBe('5 year');
});
