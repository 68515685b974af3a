// Reads locales/{fr,en}/*.ftl; writes src/i18n/ids.gen.ts (ids and their variables as types); says what is wrong:
// an id or a variable in one language only, an id given twice, French without its narrow space, and, with
// --strict, an id that nobody uses. Exit code 1 when something is wrong.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FluentParser, Visitor } from '@fluent/syntax';

const ui = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const root = resolve(ui, '..');
const strict = process.argv.includes('--strict');
const wrong = [];

class Variables extends Visitor {
  names = new Set();
  terms = new Set();
  visitVariableReference(node) {
    this.names.add(node.id.name);
  }
  visitTextElement(node) {
    this.texts.push(node.value);
  }
  visitMessageReference(node) {
    this.terms.add(node.id.name);
  }
  texts = [];
}

/** Messages of one language: id -> { file, variables, texts, refers }. */
function read(language) {
  const messages = new Map();
  const folder = join(root, 'locales', language);
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.ftl'))
    .sort()) {
    const area = basename(name, '.ftl');
    const resource = new FluentParser().parse(readFileSync(join(folder, name), 'utf8'), {});
    for (const entry of resource.body) {
      if (entry.type === 'Junk')
        wrong.push(`${language}/${name}: cannot be read: ${entry.content.split('\n')[0]}`);
      if (entry.type !== 'Message') continue;
      const id = entry.id.name;
      if (messages.has(id)) wrong.push(`${language}/${name}: ${id} is given twice`);
      if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
        wrong.push(`${language}/${name}: ${id} is not kebab-case`);
      if (entry.attributes.length > 0)
        wrong.push(`${language}/${name}: ${id} has attributes; give each text its own id`);
      const seen = new Variables();
      if (entry.value) seen.visit(entry.value);
      messages.set(id, {
        file: name,
        area,
        variables: [...seen.names].sort(),
        texts: seen.texts,
        refers: seen.terms,
      });
    }
  }
  return messages;
}

/** French sets a narrow no-break space before ; : ! ? and inside guillemets. */
function checkFrench(messages) {
  for (const [id, { file, texts }] of messages) {
    for (const text of texts) {
      // Inside a technical text (https://…) a letter follows; what is quoted may be technical as well.
      if (/[^\u202f!?"][;:!?](?=[\s)»…]|$)/.test(text.replace(/«[^»]*»/g, '«»'))) {
        wrong.push(`fr/${file}: ${id} wants U+202F before ; : ! ?`);
        break;
      }
      if (/«[^\u202f]|[^\u202f]»/.test(text)) {
        wrong.push(`fr/${file}: ${id} wants U+202F inside « »`);
        break;
      }
    }
  }
}

function* sources(folder, endings) {
  for (const name of readdirSync(folder)) {
    if (name === 'node_modules' || name === 'target' || name.startsWith('dist') || name.startsWith('.'))
      continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* sources(path, endings);
    else if (endings.includes(extname(name)) && !name.endsWith('.gen.ts')) yield path;
  }
}

/** An id is used when it stands between quotes in the code, or begins with the fixed part of a composed id. */
function checkUsed(messages) {
  const quoted = new Set();
  const composed = new Set();
  const look = (path, test) => {
    const text = readFileSync(path, 'utf8');
    for (const [, id] of text.matchAll(/["'`]([a-z][a-z0-9]*(?:-[a-z0-9]+)+|[a-z][a-z0-9]+)["'`]/g))
      quoted.add(id);
    for (const [, start] of text.matchAll(test)) composed.add(start);
  };
  for (const path of sources(join(ui, 'src'), ['.ts', '.svelte'])) {
    if (!/\.test\.ts$/.test(path)) look(path, /`([a-z][a-z0-9]*(?:-[a-z0-9]+)*-)\$\{/g);
  }
  for (const folder of ['crates', 'src-tauri']) {
    for (const path of sources(join(root, folder), ['.rs']))
      look(path, /"([a-z][a-z0-9]*(?:-[a-z0-9]+)*-)\{/g);
  }
  for (const { refers } of messages.values()) for (const id of refers) quoted.add(id);
  for (const [id, { file }] of messages) {
    if (!quoted.has(id) && ![...composed].some((start) => id.startsWith(start)))
      wrong.push(`fr/${file}: ${id} is used nowhere`);
  }
}

const fr = read('fr');
const en = read('en');
for (const [id, { file, variables }] of fr) {
  const other = en.get(id);
  if (!other) wrong.push(`en: ${id} is missing (fr/${file})`);
  else if (other.variables.join() !== variables.join())
    wrong.push(`${id}: variables differ: fr {${variables}} en {${other.variables}}`);
  else if (other.file !== file) wrong.push(`${id}: stands in fr/${file} and en/${other.file}`);
}
for (const [id, { file }] of en) if (!fr.has(id)) wrong.push(`fr: ${id} is missing (en/${file})`);
checkFrench(fr);
if (strict) checkUsed(fr);

const lines = [...fr]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([id, { variables }]) => {
    const type = variables.length
      ? `{ ${variables.map((v) => `${JSON.stringify(v)}: string | number`).join('; ')} }`
      : 'null';
    return `  ${JSON.stringify(id)}: ${type};`;
  });
writeFileSync(
  join(ui, 'src/i18n/ids.gen.ts'),
  `// Generated by scripts/gen-ids.mjs from locales/fr/*.ftl. Do not edit.\n\nexport interface Messages {\n${lines.join('\n')}\n}\n`,
);

if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(`${fr.size} texts in French and English`);
