import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Reads the tokens file itself, so that no colour can change without its contrast being computed again. */
const css = readFileSync('src/kit/tokens.css', 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

type Theme = 'light' | 'dark';
type Tokens = Map<string, string>;

function block(pattern: RegExp): Tokens {
  const body = pattern.exec(css)?.[1] ?? '';
  return new Map(
    [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]),
  );
}

const plain = block(/^:root \{([\s\S]*?)\n\}/m);
const stronger = new Map([...plain, ...block(/:root\[data-contrast='more'\] \{([\s\S]*?)\n\}/)]);
const asked = new Map([...plain, ...block(/@media \(prefers-contrast: more\) \{\s*:root \{([\s\S]*?)\}/)]);

function resolve(tokens: Tokens, name: string, theme: Theme): string {
  let value = tokens.get(name);
  for (let step = 0; step < 8 && value; step += 1) {
    if (/^#[0-9a-f]{6}$/i.test(value)) return value;
    const pair = /^light-dark\((.+),\s*(.+)\)$/.exec(value);
    if (pair) value = theme === 'light' ? pair[1] : pair[2];
    const reference = /^var\((--[\w-]+)\)$/.exec(value ?? '');
    if (reference) value = tokens.get(reference[1]!);
  }
  throw new Error(`${name} is no colour in ${theme}: ${value}`);
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

const grounds = ['--paper', '--surface', '--sunk'];
const on = (text: string[], ground: string[]) => text.flatMap((a) => ground.map((b) => [a, b] as const));
const texts = [
  ...on(
    ['--text', '--text-2', '--accent', '--accent-hover', '--company', '--shared', '--danger', '--ok'],
    grounds,
  ),
  ...on(['--text', '--text-2', '--accent'], ['--accent-tint', '--company-tint', '--shared-tint']),
  ...on(['--company'], ['--company-tint']),
  ...on(['--shared'], ['--shared-tint']),
  ...on(['--on-accent'], ['--accent', '--accent-hover']),
  ...on(['--on-danger'], ['--danger']),
];
const controls = [
  ...on(['--control-border', '--focus', '--accent', '--ngo', '--company', '--danger'], grounds),
  ...on(['--focus'], ['--accent-tint', '--company-tint', '--shared-tint']),
];

describe.each([
  ['plain', plain],
  ['more contrast, by setting', stronger],
  ['more contrast, by the system', asked],
] as const)('contrast, %s', (_, tokens) => {
  describe.each(['light', 'dark'] as const)('%s', (theme) => {
    it.each(texts)('text %s on %s reaches 4.5', (text, ground) => {
      expect(contrast(resolve(tokens, text, theme), resolve(tokens, ground, theme))).toBeGreaterThanOrEqual(
        4.5,
      );
    });
    it.each(controls)('control %s on %s reaches 3', (control, ground) => {
      expect(
        contrast(resolve(tokens, control, theme), resolve(tokens, ground, theme)),
      ).toBeGreaterThanOrEqual(3);
    });
  });
});

it('keeps the palette of the design', () => {
  const palette: Record<string, [string, string]> = {
    '--paper': ['#fbf8f3', '#141b1c'],
    '--surface': ['#ffffff', '#1c2526'],
    '--text': ['#1f2a2c', '#eef1ec'],
    '--text-2': ['#4a5759', '#b4bfbd'],
    '--accent': ['#0b6b5e', '#63cdb8'],
    '--company': ['#b4472a', '#f2987c'],
    '--shared-fill': ['#f2b93b', '#f2c25a'],
    '--focus': ['#1b4db3', '#a9c4ff'],
  };
  for (const [name, [light, dark]] of Object.entries(palette)) {
    expect([resolve(plain, name, 'light'), resolve(plain, name, 'dark')]).toEqual([light, dark]);
  }
});

it('computes the contrast of black on white as 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});
