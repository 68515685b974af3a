import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError, type Settings } from '$host';
import type { FakeHost } from '$host/fake';
import { desk, deskChanged } from '$shell/desk.svelte';
import { preferences } from '$shell/preferences.svelte';
import { monday, status } from '../../../test/monday';
import { expectAccessible, fakeHost } from '../../../test/screen';
import Closed from './Closed.svelte';
import Onboarding from './Onboarding.svelte';
import SampleBanner from './SampleBanner.svelte';

let host: FakeHost;
let settings: Settings;
beforeEach(() => {
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
    .answer('desk.onboard', ({ sample }) => ({ ...status, sample }));
});

const go = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('the first steps', () => {
  it('ends in the sample workspace after four short steps', async () => {
    const { container } = render(Onboarding);
    await userEvent.click(screen.getByRole('radio', { name: /^125/ }));
    await waitFor(() => expect(preferences.now.text_size).toBe(1.25));
    await expectAccessible(container);
    await go('Continuer');
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Qui êtes-vous ?' }));
    await userEvent.click(screen.getByRole('radio', { name: /Je suis une ONG/ }));
    await expectAccessible(container);
    await go('Continuer');
    await userEvent.type(screen.getByLabelText('Nom de votre organisation'), ' ONG Baobab ');
    await userEvent.type(screen.getByLabelText('Votre nom'), 'Awa');
    await expectAccessible(container);
    await go('Continuer');
    await expectAccessible(container);
    // Names were given: one's own space comes first.
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /Par mon propre espace/ }).checked).toBe(true);
    await userEvent.click(screen.getByRole('radio', { name: /Par un espace d’exemple/ }));
    await go('Commencer');
    await waitFor(() =>
      expect(host.requests('desk.onboard')).toEqual([
        { language: 'fr', kind: 'ngo', name: 'ONG Baobab', person: 'Awa', sample: true },
      ]),
    );
    expect(desk.status?.sample).toBe(true);
  });

  it('can be gone through with Enter alone, saying nothing', async () => {
    render(Onboarding);
    await go('Continuer');
    await go('Continuer');
    await go('Passer');
    await userEvent.click(screen.getByRole('radio', { name: /Par mon propre espace/ }));
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(host.requests('desk.onboard')).toEqual([{ language: 'fr', sample: false }]));
  });

  it('keeps what was written when one goes back', async () => {
    render(Onboarding);
    await go('Continuer');
    await go('Continuer');
    await userEvent.type(screen.getByLabelText('Votre nom'), 'Awa');
    await go('Revenir');
    await go('Continuer');
    expect(screen.getByLabelText<HTMLInputElement>('Votre nom').value).toBe('Awa');
  });

  it('says why it could not begin, and stays', async () => {
    host.fail('desk.onboard', new ApiError('disk_full'));
    render(Onboarding);
    await go('Continuer');
    await go('Continuer');
    await go('Passer');
    await go('Commencer');
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Commencer' })).toBeTruthy();
  });
});

describe('the sample workspace', () => {
  it('says that it is one and goes in one gesture', async () => {
    deskChanged({ ...status, sample: true });
    host.answer('desk.leave_sample', () => ({ ...status, sample: false }));
    const { container } = render(SampleBanner);
    expect(screen.getByText(/inventés/)).toBeTruthy();
    await expectAccessible(container);
    await go('Effacer l’exemple et commencer');
    await waitFor(() => expect(desk.status?.sample).toBe(false));
  });
});

describe('a desk that does not open', () => {
  const failure = new ApiError('keys-keyring-no-service', {}, true, 'k-1');

  it('keeps the key in a file only after consent', async () => {
    const { container } = render(Closed, { failure });
    const open = screen.getByRole<HTMLButtonElement>('button', { name: 'Ouvrir avec un fichier' });
    expect(open.disabled).toBe(true);
    await expectAccessible(container);
    await userEvent.click(screen.getByRole('checkbox'));
    await userEvent.click(open);
    await waitFor(() => expect(host.opens).toEqual([{ keyInFile: true }]));
  });

  it('speaks of a first opening as of one, and says where the file will be', async () => {
    const first = new ApiError(
      'keys-keyring-no-service',
      { first: 1, folder: '/home/awa/.local/share/coexist' },
      true,
    );
    const { container } = render(Closed, { failure: first });
    expect(screen.getByRole('heading', { level: 1, name: 'Première ouverture' })).toBeTruthy();
    expect(screen.getByText(/rien n’est perdu : il n’y a encore rien/i)).toBeTruthy();
    expect(screen.getByText('/home/awa/.local/share/coexist')).toBeTruthy();
    await expectAccessible(container);
    await userEvent.click(screen.getByRole('checkbox'));
    await go('Commencer avec un fichier');
    await waitFor(() => expect(host.opens).toEqual([{ keyInFile: true }]));
  });

  it('tries again without a file, and says what still stands in the way', async () => {
    host.closed = new ApiError('keys-keyring-locked', {}, true, 'k-2');
    render(Closed, { failure });
    await go('Réessayer');
    expect(host.opens).toEqual([{ keyInFile: false }]);
    expect(await screen.findByText(/est verrouillé/)).toBeTruthy();
  });

  it('offers no file where a file would not help', () => {
    render(Closed, { failure: new ApiError('newer_database') });
    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});
