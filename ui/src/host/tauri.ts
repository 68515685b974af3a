/**
 * The desktop shell as a Host: the only file that may import @tauri-apps.
 * A command "dossiers.create" is the shell's `dossiers_create`, its request the argument `request`.
 * Files, links and printing are the shell's own commands, so the window holds no file or process right.
 */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { firstScreen } from './first';
import { ApiError, type Events, type Host } from './host';

async function ask<T>(command: string, args: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (thrown) {
    throw ApiError.from(thrown);
  }
}

/** The shell's listen() answers later; a handler taken back before that must still stop. */
function subscribe<T>(event: string, handler: (payload: T) => void): () => void {
  const stop = listen<T>(event, ({ payload }) => handler(payload));
  return () => void stop.then((unlisten) => unlisten());
}

export function tauriHost(): Host {
  const follow = firstScreen(() => void ask('shell_interactive', { request: {} }).catch(() => undefined));
  return {
    call: (name, request) => follow(name, ask(name.replaceAll('.', '_'), { request })),
    on: (event, handler) => {
      if (event !== 'dropped') return subscribe(event, handler);
      return subscribe<{ paths: string[]; position: { x: number; y: number } }>(
        'tauri://drag-drop',
        ({ paths, position }) => {
          // The shell counts physical pixels.
          const scale = window.devicePixelRatio || 1;
          (handler as (payload: Events['dropped']) => void)({
            paths,
            x: position.x / scale,
            y: position.y / scale,
          });
        },
      );
    },
    pickFile: (request) => ask('shell_pick_file', { request }),
    saveFile: (request) => ask('shell_save_file', { request }),
    openExternal: (url) => ask('shell_open_external', { request: { url } }),
    print: () => ask('shell_print', { request: {} }),
    openDesk: ({ keyInFile }) => ask('shell_open_desk', { request: { key_in_file: keyInFile } }),
  };
}
