import '../../../test/popover';
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '$host';
import { toasts } from '$kit/toasts.svelte';
import { here, startRouter } from '$shell/router.svelte';
import { expectAccessible, fakeHost } from '../../../test/screen';
import { dossierRow, OWN_COLUMNS, partnershipsDesk } from '../../../test/partnerships';
import { screens } from '../table';
import { dossierColumns } from './columns';
import Partnerships from './Partnerships.svelte';

// The machine is shared: what is slow is not wrong.
configure({ asyncUtilTimeout: 10_000 });

const MANY = 10_000;

beforeEach(() => {
  location.hash = '#/dossiers';
  for (const { id } of toasts.all) toasts.drop(id);
});

/** The screen as the shell shows it: its query follows the address. */
function show(hash = '#/dossiers') {
  location.hash = hash;
  const stop = startRouter(screens);
  const shown = render(Partnerships, { params: {}, query: here.place.query });
  const sync = () => shown.rerender({ params: {}, query: here.place.query });
  return { ...shown, sync, stop };
}

const said = () => toasts.all.map(({ text }) => text).join('\n');
/** A cell of the grid by its place, once its row is there. */
async function cell(row: number, column: number): Promise<HTMLElement> {
  const found = () => document.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
  await waitFor(() => expect(found()?.textContent).not.toBe(''));
  return found()!;
}

