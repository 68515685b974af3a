/** Repetitions as the contract writes them ("week", "3 month") and as people choose them. */
import { t } from '$i18n';

type Unit = 'day' | 'week' | 'month' | 'year';

export interface Repetition {
  every: number;
  unit: Unit;
}

export function readRepeat(text: string | null): Repetition | null {
  const parts = /^(?:(\d{1,3}) )?(day|week|month|year)$/.exec(text ?? '');
  return parts ? { every: Number(parts[1] ?? 1), unit: parts[2] as Unit } : null;
}

export const writeRepeat = ({ every, unit }: Repetition): string => (every === 1 ? unit : `${every} ${unit}`);

/** "chaque semaine", "tous les 3 mois"; what this build cannot read is shown as it is. */
export function repeatText(text: string | null): string {
  const repeat = readRepeat(text);
  return repeat ? t(`tasks-repeat-${repeat.unit}`, { count: repeat.every }) : (text ?? '');
}

/** The choices offered; another repetition that stands already is added to them. */
export function repeatOptions(present: string): { value: string; label: string }[] {
  const usual = ['day', 'week', '2 week', 'month', '3 month', '6 month', 'year'];
  const all = present && !usual.includes(present) ? [...usual, present] : usual;
  return all.map((value) => ({ value, label: repeatText(value) }));
}
