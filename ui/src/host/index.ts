/** The one host of this window. Set once by main.ts (or a test) before anything is mounted. */
import type { Answer, CommandName, Events, Host, PickOptions, Request, SaveOptions } from './host';

let current: Host | null = null;

export function setHost(host: Host): void {
  current = host;
}

function running(): Host {
  if (!current) throw new Error('setHost() must run before the interface is mounted');
  return current;
}

/**
 * Says `afterprint` once what was prepared for the paper may go. That call may settle while the system's dialog is
 * still open (WebKitGTK reads the page only when the dialog is answered), so it is not the sign: the webview's own
 * event is, or the next thing that the person does in the page, which is not before the dialog is closed. The answer
 * says it at once.
 */
function whenPrinted(): () => void {
  const signs = ['pointerdown', 'keydown'] as const;
  const stop = () => {
    for (const sign of signs) window.removeEventListener(sign, over, true);
    window.removeEventListener('afterprint', stop);
  };
  function over(): void {
    stop();
    window.dispatchEvent(new Event('afterprint'));
  }
  for (const sign of signs) window.addEventListener(sign, over, true);
  window.addEventListener('afterprint', stop);
  return over;
}

export const host: Host = {
  call: <C extends CommandName>(name: C, request: Request<C>): Promise<Answer<C>> =>
    running().call(name, request),
  on: <E extends keyof Events>(event: E, handler: (payload: Events[E]) => void) =>
    running().on(event, handler),
  pickFile: (options: PickOptions) => running().pickFile(options),
  saveFile: (options: SaveOptions) => running().saveFile(options),
  openExternal: (url: string) => running().openExternal(url),
  async print() {
    // Not every webview says that it is about to print; the grid then draws all of its rows.
    window.dispatchEvent(new Event('beforeprint'));
    const over = whenPrinted();
    try {
      await running().print();
    } catch (error) {
      over();
      throw error;
    }
  },
  openDesk: (options: { keyInFile: boolean }) => running().openDesk(options),
};

export { ApiError } from './host';
export type * from './contract.gen';
export type { Answer, CommandName, Events, Host, PickOptions, Request, SaveOptions } from './host';
export { COMMANDS, WORDS } from './contract.gen';
