// Holds the speed budget after a build: what the first screen needs, gzipped, and every later chunk.
// Also that nothing of the fake host, and nothing the content policy refuses, got into the bundle.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const FIRST = 90 * 1024;
const LATER = 40 * 1024;
/** Loaded before the first screen is seen besides the entry: the French texts, the host, the first screen. */
const FIRST_MODULES = [
  'index.html',
  'src/i18n/catalogues/fr.ts',
  'src/host/tauri.ts',
  'src/areas/today/Today.svelte',
];

const dist = resolve(dirname(fileURLToPath(import.meta.url)), '../dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const wrong = [];

const gzipped = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

function closure(key, seen = new Set()) {
  const entry = manifest[key];
  if (!entry) {
    wrong.push(`${key} is not in the manifest`);
    return seen;
  }
  seen.add(entry.file);
  for (const file of entry.css ?? []) seen.add(file);
  for (const next of entry.imports ?? []) if (!seen.has(manifest[next].file)) closure(next, seen);
  return seen;
}

const first = new Set();
for (const key of FIRST_MODULES) for (const file of closure(key)) first.add(file);
const firstSize = [...first].reduce((sum, file) => sum + gzipped(file), 0);
if (firstSize > FIRST) wrong.push(`the first screen needs ${firstSize} bytes, more than ${FIRST}`);

const later = readdirSync(join(dist, 'assets'))
  .map((name) => `assets/${name}`)
  .filter((file) => /\.(js|css)$/.test(file) && !first.has(file))
  .map((file) => [file, gzipped(file)])
  .sort(([, a], [, b]) => b - a);
for (const [file, size] of later)
  if (size > LATER) wrong.push(`${file} has ${size} bytes, more than ${LATER}`);

for (const name of readdirSync(join(dist, 'assets'))) {
  if (!name.endsWith('.js')) continue;
  const text = readFileSync(join(dist, 'assets', name), 'utf8');
  if (text.includes('coexist-dev-host')) wrong.push(`${name} holds the fake host`);
  if (/\beval\(|new Function\(/.test(text))
    wrong.push(`${name} makes code from text, which the content policy refuses`);
}
if (!existsSync(join(dist, 'index.html'))) wrong.push('index.html is missing');
else if (/ style="|<script>(?!<)/.test(readFileSync(join(dist, 'index.html'), 'utf8')))
  wrong.push('index.html holds an inline style or script');

console.log(`first screen: ${(firstSize / 1024).toFixed(1)} KiB gzipped in ${first.size} files`);
const [largest] = later;
if (largest) console.log(`largest later chunk: ${(largest[1] / 1024).toFixed(1)} KiB (${largest[0]})`);
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
