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

  it.each(['31/02/2025', 'fin T2', 'jui 2025', 'demain', '12/03', '13/2025', '45', ''])(
    'does not guess %s',
    (text) => expect(readPeriod(text)).toBeNull(),
  );

  it.each(['fr', 'en'] as const)('reads back what is shown in %s', async (language) => {
    await setLocale(language);
    for (const period of ['2026-11-23', '2026-02-01', '2026-08', '2026-Q3', '2026-S2', '2026']) {
      expect(readPeriod(format.period(period))).toBe(period);
    }
  });
});

it('counts days over the end of a year', () => expect(daysAfter('2026-12-30', 7)).toBe('2027-01-06'));
