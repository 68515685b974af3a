import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, type Settings as Kept } from '$host';
import type { FakeHost } from '$host/fake';
import { toasts } from '$kit/toasts.svelte';
import { deskChanged } from '$shell/desk.svelte';
import { loadPreferences } from '$shell/preferences.svelte';
import { monday, status } from '../../../test/monday';
import { expectAccessible, fakeHost } from '../../../test/screen';
import Settings from './Settings.svelte';

const PARTS = ['reading', 'mine', 'colleagues', 'sharing', 'data', 'about'];
const UNTIL = Date.UTC(2026, 11, 7, 12);
const LINK = 'coexist://join?endpoint=https%3A%2F%2Fcoexist.example&pin=a&secret=b&grant=c';

let host: FakeHost;
let settings: Kept;
beforeEach(async () => {
  for (const toast of toasts.all) toasts.drop(toast.id);
  settings = {
    language: 'fr',
    theme: 'system',
    contrast: 'system',
    text_size: 1,
    quiet_weeks: 6,
    renewal_months: 6,
  };
  host = monday(fakeHost())
    .answer('settings.get', () => settings)
    .answer('settings.set', (change) => (settings = { ...settings, ...change }))
    .answer('sync.status', () => ({
      connected: true,
      organisation: 'ONG Baobab',
      endpoint: 'https://coexist.example',
      role: 'owner',
      unsent: 3,
      last: UNTIL,
      trouble: 'endpoint-unreachable',
      state: { kind: 'to_share', count: 3 },
    }));
  deskChanged(status);
  await loadPreferences();
});

/** In a `main`, as in the window: the header of a dialog there is no banner of the page. */
const open = (tab: string) =>
  render(Settings, {
    target: document.body.appendChild(document.createElement('main')),
    props: { query: { tab } },
  });
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const alone = () =>
  host.answer('sync.status', () => ({ connected: false, unsent: 0, state: { kind: 'saved' } }));

describe('every part', () => {
  it.each(PARTS)('%s is accessible', async (part) => {
    const { container } = open(part);
    await screen.findAllByRole('heading', { level: 2 });
    await waitFor(() => expect(container.querySelector('[aria-busy]')).toBeNull());
    await expectAccessible(container);
  });
});

describe('reading', () => {
  it('applies at once and keeps', async () => {
    open('reading');
    await userEvent.click(screen.getByRole('radio', { name: 'Sombre' }));
    await waitFor(() => expect(settings.theme).toBe('dark'));
    expect(document.documentElement.dataset.theme).toBe('dark');
    await userEvent.click(screen.getByRole('radio', { name: 'Plus fort' }));
    await waitFor(() => expect(settings.contrast).toBe('more'));
  });

  it('says what a number of weeks can be', async () => {
    open('reading');
    const weeks = screen.getByLabelText('Sans nouvelles après, en semaines');
    await userEvent.clear(weeks);
    await userEvent.type(weeks, '80{Tab}');
    expect(await screen.findByText('Écrivez un nombre entier, de 1 à 52.')).toBeTruthy();
    expect(host.requests('settings.set')).toEqual([]);
    await userEvent.clear(weeks);
    await userEvent.type(weeks, '8{Tab}');
    await waitFor(() => expect(host.requests('settings.set')).toEqual([{ quiet_weeks: 8 }]));
  });
});

