/** Words of the import for codes that the core gives. */
import type { ReferenceDate } from '$host';
import { t, tOr } from '$i18n';

/** The name of a field of the mapping; one this build does not know is shown as an own column. */
export const fieldName = (code: string): string =>
  tOr(`imports-ui-field-${code.replaceAll('_', '-')}`, 'imports-ui-field-own');

/** Why a cell is to be looked at. */
export const flagText = (code: string): string =>
  tOr(`flag-${code.replaceAll('_', '-')}`, 'imports-ui-flag-other');

/** Why nothing could be made of a row. */
export const reasonText = (code: string): string =>
  tOr(`reason-${code.replaceAll('_', '-')}`, 'imports-ui-reason-other');

/** Where a cell stands: "Pipeline 2024, ligne 12". */
export const placeText = (sheet: string, row: number): string => t('imports-ui-place', { sheet, row });

/** Longest piece of a cell that is quoted, in characters. */
const QUOTED = 80;

function sourceText({ source, sheet, row, text }: ReferenceDate): string {
  switch (source) {
    case 'cell': {
      const said = (text ?? '').trim();
      return t('imports-ui-reference-cell', {
        sheet: sheet ?? '',
        row: row ?? 0,
        text: said.length > QUOTED ? `${said.slice(0, QUOTED).trimEnd()}…` : said,
      });
    }
    case 'properties':
      return t('imports-ui-reference-properties');
    case 'file_time':
      return t('imports-ui-reference-file-time');
    case 'today':
      return t('imports-ui-reference-today');
    case 'earlier':
      return t('imports-ui-reference-earlier');
    case 'person':
      return t('imports-ui-reference-person');
  }
}

/**
 * Where the day a file speaks from comes from, in the order one reads it: who says so, that it is a guess, what it is
 * for. `chosen` is the day on screen: another one than the answer's was just chosen by the person.
 */
export function referenceText(reference: ReferenceDate, chosen: string | null): string {
  const person = reference.source === 'person' || (chosen !== null && chosen !== reference.date);
  const source = sourceText(person ? { ...reference, source: 'person' } : reference);
  return [source, person ? '' : t('imports-ui-reference-check'), t('imports-ui-reference-date-help')]
    .filter(Boolean)
    .join(' ');
}
