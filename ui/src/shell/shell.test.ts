import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import Sun from '@lucide/svelte/icons/sun';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, type SyncState } from '$host';
import type { FakeHost } from '$host/fake';
import { setLocale } from '$i18n';
import Sample from '../../test/Sample.svelte';
import { expectAccessible, fakeHost } from '../../test/screen';
import { activities, followActivities } from './activities.svelte';
import ActivityTray from './ActivityTray.svelte';
import ErrorCard from './ErrorCard.svelte';
import { setQuery } from './router.svelte';
import { screen as entry, type Area, type Found } from './screen';
import Shell from './Shell.svelte';
import SyncLine from './SyncLine.svelte';

const load = async () => ({ default: Sample });
const screens = {
  today: entry('/', 'today', load),
  dossiers: entry('/dossiers', 'partnerships', load, { wide: true }),
  dossier: entry('/dossiers/:id', 'partnerships', load),
  welcome: entry('/welcome', null, load, { bare: true }),
  missing: entry('/missing', null, () => Promise.reject(new Error('no such chunk'))),
};
const areas: Area<keyof typeof screens>[] = [
  { id: 'today', label: 'shell-area-today', icon: Sun, home: 'today' },
  { id: 'partnerships', label: 'shell-area-partnerships', icon: Sun, home: 'dossiers' },
];

let host: FakeHost;
let user: ReturnType<typeof userEvent.setup>;
beforeEach(() => {
  host = fakeHost().answer('activity.list', () => ({ items: [] }));
  user = userEvent.setup();
  location.hash = '#/';
});
afterEach(() => {
  location.hash = '';
});

async function show(more: object = {}) {
  const shown = render(Shell, { areas, screens, sync: { kind: 'saved' }, ...more });
  await screen.findByRole('heading', { level: 1 });
  return shown;
}

async function visit(hash: string) {
  location.hash = hash;
  window.dispatchEvent(new Event('hashchange'));
  await waitFor(() => expect(location.hash).toBe(hash));
}

