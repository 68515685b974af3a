/** Starts the window: chooses the host, applies the preferences, mounts the interface, says that it is there. */
import { mount } from 'svelte';
import './kit/tokens.css';
import './kit/base.css';
import './fonts.css';
import { setHost, type Host } from '$host';
import { loadPreferences } from '$shell/preferences.svelte';
import App from './App.svelte';

async function chooseHost(): Promise<Host> {
  // Known at build time: the production bundle holds no trace of the fake.
  if (import.meta.env.MODE !== 'production' && !('__TAURI_INTERNALS__' in window)) {
    return (await import('$host/dev')).devHost();
  }
  return (await import('$host/tauri')).tauriHost();
}

async function start(): Promise<void> {
  setHost(await chooseHost());
  await loadPreferences();
  const target = document.getElementById('app');
  if (target) mount(App, { target });
  performance.mark('mounted');
}

void start();
