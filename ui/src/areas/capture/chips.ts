/** What was recognised in a captured text, as chips that can be taken away, and what the text then becomes. */
import type { CaptureChips, CaptureSaved, Request } from '$host';
import { format, t, word } from '$i18n';

export type ChipName = keyof CaptureChips;

export interface Chip {
  name: ChipName;
  label: string;
  /** What was recognised: a chip taken away stays away until something else is recognised. */
  key: string;
}

export function chipsOf(guess: CaptureChips, away: ReadonlySet<string>): Chip[] {
  const chips: Chip[] = [];
  const put = (name: ChipName, key: string, label: string) =>
    chips.push({ name, key: `${name} ${key}`, label });
  const { dossier, organisation, contact, date, kind, task } = guess;
  if (kind) put('kind', kind.value, word('exchange', kind.value));
  if (contact) put('contact', contact.id, t('capture-chip-contact', { name: contact.name }));
  if (organisation)
    put('organisation', organisation.id, t('capture-chip-organisation', { name: organisation.name }));
  if (dossier) put('dossier', dossier.id, t('capture-chip-dossier', { name: dossier.title }));
  if (date) put('date', date.value, t('capture-chip-date', { date: format.period(date.value) }));
  if (task) {
    put(
      'task',
      `${task.title} ${task.due ?? ''}`,
      task.due
        ? t('capture-chip-task-due', { title: task.title, date: format.period(task.due) })
        : t('capture-chip-task', { title: task.title }),
    );
  }
  return chips.filter(({ key }) => !away.has(key));
}

/** What is saved: the text and the chips that were left. */
export function request(text: string, guess: CaptureChips, chips: readonly Chip[]): Request<'capture.save'> {
  const left = new Set(chips.map(({ name }) => name));
  const { dossier, organisation, contact, date, kind, task } = guess;
  return {
    text,
    ...(dossier && left.has('dossier') ? { dossier: dossier.id } : {}),
    ...(organisation && left.has('organisation') ? { organisation: organisation.id } : {}),
    ...(contact && left.has('contact') ? { contact: contact.id } : {}),
    ...(date && left.has('date') ? { date: date.value } : {}),
    ...(kind && left.has('kind') ? { kind: kind.value } : {}),
    ...(task && left.has('task')
      ? { task: { title: task.title, ...(task.due ? { due: task.due } : {}) } }
      : {}),
  };
}

/** What the text will be, before it is saved: with a kind, an organisation or a person an exchange; with a dossier only an entry of its journal; alone a task. */
export function becomes(chips: readonly Chip[]): string {
  const has = (name: ChipName) => chips.some((chip) => chip.name === name);
  if (has('kind') || has('organisation') || has('contact')) return t('capture-becomes-exchange');
  if (has('dossier')) return t('capture-becomes-journal');
  return has('task') ? '' : t('capture-becomes-task');
}

/** What it became. */
export function saved({ exchange, journal_entry, task }: CaptureSaved): string {
  if (exchange) return task ? t('capture-saved-exchange-task') : t('capture-saved-exchange');
  if (journal_entry) return task ? t('capture-saved-journal-task') : t('capture-saved-journal');
  return t('capture-saved-task');
}
