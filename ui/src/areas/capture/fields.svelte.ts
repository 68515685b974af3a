/**
 * The other fields of a form whose text is a draft: what kind, what next, for when. They are kept together as one
 * draft of their own, so that a form closed by mistake comes back whole.
 */
import { draft } from './draft.svelte';

export interface DraftFields<T> {
  readonly now: T;
  set(change: Partial<T>): void;
  forget(): Promise<void>;
}

/** Call it during initialisation. `key` names the form; `begin` stands there when there is no draft. */
export function draftFields<T extends Record<string, string>>(key: string, begin: T): DraftFields<T> {
  const kept = draft(key);
  const now = $derived.by((): T => {
    try {
      // What an earlier version kept may lack a field, or hold one that is no longer there.
      const found = JSON.parse(kept.text || '{}') as Record<string, unknown>;
      return Object.fromEntries(
        Object.entries(begin).map(([name, value]) => [
          name,
          typeof found[name] === 'string' ? found[name] : value,
        ]),
      ) as T;
    } catch {
      return begin;
    }
  });
  return {
    get now() {
      return now;
    },
    set(change) {
      kept.text = JSON.stringify({ ...now, ...change });
    },
    forget: () => kept.forget(),
  };
}
