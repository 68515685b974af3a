import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** An icon with a size in pixels stays small beside text that was enlarged. */
const small = (text: string): string[] => text.match(/\bsize=\{\d+\}|\bsize="\d+(px)?"/g) ?? [];

it('finds icons that do not grow with the text', () => {
  expect(small('<Search size={20} /><X size="16" /><X size="1rem" />')).toHaveLength(2);
});

it('gives every icon a size in rem', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.svelte'),
  );
  const wrong = files.filter((name) => small(readFileSync(`src/${name}`, 'utf8')).length > 0);
  expect(wrong).toEqual([]);
});

it('keeps what is not for paper off it, whatever a component says of its display', () => {
  expect(readFileSync('src/kit/base.css', 'utf8')).toMatch(/\.no-print \{\s*display: none !important;/);
});
