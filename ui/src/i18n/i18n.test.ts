import { describe, expect, it } from 'vitest';
import { format, setLocale, t, tOr, word } from './index.svelte';
import { formatsOf } from './format';

/** Spaces of all widths as one, so that a test reads like the screen. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('texts', () => {
  it('count in French and in English', async () => {
    expect(t('shell-sync-to-share', { count: 1 })).toBe('1 élément à partager');
    expect(t('shell-sync-to-share', { count: 3 })).toBe('3 éléments à partager');
    await setLocale('en');
    expect(t('shell-sync-to-share', { count: 3 })).toBe('3 items to share');
    expect(document.documentElement.lang).toBe('en');
  });

  it('fall back to a plain sentence for an unknown code, and show an unknown word as it is', () => {
    expect(tOr('error-never-heard-of', 'shell-error-unknown')).toContain('réessayer');
    expect(word('stage', 'mettre_en_oeuvre')).toBe('Mettre en œuvre');
    expect(word('stage', 'future_stage')).toBe('future_stage');
  });

  it('stretch by a third and mirror in the languages for tests', async () => {
    const french = t('shell-skip');
    await setLocale('qps-ploc');
    expect(t('shell-skip').length).toBeGreaterThanOrEqual(Math.floor(french.length * 1.35));
    await setLocale('qps-plocm');
    expect(document.documentElement.dir).toBe('rtl');
    expect(t('shell-skip')).toContain('\u202e');
    await setLocale('fr');
    expect(document.documentElement.dir).toBe('ltr');
  });
});

describe('formats', () => {
  it('keep a day on its day', () => {
    expect(format.date('2026-11-23')).toBe('23 nov. 2026');
    expect(format.longDate('2026-11-23')).toBe('lundi 23 novembre 2026');
  });

  it.each([
    ['2024-03-12', '12 mars 2024'],
    ['2024-03', 'mars 2024'],
    ['2024-Q2', 'T2 2024'],
    ['2024-S1', 'S1 2024'],
    ['2024', '2024'],
    ['fin T2', 'fin T2'],
  ])('show the period %s as %s', (period, shown) => expect(plain(format.period(period))).toBe(shown));

  it('show a range of days once per month', () => {
    expect(plain(format.period('2024-03-01/2024-03-15'))).toMatch(/^1.?[–-].?15 mars 2024$/);
  });

  it('give money the decimals of its currency and keep every digit', () => {
    expect(plain(format.money(12500.5, 'EUR'))).toBe('12 500,50 €');
    expect(plain(format.money(12500, 'EUR'))).toBe('12 500 €');
    expect(plain(format.money('3000000', 'XOF'))).toMatch(/^3 000 000 (F CFA|XOF|CFA)$/);
    expect(plain(format.money('9007199254740993', 'EUR'))).toBe('9 007 199 254 740 993 €');
    expect(format.money(12, 'nothing')).toBe('12 nothing');
  });

  it('count time from now', () => {
    const now = new Date('2026-11-23T10:00:00Z');
    expect(plain(format.relative(now.getTime() - 4 * 60_000, now))).toBe('il y a 4 min');
    expect(plain(formatsOf('en-GB').relative('2026-11-25T10:00:00Z', now))).toBe('in 2 days');
  });

  it('sort as readers expect', () => {
    expect(['Zoé', 'étape 10', 'Étape 2', 'eau'].sort(format.compare)).toEqual([
      'eau',
      'Étape 2',
      'étape 10',
      'Zoé',
    ]);
  });
});
