/** Starts the window: chooses the host, applies the preferences, mounts the interface, says that it is there. */
import { mount } from 'svelte';
import './kit/tokens.css';
import './kit/base.css';
import './fonts.css';
import { setHost, type Host } from '$host';
import { askDesk } from '$shell/desk.svelte';
import { loadPreferences } from '$shell/preferences.svelte';
import { read } from '$shell/router.svelte';
import App from './App.svelte';
import { screens } from './areas/table';

async function chooseHost(): Promise<Host> {
  // Known at build time: the production bundle holds no trace of the fake.
  if (import.meta.env.MODE !== 'production' && !('__TAURI_INTERNALS__' in window)) {
    return (await import('$host/dev')).devHost();
  }
  return (await import('$host/tauri')).tauriHost();
}

/** The code of the screen that comes first: fetched while the desk opens, and asked for again when it is drawn. */
function fetchScreen(): void {
  const { name } = read(location.hash, screens);
  if (name) void screens[name].load().catch(() => undefined);
}

async function start(): Promise<void> {
  setHost(await chooseHost());
  // Together, for the first screen needs all three and each waits for the desk or the disk.
  fetchScreen();
  void askDesk();
  await loadPreferences();
  const target = document.getElementById('app');
  if (target) mount(App, { target });
  performance.mark('mounted');
}

void start();
