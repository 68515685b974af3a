import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/**
 * A media query measures in the browser's first font size and knows nothing of the size chosen in Réglages: a layout
 * asks the container "page" instead (base.css), in rem.
 */
function findings(name: string, text: string): string[] {
  const css = name.endsWith('.css') ? text : (/<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '');
  return css
    .split('\n')
    .filter(
      (line) =>
        (/@media/.test(line) && /width|inline-size/.test(line)) ||
        (/@container/.test(line) && !/@container page \([a-z-]+: \d+rem\)/.test(line)),
    )
    .map((line) => `${name}: ${line.trim()}`);
}

it('finds widths that do not follow the text', () => {
  const css = '@media (max-width: 52em) {}\n@container page (max-width: 600px) {}\n@media print {}';
  expect(findings('a.css', css)).toHaveLength(2);
});

it('folds by the width of the page in rem, everywhere', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(svelte|css)$/.test(name))
    .map((name) => `src/${name}`);
  expect(files.flatMap((name) => findings(name, readFileSync(name, 'utf8')))).toEqual([]);
  expect(readFileSync('src/kit/base.css', 'utf8')).toContain('container: page / inline-size;');
  expect(readFileSync('src/shell/Shell.svelte', 'utf8')).toContain('@container page (max-width: 52rem)');
});
