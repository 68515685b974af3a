/** What a screen tells the grid about its columns. Cells are text on the way in and out: the core reads them. */
export interface GridColumn<Row> {
  id: string;
  label: string;
  /** CSS pixels; people may change it (onresize). */
  width?: number;
  /** Numbers stand at the end of the cell, with figures of one width. */
  align?: 'start' | 'end';
  /** What is shown and copied. */
  text: (row: Row) => string;
  /** What editing begins with, when it is not what is shown (a number without its currency, an ISO date). */
  edit?: (row: Row) => string;
  /** Where the cell leads: shown as a link, followed by a click or by Enter. */
  link?: (row: Row) => string;
  editable?: boolean | ((row: Row) => boolean);
  /** How a cell is edited: free text that keeps its line breaks (Alt+Enter makes one), or one of `options`. */
  editor?: 'text' | 'select';
  options?: readonly { value: string; label: string }[];
  sortable?: boolean;
  filterable?: boolean;
  filtered?: boolean;
  /** A sign on the cell with its meaning in words: a flagged import, two versions to decide between. */
  mark?: (row: Row) => { kind: 'flagged' | 'versions'; label: string } | null;
}

export interface GridSort {
  column: string;
  direction: 'ascending' | 'descending';
}

/** A cell by position; row -1 is the header. */
export interface GridPlace {
  row: number;
  column: number;
}

/** Cells from first to last, both included. */
export interface GridRange {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

export interface GridPaste {
  /** Where the upper left pasted cell goes. */
  row: number;
  column: number;
  cells: string[][];
  /** Pasted rows that reach beyond the last row: the screen may create records for them. */
  beyond: number;
}
