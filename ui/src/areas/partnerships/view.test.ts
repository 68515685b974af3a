import { expect, it } from 'vitest';
import { isColumnFiltered } from './columns';
import { readView, viewFromQuery, viewToQuery, withFilter } from './view';

it('comes back from the address as it went in', () => {
  const view = readView({
    filter: { text: 'eau', stages: ['definir'], open: true, columns: { c: '' } },
    sort: 'next_date',
    descending: true,
    hidden: ['summary'],
    widths: { title: 300 },
  });
  expect(viewFromQuery(viewToQuery(view))).toEqual(view);
  expect(viewToQuery(readView({}))).toBeUndefined();
});

it('leaves out what does not fit', () => {
  expect(
    readView({
      filter: { text: 3, stages: 'x', open: 'yes', nonsense: 1 },
      sort: {},
      hidden: [1, 'a'],
      widths: { b: 'x' },
    }),
  ).toEqual({
    filter: {},
    sort: null,
    descending: false,
    hidden: ['a'],
    widths: {},
  });
  expect(viewFromQuery('{')).toBeNull();
});

it('takes conditions away when they are emptied', () => {
  expect(
    withFilter(
      { text: 'eau', stages: ['definir'], unassigned: true },
      { text: '', stages: [], unassigned: undefined },
    ),
  ).toEqual({});
  expect(withFilter({ open: false }, { columns: {} })).toEqual({ open: false });
});

it('marks the columns that filter', () => {
  expect(isColumnFiltered('stage', { open: true })).toBe(true);
  expect(isColumnFiltered('own:c', { columns: { c: '' } })).toBe(true);
  expect(isColumnFiltered('own:d', { columns: { c: '' } })).toBe(false);
});
