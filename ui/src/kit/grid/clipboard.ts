/** Blocks of cells on their way to and from the clipboard, as spreadsheets do it. */
import { readTsv } from './tsv';
import type { GridRange } from './types';

/** As many times one text as the range has cells. */
export const filled = (range: GridRange, text: string): string[][] =>
  Array.from({ length: range.lastRow - range.firstRow + 1 }, () =>
    Array.from({ length: range.lastColumn - range.firstColumn + 1 }, () => text),
  );

/** What a pasted text puts into the range: one copied cell fills the whole of it, a block begins at its corner. */
export function pasted(text: string, range: GridRange): string[][] {
  const cells = readTsv(text);
  const [only] = cells[0] ?? [];
  return cells.length === 1 && cells[0]?.length === 1 && only !== undefined ? filled(range, only) : cells;
}

/** WebKit sends copy and paste to what cannot be edited only when these were taken; `free` says that they may be. */
export function takesClipboard(free: () => boolean): (node: HTMLElement) => () => void {
  return (node) => {
    const take = (event: Event) => {
      if (free()) event.preventDefault();
    };
    node.addEventListener('beforecopy', take);
    node.addEventListener('beforepaste', take);
    return () => {
      node.removeEventListener('beforecopy', take);
      node.removeEventListener('beforepaste', take);
    };
  };
}
