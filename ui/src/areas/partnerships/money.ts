/** Amounts in words: sums per currency, one amount with what makes it uncertain. */
import { WORDS, type AmountView, type Sum } from '$host';
import { currentLocale, format, t, word } from '$i18n';
import { folded } from '$kit/fold';

/** Every ISO 4217 code this computer knows, those used most by members first. */
const FIRST = ['EUR', 'CHF', 'XOF', 'XAF', 'USD'];

export function currencies(): { value: string; label: string; detail: string }[] {
  const known = Intl.supportedValuesOf('currency');
  const names = new Intl.DisplayNames(currentLocale() === 'en' ? 'en' : 'fr', { type: 'currency' });
  const codes = [...FIRST, ...known.filter((code) => !FIRST.includes(code))];
  return codes.map((code) => ({ value: code, label: code, detail: names.of(code) ?? code }));
}

/** How many decimals the currency has: none for XOF. */
export function decimalsOf(currency: string): number {
  try {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    return options.maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** Whether the number has more decimals than its currency. */
export const tooFine = (amount: number, currency: string): boolean => {
  const scale = 10 ** decimalsOf(currency);
  return Math.abs(Math.round(amount * scale) - amount * scale) > 1e-6;
};

/** Units of work that the core gives a code (exports: the same ones). */
const UNITS = ['day', 'half_day', 'hour', 'mission'];

/** A unit as a field shows it: "jours" for a code, else as it was written. */
export const unitName = (unit: string): string =>
  UNITS.includes(unit) ? quantityText('2', unit).replace(/^2\s*/, '') : unit;

/** What a unit that was typed is kept as: its code when it is one of ours. */
export const unitCode = (text: string): string =>
  UNITS.find((unit) =>
    ['1', '2'].some((count) => folded(quantityText(count, unit)) === `${count} ${folded(text)}`),
  ) ?? text;

/** "15 jours": a unit with a code in words; any other stays as it was written. */
export function quantityText(quantity: string | null, unit: string | null): string {
  const count = Number(quantity);
  if (quantity && unit && UNITS.includes(unit) && Number.isFinite(count)) {
    const number = format.number(count, { maximumFractionDigits: 20 });
    return t(`partnerships-unit-${unit.replace('_', '-') as 'day'}`, { count, number });
  }
  return [quantity, unit].filter(Boolean).join(' ');
}

/** The francs CFA of two zones are two currencies with almost one sign. */
export const bothZones = (currencies: Iterable<string | null>): boolean => {
  const found = new Set(currencies);
  return found.has('XOF') && found.has('XAF');
};

/** Money; `apart` names the zone of a franc CFA, where the other one stands beside it. */
function moneyText(amount: number, currency: string, apart: boolean): string {
  if (apart && currency === 'XOF') return t('partnerships-fcfa-bceao', { amount: format.number(amount) });
  if (apart && currency === 'XAF') return t('partnerships-fcfa-beac', { amount: format.number(amount) });
  return format.money(amount, currency);
}

export function amountText(amount: AmountView, apart = false): string {
  const quantity = quantityText(amount.quantity, amount.unit);
  let money = '';
  if (amount.amount !== null) {
    const one = (value: number) =>
      amount.currency ? moneyText(value, amount.currency, apart) : format.number(value);
    money =
      amount.max === null
        ? one(amount.amount)
        : t('partnerships-amount-range', { from: one(amount.amount), to: one(amount.max) });
    if (amount.approximate) money = t('partnerships-amount-about', { amount: money });
    if (amount.per_year) money = t('partnerships-amount-per-year', { amount: money });
  }
  if (money && quantity) return t('partnerships-amount-both', { amount: money, quantity });
  return money || quantity || (amount.kind ? word('contribution', amount.kind) : '');
}

/** "45 000 € · 3 000 000 F CFA": one sum per currency, of amounts in one state. */
export function sumsText(
  sums: readonly Pick<Sum, 'currency' | 'amount'>[],
  apart = bothZones(sums.map(({ currency }) => currency)),
): string {
  const perCurrency = new Map<string, number>();
  for (const { currency, amount } of sums)
    perCurrency.set(currency, (perCurrency.get(currency) ?? 0) + amount);
  return [...perCurrency].map(([currency, amount]) => moneyText(amount, currency, apart)).join(' · ');
}

/** The sums of each status, in the order of the money's way: asked, promised, agreed, paid, spent. */
export function sumsByStatus(
  sums: readonly Sum[],
  order: readonly string[],
): { status: string | null; text: string }[] {
  const rank = (status: string | null) => (status === null ? order.length : order.indexOf(status));
  const apart = bothZones(sums.map(({ currency }) => currency));
  return [...new Set(sums.map(({ status }) => status))]
    .sort((a, b) => rank(a) - rank(b))
    .map((status) => ({
      status,
      text: sumsText(
        sums.filter((sum) => sum.status === status),
        apart,
      ),
    }));
}

/** "22 000 € versés"; without a word when nothing was said of it. */
export const inState = (amount: string, status: string | null): string =>
  amount && status ? t('partnerships-amount-in-state', { amount, state: status }) : amount;

/** "98 000 € demandés · 1 234 500 € convenus": what is asked and what is given are never one sum. */
export const statesText = (sums: readonly Sum[]): string =>
  sumsByStatus(sums, WORDS.amount_role)
    .map(({ status, text }) => inState(text, status))
    .join(' · ');

/** How far the money came, furthest first; what is spent is ours, and what has no state is only hoped for. */
const FURTHEST: readonly (string | null)[] = ['paid', 'granted', 'promised', 'requested', 'spent'];

/**
 * What a dossier amounts to, in one line: the amounts of the state that is furthest, with its word. The same money
 * that was asked, then agreed, then paid is counted once.
 */
export function furthestText(amounts: readonly AmountView[]): string {
  const far = ({ status }: AmountView) => {
    const at = FURTHEST.indexOf(status);
    return at < 0 ? FURTHEST.length : at;
  };
  const best = Math.min(...amounts.map(far));
  const shown = amounts.filter((amount) => far(amount) === best);
  const apart = bothZones(shown.map(({ currency }) => currency));
  const plain = ({ amount, currency, max, approximate, per_year, quantity }: AmountView) =>
    amount !== null && currency !== null && max === null && !approximate && !per_year && !quantity;
  // Only plain sums of money are added; "about", "per year" and days of work stand beside them.
  const sums = shown.flatMap((one) =>
    plain(one) && one.currency ? [{ currency: one.currency, amount: one.amount ?? 0 }] : [],
  );
  const texts = [
    sumsText(sums, apart),
    ...shown.filter((one) => !plain(one)).map((one) => amountText(one, apart)),
  ].filter(Boolean);
  return inState(texts.join(' · '), shown[0]?.status ?? null);
}
