import { untrack } from 'svelte';
import { t } from '$i18n';

/** What can be done from here: the palette, the shortcuts dialog and the keyboard all read this one list. */
export interface Action {
  id: string;
  /** A verb, already translated. */
  label: string;
  /** "Ctrl+Shift+N", "F6", "?"; Ctrl is Cmd on a Mac. */
  keys?: string;
  /** Keys only: not offered in the palette. */
  hidden?: boolean;
  run: () => unknown;
}

let offers = $state.raw<{ actions: () => Action[] }[]>([]);

export const actions = {
  /** Those of the screen come before those of the frame. */
  get all(): Action[] {
    return offers.toReversed().flatMap((offer) => offer.actions());
  },
};

/** Offers actions while the calling component lives. Call it during initialisation. */
export function offerActions(list: () => Action[]): void {
  $effect(() => {
    const offer = { actions: list };
    // Untracked: offering must not run again because somebody else offers.
    untrack(() => (offers = [...offers, offer]));
    return () => {
      offers = untrack(() => offers).filter((other) => other !== offer);
    };
  });
}

/** The keys as the keyboard of this language writes them: "Ctrl", "Maj", "N". */
export function keyNames(keys: string): string[] {
  return keys.split('+').map((key) => (key === 'Shift' ? t('shell-key-shift') : key));
}

/** Whether a key press is these keys. By letter, never by position, so that AZERTY and QWERTY agree. */
export function pressed(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const ctrl = event.ctrlKey || event.metaKey;
  if (ctrl !== parts.includes('Ctrl') || event.altKey !== parts.includes('Alt')) return false;
  // "?" needs Shift on some keyboards and not on others.
  const letter = /^[a-z]$/i.test(key) || key.length > 1;
  if (letter && event.shiftKey !== parts.includes('Shift')) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

/** Runs the action a key press asks for. In a field, only keys that type nothing and take nothing back count. */
export function runKeys(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  const typing = !!target?.closest?.('input, textarea, select, [contenteditable="true"], [data-editing]');
  for (const action of actions.all) {
    if (!action.keys || !pressed(event, action.keys)) continue;
    const types = action.keys.length === 1 || action.keys === 'Ctrl+Z' || action.keys === 'Ctrl+Shift+Z';
    if (typing && types) continue;
    event.preventDefault();
    void action.run();
    return true;
  }
  return false;
}
