/**
 * The seam between the interface and whatever runs it: the desktop shell, or a fake in tests.
 * Screens know this file only, so that the shell can change without touching them.
 */
import type { Commands, Events as ContractEvents } from './contract.gen';

export type CommandName = keyof Commands;
export type Request<C extends CommandName> = Commands[C]['request'];
export type Answer<C extends CommandName> = Commands[C]['answer'];

export type { Activity, Changed, SyncState } from './contract.gen';

/** What the host says unasked: the events of the contract, and files dropped on the window. */
export interface Events extends ContractEvents {
  /** Paths the host can read, with the place of the drop in CSS pixels. */
  dropped: { paths: string[]; x: number; y: number };
}

export interface PickOptions {
  /** Title of the system dialog, already translated. */
  title: string;
  /** Endings without the dot; empty means any file. */
  extensions: string[];
  multiple?: boolean;
}

export interface SaveOptions {
  title: string;
  /** Proposed file name with its ending. */
  name: string;
}

export interface Host {
  /** Runs one command of the table. Rejects with ApiError, never with anything else. */
  call<C extends CommandName>(name: C, request: Request<C>): Promise<Answer<C>>;
  /** Listens to an event of the host; the answer stops listening. */
  on<E extends keyof Events>(event: E, handler: (payload: Events[E]) => void): () => void;
  /** Paths chosen in the system's dialog; empty when the person gave up. */
  pickFile(options: PickOptions): Promise<string[]>;
  /** The path to write to; null when the person gave up. */
  saveFile(options: SaveOptions): Promise<string | null>;
  openExternal(url: string): Promise<void>;
  /** Prints the page; may settle before the system's dialog is closed. */
  print(): Promise<void>;
  /**
   * Tries again to open a desk that did not open. `keyInFile`: the person was told that the disk alone would then open
   * the data, and agreed to a key file if the keyring fails.
   */
  openDesk(options: { keyInFile: boolean }): Promise<void>;
}

/** What went wrong, as a code the interface translates (`error-<code>`); it carries no sentence. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: string,
    readonly params: Record<string, string | number> = {},
    readonly retryable = false,
    /** Finds the line in the local log; shown behind "détails". */
    readonly reference: string | null = null,
  ) {
    super(code);
  }

  /** Anything that was thrown, as an ApiError; what is not recognised becomes `internal`. */
  static from(thrown: unknown): ApiError {
    if (thrown instanceof ApiError) return thrown;
    if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) {
      const wire = thrown as { code: unknown; params?: unknown; retryable?: unknown; reference?: unknown };
      return new ApiError(
        String(wire.code),
        typeof wire.params === 'object' && wire.params !== null
          ? (wire.params as Record<string, string | number>)
          : {},
        wire.retryable === true,
        typeof wire.reference === 'string' ? wire.reference : null,
      );
    }
    return new ApiError('internal');
  }
}
