/** One gesture of a person: does it, says what was done with its way back, or says what went wrong. */
import { toasts } from '$kit/toasts.svelte';
import { errorText } from '$shell/errors';
import { wrote } from '$shell/undo';

/**
 * Answers what `run` answered, null when it failed. `said` is the sentence afterwards; without it nothing is said
 * (what is done shows by itself). `undo` replaces the usual way back; null leaves it away.
 */
export async function act<T>(
  run: () => Promise<T>,
  said?: string | ((answer: T) => string),
  undo?: ((answer: T) => unknown) | null,
): Promise<T | null> {
  try {
    const answer = await run();
    if (said === undefined) return answer;
    const text = typeof said === 'string' ? said : said(answer);
    if (undo === null) toasts.say(text);
    else if (undo) wrote(text, () => act(async () => undo(answer)));
    else wrote(text);
    return answer;
  } catch (error) {
    toasts.say(errorText(error));
    return null;
  }
}

/** The tokens of these fields as they were read, for an update that covers nothing unseen. */
export function seenOf(
  seen: Record<string, string>,
  names: readonly string[],
): Record<string, string> | undefined {
  const tokens = names.flatMap((name) => (seen[name] ? [[name, seen[name]] as const] : []));
  return tokens.length > 0 ? Object.fromEntries(tokens) : undefined;
}
