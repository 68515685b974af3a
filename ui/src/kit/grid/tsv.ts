/**
 * Tab-separated text as spreadsheets put it on the clipboard: a cell with a tab, a line break or a quote at its
 * beginning is quoted, quotes inside are doubled. Excel ends lines with CR LF and adds a last, empty one.
 */
export function writeTsv(cells: readonly (readonly string[])[]): string {
  const quote = (cell: string) =>
    /[\t\r\n]/.test(cell) || cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
  return cells.map((row) => row.map(quote).join('\t')).join('\r\n');
}

export function readTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  for (;;) {
    const [cell, next] = readCell(text, at);
    row.push(cell);
    at = next;
    if (text[at] === '\t') {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (text[at] === '\r' && text[at + 1] === '\n') at += 2;
    else if (at < text.length) at += 1;
    // The end of the last line is no line of its own.
    if (at >= text.length) return rows;
  }
}

/** One cell from `at`, and where it ends: at a tab, a line end or the end. */
function readCell(text: string, at: number): [string, number] {
  if (text[at] === '"') {
    const quoted = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y;
    quoted.lastIndex = at;
    const found = quoted.exec(text);
    if (found) return [(found[1] ?? '').replaceAll('""', '"').replaceAll('\r\n', '\n'), quoted.lastIndex];
    // A quote that never closes is an ordinary letter.
  }
  const plain = /[^\t\r\n]*/y;
  plain.lastIndex = at;
  return [plain.exec(text)?.[0] ?? '', plain.lastIndex];
}
