/**
 * What the window knows of its desk before any screen: whether it is open, has been through the first steps, shows the
 * sample, and has an import to finish. One copy, because the frame, the first steps and Réglages all change it.
 */
import { ApiError, host, type DeskStatus } from '$host';

let status = $state.raw<DeskStatus | null>(null);
let failure = $state.raw<ApiError | null>(null);

export const desk = {
  /** Null until the desk has answered. */
  get status(): DeskStatus | null {
    return status;
  },
  /** Why the desk could not be opened. */
  get failure(): ApiError | null {
    return failure;
  },
};

/** A command answered how the desk stands now. */
export function deskChanged(next: DeskStatus): void {
  [status, failure] = [next, null];
}

/** Asks how the desk stands. */
export async function askDesk(): Promise<void> {
  try {
    deskChanged(await host.call('desk.status', {}));
  } catch (error) {
    failure = ApiError.from(error);
  }
}

/** Asks now, and again when the whole workspace or what the desk tells of itself changed. */
export function followDesk(): () => void {
  void askDesk();
  return host.on('changed', ({ kinds }) => {
    if (kinds.length === 0 || kinds.includes('house') || kinds.includes('person')) void askDesk();
  });
}

/** The window begins anew, for tests: nothing is known of the desk. */
export function forgetDesk(): void {
  [status, failure] = [null, null];
}
