import { describe, expect, it } from 'vitest';
import type { AmountView } from '$host';
import { setLocale } from '$i18n';
import { amount } from '../../../test/partnerships';
import { amountText, furthestText, quantityText, statesText, sumsText, unitCode, unitName } from './money';

const of = (
  value: number | null,
  currency: string | null,
  status: string | null,
  more: Partial<AmountView> = {},
) => ({
  ...amount(1, 0, '', ''),
  amount: value,
  currency,
  status,
  ...more,
});
/** With plain spaces: which space a number has is the language's business. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('what a dossier amounts to', () => {
  it('counts once what was asked, agreed and paid', () => {
    const all = ['requested', 'granted', 'paid'].map((status) => of(22_000, 'EUR', status));
    expect(plain(furthestText(all))).toBe('22 000 € versés');
    expect(plain(furthestText(all.slice(0, 2)))).toBe('22 000 € convenus');
  });

  it.each([
    [['requested', 'promised'], 'promis'],
    [['promised', 'granted', null], 'convenus'],
    [[null, 'requested'], 'demandés'],
    [['spent', 'paid'], 'versés'],
  ])('of %j shows the one that is %s', (states, word) =>
    expect(furthestText(states.map((status) => of(10, 'EUR', status)))).toMatch(new RegExp(`${word}$`)),
  );

  it('says nothing of the state of what is only hoped for', () =>
    expect(plain(furthestText([of(500, 'CHF', null)]))).toBe('500 CHF'));

  it('adds plain sums of one state and one currency, and nothing else', () => {
    expect(
      plain(
        furthestText([
          of(1_000, 'EUR', 'granted'),
          of(500, 'EUR', 'granted'),
          of(300, 'CHF', 'granted'),
          of(200, 'EUR', 'granted', { per_year: true }),
          of(9_000, 'EUR', 'requested'),
        ]),
      ),
    ).toBe('1 500 € · 300 CHF · 200 € par an convenus');
  });

  it('is empty without amounts', () => expect(furthestText([])).toBe(''));
});

it('gives the total of each state, per currency', () => {
  const sum = (currency: string, status: string | null, value: number) => ({
    currency,
    status,
    amount: value,
    count: 1,
  });
  expect(
    plain(
      statesText([
        sum('EUR', 'paid', 5),
        sum('EUR', 'requested', 7),
        sum('CHF', 'requested', 9),
        sum('EUR', null, 2),
      ]),
    ),
  ).toBe('7 € · 9 CHF demandés · 5 € versés · 2 €');
});

it('names the zone of the francs CFA where both stand', () => {
  const sums = [
    { currency: 'XAF', amount: 18_000_000 },
    { currency: 'XOF', amount: 11_500_000 },
  ];
  expect(plain(sumsText(sums))).toBe('18 000 000 F CFA (BEAC) · 11 500 000 F CFA (BCEAO)');
  expect(sumsText(sums.slice(1))).not.toContain('BCEAO');
});

it('says units in the language, with their plural, and leaves the others as they were written', async () => {
  expect(quantityText('15', 'day')).toBe('15 jours');
  expect(quantityText('1', 'day')).toBe('1 jour');
  expect(quantityText('1.5', 'day')).toBe('1,5 jour');
  expect(quantityText('3', 'half_day')).toBe('3 demi-journées');
  expect(quantityText('2', 'conteneurs 20’')).toBe('2 conteneurs 20’');
  expect(quantityText(null, 'day')).toBe('day');
  expect([unitName('half_day'), unitName('caisses')]).toEqual(['demi-journées', 'caisses']);
  expect(['jour', 'Jours', 'demi-journee', 'caisses', ''].map(unitCode)).toEqual([
    'day',
    'day',
    'half_day',
    'caisses',
    '',
  ]);
  await setLocale('en');
  expect(quantityText('1', 'hour')).toBe('1 hour');
  expect(amountText(of(null, null, null, { quantity: '15', unit: 'day' }))).toBe('15 days');
});