describe('the grid', () => {
  it('draws only the rows in view of ten thousand, and asks for windows', async () => {
    const host = partnershipsDesk(fakeHost(), MANY);
    const { container } = show();
    await screen.findByRole('grid', { name: 'Dossiers' });
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(MANY + 2));
    await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(3));
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    for (const request of host.requests('dossiers.list')) expect(request.limit).toBeLessThanOrEqual(100);
    await expectAccessible(container);
  });

  it('sums per currency and status in its foot', async () => {
    partnershipsDesk(fakeHost());
    show();
    await screen.findByRole('grid');
    // What was asked and what was agreed are never one sum.
    expect(document.body.textContent).not.toMatch(/1\s332\s500/);
    expect(screen.getByText('Demandé').closest('div')?.textContent).toMatch(
      /98\s000\s€ · 3\s000\s000\sF\s?CFA/,
    );
    expect(screen.getByText('Convenu').closest('div')?.textContent).toMatch(/1\s234\s500\s€/);
  });

  it('writes a cell and takes it back', async () => {
    const host = partnershipsDesk(fakeHost());
    const user = userEvent.setup();
    show();
    (await cell(3, 4)).focus();
    await user.keyboard('{F2}');
    const field = screen.getByRole('textbox', { name: 'Modifier Prochaine action' });
    await user.clear(field);
    await user.type(field, 'Appeler lundi{Enter}');
    await waitFor(() => expect(host.requests('dossiers.update')).toHaveLength(1));
    expect(host.requests('dossiers.update')[0]).toEqual({
      id: dossierRow(3).id,
      fields: { next_action: 'Appeler lundi' },
    });
    await toasts.all.at(-1)?.undo?.();
    expect(host.requests('dossiers.update')[1]?.fields).toEqual({ next_action: dossierRow(3).next_action });
  });

  it('refuses what it does not understand and writes nothing', async () => {
    const host = partnershipsDesk(fakeHost());
    const user = userEvent.setup();
    show();
    (await cell(3, 5)).focus();
    await user.keyboard('{F2}');
    const field = screen.getByRole('textbox', { name: 'Modifier Pour le' });
    await user.clear(field);
    await user.type(field, 'bientôt{Enter}');
    expect(said()).toContain('« bientôt »'.replaceAll(' ', '\u202f'));
    expect(host.requests('dossiers.update')).toEqual([]);
  });

  it('asks for a reason where the stage wishes one', async () => {
    const host = partnershipsDesk(fakeHost());
    const user = userEvent.setup();
    show();
    (await cell(3, 2)).focus();
    await user.keyboard('{F2}');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Modifier Étape' }), 'suspendu');
    await user.type(await screen.findByRole('textbox', { name: /Raison/ }), 'Élections');
    await user.click(screen.getByRole('button', { name: 'Déplacer le dossier' }));
    await waitFor(() =>
      expect(host.requests('dossiers.move')).toEqual([
        { id: dossierRow(3).id, stage: 'suspendu', reason: 'Élections' },
      ]),
    );
  });

  it('pastes a block from Excel row by row, and takes the whole back', async () => {
    const host = partnershipsDesk(fakeHost());
    const user = userEvent.setup();
    show();
    await user.click(await cell(0, 4));
    await user.paste('Appeler\t12/01/2027\r\nÉcrire\tT1 2027\r\n');
    await waitFor(() => expect(said()).toContain('2 lignes modifiées'));
    expect(host.requests('dossiers.update')).toEqual([
      { id: dossierRow(0).id, fields: { next_action: 'Appeler', next_date: '2027-01-12' } },
      { id: dossierRow(1).id, fields: { next_action: 'Écrire', next_date: '2027-Q1' } },
    ]);
    await toasts.all.at(-1)?.undo?.();
    expect(host.requests('dossiers.update').slice(2)).toEqual([
      {
        id: dossierRow(1).id,
        fields: { next_action: dossierRow(1).next_action, next_date: dossierRow(1).next_date },
      },
      {
        id: dossierRow(0).id,
        fields: { next_action: dossierRow(0).next_action, next_date: dossierRow(0).next_date },
      },
    ]);
  });

  it('pastes nothing when one cell of the block is not understood', async () => {
    const host = partnershipsDesk(fakeHost());
    const user = userEvent.setup();
    show();
    await user.click(await cell(0, 4));
    await user.paste('Appeler\t12/01/2027\nÉcrire\tun jour\n');
    expect(said()).toContain('Rien n’a été collé');
    expect(host.requests('dossiers.update')).toEqual([]);
  });

  it('has the columns of one’s own, with their cells', async () => {
    const host = partnershipsDesk(fakeHost());
    const user = userEvent.setup();
    show();
    expect(await screen.findByRole('columnheader', { name: /Reçu fiscal envoyé/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Plus d’actions' }));
    await user.click(screen.getByRole('menuitem', { name: 'Choisir les colonnes' }));
    await user.type(await screen.findByRole('textbox', { name: 'Nouvelle colonne' }), 'Humeur');
    await user.click(screen.getByRole('button', { name: 'Ajouter la colonne' }));
    expect(host.requests('columns.add')).toEqual([{ entity: 'dossier', name: 'Humeur', kind: 'text' }]);
    await user.click(screen.getByRole('button', { name: 'Supprimer la colonne Priorité' }));
    expect(host.requests('columns.remove')).toEqual([{ id: OWN_COLUMNS[0]!.id }]);
    expect(said()).toContain('40 cellules remplies');
  });
});

describe('the question', () => {
  it('filters and sorts in the core, and stands in the address', async () => {
    const host = partnershipsDesk(fakeHost());
    const user = userEvent.setup();
    const { sync } = show();
    await screen.findByRole('grid');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Dossiers ouverts ou terminés' }), 'open');
    await sync();
    await waitFor(() =>
      expect(host.requests('dossiers.list').at(-1)).toMatchObject({ open: true, offset: 0 }),
    );
    await user.type(screen.getByRole('searchbox', { name: 'Chercher un dossier' }), 'karité');
    await waitFor(() => expect(decodeURIComponent(location.hash)).toContain('karité'));
    await sync();
    await waitFor(() =>
      expect(host.requests('dossiers.list').at(-1)).toMatchObject({ open: true, text: 'karité' }),
    );
  });

  it('says when nothing matches, and when there is nothing at all', async () => {
    partnershipsDesk(fakeHost(), 0);
    const { container, unmount } = show();
    await screen.findByText(/Apportez votre tableur/);
    await expectAccessible(container);
    unmount();
    show(`#/dossiers?v=${encodeURIComponent(JSON.stringify({ filter: { text: 'rien' } }))}`);
    expect(await screen.findByText('Aucun dossier ne correspond à ces filtres.')).toBeTruthy();
  });

  it('says what went wrong', async () => {
    partnershipsDesk(fakeHost()).fail('dossiers.list', new ApiError('internal', {}, true));
    show();
    expect(await screen.findByRole('alert')).toBeTruthy();
  });

  it('saves a view under its name', async () => {
    const host = partnershipsDesk(fakeHost());
    const user = userEvent.setup();
    show(`#/dossiers?v=${encodeURIComponent(JSON.stringify({ filter: { open: true } }))}`);
    await user.click(await screen.findByRole('button', { name: /^Vue/ }));
    await user.click(screen.getByRole('menuitem', { name: 'Enregistrer cette vue' }));
    await user.type(await screen.findByRole('textbox', { name: /Nom de la vue/ }), 'Mes ouverts');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    expect(host.requests('views.save')[0]).toMatchObject({
      name: 'Mes ouverts',
      entity: 'dossier',
      filter: { filter: { open: true } },
    });
  });

  it('exports in one gesture and prints every row', async () => {
    const host = partnershipsDesk(fakeHost(), 1100);
    host.saveAs = '/home/a/partenariats.xlsx';
    const user = userEvent.setup();
    // What stands on paper at the moment of printing.
    let onPaper = 0;
    host.print = async () => void (onPaper = document.querySelectorAll('.paper tbody tr').length);
    const hidden = dossierColumns({ members: [], own: [], filter: {}, widths: {} }).map(({ id }) => id);
    show(`#/dossiers?v=${encodeURIComponent(JSON.stringify({ hidden: hidden.slice(2) }))}`);
    await screen.findByRole('grid');
    await user.click(screen.getByRole('button', { name: 'Plus d’actions' }));
    await user.click(screen.getByRole('menuitem', { name: 'Exporter en tableur' }));
    await waitFor(() =>
      expect(host.requests('dossiers.export')).toEqual([{ path: '/home/a/partenariats.xlsx' }]),
    );
    await user.click(screen.getByRole('button', { name: 'Plus d’actions' }));
    await user.click(screen.getByRole('menuitem', { name: 'Imprimer la liste' }));
    await waitFor(() => expect(onPaper).toBe(1100));
    // WebKitGTK reads the page when its dialog is answered, long after the host did.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(document.querySelectorAll('.paper tbody tr')).toHaveLength(1100);
    expect(document.querySelector('[role="grid"]')?.closest('.no-print')).not.toBeNull();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.querySelector('.paper')).toBeNull());
    expect(document.querySelector('[role="grid"]')?.closest('.no-print')).toBeNull();
  });
});

