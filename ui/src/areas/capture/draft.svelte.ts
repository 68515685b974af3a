/**
 * A text that is kept while it is being typed: 300 ms after the last key it is on disk (drafts.save), so that a
 * power cut costs a few letters. What was typed before comes back when the field opens again.
 */
import { host } from '$host';

/** How long a pause in typing lasts before the text is kept, in milliseconds (design: ux.md). */
export const PAUSE = 300;

export interface Draft {
  text: string;
  /** Whether what stands here is on disk. */
  readonly kept: boolean;
  /** Whether keeping it failed; it is tried again at the next pause. */
  readonly failed: boolean;
  /** Forgets the draft: it became a record, or was given up. */
  forget(): Promise<void>;
}

/** Call it during initialisation. `key` names the field; `begin` stands there when there is no draft. */
export function draft(key: string, begin = ''): Draft {
  let text = $state(begin);
  let onDisk = $state(begin);
  let failed = $state(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let forgotten = false;

  async function keep(): Promise<void> {
    timer = undefined;
    const now = text;
    if (forgotten || now === onDisk) return;
    try {
      await host.call('drafts.save', { key, text: now });
      [onDisk, failed] = [now, false];
    } catch {
      failed = true;
    }
  }

  $effect(() => {
    let gone = false;
    void host
      .call('drafts.get', { key })
      .then(({ draft: found }) => {
        // Whoever was quicker than the disk keeps what they typed.
        if (!gone && found && text === begin) [text, onDisk] = [found.text, found.text];
      })
      // No draft can be read: the field begins empty, and typing is kept as usual.
      .catch(() => undefined);
    return () => {
      gone = true;
      clearTimeout(timer);
      void keep();
    };
  });

  return {
    get text() {
      return text;
    },
    set text(next) {
      text = next;
      forgotten = false;
      clearTimeout(timer);
      timer = setTimeout(() => void keep(), PAUSE);
    },
    get kept() {
      return text === onDisk;
    },
    get failed() {
      return failed;
    },
    async forget() {
      clearTimeout(timer);
      forgotten = true;
      text = '';
      onDisk = '';
      await host.call('drafts.delete', { key }).catch(() => undefined);
    },
  };
}
