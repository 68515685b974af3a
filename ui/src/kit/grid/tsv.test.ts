import { describe, expect, it } from 'vitest';
import { readTsv, writeTsv } from './tsv';

describe('readTsv', () => {
  it.each([
    ['one cell', 'a', [['a']]],
    [
      'what Excel puts on the clipboard',
      'a\tb\r\n1\t2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['line breaks in a cell', '"deux\r\nlignes"\tb\r\n', [['deux\nlignes', 'b']]],
    ['quotes in a quoted cell', '"dit ""oui"""\tb', [['dit "oui"', 'b']]],
    ['a tab in a quoted cell', '"a\tb"\tc', [['a\tb', 'c']]],
    ['a quote that never closes', '"a\tb', [['"a', 'b']]],
    ['a quote inside a plain cell', 'écran 24"\tb', [['écran 24"', 'b']]],
    ['a quoted word with more behind it', '"Eau" pour tous\tb', [['"Eau" pour tous', 'b']]],
    [
      'empty cells',
      '\t\n\t',
      [
        ['', ''],
        ['', ''],
      ],
    ],
    ['an empty line between', 'a\n\nb', [['a'], [''], ['b']]],
    ['nothing', '', [['']]],
  ])('reads %s', (_, text, cells) => expect(readTsv(text)).toEqual(cells));
});

it('reads back what it wrote', () => {
  const cells = [
    ['a', 'dit "oui"', '"cité"', ''],
    ['deux\nlignes', 'a\tb', '=SOMME(A1)', 'é'],
  ];
  expect(readTsv(writeTsv(cells))).toEqual(cells);
});