describe('the board', () => {
  it('moves a card with the keyboard alone', async () => {
    const host = partnershipsDesk(fakeHost());
    const user = userEvent.setup();
    const { container } = show('#/dossiers?view=board');
    const card = (await screen.findByText(dossierRow(0).title)).closest('li') as HTMLElement;
    await expectAccessible(container);
    card.focus();
    await user.keyboard(' {ArrowRight}{ArrowRight} ');
    await waitFor(() =>
      expect(host.requests('dossiers.move')).toEqual([{ id: dossierRow(0).id, stage: 'concevoir' }]),
    );
  });

  it('puts a card back on Escape', async () => {
    const host = partnershipsDesk(fakeHost());
    const user = userEvent.setup();
    show('#/dossiers?view=board');
    ((await screen.findByText(dossierRow(0).title)).closest('li') as HTMLElement).focus();
    await user.keyboard(' {ArrowRight}{Escape}');
    expect(screen.getByText('La carte est restée à sa place.')).toBeTruthy();
    expect(host.requests('dossiers.move')).toEqual([]);
  });

  it('moves by the menu, with a reason when the stage wishes one', async () => {
    const host = partnershipsDesk(fakeHost());
    const user = userEvent.setup();
    show('#/dossiers?view=board');
    const menu = await screen.findByRole('button', {
      name: new RegExp(`Déplacer vers….: «.${dossierRow(3).title}.»`),
    });
    await user.click(menu);
    const list = document.getElementById(menu.getAttribute('aria-controls')!) as HTMLElement;
    await user.click(within(list).getByRole('menuitemradio', { name: 'Abandonné' }));
    await user.click(await screen.findByRole('button', { name: 'Déplacer le dossier' }));
    await waitFor(() =>
      expect(host.requests('dossiers.move')).toEqual([{ id: dossierRow(3).id, stage: 'abandonne' }]),
    );
  });

  it('follows the pointer to another column, and opens nothing at its end', async () => {
    const host = partnershipsDesk(fakeHost());
    const { container } = show('#/dossiers?view=board');
    const card = (await screen.findByText(dossierRow(0).title)).closest('li') as HTMLElement;
    // Columns of 100 pixels side by side: this DOM draws nothing.
    for (const [index, column] of [...container.querySelectorAll('[data-stage-column]')].entries())
      column.getBoundingClientRect = () => new DOMRect(index * 100, 0, 100, 600);
    const pointer = (type: string, at: Element | Window, x: number) =>
      fireEvent(
        at,
        new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, clientX: x, clientY: 50 }),
      );
    await pointer('pointerdown', card, 10);
    await pointer('pointermove', window, 13);
    expect(card.classList.contains('held')).toBe(false);
    await pointer('pointermove', window, 350);
    expect(card.classList.contains('held')).toBe(true);
    await pointer('pointerup', window, 350);
    await fireEvent.click(card.querySelector('a') as HTMLElement);
    expect(location.hash).toContain('view=board');
    await waitFor(() =>
      expect(host.requests('dossiers.move')).toEqual([{ id: dossierRow(0).id, stage: 'convention' }]),
    );
  });
});
