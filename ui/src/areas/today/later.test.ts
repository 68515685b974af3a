import { expect, it } from 'vitest';
import { laterDay, type Later } from './later';

const cases: [string, Later, string][] = [
  ['2026-11-23', 'tomorrow', '2026-11-24'],
  ['2026-12-31', 'tomorrow', '2027-01-01'],
  // From a Monday, "next Monday" is in a week; from a Sunday it is tomorrow.
  ['2026-11-23', 'monday', '2026-11-30'],
  ['2026-11-29', 'monday', '2026-11-30'],
  ['2026-11-25', 'monday', '2026-11-30'],
  ['2026-11-23', 'fortnight', '2026-12-07'],
  ['2026-11-23', 'month', '2026-12-23'],
  ['2027-01-31', 'month', '2027-02-28'],
  ['2028-01-31', 'month', '2028-02-29'],
];

it.each(cases)('from %s, %s is %s', (today, choice, day) => expect(laterDay(choice, today)).toBe(day));
