/** What a write says: one sentence and the way back. Only the last write can be taken back from its message. */
import { host } from '$host';
import { t } from '$i18n';
import { toasts } from '$kit/toasts.svelte';
import { errorText } from './errors';

let last: number | null = null;

/** The message of the write before goes with its way back. */
function forget(): void {
  if (last !== null) toasts.drop(last);
  last = null;
}

/** Takes one's last action back; says so when there was nothing left to take back. */
export async function undoLast(): Promise<void> {
  try {
    const { undone } = await host.call('history.undo', {});
    forget();
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
  forget();
  last = toasts.say(text, undo);
}

/**
 * One gesture of a person: does it, says what was done with its way back, or says what went wrong. Answers what `run`
 * answered, null when it failed. `said` is the sentence afterwards; without it nothing is said (what is done shows by
 * itself). `undo` replaces the usual way back; null leaves it away.
 */
export async function write<T>(
  run: () => Promise<T>,
  said?: string | ((answer: T) => string),
  undo?: ((answer: T) => unknown) | null,
): Promise<T | null> {
  try {
    const answer = await run();
    // Whether it is said or not, this is what the desk would undo now.
    forget();
    if (said === undefined) return answer;
    const text = typeof said === 'string' ? said : said(answer);
    if (undo === null) toasts.say(text);
    else if (undo) wrote(text, () => write(async () => undo(answer)));
    else wrote(text);
    return answer;
  } catch (error) {
    toasts.say(errorText(error));
    return null;
  }
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
