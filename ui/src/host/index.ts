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
    try {
      await running().print();
    } finally {
      window.dispatchEvent(new Event('afterprint'));
    }
  },
  openDesk: (options: { keyInFile: boolean }) => running().openDesk(options),
};

export { ApiError } from './host';
export type * from './contract.gen';
export type { Answer, CommandName, Events, Host, PickOptions, Request, SaveOptions } from './host';
export { COMMANDS, WORDS } from './contract.gen';