describe('the frame', () => {
  it.each(['fr', 'en', 'qps-plocm'] as const)('has no finding of axe in %s', async (locale) => {
    await setLocale(locale);
    const { container } = await show();
    await expectAccessible(container);
  });

  it('shows the screen of the address, marks its area, and begins at its title', async () => {
    await show();
    await visit('#/dossiers/7?tab=journal');
    const title = await screen.findByRole('heading', { level: 1, name: 'Dossier 7' });
    await waitFor(() => expect(document.activeElement).toBe(title));
    expect(screen.getByText(/onglet journal/)).toBeTruthy();
    const links = within(screen.getByRole('navigation')).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('aria-current'))).toEqual([null, 'page']);
  });

  it('keeps the focus where it is when only the query changes, and the old page until the new one is there', async () => {
    const seen = vi.fn();
    location.hash = '#/dossiers';
    await show({
      screens: {
        ...screens,
        today: entry(
          '/',
          'today',
          () => new Promise((resolve) => seen.mockImplementation(() => resolve({ default: Sample }))),
        ),
      },
    });
    await visit('#/dossiers/7');
    await screen.findByRole('heading', { name: 'Dossier 7' });
    await user.click(screen.getByLabelText('Note'));
    setQuery({ tab: 'plan' });
    expect(await screen.findByText(/onglet plan/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Note'));
    await visit('#/');
    expect(screen.getByRole('heading', { name: 'Dossier 7' })).toBeTruthy();
    seen();
    expect(await screen.findByRole('heading', { name: 'Dossier liste' })).toBeTruthy();
  });

  it('says so when the page does not exist, cannot load, or breaks', async () => {
    await show();
    await visit('#/nowhere');
    expect(await screen.findByRole('heading', { name: 'Cette page n’existe plus' })).toBeTruthy();
    await visit('#/missing');
    expect(await screen.findByRole('alert')).toBeTruthy();
    await visit('#/dossiers/1');
    expect(await screen.findByRole('heading', { name: 'Dossier 1' })).toBeTruthy();
    await visit('#/dossiers/broken');
    expect((await screen.findByRole('alert')).textContent).toContain('Quelque chose n’a pas marché');
  });

  it('stands aside for the first steps', async () => {
    await show();
    await visit('#/welcome');
    await waitFor(() => expect(screen.queryByRole('navigation')).toBeNull());
    expect(screen.queryByRole('contentinfo')).toBeNull();
  });

  it('F6 walks the panes and comes round', async () => {
    await show();
    // A page begins at its title, in the content.
    await waitFor(() => expect(document.activeElement?.tagName).toBe('H1'));
    const panes = [];
    for (let step = 0; step < 4; step += 1) {
      await user.keyboard('{F6}');
      panes.push(document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'));
    }
    expect(panes).toEqual(['footer', 'navigation', 'content', 'footer']);
  });

  it('offers quick capture only when there is one', async () => {
    const { unmount } = await show();
    expect(screen.queryByRole('button', { name: 'Noter' })).toBeNull();
    unmount();
    await show({ capture: load });
    await user.keyboard('{Control>}{Shift>}N{/Shift}{/Control}');
    expect(await screen.findByRole('dialog', { name: 'Noter' })).toBeTruthy();
  });
});

describe('actions', () => {
  it('answer their keys, but not what types or undoes inside a field', async () => {
    await show();
    await user.keyboard('{Control>}z{/Control}');
    expect(screen.getByText(/Fait 1 fois/)).toBeTruthy();
    await user.click(screen.getByLabelText('Note'));
    await user.keyboard('{Control>}z{/Control}?');
    expect(screen.getByText(/Fait 1 fois/)).toBeTruthy();
    expect((screen.getByLabelText('Note') as HTMLInputElement).value).toBe('?');
  });

  it('"?" lists the shortcuts', async () => {
    await show();
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Raccourcis clavier' });
    expect(await within(dialog).findByText('Ranger le dossier')).toBeTruthy();
    expect(within(dialog).getByText('F6')).toBeTruthy();
  });
});

describe('the palette', () => {
  it('finds places without accents, walks with real focus and opens', async () => {
    const { container } = await show();
    await user.keyboard('{Control>}k{/Control}');
    const field = await screen.findByRole('combobox', { name: 'Chercher ou agir' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await expectAccessible(container);
    await user.keyboard('parte');
    expect(screen.getAllByRole('option').map((option) => option.textContent?.trim())).toEqual([
      'Partenariats',
    ]);
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.getAttribute('role')).toBe('option');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(location.hash).toBe('#/dossiers'));
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('runs an action of the present screen', async () => {
    await show();
    await user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('combobox');
    await user.keyboard('ranger{Enter}');
    expect(await screen.findByText(/Fait 1 fois/)).toBeTruthy();
  });

  it('puts records first and drops answers that were overtaken', async () => {
    const answers: Record<string, (found: Found[]) => void> = {};
    const search = (text: string) => new Promise<Found[]>((resolve) => (answers[text] = resolve));
    await show({ search });
    await user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('combobox');
    await user.keyboard('ea');
    answers['ea']?.([{ id: '2', label: 'Eau potable', href: '#/dossiers/2' }]);
    answers['e']?.([{ id: '1', label: 'École', href: '#/dossiers/1' }]);
    expect((await screen.findAllByRole('option'))[0]!.textContent).toContain('Eau potable');
    expect(screen.queryByText('École')).toBeNull();
  });

  it('goes on without records when the search fails', async () => {
    await show({ search: () => Promise.reject(new ApiError('internal')) });
    await user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('combobox');
    await user.keyboard('auj');
    expect(await screen.findByText(/La recherche dans les fiches/)).toBeTruthy();
    expect(screen.getByRole('option', { name: 'Aujourd’hui' })).toBeTruthy();
  });
});

describe('the sync line', () => {
  const at = Date.now() - 4 * 60_000;
  it.each<[SyncState, RegExp]>([
    [{ kind: 'saved' }, /^Tout est enregistré sur cet ordinateur$/],
    [{ kind: 'to_share', count: 3 }, /^3 éléments à partager$/],
    [{ kind: 'sharing', done: 2, total: 3 }, /^Partage en cours, 2 sur 3$/],
    [{ kind: 'up_to_date', with: 'l’ONG Baobab', at }, /^À jour avec l’ONG Baobab, il y a 4.min$/],
    [{ kind: 'to_decide', count: 1 }, /^Deux versions à départager$/],
  ])('%o', (state, sentence) => {
    render(SyncLine, { state });
    expect(screen.getByRole('status').textContent).toMatch(sentence);
  });
});

describe('activity', () => {
  it('counts what runs, stops it on demand and forgets it when done', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const running = {
      id: 'i',
      kind: 'never_heard_of',
      done: 1,
      total: 4,
      cancellable: true,
      state: 'running',
    } as const;
    host.answer('activity.list', () => ({ items: [running] })).answer('activity.cancel', () => ({}));
    const stop = followActivities();
    render(ActivityTray);
    expect(await screen.findByText('1 tâche en cours')).toBeTruthy();
    expect(screen.getByText('Travail en cours')).toBeTruthy();
    screen.getByText('Interrompre').click();
    await waitFor(() => expect(host.requests('activity.cancel')).toEqual([{ id: 'i' }]));
    host.emit('activity', { ...running, state: 'cancelled' });
    expect(await screen.findByText('Interrompu')).toBeTruthy();
    await vi.advanceTimersByTimeAsync(5000);
    expect(activities.all).toEqual([]);
    stop();
    vi.useRealTimers();
  });
});

describe('the error card', () => {
  it('says what to do, hides the reference behind details, offers to retry what may be retried', async () => {
    const onretry = vi.fn();
    const error = new ApiError('never_heard_of', {}, true, 'K7-42');
    const { container } = render(ErrorCard, { error, onretry });
    await expectAccessible(container);
    expect(screen.getByRole('alert').textContent).not.toContain('never_heard_of');
    expect(screen.getByText(/K7-42/).closest('details')?.open).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(onretry).toHaveBeenCalledOnce();
  });
});
