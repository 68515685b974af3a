/** Text without accents and capitals, so that "equilibre" finds "Équilibre". */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'oe')
    .replaceAll('æ', 'ae')
    .toLocaleLowerCase()
    .trim();
}
