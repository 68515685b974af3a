/** What the sync line says now. One copy: the footer and Réglages show the same sentence. */
import { host, type SyncState } from '$host';

let state = $state.raw<SyncState>({ kind: 'saved' });

export const sync = {
  get now(): SyncState {
    return state;
  },
};

/** Asks where sharing stands and listens from now on; the answer stops. */
export function followSync(): () => void {
  let told = false;
  const stop = host.on('sync', (next) => {
    told = true;
    state = next;
  });
  void host
    .call('sync.status', {})
    // What was told meanwhile is newer.
    .then(({ state: first }) => {
      if (!told) state = first;
    })
    // The line keeps its first sentence, which is true of any desk that opened.
    .catch(() => undefined);
  return stop;
}
