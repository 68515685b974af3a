import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../../test/screen';
import { dossierRow, MEMBERS, OWN_COLUMNS, partnershipsDesk } from '../../../test/partnerships';
import { isProblem, readEdit, readMoney, writeRow, type Change } from './edits';

const known = {
  members: MEMBERS.map(({ id, name, initials }) => ({ id, name, initials })),
  own: OWN_COLUMNS,
};
const read = (column: string, text: string, index = 0) =>
  readEdit(dossierRow(index), column, 'X', text, known);
const fields = (column: string, text: string) => {
  const change = read(column, text);
  return change && !isProblem(change) && change.kind === 'fields' ? change.fields : change;
};

describe('readEdit', () => {
  it.each([
    ['title', 'Nouveau titre', { title: 'Nouveau titre' }],
    ['next_action', '', { next_action: null }],
    ['next_date', 'T3 2027', { next_date: '2027-Q3' }],
    ['start', '12/03/27', { start: '2027-03-12' }],
    ['responsible', 'CN', { responsible: [MEMBERS[2]!.id] }],
    ['responsible', '', { responsible: [] }],
    ['countries', 'Sénégal ; Suisse', { countries: ['SN', 'CH'] }],
    [`own:${OWN_COLUMNS[1]!.id}`, 'oui', { [`own:${OWN_COLUMNS[1]!.id}`]: 'true' }],
    [`own:${OWN_COLUMNS[2]!.id}`, '1 250,5', { [`own:${OWN_COLUMNS[2]!.id}`]: '1250.5' }],
  ])('%s ← %s', (column, text, expected) => expect(fields(column, text)).toEqual(expected));

  it.each([
    ['next_date', 'après Pâques'],
    ['responsible', 'Inconnu'],
    ['countries', 'Atlantide'],
    ['stage', 'presque signé'],
    ['amount', 'environ dix mille'],
    ['amount', '3 000 000 FCFA'],
    ['amount', '12,5 XOF'],
    ['title', ' '],
    [`own:${OWN_COLUMNS[2]!.id}`, 'beaucoup'],
  ])('guesses nothing: %s ← %s', (column, text) =>
    expect(isProblem(read(column, text) as Change)).toBe(true),
  );

  it('says that what is shown changes nothing', () => {
    const row = dossierRow(0);
    for (const [column, text] of [
      ['title', row.title],
      ['stage', 'Rencontre'],
      ['next_date', '2 nov. 2026'],
      ['amount', '45 000 €'],
      ['organisations', row.organisations.map(({ name }) => name).join(' ; ')],
    ] as const) {
      expect(readEdit(row, column, 'X', text, known)).toBeNull();
    }
  });
});

describe('readMoney', () => {
  it.each([
    ['12 500,50 €', { amount: 12500.5, currency: 'EUR' }],
    ["12'500 CHF", { amount: 12500, currency: 'CHF' }],
    ['XOF 3 000 000', { amount: 3000000, currency: 'XOF' }],
    ['900', { amount: 900, currency: 'GBP' }],
  ])('reads %s', (text, money) => expect(readMoney(text, 'GBP')).toEqual(money));

  it.each(['15 $', '2 M€', 'dix'])('does not guess %s', (text) => expect(readMoney(text, 'EUR')).toBeNull());
});

describe('writeRow', () => {
  it('writes the plain fields of a row in one action and takes them back to what stood there', async () => {
    const host = partnershipsDesk(fakeHost());
    const row = dossierRow(0);
    const changes = [read('next_action', 'Appeler'), read('agreement', 'C-12')].filter(
      (one) => one && !isProblem(one),
    ) as Change[];
    const back = await writeRow(row.id, changes);
    for (const one of back) await one();
    expect(host.requests('dossiers.update')).toEqual([
      { id: row.id, fields: { next_action: 'Appeler', agreement: 'C-12' } },
      { id: row.id, fields: { next_action: 'Relancer par téléphone', agreement: null } },
    ]);
  });

  it('adds and removes parties by name', async () => {
    const host = partnershipsDesk(fakeHost());
    const row = dossierRow(0);
    const change = read('organisations', 'Association Baobab ; Lycée de Kaya') as Change;
    const [back] = await writeRow(row.id, [change]);
    expect(host.requests('parties.add')).toEqual([{ dossier: row.id, name: 'Lycée de Kaya' }]);
    expect(host.requests('parties.remove')).toHaveLength(1);
    await back?.();
    expect(host.requests('parties.add').at(-1)).toMatchObject({
      organisation: row.organisations[1]!.id,
      role: 'company',
    });
    expect(host.requests('parties.remove')).toHaveLength(2);
  });

  it('adds an amount where none stood, and takes it back', async () => {
    const host = partnershipsDesk(fakeHost());
    const change = read('amount', '2 000 CHF', 3) as Change;
    const [back] = await writeRow('d', [change]);
    expect(host.requests('amounts.add')).toEqual([
      { dossier: dossierRow(3).id, amount: 2000, currency: 'CHF' },
    ]);
    await back?.();
    expect(host.requests('amounts.remove')).toHaveLength(1);
  });
});
