/** Words of the import for codes that the core gives. */
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
