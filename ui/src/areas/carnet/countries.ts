/** Countries by their ISO 3166-1 code, in the reader's language. */
import { currentLocale, format } from '$i18n';
import { folded } from '$kit/fold';

/** Codes that the display names know and that are no country: groupings, exceptional reservations, placeholders. */
const NO_COUNTRY = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));

/** Codes that ISO 3166-1 gave up: old names still answer for them. */
const RETIRED = new Set(
  'AN BU CS DD DY FQ FX HV JT MI NH NQ NT PC PU PZ RH SU TP UK VD WK YD YU ZR CT'.split(' '),
);

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const kept = new Map<string, Map<string, string>>();

function namesIn(language: 'fr' | 'en'): Map<string, string> {
  const found = kept.get(language);
  if (found) return found;
  const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const names = new Map<string, string>();
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      if (NO_COUNTRY.has(code) || RETIRED.has(code)) continue;
      const name = display.of(code);
      if (name) names.set(code, name);
    }
  }
  kept.set(language, names);
  return names;
}

const language = (): 'fr' | 'en' => (currentLocale() === 'en' ? 'en' : 'fr');

/** "Burkina Faso" for BF; a code nobody knows is shown as it is. */
export const countryName = (code: string): string => namesIn(language()).get(code) ?? code;

/** Choices, by name. */
export const countryOptions = (): { value: string; label: string; detail: string }[] =>
  [...namesIn(language())]
    .map(([value, label]) => ({ value, label, detail: value }))
    .sort((a, b) => format.compare(a.label, b.label));

/** The code of a name in French or English, or of a code; null when neither. */
export function countryCode(text: string): string | null {
  const wanted = folded(text);
  const upper = text.trim().toUpperCase();
  if (namesIn('fr').has(upper)) return upper;
  for (const spoken of ['fr', 'en'] as const) {
    for (const [code, name] of namesIn(spoken)) if (folded(name) === wanted) return code;
  }
  return null;
}
