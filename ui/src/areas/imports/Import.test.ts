import '../../../test/popover';
import { configure, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { ApiError } from '$host';
import { toasts } from '$kit/toasts.svelte';
import { startRouter } from '$shell/router.svelte';
import { partnershipsDesk, preview } from '../../../test/partnerships';
import { expectAccessible, fakeHost } from '../../../test/screen';
import { screens } from '../table';
import Import from './Import.svelte';
import Imported from './Imported.svelte';
import Imports from './Imports.svelte';
import { FIELD_GROUPS, guesses, withApart, withField, withWord } from './mapping';
import { referenceText } from './words';

// The machine is shared: what is slow is not wrong.
configure({ asyncUtilTimeout: 10_000 });
const PATH = '/home/a/suivi.xlsx';

beforeEach(() => {
  for (const { id } of toasts.all) toasts.drop(id);
  location.hash = '#/imports/new';
  startRouter(screens);
});

async function chosen(host = partnershipsDesk(fakeHost())) {
  host.picks = [PATH];
  const user = userEvent.setup();
  const shown = render(Import);
  await user.click(await screen.findByRole('button', { name: 'Choisir un fichier' }));
  await screen.findByRole('heading', { name: 'Ce que l’import ferait' });
  return { host, user, ...shown };
}

it('shows how the file is understood and what importing it would do, without writing', async () => {
  const { host, container } = await chosen();
  expect(screen.getByText('nouveaux dossiers').closest('div')?.textContent).toContain('45');
  expect(screen.getByText(/1 ligne ne peut pas être reprise/)).toBeTruthy();
  expect(screen.getByText(/Suivi partenariats 2024/)).toBeTruthy();
  expect(screen.getByRole('combobox', { name: /Montant envisagé/ })).toBeTruthy();
  expect(screen.getByText('À vérifier')).toBeTruthy();
  expect(host.requests('dossiers.import')).toEqual([]);
  await expectAccessible(container);
});

it('asks again with what the person changed: a column, a status, a colour, a colleague', async () => {
  const { host, user } = await chosen();
  await user.selectOptions(screen.getByRole('combobox', { name: /Humeur/ }), 'notes');
  await user.selectOptions(screen.getByRole('combobox', { name: /^en cours/ }), 'concevoir');
  await user.click(screen.getByText(/Couleurs des lignes/));
  await user.selectOptions(screen.getByRole('combobox', { name: /à relancer/ }), 'definir');
  await waitFor(() => {
    const mapping = host.requests('imports.preview').at(-1)?.mapping;
    expect(mapping?.sheets[0]?.columns[3]).toMatchObject({ index: 3, field: 'notes', confidence: 1 });
    expect(mapping?.statuses['en cours']).toEqual({ code: 'concevoir', guessed: false });
    expect(mapping?.colours['#FFC000']).toEqual({ text: 'à relancer', stage: 'definir', guessed: false });
  });
});

it('keeps two likely doubles apart, and joins them again', async () => {
  const { host, user, container } = await chosen();
  await user.click(screen.getByText('2 doubles probables'));
  await user.click(screen.getByRole('button', { name: 'Garder séparés, Hydro Alpes' }));
  await waitFor(() =>
    expect(host.requests('imports.preview').at(-1)?.mapping?.keep_apart).toEqual(['signes-hydro-alpes']),
  );
  // Nothing to decide where the rules made two of them, or where the core names no key.
  expect(screen.queryByRole('button', { name: /Fond. Lémanique/ })).toBeNull();
  await expectAccessible(container);
});

it('imports with the mapping on screen, and opens what is to be looked at', async () => {
  const { host, user } = await chosen();
  await user.click(screen.getByRole('button', { name: 'Importer' }));
  await waitFor(() => expect(location.hash).toMatch(/^#\/imports\/.+/));
  expect(host.requests('dossiers.import')).toEqual([{ path: PATH, mapping: preview().mapping }]);
});

it('takes the command that the core names', async () => {
  const host = partnershipsDesk(fakeHost()).answer('imports.preview', () => ({
    ...preview(),
    command: 'organisations.import',
  }));
  const { user } = await chosen(host);
  await user.click(screen.getByRole('button', { name: 'Importer' }));
  await waitFor(() => expect(host.requests('organisations.import')).toHaveLength(1));
});

it('offers to continue or to undo what was stopped', async () => {
  const stopped = { ...preview().outcome, action: 'act-1', cancelled: true };
  const host = partnershipsDesk(fakeHost())
    .answer('dossiers.import', () => stopped)
    .answer('actions.undo', () => ({ undone: true, records: 48 }));
  const { user } = await chosen(host);
  await user.click(screen.getByRole('button', { name: 'Importer' }));
  await screen.findByRole('heading', { name: 'Import interrompu' });
  expect(screen.getByRole('button', { name: 'Continuer l’import' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Annuler tout l’import' }));
  await waitFor(() => expect(host.requests('actions.undo')).toEqual([{ action: 'act-1' }]));
});

it('leaves a stopped import that turns out to be whole, and stays with one that runs', async () => {
  const stopped = { ...preview().outcome, action: 'act-1', cancelled: true };
  const host = partnershipsDesk(fakeHost())
    .answer('dossiers.import', () => stopped)
    .fail('actions.continue', new ApiError('action-running'));
  const { user } = await chosen(host);
  await user.click(screen.getByRole('button', { name: 'Importer' }));
  await user.click(await screen.findByRole('button', { name: 'Continuer l’import' }));
  await waitFor(() => expect(toasts.all.at(-1)?.text).toMatch(/encore en cours/));
  host.fail('actions.undo', new ApiError('action-finished'));
  await user.click(await screen.findByRole('button', { name: 'Annuler tout l’import' }));
  await waitFor(() => expect(location.hash).toBe('#/imports'));
  expect(toasts.all.at(-1)?.text).toMatch(/déjà terminé/);
});

it('says in one sentence why a file cannot be read', async () => {
  const host = partnershipsDesk(fakeHost()).fail('imports.preview', new ApiError('internal'));
  host.picks = ['/home/a/photo.csv'];
  const user = userEvent.setup();
  render(Import);
  await user.click(await screen.findByRole('button', { name: 'Choisir un fichier' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Choisir un autre fichier' })).toBeTruthy();
});

it('lists what to look at, settles it, and takes the whole import back', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  const { container } = render(Imported, {
    params: { id: (await host.call('imports.list', {})).items[0]!.id },
  });
  await screen.findByText('15 à 20 k€ ?');
  expect(screen.getByRole('link', { name: /^Ouvrir/ }).getAttribute('href')).toMatch(/dossier|partnerships/);
  await expectAccessible(container);
  await user.click(screen.getByRole('button', { name: /C’est vu.*15 à 20/ }));
  expect(host.requests('imports.settle_flag')[0]).toMatchObject({ number: 0 });
  await user.click(screen.getByRole('button', { name: 'Annuler tout l’import' }));
  await waitFor(() => expect(location.hash).toBe('#/imports'));
  expect(toasts.all.at(-1)?.text).toContain('141');
});

it('groups what to look at by reason; what only follows from the file stands folded', async () => {
  const host = partnershipsDesk(fakeHost());
  const user = userEvent.setup();
  const { container } = render(Imported, { params: { id: 'i1' } });
  await screen.findByRole('heading', { name: 'À regarder (14)' });
  expect(screen.getByRole('heading', { name: /^Ce montant n’a pas été compris.*\(1\)$/ })).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Déduit du fichier (12)' })).toBeTruthy();
  expect(screen.queryByText('1 500')).toBeNull();
  await user.click(screen.getByText(/^Aucune monnaie n’est écrite.*\(12\)$/));
  expect(await screen.findByText('1 500')).toBeTruthy();
  await expectAccessible(container);

  const all = await host.call('imports.flags', { import: 'i1' });
  host.answer('imports.flags', () => ({
    items: all.items.filter(({ code }) => code !== 'currency-default'),
    groups: all.groups.filter(({ minor }) => !minor),
  }));
  await user.click(screen.getByRole('button', { name: /^Tout est vu.*Aucune monnaie/ }));
  await waitFor(() =>
    expect(host.requests('imports.settle_flags')).toEqual([{ import: 'i1', code: 'currency-default' }]),
  );
  const left = await screen.findByRole('heading', { name: 'À regarder (2)' });
  await waitFor(() => expect(document.activeElement).toBe(left));
  expect(toasts.all.at(-1)).toMatchObject({ text: expect.stringMatching(/12 cellules/) });
  expect(toasts.all.at(-1)?.undo).toBeUndefined();
});

it('says where the date of the file comes from, as a guess unless a person said it', async () => {
  const { host, user } = await chosen();
  const said = () => {
    const field = screen.getByLabelText('Date du fichier');
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((one) => document.getElementById(one)?.textContent ?? '').join(' ');
  };
  expect(said()).toMatch(/Lue dans la feuille.*Pipeline 2024.*ligne 1.*MAJ : 03\/06\/24.*Supposée/);
  await user.clear(screen.getByLabelText('Date du fichier'));
  await user.type(screen.getByLabelText('Date du fichier'), '04/06/2024{Tab}');
  expect(said()).toMatch(/Vous l’avez choisie/);
  expect(said()).not.toMatch(/Supposée/);
  await waitFor(() =>
    expect(host.requests('imports.preview').at(-1)?.mapping?.reference_date).toBe('2024-06-04'),
  );
});

it('takes up the settings of another import without the day of its file', async () => {
  const items = [{ import: 'i7', file_name: 'suivi 2023.xlsx', at: null, mapping: preview().mapping }];
  const desk = partnershipsDesk(fakeHost()).answer('imports.saved_mappings', () => ({ items }));
  const { host, user } = await chosen(desk);
  await user.click(await screen.findByText('Reprendre les réglages d’un autre import'));
  await user.click(screen.getByRole('button', { name: 'Reprendre les réglages de suivi 2023.xlsx' }));
  await waitFor(() =>
    expect(host.requests('imports.preview').at(-1)?.mapping).toEqual({
      ...preview().mapping,
      reference_date: null,
    }),
  );
});

it.each([
  ['properties', /enregistrement du classeur.*Supposée/],
  ['file_time', /modification du fichier.*Supposée/],
  ['today', /date d’aujourd’hui.*Supposée/],
  ['earlier', /premier import.*Supposée/],
  ['person', /^Vous l’avez choisie\. Pour compléter/],
] as const)('has a sentence for a date of the source %s', (source, sentence) => {
  const reference = { date: '2024-06-03', source, sheet: null, row: null, text: null };
  expect(referenceText(reference, '2024-06-03')).toMatch(sentence);
});

it('lists the spreadsheets brought in', async () => {
  partnershipsDesk(fakeHost());
  const { container } = render(Imports);
  expect(await screen.findByText(/VERSION FINALE/)).toBeTruthy();
  await expectAccessible(container);
});

it('changes a mapping by copy and counts its guesses', () => {
  const before = preview().mapping;
  const after = withWord(before, 'statuses', 'en cours', null);
  expect([guesses(before), guesses(after)]).toEqual([2, 1]);
  expect(withField(before, 'Nouvelle', { index: 0, header: 'A' }, 'title').sheets).toHaveLength(3);
  expect(before.sheets).toHaveLength(2);
});

it('keeps a key apart once, and takes it out again', () => {
  const apart = withApart(withApart(preview().mapping, 'a', true), 'a', true);
  expect(apart.keep_apart).toEqual(['a']);
  expect(withApart(apart, 'a', false).keep_apart).toEqual([]);
});

it('offers every field once', () => {
  const fields: string[] = Object.values(FIELD_GROUPS).flat();
  expect(new Set(fields).size).toBe(fields.length);
  expect(fields).toHaveLength(43);
});
