/**
 * Reads a number the way people type it: "12 500,50", "12'500.50", "1.234,5", "−3". Null when it is not one,
 * or when it could be two ("1,234" is twelve hundred in English and one and a bit in French: the caller says
 * which language decides).
 */
export function readNumber(text: string, decimal: ',' | '.' = ','): number | null {
  let digits = text
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace('\u2212', '-');
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(digits)) return null;
  const last = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
  if (last >= 0) {
    const mark = digits[last] as ',' | '.';
    const several = digits.indexOf(mark) !== last;
    const both = digits.includes(',') && digits.includes('.');
    // Several of the same mark, or one mark of the other language before exactly three digits: thousands.
    const thousands = several || (!both && mark !== decimal && digits.length - last === 4);
    const whole = digits.slice(0, last).replace(/[.,]/g, '');
    const rest = digits.slice(last + 1);
    digits = thousands ? whole + rest : `${whole}.${rest}`;
  }
  const value = Number(digits);
  return Number.isFinite(value) ? value : null;
}
