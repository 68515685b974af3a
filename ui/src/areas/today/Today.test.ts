import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '$host';
import type { FakeHost } from '$host/fake';
import { format } from '$i18n';
import { daysAfter, todayHere } from '$kit/periods';
import { toasts } from '$kit/toasts.svelte';
import { clear, item, LONG, monday, status, today } from '../../../test/monday';
import { expectAccessible, fakeHost } from '../../../test/screen';
import Today from './Today.svelte';
import { reason } from './kinds';

let host: FakeHost;
// Loaded when first asked for: compiling it is not what the tests wait for.
beforeAll(() => import('./LogCall.svelte'));
beforeEach(() => {
  // Not in happy-dom.
  HTMLElement.prototype.showPopover = function () {
    this.setAttribute('data-open', '');
  };
  HTMLElement.prototype.hidePopover = function () {
    this.removeAttribute('data-open');
  };
  host = monday(fakeHost());
  for (const toast of toasts.all) toasts.drop(toast.id);
});

const open = () => render(Today, { query: {} });
const first = async () => within(await screen.findByRole('region', { name: 'D’abord' }));

describe('Aujourd’hui', () => {
  it('shows at most seven cards, each with one verb and "plus tard", then everything', async () => {
    const { container } = open();
    const cards = (await first()).getAllByRole('article');
    expect(cards).toHaveLength(7);
    for (const card of cards) {
      expect(
        within(card)
          .getAllByRole('button')
          .filter((button) => !/Plus tard/.test(button.textContent ?? '')),
      ).toHaveLength(1);
      expect(within(card).getByRole('button', { name: /^Plus tard/ })).toBeTruthy();
    }
    expect(screen.getByRole('heading', { name: 'La liste complète' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Sans nouvelles (19)' })).toBeTruthy();
    expect(screen.getAllByText(new RegExp(LONG.slice(0, 30))).length).toBeGreaterThan(0);
    await expectAccessible(container);
  });

  it('says why, in words', () => {
    expect(reason(item())).toBe('Prévu il y a 2 jours.');
    expect(reason(item({ sentence: 'ends', params: { days: 128, date: '2027-03-31' } }))).toBe(
      'La convention se termine le 31 mars 2027, dans 128 jours.',
    );
    expect(reason(item({ sentence: 'news_exchange', params: { who: '', days: 0 } }))).toContain('Quelqu’un');
    const old = { params: { days: 892 }, due: '2024-06-14' };
    expect(reason(item(old))).toBe('Prévu le 14 juin 2024.');
    expect(reason(item({ ...old, sentence: 'task_late' }))).toBe('En retard depuis le 14 juin 2024.');
    expect(reason(item({ params: { days: 60 }, due: '2026-09-24' }))).toBe('Prévu il y a 60 jours.');
    expect(reason(item({ sentence: 'of_a_later_version' }))).toBe('À regarder.');
  });

  it('shows a long group whole when asked', async () => {
    open();
    await screen.findByRole('heading', { name: 'Sans nouvelles (19)' });
    const list = () => screen.getAllByRole('link', { name: /^Dossier ancien/ }).length;
    const before = list();
    await userEvent.click(screen.getByRole('button', { name: 'Montrer les 19 lignes' }));
    expect(list()).toBe(18);
    expect(before).toBeLessThan(18);
  });

  it('says explicitly that all is clear', async () => {
    host.answer('today.get', () => clear);
    const { container } = open();
    expect(await screen.findByText(/Tout est à jour/, { selector: '.empty p' })).toBeTruthy();
    await expectAccessible(container);
  });

  it('offers to bring a spreadsheet on an empty desk', async () => {
    host.answer('today.get', () => clear);
    host.answer('desk.status', () => ({
      ...status,
      counts: { organisations: 0, contacts: 0, dossiers: 0, tasks: 0 },
    }));
    open();
    expect(await screen.findByRole('link', { name: 'Apporter un tableur' })).toBeTruthy();
  });

  it('says what went wrong and asks again', async () => {
    host.fail('today.get', new ApiError('internal', {}, true, 'r-7'));
    open();
    const again = await screen.findByRole('button', { name: 'Réessayer' });
    host.answer('today.get', () => today);
    await userEvent.click(again);
    expect(await screen.findByRole('heading', { name: 'D’abord' })).toBeTruthy();
  });

  it('finishes a task, with the way back', async () => {
    host.answer('tasks.complete', () => ({ next: null, next_due: null }));
    open();
    await userEvent.click(
      (await first()).getByRole('button', { name: 'Terminer, Envoyer le rapport intermédiaire' }),
    );
    await waitFor(() => expect(host.requests('tasks.complete')).toEqual([{ id: 't1' }]));
    await toasts.all.at(-1)?.undo?.();
    expect(host.requests('history.undo')).toHaveLength(1);
  });

  it('puts a line off until a day counted from the desk’s date', async () => {
    host.answer('today.postpone', () => ({}));
    open();
    await userEvent.click(
      (await first()).getByRole('button', { name: 'Plus tard, Filière karité équitable' }),
    );
    const menu = within(document.querySelector<HTMLElement>('[data-open]')!);
    await userEvent.click(menu.getByRole('menuitem', { name: 'Lundi prochain', hidden: true }));
    await waitFor(() =>
      expect(host.requests('today.postpone')).toEqual([{ kind: 'renewal', id: 'd3', until: '2026-11-30' }]),
    );
  });

  it('asks whose when another choice is made', async () => {
    const { rerender } = open();
    await first();
    expect(host.requests('today.get')).toEqual([{}]);
    await rerender({ query: { whose: 'everybody' } });
    await waitFor(() => expect(host.requests('today.get').at(-1)).toEqual({ whose: 'everybody' }));
  });

  it('prints one page: at most thirty lines, the rest counted', async () => {
    const many = Array.from({ length: 90 }, (_, index) =>
      item({ id: `d${index}`, kind: index % 2 ? 'quiet' : 'to_call' }),
    );
    host.answer('today.get', () => ({ ...today, cards: many.slice(0, 7), all: many }));
    const { container } = open();
    await first();
    const sheet = container.querySelector('.sheet') as HTMLElement;
    expect(sheet.querySelectorAll('tbody tr')).toHaveLength(30);
    expect(sheet.textContent).toContain('et 30 autres lignes');
    expect(sheet.textContent).toContain('ONG Baobab · lundi 23 novembre 2026');
    await userEvent.click(screen.getByRole('button', { name: 'Imprimer la page' }));
    await waitFor(() => expect(host.printed).toBe(1));
  });

  it('prints fewer lines when they are long, and every group', async () => {
    const many = Array.from({ length: 90 }, (_, index) =>
      item({ id: `d${index}`, title: LONG, kind: index % 2 ? 'quiet' : 'to_call' }),
    );
    host.answer('today.get', () => ({ ...today, cards: many.slice(0, 7), all: many }));
    const { container } = open();
    await first();
    const tables = [...container.querySelectorAll('.sheet table')];
    expect(tables).toHaveLength(2);
    const lines = tables.map((table) => table.querySelectorAll('tbody tr').length);
    expect(Math.min(...lines)).toBeGreaterThan(0);
    // Five lines each: a sheet holds ten of them, not thirty.
    expect(lines.reduce((sum, count) => sum + count)).toBeLessThan(12);
  });
});

describe('logging a call', () => {
  it('takes a text and Ctrl+Enter from a card, and answers the next action', async () => {
    host.answer('exchanges.add', () => ({ id: 'e1' })).answer('dossiers.update', () => ({}));
    // As in the window, where every screen stands in the one <main>.
    const main = document.body.appendChild(document.createElement('main'));
    render(Today, { target: main, props: { query: {} } });
    await userEvent.click(
      (await first()).getByRole('button', { name: 'Noter l’appel, Rappeler au sujet du devis' }),
    );
    const field = await screen.findByLabelText('Ce qui s’est dit');
    await waitFor(() => expect(document.activeElement).toBe(field));
    await expectAccessible(main);
    await userEvent.keyboard('Devis accepté{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(host.requests('exchanges.add')).toEqual([
        { dossier: 'd1', organisation: 'o1', contact: 'c1', kind: 'call', text: 'Devis accepté' },
      ]),
    );
    await waitFor(() =>
      expect(host.requests('dossiers.update')).toEqual([
        { id: 'd1', fields: { next_action: null, next_date: null } },
      ]),
    );
    await waitFor(() => expect(toasts.all.at(-1)?.text).toBe('L’appel est noté.'));
    // One gesture, two writes: both go back.
    await toasts.all.at(-1)?.undo?.();
    expect(host.requests('history.undo')).toHaveLength(2);
    main.remove();
  });

  it('keeps the next action that is written, and a date as people write it', async () => {
    host.answer('exchanges.add', () => ({ id: 'e1' })).answer('dossiers.update', () => ({}));
    open();
    await userEvent.click(
      (await first()).getByRole('button', { name: 'Noter l’appel, Rappeler au sujet du devis' }),
    );
    await userEvent.type(await screen.findByLabelText('Ce qui s’est dit'), 'Rappellera');
    await userEvent.type(screen.getByLabelText('Prochaine action'), 'Envoyer la note');
    await userEvent.type(screen.getByLabelText('Pour quand'), '12/12/2026');
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() =>
      expect(host.requests('dossiers.update')).toEqual([
        { id: 'd1', fields: { next_action: 'Envoyer la note', next_date: '2026-12-12' } },
      ]),
    );
  });

  const logIt = async () => {
    await userEvent.click(
      (await first()).getByRole('button', { name: 'Noter l’appel, Rappeler au sujet du devis' }),
    );
    return screen.findByLabelText<HTMLTextAreaElement>('Ce qui s’est dit');
  };

  it('saves at the first click from a date just typed, read as people say it', async () => {
    host.answer('exchanges.add', () => ({ id: 'e1' })).answer('dossiers.update', () => ({}));
    open();
    await userEvent.type(await logIt(), 'Rappellera');
    await userEvent.type(screen.getByLabelText('Pour quand'), 'demain');
    expect(screen.getByText(format.longDate(daysAfter(todayHere(), 1)))).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() =>
      expect(host.requests('dossiers.update')).toEqual([
        { id: 'd1', fields: { next_action: null, next_date: daysAfter(todayHere(), 1) } },
      ]),
    );
    expect(host.requests('exchanges.add')).toHaveLength(1);
  });

  it('keeps everything: a press beside it closes nothing, and what was closed comes back whole', async () => {
    const kept = new Map<string, string>();
    host
      .answer('drafts.save', ({ key, text }) => (kept.set(key, text), {}))
      .answer('drafts.get', ({ key }) => {
        const text = kept.get(key);
        return { draft: text === undefined ? null : { key, text, at: 0 } };
      });
    open();
    await userEvent.type(await logIt(), 'Devis refusé');
    await userEvent.click(screen.getByRole('radio', { name: 'Réunion' }));
    await userEvent.type(screen.getByLabelText('Prochaine action'), 'Proposer moins');
    await userEvent.type(screen.getByLabelText('Pour quand'), '27/11/2026');
    const dialog = screen.getByLabelText('Prochaine action').closest('dialog') as HTMLDialogElement;
    await fireEvent.mouseDown(dialog);
    expect(dialog.open).toBe(true);
    await userEvent.click(screen.getAllByRole('button', { name: 'Fermer' }).at(-1)!);
    await waitFor(() => expect(document.querySelector('dialog[open]')).toBeNull());
    expect((await logIt()).value).toBe('Devis refusé');
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLInputElement>('Prochaine action').value).toBe('Proposer moins'),
    );
    expect(screen.getByLabelText<HTMLInputElement>('Pour quand').value).toBe('27 nov. 2026');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Réunion' }).checked).toBe(true);
  });

  it('keeps the room of its messages, and the box that ends the action', async () => {
    open();
    await logIt();
    const box = screen.getByRole<HTMLInputElement>('checkbox');
    expect(document.querySelectorAll('dialog[open] .steady')).toHaveLength(3);
    await userEvent.type(screen.getByLabelText('Prochaine action'), 'Relire');
    expect(screen.getByRole('checkbox')).toBe(box);
    expect(box.disabled && box.checked).toBe(true);
  });

  it('finds whom it was with by a few letters', async () => {
    const base = { excerpt: null, dossier: null, organisation: null, at: null };
    host
      .answer('exchanges.add', () => ({ id: 'e1' }))
      .answer('search.find', () => ({
        items: [
          { ...base, kind: 'task', id: 't9', title: 'Solder le compte' },
          {
            ...base,
            kind: 'contact',
            id: 'c9',
            title: 'Sol Ferrer',
            organisation: { id: 'o9', name: 'Solafrique SA' },
          },
        ],
      }));
    open();
    await first();
    await userEvent.click(screen.getByRole('button', { name: 'Noter un appel' }));
    const whom = await screen.findByRole('combobox', { name: 'Avec qui' });
    await waitFor(() => expect(document.activeElement).toBe(whom));
    await userEvent.type(whom, 'sol');
    await userEvent.click(await screen.findByRole('option', { name: /Sol Ferrer/, hidden: true }));
    expect(screen.queryByRole('option', { name: /Solder/, hidden: true })).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: 'Réunion' }));
    await userEvent.type(screen.getByLabelText('Ce qui s’est dit'), 'Bon accueil');
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() =>
      expect(host.requests('exchanges.add')).toEqual([
        { organisation: 'o9', contact: 'c9', kind: 'meeting', text: 'Bon accueil' },
      ]),
    );
  });

  it('asks for a word rather than logging nothing, and loses nothing when the desk refuses', async () => {
    host.fail('exchanges.add', new ApiError('disk_full'));
    open();
    await first();
    await userEvent.click(screen.getByRole('button', { name: 'Noter un appel' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Enregistrer' }));
    expect(screen.getByText('Écrivez au moins un mot, puis enregistrez.')).toBeTruthy();
    const field = screen.getByLabelText<HTMLTextAreaElement>('Ce qui s’est dit');
    await userEvent.type(field, 'Bonjour');
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(toasts.all.length).toBe(1));
    expect(field.value).toBe('Bonjour');
  });
});