describe('me and my organisation', () => {
  it('keeps a name and initials', async () => {
    host.answer('members.me', () => ({
      ...status.me!,
      email: null,
      role: 'owner',
      left: null,
      me: true,
      dossiers: 0,
      tasks: 0,
    }));
    open('mine');
    const name = await screen.findByLabelText<HTMLInputElement>('Votre nom');
    expect(name.value).toBe('Awa Keller');
    await userEvent.clear(name);
    await userEvent.click(screen.getAllByRole('button', { name: 'Enregistrer' })[0]!);
    expect(screen.getByText('Écrivez votre nom, puis enregistrez.')).toBeTruthy();
    await userEvent.type(name, 'Awa Diop');
    await userEvent.click(screen.getAllByRole('button', { name: 'Enregistrer' })[0]!);
    await waitFor(() =>
      expect(host.requests('members.me')).toEqual([
        { name: 'Awa Diop', initials: 'AK', email: 'awa@baobab.example' },
      ]),
    );
  });

  it('names the organisation without leaving the sample', async () => {
    deskChanged({ ...status, sample: true });
    host.answer('desk.onboard', () => status);
    open('mine');
    const name = await screen.findByLabelText('Nom de l’organisation');
    await userEvent.clear(name);
    await userEvent.type(name, 'Baobab France');
    await userEvent.click(screen.getAllByRole('button', { name: 'Enregistrer' })[1]!);
    await waitFor(() =>
      expect(host.requests('desk.onboard')).toEqual([
        { language: 'fr', kind: 'ngo', name: 'Baobab France', sample: true },
      ]),
    );
  });
});

