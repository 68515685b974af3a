import { describe, expect, it } from 'vitest';
import { dossierRow, task } from '../../../test/partnerships';
import { daysOf, drawn, monthsAfter, placeOf, spanAround, ticksOf, yearsOf } from './timeline';

const TODAY = '2026-11-23';
const quarter = spanAround(TODAY, 'quarter');
const row = (change: object) => ({
  ...dossierRow(0),
  stage: 'convention',
  start: null,
  end: null,
  signed: null,
  next_date: null,
  ...change,
});

describe('periods', () => {
  it.each([
    ['2026-11-23', '2026-11-23', '2026-11-23'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2026-S1', '2026-01-01', '2026-06-30'],
    ['2027', '2027-01-01', '2027-12-31'],
    ['2026-03-01/2026-03-15', '2026-03-01', '2026-03-15'],
  ])('%s', (period, first, last) => expect(daysOf(period)).toEqual([first, last]));

  it('knows what is none', () => expect([daysOf(null), daysOf('bientôt')]).toEqual([null, null]));

  it('counts months over the turn of the year', () =>
    expect([monthsAfter('2026-11', 3), monthsAfter('2026-02', -3)]).toEqual(['2027-02', '2025-11']));
});

describe('the window', () => {
  it('begins with whole quarters and whole years, a few of them past', () => {
    expect(quarter).toEqual({ from: '2026-04', months: 24 });
    expect(spanAround(TODAY, 'year')).toEqual({ from: '2024-01', months: 96 });
  });

  it('places days in percent, a last day at its end', () => {
    expect(placeOf(quarter, '2026-04-01')).toBe(0);
    expect(placeOf(quarter, '2028-03-31', true)).toBe(100);
    expect(placeOf(quarter, '2026-03-31')).toBeLessThan(0);
  });

  it('draws a line at each quarter and names each year', () => {
    expect(ticksOf(quarter, 'quarter').map(({ month }) => month)).toHaveLength(8);
    expect(yearsOf(quarter).map(({ year, from, to }) => [year, from === 0, to === 100])).toEqual([
      ['2026', true, false],
      ['2027', false, false],
      ['2028', false, true],
    ]);
  });
});

describe('what a dossier shows', () => {
  const of = (change: object, tasks: Parameters<typeof drawn>[1] = []) =>
    drawn(row(change), tasks, quarter, TODAY, 6);

  it('is the agreement from its first to its last day', () => {
    const { bar } = of({ start: '2026-04', end: '2028-03' });
    expect(bar).toEqual({ from: 0, to: 100, openStart: false, openEnd: false });
  });

  it('goes on until today without an end, and says that it is open', () => {
    expect(of({ start: '2026-06-01' }).bar).toMatchObject({ to: placeOf(quarter, TODAY), openEnd: true });
    expect(of({ signed: '2026-06-01' }).bar).toMatchObject({ from: placeOf(quarter, '2026-06-01') });
  });

  it('has only an end where nobody knows the beginning', () => {
    expect(of({ end: '2027-06-30' }).bar).toMatchObject({ openStart: true, openEnd: false });
  });

  it('is to renew when it ends within the months of Réglages, and only while it goes on', () => {
    expect(of({ start: '2024', end: '2027-Q1' }).renews).toBe(true);
    expect(of({ start: '2024', end: '2027-12' }).renews).toBe(false);
    expect(of({ start: '2024', end: '2026-10' }).renews).toBe(false);
    expect(of({ start: '2024', end: '2027-Q1', stage: 'cloturer' })).toMatchObject({
      renews: false,
      ended: true,
    });
  });

  it('is what is due on the last day of its period, a task put off on its new day', () => {
    const { due } = of({ next_date: '2026-12', late: false }, [
      task(1, { due: '2026-11-01', postponed: '2027-01-15' }),
      task(2, { due: null }),
    ]);
    expect(due.map(({ kind, at }) => [kind, at])).toEqual([
      ['action', placeOf(quarter, '2026-12-31')],
      ['task', placeOf(quarter, '2027-01-15')],
    ]);
  });

  it('says on which side to look when nothing is in view', () => {
    expect(of({ start: '2020', end: '2021' })).toMatchObject({ before: true, after: false });
    expect(of({ start: '2030', end: '2031' })).toMatchObject({ before: false, after: true });
    // What spans the whole window is in view.
    expect(of({ start: '2020', end: '2031' })).toMatchObject({ before: false, after: false });
    expect(of({})).toMatchObject({ bar: null, before: false, after: false });
  });
});
