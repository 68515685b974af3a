/** Long work, as the host tells it. One list, one tray. */
import { host, type Activity } from '$host';

/** How long finished work stays in view, in milliseconds. */
const STAY = 4000;

let list = $state.raw<Activity[]>([]);

export const activities = {
  get all(): readonly Activity[] {
    return list;
  },
  get running(): number {
    return list.filter(({ state }) => state === 'running').length;
  },
};

/** Listens from now on; what was running before the window opened is asked for. */
export function followActivities(): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  void host
    .call('activity.list', {})
    .then(({ items }) => {
      const known = new Set(list.map(({ id }) => id));
      list = [...list, ...items.filter(({ id, state }) => state === 'running' && !known.has(id))];
    })
    // The tray stays empty: the work itself goes on in the host.
    .catch(() => undefined);
  const stop = host.on('activity', (activity) => {
    const known = list.some(({ id }) => id === activity.id);
    list = known ? list.map((other) => (other.id === activity.id ? activity : other)) : [...list, activity];
    if (activity.state !== 'running') {
      const timer = setTimeout(() => {
        timers.delete(timer);
        list = list.filter(({ id }) => id !== activity.id);
      }, STAY);
      timers.add(timer);
    }
  });
  return () => {
    stop();
    for (const timer of timers) clearTimeout(timer);
    list = [];
  };
}
