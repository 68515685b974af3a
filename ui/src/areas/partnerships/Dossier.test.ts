import '../../../test/popover';
import { configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { ApiError } from '$host';
import { toasts } from '$kit/toasts.svelte';
import { startRouter } from '$shell/router.svelte';
import { fullDossier, OWN_COLUMNS, partnershipsDesk } from '../../../test/partnerships';
import { expectAccessible, fakeHost } from '../../../test/screen';
import { screens } from '../table';
import Dossier from './Dossier.svelte';

// The machine is shared: what is slow is not wrong.
configure({ asyncUtilTimeout: 10_000 });
const ID = 'd-2';

beforeEach(() => {
  for (const { id } of toasts.all) toasts.drop(id);
  location.hash = `#/dossiers/${ID}`;
  startRouter(screens);
});

async function show(tab = 'journal') {
  const shown = render(Dossier, { params: { id: ID }, query: { tab } });
  await screen.findByRole('heading', { level: 1, name: fullDossier().title });
  return shown;
}

it('names five parties with their sides and roles, the stage as a step, what is missing, both versions', async () => {
  partnershipsDesk(fakeHost());
  const { container } = await show();
  const parties = screen.getByRole('region', { name: 'Organisations du dossier' });
  expect(
    within(parties).getAllByRole('link', { name: /Baobab|Garcin|Lémanique|départemental|Fédération/ }),
  ).toHaveLength(5);
  expect(within(parties).getByText(/Voix des personnes concernées/)).toBeTruthy();
  expect(parties.querySelectorAll('.marker.company')).toHaveLength(1);
  expect(parties.querySelectorAll('.marker.ngo')).toHaveLength(2);
  expect(container.querySelector('[aria-current="step"]')?.textContent).toContain('Concevoir');
  expect(screen.getByText('un montant ou un apport')).toBeTruthy();
  expect(screen.getByText('Attendre le conseil d’administration')).toBeTruthy();
  expect(screen.getByText('Revenu après suppression')).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Entre nous' })).toBeTruthy();
  expect(screen.getByRole('region', { name: /^Avec Association Baobab/ })).toBeTruthy();
  await expectAccessible(container);
});

it('folds the empty columns of one’s own into one line', async () => {
  partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  await show();
  const side = within(screen.getByRole('complementary'));
  expect(side.getByRole('textbox', { name: 'Priorité' })).toBeTruthy();
  expect(side.queryByRole('textbox', { name: 'Bénéficiaires' })).toBeNull();
  await user.click(side.getByRole('button', { name: 'Afficher les 2 champs vides' }));
  expect(side.getByRole('textbox', { name: 'Bénéficiaires' })).toBeTruthy();
  expect(side.getByRole('combobox', { name: 'Reçu fiscal envoyé' })).toBeTruthy();
});

it('writes a field with the token it was read with', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  await show();
  const field = screen.getByRole('textbox', { name: 'Prochaine action' });
  await user.clear(field);
  await user.type(field, 'Appeler Chloé');
  await user.tab();
  await waitFor(() =>
    expect(host.requests('dossiers.update')).toEqual([
      { id: ID, fields: { next_action: 'Appeler Chloé' }, seen: { next_action: 'tok' } },
    ]),
  );
  await toasts.all.at(-1)?.undo?.();
  expect(host.requests('history.undo')).toHaveLength(1);
});

it('reads a date as it is written, and says when it cannot', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  await show();
  const field = screen.getByRole('textbox', { name: 'Pour le' });
  await user.clear(field);
  await user.type(field, 'après Pâques');
  await user.tab();
  expect(await screen.findByText(/Cette date n’est pas claire/)).toBeTruthy();
  expect(host.requests('dossiers.update')).toEqual([]);
  await user.clear(field);
  await user.type(field, 'T2 2027');
  await user.tab();
  await waitFor(() => expect(host.requests('dossiers.update')[0]?.fields).toEqual({ next_date: '2027-Q2' }));
});

it('writes a column of one’s own', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  await show();
  await user.click(await screen.findByRole('button', { name: /champs vides/ }));
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Reçu fiscal envoyé' }), 'true');
  await waitFor(() =>
    expect(host.requests('dossiers.update')[0]?.fields).toEqual({ [`own:${OWN_COLUMNS[1]!.id}`]: 'true' }),
  );
});

it('notes in the journal with one field, and keeps what was typed until then', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  await show();
  await user.type(screen.getByRole('textbox', { name: 'Nouvelle entrée' }), 'Forage réparé');
  await waitFor(() =>
    expect(host.requests('drafts.save').at(-1)).toEqual({ key: `journal:${ID}`, text: 'Forage réparé' }),
  );
  await user.click(screen.getByRole('button', { name: 'Noter dans le journal' }));
  await waitFor(() => expect(host.requests('journal.add')).toEqual([{ dossier: ID, text: 'Forage réparé' }]));
});

it('logs an exchange in two fields and takes a dropped mail', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  const { container } = await show('exchanges');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Type d’échange' }), 'meeting');
  await user.type(screen.getByRole('textbox', { name: 'Ce qui s’est dit' }), 'Accord de principe');
  await user.click(screen.getByRole('button', { name: 'Noter l’échange' }));
  await waitFor(() =>
    expect(host.requests('exchanges.add')[0]).toMatchObject({
      dossier: ID,
      kind: 'meeting',
      text: 'Accord de principe',
    }),
  );
  host.emit('dropped', { paths: ['/home/a/budget.eml', '/home/a/photo.jpg'], x: 0, y: 0 });
  await waitFor(() =>
    expect(host.requests('exchanges.take_mail')).toEqual([{ path: '/home/a/budget.eml', dossier: ID }]),
  );
  expect(toasts.all.map(({ text }) => text).join(' ')).toContain(
    'Ce fichier n’est pas un courriel enregistré',
  );
  await expectAccessible(container);
});

it('shows money with each currency’s own decimals, and refuses centimes where there are none', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  const { container } = await show('amounts');
  const table = screen.getByRole('table', { name: 'Montants' });
  expect(table.textContent).toMatch(/3\s000\s000\sF\s?CFA/);
  expect(table.textContent).toMatch(/12\s500,50\sCHF/);
  await expectAccessible(container);
  await user.click(within(table).getByRole('button', { name: /F\s?CFA/ }));
  await user.click(
    screen
      .getAllByRole('menuitem', { name: 'Modifier' })
      .find((item) => item.parentElement?.getAttribute('aria-label')?.match(/F\s?CFA/))!,
  );
  const field = await screen.findByRole('textbox', { name: 'Montant' });
  await user.clear(field);
  await user.type(field, '12,5');
  expect(await screen.findByText(/plus de décimales/)).toBeTruthy();
  await user.clear(field);
  await user.type(field, '2 500 000');
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() =>
    expect(host.requests('amounts.update')).toEqual([
      { id: fullDossier().amounts[1]!.id, fields: { amount: 2500000 } },
    ]),
  );
});

it('takes a responsible colleague away', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  await show();
  await user.click(screen.getByRole('button', { name: `Retirer ${fullDossier().responsible[0]!.name}` }));
  await waitFor(() => expect(host.requests('dossiers.update')[0]?.fields).toEqual({ responsible: [] }));
});

it('says what went wrong', async () => {
  partnershipsDesk(fakeHost()).fail('dossiers.get', new ApiError('not_found', { kind: 'dossier' }));
  render(Dossier, { params: { id: ID }, query: {} });
  expect(await screen.findByRole('alert')).toBeTruthy();
});
