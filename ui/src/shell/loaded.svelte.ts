/** What a screen asked the host for: asked again when its inputs change or when the host says the kinds changed. */
import { ApiError, host } from '$host';

export interface Loaded<T> {
  /** Undefined until the first answer; kept while a newer one is on its way. */
  readonly value: T | undefined;
  readonly error: ApiError | null;
  readonly busy: boolean;
  reload(): Promise<void>;
}

/**
 * Call it during initialisation. Reactive values that `ask` reads before its first await are its inputs.
 * `kinds` are wire names of entity kinds; an empty list never reloads by itself. Answers stay outside deep
 * reactivity: replace them, do not mutate them.
 */
export function loaded<T>(ask: () => Promise<T>, kinds: readonly string[] = []): Loaded<T> {
  let value = $state.raw<T>();
  let error = $state.raw<ApiError | null>(null);
  let busy = $state(false);
  let latest = 0;

  async function run(): Promise<void> {
    const mine = (latest += 1);
    const asked = ask();
    busy = true;
    try {
      const answer = await asked;
      // An answer that was overtaken is dropped.
      if (mine === latest) [value, error] = [answer, null];
    } catch (thrown) {
      if (mine === latest) error = ApiError.from(thrown);
    } finally {
      if (mine === latest) busy = false;
    }
  }

  $effect(() => void run());
  $effect(() =>
    host.on('changed', (changed) => {
      // No kind named means that the whole workspace changed.
      if (kinds.length === 0) return;
      if (changed.kinds.length === 0 || changed.kinds.some((kind) => kinds.includes(kind))) void run();
    }),
  );

  return {
    get value() {
      return value;
    },
    get error() {
      return error;
    },
    get busy() {
      return busy;
    },
    reload: run,
  };
}
