import { describe, expect, it } from 'vitest';
import { format, setLocale } from '$i18n';
import { daysAfter, readPeriod } from './periods';

describe('readPeriod', () => {
  it.each([
    ['12/03/2025', '2025-03-12'],
    ['12.3.25', '2025-03-12'],
    ['1er mars 2025', '2025-03-01'],
    ['12 févr. 2026', '2026-02-12'],
    ['juil 2026', '2026-07'],
    ['3/2026', '2026-03'],
    ['T2 2025', '2025-Q2'],
    ['2025-Q4', '2025-Q4'],
    ['S1 2026', '2026-S1'],
    ['2027', '2027'],
    ['2025-01-01/2025-03-31', '2025-01-01/2025-03-31'],
  ])('reads %s', (text, period) => expect(readPeriod(text)).toBe(period));

  // Monday 23 November 2026.
  const TODAY = '2026-11-23';

  it.each([
    ['27/11', '2026-11-27'],
    ['27.11', '2026-11-27'],
    ['12/03', '2027-03-12'],
    ['20/11', '2026-11-20'],
    ['27 novembre', '2026-11-27'],
    ['1er déc.', '2026-12-01'],
    ['27th November', '2026-11-27'],
    ['November 27', '2026-11-27'],
    ['vendredi 27 novembre', '2026-11-27'],
    ['ven. 27/11/2026', '2026-11-27'],
    ['jeu. 20 juin', '2026-06-20'],
    ['aujourd’hui', '2026-11-23'],
    ["aujourd'hui", '2026-11-23'],
    ['Demain', '2026-11-24'],
    ['tomorrow', '2026-11-24'],
    ['après-demain', '2026-11-25'],
    ['hier', '2026-11-22'],
    ['vendredi', '2026-11-27'],
    ['Vendredi prochain', '2026-11-27'],
    ['vendredi en huit', '2026-12-04'],
    ['ven.', '2026-11-27'],
    ['lundi', '2026-11-30'],
    ['ce lundi', '2026-11-23'],
    ['Friday', '2026-11-27'],
    ['next Friday', '2026-11-27'],
    ['lundi dernier', '2026-11-16'],
    ['vendredi dernier', '2026-11-20'],
    ['dans 15 jours', '2026-12-08'],
    ['15 jours', '2026-12-08'],
    ['d’ici deux semaines', '2026-12-07'],
    ['in 2 weeks', '2026-12-07'],
    ['dans un mois', '2026-12-23'],
    ['in a month', '2026-12-23'],
    ['dans 3 mois', '2027-02-23'],
    ['dans un an', '2027-11-23'],
    ['il y a 3 jours', '2026-11-20'],
    ['3 days ago', '2026-11-20'],
    ['fin du mois', '2026-11-30'],
    ['fin de mois', '2026-11-30'],
    ['end of the month', '2026-11-30'],
    ['end of month', '2026-11-30'],
    ['fin du mois prochain', '2026-12-31'],
    ['fin février', '2027-02-28'],
    ['fin T2', '2027-06-30'],
    ['fin T2 2026', '2026-06-30'],
    ['fin de l’année', '2026-12-31'],
    ['fin de semaine', '2026-11-27'],
    ['mi-décembre', '2026-12-15'],
    ['début janvier', '2027-01-01'],
    ['la semaine prochaine', '2026-11-30/2026-12-06'],
    ['next week', '2026-11-30/2026-12-06'],
    ['cette semaine', '2026-11-23/2026-11-29'],
    ['le mois prochain', '2026-12'],
    ['next year', '2027'],
    ['janvier', '2027-01'],
    ['T1', '2027-Q1'],
    ['S2', '2026-S2'],
    ['S50', '2026-12-07/2026-12-13'],
    ['S25 2024', '2024-06-17/2024-06-23'],
    ['sem. 2', '2027-01-11/2027-01-17'],
    ['week 50', '2026-12-07/2026-12-13'],
  ])('reads %s from a Monday of November', (text, period) => expect(readPeriod(text, TODAY)).toBe(period));

  it.each([
    ['S25', undefined, '2026-06-15/2026-06-21'],
    ['S25', 'ahead', '2027-06-21/2027-06-27'],
    ['12/03', 'back', '2026-03-12'],
    ['12/03', 'ahead', '2027-03-12'],
    ['20/11', 'ahead', '2026-11-20'],
    ['27/11', 'back', '2026-11-27'],
    ['15/01', 'back', '2026-01-15'],
    ['vendredi', 'back', '2026-11-20'],
    ['lundi', 'back', '2026-11-16'],
  ] as const)('reads %s leaning %s', (text, lean, period) =>
    expect(readPeriod(text, TODAY, lean)).toBe(period),
  );

  it('counts a month from its last day to the last day of a shorter one', () =>
    expect(readPeriod('dans un mois', '2027-01-31')).toBe('2027-02-28'));

  it.each([
    '31/02/2025',
    '31/02',
    'jui 2025',
    '13/2025',
    '45',
    '',
    'bientôt',
    'dans quelques jours',
    'mi-2026',
    'semaine',
    'un jour',
    'un mois',
    'fin',
    'S54',
    'lun mar',
    'fin demain',
    'un peu plus tard',
  ])('does not guess %s', (text) => expect(readPeriod(text, TODAY)).toBeNull());

  it.each(['fr', 'en'] as const)('reads back what is shown in %s', async (language) => {
    await setLocale(language);
    for (const period of ['2026-11-23', '2026-02-01', '2026-08', '2026-Q3', '2026-S2', '2026']) {
      expect(readPeriod(format.period(period))).toBe(period);
    }
  });
});

it('counts days over the end of a year', () => expect(daysAfter('2026-12-30', 7)).toBe('2027-01-06'));