describe('colleagues', () => {
  it('invites by a link that can be copied by keyboard', async () => {
    host.answer('members.invite', () => ({ invitation: LINK, expires: UNTIL }));
    open('colleagues');
    await userEvent.type(await screen.findByLabelText('Nom du collègue'), 'Claire Monod');
    await userEvent.click(screen.getByRole('radio', { name: 'Peut lire' }));
    await press('Créer l’invitation');
    const link = await screen.findByLabelText<HTMLTextAreaElement>('Lien pour Claire Monod');
    expect(host.requests('members.invite')).toEqual([{ name: 'Claire Monod', role: 'reader' }]);
    expect(link.value).toBe(LINK);
    expect(document.activeElement).toBe(link);
    expect([link.selectionStart, link.selectionEnd]).toEqual([0, LINK.length]);
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new Error('refused'));
    await press('Copier le lien');
    await waitFor(() => expect(toasts.all.at(-1)?.text).toContain('Ctrl+C'));
  });

  it('says who may invite when one may not, and what comes first when alone', async () => {
    host.fail('members.invite', new ApiError('not-an-owner'));
    const { unmount } = open('colleagues');
    await userEvent.type(await screen.findByLabelText('Nom du collègue'), 'Claire');
    await press('Créer l’invitation');
    expect(await screen.findByText(/Seule une personne responsable/)).toBeTruthy();
    unmount();
    alone();
    open('colleagues');
    expect(await screen.findByText(/Rejoignez d’abord une organisation/)).toBeTruthy();
  });

  it('adds a colleague by initials and notes a departure', async () => {
    host.answer('members.add_colleague', () => ({ id: 'p9' })).answer('members.update', () => ({}));
    open('colleagues');
    await screen.findByText('Fatou Diallo');
    await press('Ajouter');
    expect(screen.getByText('Écrivez un nom ou des initiales.')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('Initiales'), 'MB');
    await press('Ajouter');
    await waitFor(() => expect(host.requests('members.add_colleague')).toEqual([{ initials: 'MB' }]));
    // Who has joined is taken off the roster; who was never invited only leaves.
    await press('Noter le départ de JPM');
    await waitFor(() => expect(host.requests('members.update')).toEqual([{ id: 'p3', left: '2026-11-23' }]));
  });

  const rights = () => screen.queryAllByRole('button', { name: /^Droits et départ/ });

  it('changes what a colleague may do', async () => {
    host.answer('members.change_role', () => ({}));
    open('colleagues');
    await screen.findByRole('button', { name: /Droits et départ.*Fatou/ });
    // Not of those who left, nor of those who were never invited.
    expect(rights()).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: /Droits et départ.*Fatou/ }));
    const dialog = within(screen.getByRole('dialog', { name: 'Fatou Diallo' }));
    expect(document.activeElement).toBe(dialog.getByRole('radio', { name: 'Peut modifier' }));
    const change = dialog.getByRole<HTMLButtonElement>('button', { name: 'Changer ses droits' });
    expect(change.disabled).toBe(true);
    await userEvent.click(dialog.getByRole('radio', { name: 'Peut lire' }));
    await expectAccessible(screen.getByRole('dialog'));
    const asked = host.requests('members.list').length;
    await userEvent.click(change);
    await waitFor(() => expect(host.requests('members.change_role')).toEqual([{ id: 'p2', role: 'reader' }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(toasts.all.at(-1)?.text).toMatch(/^Fatou Diallo.*Peut lire/);
    expect(host.requests('members.list')).toHaveLength(asked + 1);
    expect(host.requests('members.remove')).toEqual([]);
  });

  it('takes a colleague off the organisation, and says why one cannot go', async () => {
    host.fail('members.remove', new ApiError('last-owner'));
    open('colleagues');
    await userEvent.click(await screen.findByRole('button', { name: /Droits et départ.*Awa/ }));
    const remove = () =>
      userEvent.click(
        within(screen.getByRole('dialog')).getByRole('button', { name: 'Retirer de l’organisation' }),
      );
    await remove();
    expect(await screen.findByText(/garde au moins une personne responsable/)).toBeTruthy();
    expect(screen.getByRole('dialog', { name: 'Awa Keller' })).toBeTruthy();
    await expectAccessible(screen.getByRole('dialog'));
    await userEvent.click(screen.getByRole('button', { name: 'Fermer' }));
    host.answer('members.remove', () => ({}));
    await userEvent.click(screen.getByRole('button', { name: /Droits et départ.*Fatou/ }));
    expect(screen.queryByText(/garde au moins une personne responsable/)).toBeNull();
    await remove();
    await waitFor(() => expect(host.requests('members.remove').at(-1)).toEqual({ id: 'p2' }));
    await waitFor(() => expect(toasts.all.at(-1)?.text).toMatch(/Fatou Diallo ne fait plus partie/));
  });

  it('takes a lost computer off, and says why it could not', async () => {
    host.fail('devices.remove', new ApiError('endpoint-unreachable', {}, true));
    open('colleagues');
    const lost = () => screen.findByRole('button', { name: /^Retirer.*antenne de Ouahigouya/ });
    await lost();
    // Neither this computer nor one that is off already.
    expect(screen.queryByRole('button', { name: /^Retirer.*Portable du bureau/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Retirer.*Ancien portable/ })).toBeNull();
    expect(screen.getByText(/^Fatou Diallo.*Rien reçu de ce poste pour le moment$/)).toBeTruthy();
    await userEvent.click(await lost());
    const dialog = within(screen.getByRole('dialog', { name: /antenne de Ouahigouya/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Retirer ce poste' }));
    expect(await dialog.findByText(/ne répond pas/)).toBeTruthy();
    await expectAccessible(screen.getByRole('dialog'));
    host.answer('devices.remove', () => ({}));
    const asked = host.requests('devices.list').length;
    await userEvent.click(dialog.getByRole('button', { name: 'Retirer ce poste' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(host.requests('devices.remove').at(-1)).toEqual({ id: 'dev4' });
    expect(host.requests('devices.list')).toHaveLength(asked + 1);
    expect(toasts.all.at(-1)?.text).toMatch(/poste retiré/);
  });

  it('leaves the rights of others to those responsible, and one’s own computers to oneself', async () => {
    const before = await host.call('sync.status', {});
    host.answer('sync.status', () => ({ ...before, role: 'editor' }));
    open('colleagues');
    await screen.findByRole('button', { name: /^Retirer.*Ordinateur de la maison/ });
    expect(rights()).toEqual([]);
    expect(screen.queryByRole('button', { name: /^Retirer.*Ouahigouya/ })).toBeNull();
  });

  it('lists no computers to who works alone, and says why they cannot be listed', async () => {
    host.fail('devices.list', new ApiError('internal'));
    const { unmount } = open('colleagues');
    const postes = await screen.findByRole('region', { name: 'Postes' });
    expect(await within(postes).findByRole('alert')).toBeTruthy();
    unmount();
    alone();
    const asked = host.requests('devices.list').length;
    open('colleagues');
    await screen.findByText(/Rejoignez d’abord une organisation/);
    expect(screen.queryByRole('region', { name: 'Postes' })).toBeNull();
    expect(rights()).toEqual([]);
    expect(host.requests('devices.list')).toHaveLength(asked);
  });
});

describe('sharing', () => {
  it('says where it stands, what was in the way, and shares now', async () => {
    host.answer('sync.now', () => ({
      sent: 2,
      received: 5,
      round_trips: 1,
      bytes_up: 1,
      bytes_down: 1,
      waiting: 0,
      refused: 0,
    }));
    open('sharing');
    expect(await screen.findByText('https://coexist.example')).toBeTruthy();
    expect(screen.getByText(/ne répond pas/)).toBeTruthy();
    await press('Synchroniser maintenant');
    await waitFor(() => expect(toasts.all.at(-1)?.text).toMatch(/Envoyés.*2.*Reçus.*5/));
  });

  it('joins only after the invitation was read out and confirmed', async () => {
    alone();
    host
      .answer('sync.read_invitation', () => ({
        organisation: 'ONG Baobab',
        person: 'Claire',
        role: 'editor',
        expires: UNTIL,
        endpoint: 'https://coexist.example',
      }))
      .answer('sync.connect', () => ({ organisation: 'ONG Baobab', role: 'editor', brought: 7 }));
    const { container } = open('sharing');
    // As a mail program breaks it.
    await userEvent.click(await screen.findByLabelText('Lien d’invitation'));
    await userEvent.paste(`<${LINK.slice(0, 30)}\n  ${LINK.slice(30)}>`);
    await press('Lire l’invitation');
    await screen.findByRole('region', { name: 'Invitation de ONG Baobab' });
    expect(host.requests('sync.read_invitation')).toEqual([{ invitation: LINK }]);
    expect(host.requests('sync.connect')).toEqual([]);
    expect(container.textContent).toContain('vos collègues le verront');
    await expectAccessible(container);
    await press('Rejoindre');
    await waitFor(() => expect(host.requests('sync.connect')).toEqual([{ invitation: LINK }]));
    await waitFor(() => expect(toasts.all.at(-1)?.text).toContain('7 fiches'));
  });

  it('says why a link is no invitation, and forgets what was read when it changes', async () => {
    alone();
    host.fail('sync.read_invitation', new ApiError('invitation-expired'));
    open('sharing');
    await userEvent.type(await screen.findByLabelText('Lien d’invitation'), 'coexist://join?x');
    await press('Lire l’invitation');
    expect(await screen.findByText(/n’est plus valable/)).toBeTruthy();
    await userEvent.type(screen.getByLabelText('Lien d’invitation'), 'y');
    expect(screen.queryByText(/n’est plus valable/)).toBeNull();
  });
});

describe('data', () => {
  it('says in which folder the data stands', () => {
    deskChanged(status);
    open('data');
    expect(screen.getByText(status.folder)).toBeTruthy();
  });

  it('says when a file keeps the key, once', async () => {
    deskChanged({
      ...status,
      key_slots: ['keyring', 'file'],
      warnings: ['keys-file-slot-in-use', 'keys-copy-healed'],
    });
    open('data');
    const key = screen.getByRole('region', { name: 'La clé des données' });
    expect(key.textContent).toMatch(/2 choses ouvrent.*trousseau.*Un fichier/s);
    expect(screen.getByRole('region', { name: 'À savoir' }).querySelectorAll('li')).toHaveLength(1);
  });
});
