/** Two languages nobody speaks, for tests: one stretches every text by 35 %, one runs from right to left. */
const ACCENTS: Record<string, string> = {
  a: 'á',
  c: 'ç',
  e: 'é',
  i: 'ï',
  n: 'ñ',
  o: 'ö',
  u: 'û',
  y: 'ÿ',
  A: 'Å',
  C: 'Ç',
  E: 'É',
  I: 'Ï',
  N: 'Ñ',
  O: 'Ö',
  U: 'Û',
};

/** Accents on, a third longer, in brackets: a cut or a forgotten text shows at once. */
export function stretch(text: string): string {
  if (!/\p{L}/u.test(text)) return text;
  const accented = [...text].map((letter) => ACCENTS[letter] ?? letter).join('');
  return `[${accented}${'~'.repeat(Math.ceil(text.length * 0.35))}]`;
}

/** Forces the letters to run from right to left (U+202E … U+202C). */
export function mirror(text: string): string {
  return /\p{L}/u.test(text) ? `\u202e${text}\u202c` : text;
}
