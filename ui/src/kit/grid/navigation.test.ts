import { expect, it } from 'vitest';
import { between, following, holds, moved } from './navigation';

const bounds = { rows: 100, columns: 5, page: 10 };
const at = (row: number, column: number) => ({ row, column });

it.each([
  ['ArrowDown', false, at(0, 0), at(1, 0)],
  ['ArrowDown', false, at(99, 0), at(99, 0)],
  ['ArrowUp', false, at(0, 2), at(-1, 2)],
  ['ArrowUp', true, at(50, 2), at(0, 2)],
  ['ArrowDown', true, at(5, 2), at(99, 2)],
  ['ArrowRight', false, at(0, 4), at(0, 4)],
  ['ArrowLeft', true, at(3, 4), at(3, 0)],
  ['PageDown', false, at(95, 1), at(99, 1)],
  ['PageUp', false, at(4, 1), at(0, 1)],
  ['Home', false, at(7, 3), at(7, 0)],
  ['Home', true, at(7, 3), at(0, 0)],
  ['End', true, at(7, 3), at(99, 4)],
] as const)('%s, Ctrl %s, from %o leads to %o', (key, ctrl, from, to) => {
  expect(moved(key, ctrl, from, bounds)).toEqual(to);
});

it('turns left and right around for right-to-left', () => {
  expect(moved('ArrowLeft', false, at(0, 0), { ...bounds, rightToLeft: true })).toEqual(at(0, 1));
});

it('leaves other keys alone', () => expect(moved('a', false, at(0, 0), bounds)).toBeNull());

it('goes on in reading order and stops at the ends', () => {
  expect(following(at(0, 4), 1, bounds)).toEqual(at(1, 0));
  expect(following(at(1, 0), -1, bounds)).toEqual(at(0, 4));
  expect(following(at(99, 4), 1, bounds)).toBeNull();
  expect(following(at(0, 0), -1, bounds)).toBeNull();
});

it('makes a rectangle of two cells in any order', () => {
  const range = between(at(3, 4), at(1, 2));
  expect(range).toEqual({ firstRow: 1, lastRow: 3, firstColumn: 2, lastColumn: 4 });
  expect([holds(range, 2, 3), holds(range, 0, 3), holds(range, 2, 1)]).toEqual([true, false, false]);
});
