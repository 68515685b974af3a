import '../../../test/popover';
import { configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { ApiError } from '$host';
import { here, startRouter } from '$shell/router.svelte';
import { expectAccessible, fakeHost } from '../../../test/screen';
import { partnershipsDesk, TASKS } from '../../../test/partnerships';
import { screens } from '../table';
import Partnerships from './Partnerships.svelte';

// The machine is shared: what is slow is not wrong.
configure({ asyncUtilTimeout: 10_000 });

const MANY = 10_000;
const HASH = '#/dossiers?view=timeline';

beforeEach(() => {
  location.hash = '#/dossiers';
});

function show(hash = HASH) {
  location.hash = hash;
  startRouter(screens);
  const shown = render(Partnerships, { params: {}, query: here.place.query });
  const sync = () => shown.rerender({ params: {}, query: here.place.query });
  return { ...shown, sync };
}

const lanes = () => screen.findByRole('list', { name: 'Frise des dossiers' });

it('draws only the rows in view of ten thousand, by their beginning, and axe finds nothing', async () => {
  const host = partnershipsDesk(fakeHost(), MANY);
  const { container } = show();
  const list = await lanes();
  await waitFor(() => expect(within(list).getAllByRole('listitem').length).toBeGreaterThan(3));
  const items = within(list).getAllByRole('listitem');
  expect(items.length).toBeLessThan(60);
  expect(items[0]?.getAttribute('aria-setsize')).toBe(String(MANY));
  for (const { limit, sort } of host.requests('dossiers.list')) {
    expect(limit).toBeLessThanOrEqual(100);
    expect(sort).toBe('start');
  }
  await expectAccessible(container);
});

it('says in words what it draws: dates, the next action, what is due', async () => {
  partnershipsDesk(fakeHost());
  show();
  const list = await lanes();
  await waitFor(() => expect(list.textContent).toContain('1 mars 2026 – décembre 2027'));
  expect(list.textContent).toMatch(/Prochaine action\s: Relancer par téléphone, 2 nov\. 2026, en retard/);
  await waitFor(() => expect(list.textContent).toContain(`Tâche\u202f: ${TASKS[0]!.title}`));
});

it('moves through time by buttons and by arrows, and comes back to today', async () => {
  partnershipsDesk(fakeHost());
  const { sync } = show();
  const list = await lanes();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Montrer les mois d’après' }));
  const after = here.place.query.from;
  expect(after).toMatch(/^\d{4}-\d{2}$/);
  await sync();
  await waitFor(() => expect(within(list).getAllByRole('listitem').length).toBeGreaterThan(3));
  within(list).getAllByRole('listitem')[0]?.focus();
  await user.keyboard('{ArrowRight}');
  expect(here.place.query.from! > after!).toBe(true);
  await sync();
  await user.click(screen.getByRole('button', { name: 'Revenir à aujourd’hui' }));
  expect(here.place.query.from).toBeUndefined();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Montrer les mois d’avant');
  await user.click(screen.getByRole('button', { name: 'Voir par année' }));
  expect(here.place.query.scale).toBe('year');
});

it('opens the dossier of the row that has the focus', async () => {
  partnershipsDesk(fakeHost());
  show();
  const list = await lanes();
  await waitFor(() => expect(list.textContent).toContain('Mécénat'));
  const user = userEvent.setup();
  within(list).getAllByRole('listitem')[0]?.focus();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(location.hash).toMatch(/^#\/dossiers\/0190/);
});

it('has a table twin that nobody can write in', async () => {
  partnershipsDesk(fakeHost());
  const { container, sync } = show();
  await lanes();
  await userEvent.click(screen.getByRole('button', { name: 'Lire en tableau' }));
  await sync();
  const grid = await screen.findByRole('grid', { name: 'Dates des dossiers' });
  const heads = within(grid).getAllByRole('columnheader');
  expect(heads.map(({ textContent }) => textContent?.trim())).toEqual(
    expect.arrayContaining(['Titre', 'Fin', 'Tâches à faire']),
  );
  await waitFor(() => expect(grid.textContent).toContain('décembre 2027'));
  expect(grid.querySelector('[role="gridcell"]')?.getAttribute('aria-readonly')).toBe('true');
  await expectAccessible(container);
});

it('prints every row, drawn and in words', async () => {
  const host = partnershipsDesk(fakeHost(), 1_500);
  // What stands on paper at the moment of printing.
  let onPaper = { rows: 0, drawings: 0 };
  host.print = async () => {
    const rows = document.querySelectorAll('.paper tbody tr');
    onPaper = { rows: rows.length, drawings: document.querySelectorAll('.paper tbody svg').length };
  };
  show();
  await lanes();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Plus d’actions' }));
  await user.click(screen.getByRole('menuitem', { name: 'Imprimer la liste' }));
  await waitFor(() => expect(onPaper).toEqual({ rows: 1_500, drawings: 1_500 }));
});

it('says when there is nothing, nothing that fits, and what went wrong', async () => {
  partnershipsDesk(fakeHost(), 0);
  const { unmount } = show();
  await screen.findByText(/Aucun dossier pour l’instant/);
  unmount();
  partnershipsDesk(fakeHost(), 0);
  const filtered = show(`${HASH}&v=${encodeURIComponent('{"filter":{"open":true}}')}`);
  await screen.findByText('Aucun dossier ne correspond à ces filtres.');
  filtered.unmount();
  partnershipsDesk(fakeHost()).fail('dossiers.list', new ApiError('internal'));
  show();
  await screen.findByRole('button', { name: 'Réessayer' });
});
