/** Messages that pass by, each with its undo. One list for the window; the region that shows it is Toasts.svelte. */
export interface Toast {
  id: number;
  text: string;
  /** Takes the action back; the button says "Annuler l’action". */
  undo?: () => unknown;
}

/** How long a message stays, in milliseconds; the clock stands still while it has focus or the pointer. */
export const STAY = 10_000;

let list = $state<Toast[]>([]);
let last = 0;

export const toasts = {
  get all(): readonly Toast[] {
    return list;
  },
  /** Says what was done. At most three are shown: the oldest gives way. */
  say(text: string, undo?: () => unknown): number {
    last += 1;
    list = [...list, { id: last, text, undo }].slice(-3);
    return last;
  },
  drop(id: number): void {
    list = list.filter((toast) => toast.id !== id);
  },
};
