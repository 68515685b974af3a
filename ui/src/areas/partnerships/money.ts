/** Amounts in words: sums per currency, one amount with what makes it uncertain. */
import type { AmountView, Sum } from '$host';
import { currentLocale, format, t, word } from '$i18n';

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

export function amountText(amount: AmountView): string {
  const quantity = [amount.quantity, amount.unit].filter(Boolean).join(' ');
  let money = '';
  if (amount.amount !== null) {
    const one = (value: number) =>
      amount.currency ? format.money(value, amount.currency) : format.number(value);
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

/** "45 000 € · 3 000 000 F CFA": one sum per currency, whatever the status. */
export function sumsText(sums: readonly Sum[]): string {
  const perCurrency = new Map<string, number>();
  for (const { currency, amount } of sums)
    perCurrency.set(currency, (perCurrency.get(currency) ?? 0) + amount);
  return [...perCurrency].map(([currency, amount]) => format.money(amount, currency)).join(' · ');
}

/** The sums of each status, in the order of the money's way: asked, promised, agreed, paid, spent. */
export function sumsByStatus(
  sums: readonly Sum[],
  order: readonly string[],
): { status: string | null; text: string }[] {
  const rank = (status: string | null) => (status === null ? order.length : order.indexOf(status));
  return [...new Set(sums.map(({ status }) => status))]
    .sort((a, b) => rank(a) - rank(b))
    .map((status) => ({ status, text: sumsText(sums.filter((sum) => sum.status === status)) }));
}
