/** What a write says: one sentence and the way back. Only the last write can be taken back from its message. */
import { host } from '$host';
import { t } from '$i18n';
import { toasts } from '$kit/toasts.svelte';
import { errorText } from './errors';

let last: number | null = null;

/** Takes one's last action back; says so when there was nothing left to take back. */
export async function undoLast(): Promise<void> {
  try {
    const { undone } = await host.call('history.undo', {});
    toasts.say(undone ? t('history-undone') : t('history-nothing-to-undo'));
  } catch (error) {
    toasts.say(errorText(error));
  }
}

/**
 * Says what was written. `undo` replaces the usual way back. The desk undoes its last action, so the message of
 * an earlier write goes: its button would take back something else than it says.
 */
export function wrote(text: string, undo: () => unknown = undoLast): void {
  if (last !== null) toasts.drop(last);
  last = toasts.say(text, undo);
}

/** Runs a write and says that it was done; what went wrong is said too. True when it was done. */
export async function write(text: string, run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
  } catch (error) {
    toasts.say(errorText(error));
    return false;
  }
  wrote(text);
  return true;
}

/** Takes back several of one's actions that one gesture made, the last first. */
export async function undoTimes(count: number): Promise<void> {
  try {
    for (let left = count; left > 1; left -= 1) await host.call('history.undo', {});
  } catch (error) {
    toasts.say(errorText(error));
    return;
  }
  await undoLast();
}
