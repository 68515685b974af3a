/**
 * When the first screen stands with the answers to its questions on it: what people wait for at the start, and what
 * the measure of the start waits for. Counted here because answers arrive here, and are drawn after.
 */
import type { CommandName } from './host';

/** What the frame around every screen asks; the first screen's own question stands beside these. */
const FRAME: readonly CommandName[] = ['activity.list', 'desk.status', 'settings.get', 'sync.status'];

const frame = (): Promise<unknown> => new Promise((drawn) => requestAnimationFrame(drawn));

/** `drawn` is called once. Every call of the host passes through the answer, which changes nothing of it. */
export function firstScreen(drawn: () => void): <T>(name: CommandName, answer: Promise<T>) => Promise<T> {
  let waiting = 0;
  let answered = false;
  let told = false;

  async function look(): Promise<void> {
    // The next frame draws what the answer changed, and the one after it says that this has been drawn.
    await frame();
    await frame();
    if (told || waiting > 0) return;
    told = true;
    drawn();
  }

  return (name, answer) => {
    if (told) return answer;
    waiting += 1;
    return answer.finally(() => {
      waiting -= 1;
      answered ||= !FRAME.includes(name);
      if (answered && waiting === 0) void look();
    });
  };
}
