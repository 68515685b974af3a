/** Sentences for what went wrong: the catalogue's `error-<code>`, or a plain one when the code is unknown. */
import { ApiError } from '$host';
import { tOr } from '$i18n';

export function errorText(thrown: unknown): string {
  const { code, params } = ApiError.from(thrown);
  return tOr(`error-${code.replaceAll('_', '-')}`, 'shell-error-unknown', params);
}
