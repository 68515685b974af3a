/**
 * Which columns of the grid reach the paper. One in which nothing stands is left out; the others are taken in their
 * order for as long as the sheet has room for whole words, and what finds no room is named, never cut letter by letter.
 */
import type { GridColumn } from '$kit/grid/types';

/** A sheet of A4: points between its margins, and letters that stay on one line or that a long text's line has. */
const LYING = { width: 774, height: 480, short: 14, long: 34 };
const STANDING = { width: 527, height: 710, short: 8, long: 20 };
/** Points of one letter at 7.5 pt, and of the two paddings of a cell. */
const LETTER = 3.9;
const PADDING = 9;
/** Letters after which a word without a break may be cut (addresses, file names). */
export const WORD = 24;

export interface PaperColumns<Row> {
  lying: boolean;
  /** `points`: its share of the width. */
  shown: { column: GridColumn<Row>; points: number }[];
  /** Filled columns that found no room. */
  left: string[];
}

/**
 * Whether the list lies on its sheet. WebKit (the window on Linux and macOS) knows no orientation of `@page`: there the
 * sheet stands, unless the person turns it in the dialog.
 */
export const liesDown = (agent = navigator.userAgent): boolean => /Chrome|Firefox/.test(agent);

/** The points a column asks for: its longest word, and most of its texts on two or three lines. */
function wanted(
  texts: readonly string[],
  { label, align }: Pick<GridColumn<unknown>, 'label' | 'align'>,
  { short, long }: typeof LYING,
): number {
  const filled = texts.filter((text) => text !== '').sort((a, b) => a.length - b.length);
  const usual = filled[Math.floor(filled.length * 0.9)]?.length ?? 0;
  // A number and its currency hold together: their spaces are no places to break.
  const word = [label, ...filled].reduce(
    (most, text) => Math.max(most, ...text.split(/[ \n\t-]+/).map((one) => Math.min(one.length, WORD))),
    0,
  );
  const line = usual <= short ? usual : Math.min(Math.max(short, usual / 2.5), long);
  // Figures are wider than letters.
  return Math.max(word, line) * LETTER * (align === 'end' ? 1.25 : 1) + PADDING;
}

export function paperColumns<Row>(
  columns: readonly GridColumn<Row>[],
  rows: readonly Row[],
  lying = liesDown(),
): PaperColumns<Row> {
  const sheet = lying ? LYING : STANDING;
  const shown: PaperColumns<Row>['shown'] = [];
  const left: string[] = [];
  let used = 0;
  for (const [index, column] of columns.entries()) {
    const texts = rows.map((row) => column.text(row));
    if (index > 0 && texts.every((text) => text === '')) continue;
    const points = wanted(texts, column, sheet);
    if (index > 0 && used + points > sheet.width) {
      left.push(column.label);
      continue;
    }
    used += points;
    shown.push({ column, points });
  }
  return { lying, shown, left };
}

/** A text with places to break in words that have none; words that fit a line stay whole. */
export const breakable = (text: string): string =>
  text.replace(new RegExp(`\\S{${WORD}}(?=\\S)`, 'gu'), '$&\u200b');

/** Points of the title, of a line, of a row's paddings. */
const [TITLE, LINE_HEIGHT, AROUND] = [25, 9.75, 6.5];

/** Lines of a text, word by word, where so many letters fit on one. */
function linesOf(text: string, letters: number): number {
  let [lines, used] = [1, 0];
  for (const word of text.split(/[ \n\t]+/)) {
    if (used > 0 && used + 1 + word.length > letters) [lines, used] = [lines + 1, 0];
    used += (used > 0 ? 1 : 0) + word.length;
    // A word that is longer than the line goes on below.
    while (used > letters) [lines, used] = [lines + 1, used - letters];
  }
  return lines;
}

/**
 * The rows in blocks that each fit a sheet below their headings. WebKit neither repeats the head of a table on the next
 * sheet nor keeps a row whole: a block that is not cut does both.
 */
export function sheets<Row>({ lying, shown }: PaperColumns<Row>, rows: readonly Row[]): Row[][] {
  const { width, height: tall } = lying ? LYING : STANDING;
  const all = shown.reduce((sum, { points }) => sum + points, 0);
  const stretch = Math.max(1, width / all);
  const letters = shown.map(({ points }) => Math.max(1, Math.floor((points * stretch - PADDING) / LETTER)));
  const found: Row[][] = [];
  let room = 0;
  for (const row of rows) {
    const lines = shown.reduce(
      (most, { column }, at) => Math.max(most, linesOf(column.text(row), letters[at] ?? 1)),
      1,
    );
    const height = lines * LINE_HEIGHT + AROUND;
    if (found.length === 0 || height > room) {
      room = found.length === 0 ? tall - TITLE : tall;
      found.push([]);
    }
    found.at(-1)?.push(row);
    room -= height;
  }
  return found;
}
