import { describe, expect, it } from 'vitest';
import type { GridColumn } from '$kit/grid/types';
import { breakable, paperColumns, sheets } from './paper';

const column = (id: string, text: string): GridColumn<null> => ({
  id,
  label: id,
  width: 100,
  text: () => text,
});
const ids = (columns: GridColumn<null>[], lying = true) => {
  const { shown, left } = paperColumns(columns, [null], lying);
  return { shown: shown.map((one) => one.column.id), left };
};

describe('the columns on paper', () => {
  it('leaves out what is empty, never the first', () => {
    expect(ids([column('nom', ''), column('pays', ''), column('fin', '2026')]).shown).toEqual(['nom', 'fin']);
  });

  it('names what finds no room instead of breaking words, and has fewer on a standing sheet', () => {
    const many = Array.from({ length: 28 }, (_, at) => column(`colonne-${at}`, 'Assainissement'));
    const [lying, standing] = [ids(many), ids(many, false)];
    expect(lying.shown.length).toBeGreaterThan(8);
    expect(lying.shown.length).toBeLessThan(16);
    expect(standing.shown.length).toBeLessThan(lying.shown.length);
    for (const { shown, left } of [lying, standing]) expect(shown.length + left.length).toBe(28);
  });

  it('takes a short column behind one that is too long', () => {
    const long = Array.from({ length: 9 }, (_, at) =>
      column(`${at}`, 'une phrase assez longue pour quelques lignes, et même plus'),
    );
    const { shown, left } = ids([...long, column('x', 'x')]);
    expect(left.length).toBeGreaterThan(0);
    expect(shown).toContain('x');
  });

  it('keeps a number and its currency together', () => {
    const money = (text: string) => paperColumns([column('m', text)], [null], false).shown[0]?.points ?? 0;
    expect(money('12\u202f500,50\u00a0CHF')).toBeGreaterThan(money('12 500,50 CHF'));
  });
});

it('breaks only what is longer than a word', () => {
  expect(breakable('Anticonstitutionnellement')).toBe('Anticonstitutionnellemen\u200bt');
  expect(breakable('Renforcement des capacités')).toBe('Renforcement des capacités');
});

it('puts rows in blocks that a sheet holds, each row once', () => {
  const text: GridColumn<string> = { id: 'a', label: 'Objet', width: 100, text: (row) => row };
  const rows = Array.from({ length: 100 }, (_, at) =>
    at % 3 ? `court ${at}` : `${at} ${'long '.repeat(120)}`,
  );
  const blocks = sheets(paperColumns([text], rows, true), rows);
  expect(blocks.flat()).toEqual(rows);
  expect(blocks.length).toBeGreaterThan(3);
  // A standing sheet is taller.
  expect(sheets(paperColumns([text], rows, false), rows).length).toBeLessThan(blocks.length);
  expect(sheets(paperColumns([text], []), [])).toEqual([]);
});
