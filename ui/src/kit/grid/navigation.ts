/** Where a key leads in a grid; pure, so that every rule stands in a table of its test. */
import type { GridPlace, GridRange } from './types';

export interface Bounds {
  rows: number;
  columns: number;
  /** Rows that PageUp and PageDown pass. */
  page: number;
  rightToLeft?: boolean;
}

/** The cell a key leads to, or null when it does not move. Row -1 is the header. */
export function moved(key: string, ctrl: boolean, from: GridPlace, bounds: Bounds): GridPlace | null {
  const { rows, columns, page } = bounds;
  const lastRow = rows - 1;
  const lastColumn = columns - 1;
  const mirrored: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };
  const to = (row: number, column: number): GridPlace => ({
    row: Math.max(-1, Math.min(lastRow, row)),
    column: Math.max(0, Math.min(lastColumn, column)),
  });
  switch (bounds.rightToLeft ? (mirrored[key] ?? key) : key) {
    case 'ArrowDown':
      return to(ctrl ? lastRow : from.row + 1, from.column);
    case 'ArrowUp':
      return to(ctrl ? Math.min(0, from.row) : from.row - 1, from.column);
    case 'ArrowRight':
      return to(from.row, ctrl ? lastColumn : from.column + 1);
    case 'ArrowLeft':
      return to(from.row, ctrl ? 0 : from.column - 1);
    case 'PageDown':
      return to(from.row + page, from.column);
    case 'PageUp':
      return to(Math.max(0, from.row - page), from.column);
    case 'Home':
      return to(ctrl ? 0 : from.row, 0);
    case 'End':
      return to(ctrl ? lastRow : from.row, lastColumn);
    default:
      return null;
  }
}

/** The cell after (or before) this one in reading order, as Tab goes while editing; null beyond the ends. */
export function following(from: GridPlace, step: 1 | -1, bounds: Bounds): GridPlace | null {
  const index = from.row * bounds.columns + from.column + step;
  if (index < 0 || index >= bounds.rows * bounds.columns) return null;
  return { row: Math.floor(index / bounds.columns), column: index % bounds.columns };
}

/** The rectangle between two cells; the header is never part of it. */
export function between(a: GridPlace, b: GridPlace): GridRange {
  return {
    firstRow: Math.max(0, Math.min(a.row, b.row)),
    lastRow: Math.max(0, Math.max(a.row, b.row)),
    firstColumn: Math.min(a.column, b.column),
    lastColumn: Math.max(a.column, b.column),
  };
}

export function holds(range: GridRange, row: number, column: number): boolean {
  return (
    row >= range.firstRow && row <= range.lastRow && column >= range.firstColumn && column <= range.lastColumn
  );
}
