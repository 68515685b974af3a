import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Physical sides break right-to-left: only logical properties (margin-inline-start, inset-block-end…). */
const PHYSICAL =
  /^\s*(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[a-z-]*|left|right|top|bottom|(?:min-|max-)?(?:width|height)|float|border-(?:top|bottom)-(?:left|right)-radius)\s*:/;

function findings(name: string, text: string): string[] {
  const css = name.endsWith('.css') ? text : (/<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '');
  return css
    .split('\n')
    .filter((line) => PHYSICAL.test(line) || /text-align:\s*(?:left|right)/.test(line))
    .map((line) => `${name}: ${line.trim()}`);
}

it('finds physical properties', () => {
  expect(
    findings('a.css', 'p {\n  margin-left: 1px;\n  text-align: right;\n  inline-size: 2px;\n}'),
  ).toHaveLength(2);
});

it('styles with logical properties only', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(svelte|css)$/.test(name))
    .map((name) => `src/${name}`);
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((name) => findings(name, readFileSync(name, 'utf8')))).toEqual([]);
});
