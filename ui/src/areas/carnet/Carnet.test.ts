import '../../../test/popover';
import { configure, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { setLocale } from '$i18n';
import { here, startRouter } from '$shell/router.svelte';
import { contact, organisation, partnershipsDesk } from '../../../test/partnerships';
import { expectAccessible, fakeHost } from '../../../test/screen';
import { screens } from '../table';
import Contact from './Contact.svelte';
import { countryCode, countryName, countryOptions } from './countries';
import Directory from './Directory.svelte';
import Organisation from './Organisation.svelte';

// The machine is shared: what is slow is not wrong.
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  location.hash = '#/directory';
  startRouter(screens);
});

describe('the list', () => {
  it('draws only what is in view of ten thousand organisations', async () => {
    const host = partnershipsDesk(fakeHost(), 10_000);
    const { container } = render(Directory, { params: {}, query: {} });
    await screen.findByRole('list', { name: 'Organisations' });
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(
      `${new Intl.NumberFormat('fr').format(10_000)} organisations`,
    );
    expect(screen.getAllByRole('listitem').length).toBeLessThan(60);
    for (const request of host.requests('organisations.list')) expect(request.limit).toBeLessThanOrEqual(100);
    await expectAccessible(container);
  });

  it('searches and filters in the core', async () => {
    const host = partnershipsDesk(fakeHost(), 10);
    const user = userEvent.setup();
    const { rerender } = render(Directory, { params: {}, query: {} });
    await user.type(await screen.findByRole('searchbox'), 'baobab');
    await waitFor(() => expect(here.place.query.text).toBe('baobab'));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Type d’organisation' }), 'ngo');
    await rerender({ params: {}, query: here.place.query });
    await waitFor(() =>
      expect(host.requests('organisations.list').at(-1)).toMatchObject({
        text: 'baobab',
        kind: 'ngo',
        sort: 'name',
      }),
    );
  });

  it('adds an organisation by its name alone', async () => {
    const host = partnershipsDesk(fakeHost(), 0);
    const user = userEvent.setup();
    render(Directory, { params: {}, query: {} });
    await screen.findByText(/Le carnet est vide/);
    await user.click(screen.getAllByRole('button', { name: 'Ajouter une organisation' })[0]!);
    await user.type(await screen.findByRole('textbox', { name: /^Nom \(/ }), 'Lycée de Kaya');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() =>
      expect(host.requests('organisations.create')[0]).toMatchObject({ name: 'Lycée de Kaya' }),
    );
    expect(location.hash).toContain('/organisations/');
  });
});

it('shows an organisation with its people and dossiers, long names included', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  const { container } = render(Organisation, { params: { id: 'o-1' }, query: {} });
  await screen.findByRole('heading', { level: 1, name: organisation().name });
  expect(screen.getByText('Jean-Christophe Delacroix')).toBeTruthy();
  await expectAccessible(container);
  await user.click(screen.getByRole('link', { name: 'garcin-delacroix.example' }));
  expect(host.opened).toEqual(['https://garcin-delacroix.example']);
  await user.click(screen.getByRole('button', { name: 'Modifier' }));
  const name = await screen.findByRole('textbox', { name: /^Nom \(/ });
  await user.clear(name);
  await user.type(name, 'Garcin SA');
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() =>
    expect(host.requests('organisations.update')).toEqual([
      { id: 'o-1', fields: { name: 'Garcin SA' }, seen: { name: 'n' } },
    ]),
  );
});

it('calls a country a country where no city is known', async () => {
  partnershipsDesk(fakeHost()).answer('organisations.get', () => ({
    ...organisation(),
    city: null,
    country: 'FR',
    address: null,
  }));
  render(Organisation, { params: { id: organisation().id }, query: {} });
  expect((await screen.findByText('France')).closest('div')?.textContent).toMatch(/^\s*Pays/);
});

it('says why a person’s details are kept, and notes who took over', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  const { container } = render(Contact, { params: { id: 'c-1' }, query: {} });
  await screen.findByRole('heading', { level: 1, name: contact().name });
  expect(screen.getByText('Intérêt légitime')).toBeTruthy();
  expect(screen.getByText('Carte de visite, salon de Genève, 2026')).toBeTruthy();
  await expectAccessible(container);
  await user.click(screen.getByRole('button', { name: 'Plus d’actions' }));
  await user.click(screen.getByRole('menuitem', { name: 'Noter son départ' }));
  await user.type(await screen.findByRole('textbox', { name: 'Nouvelle personne' }), 'Salimata Traoré');
  await user.click(screen.getAllByRole('button', { name: 'Noter le départ' }).at(-1)!);
  await waitFor(() =>
    expect(host.requests('contacts.replace')[0]).toMatchObject({ contact: 'c-1', by: expect.any(String) }),
  );
  expect(host.requests('contacts.create')[0]).toMatchObject({
    name: 'Salimata Traoré',
    organisation: contact().organisation!.id,
  });
});

describe('countries', () => {
  it('reads names in both languages and codes', () => {
    expect([
      countryCode('Côte d’Ivoire'),
      countryCode('Switzerland'),
      countryCode('bf'),
      countryCode('Atlantide'),
    ]).toEqual(['CI', 'CH', 'BF', null]);
  });

  it('offers every country once, and no grouping', async () => {
    const codes = countryOptions().map(({ value }) => value);
    expect(codes.length).toBeGreaterThan(240);
    expect(codes.length).toBeLessThan(256);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).not.toContain('EU');
    await setLocale('en');
    expect(countryName('DE')).toBe('Germany');
  });
});
