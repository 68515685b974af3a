/**
 * A Host in memory. A test registers the commands it expects, typed by the contract;
 * anything else rejects with `not_registered`, so a screen that asks for more than the test knows is seen.
 */
import { ApiError, type Answer, type CommandName, type Events, type Host, type Request } from './host';

type Handler<C extends CommandName> = (request: Request<C>) => Answer<C> | Promise<Answer<C>>;

export class FakeHost implements Host {
  /** Every call in order, for assertions. */
  readonly calls: { name: CommandName; request: unknown }[] = [];
  readonly opened: string[] = [];
  printed = 0;
  /** Every attempt to open the desk; `closed` is what they meet. */
  readonly opens: { keyInFile: boolean }[] = [];
  closed: ApiError | null = null;
  /** What the next file dialogs answer. */
  picks: string[] = [];
  saveAs: string | null = null;
  private readonly handlers = new Map<string, (request: never) => unknown>();
  private readonly listeners = new Map<string, Set<(payload: never) => void>>();

  /** Registers the answer of one command; a second registration replaces the first. */
  answer<C extends CommandName>(name: C, handler: Handler<C>): this {
    this.handlers.set(name, handler as (request: never) => unknown);
    return this;
  }

  /** Makes one command fail. */
  fail(name: CommandName, error: ApiError): this {
    this.handlers.set(name, () => Promise.reject(error));
    return this;
  }

  /** Sends an event to whoever listens. */
  emit<E extends keyof Events>(event: E, payload: Events[E]): void {
    for (const handler of this.listeners.get(event) ?? []) handler(payload as never);
  }

  /** The requests one command received. */
  requests<C extends CommandName>(name: C): Request<C>[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.request as Request<C>);
  }

  async call<C extends CommandName>(name: C, request: Request<C>): Promise<Answer<C>> {
    this.calls.push({ name, request });
    const handler = this.handlers.get(name);
    if (!handler) throw new ApiError('not_registered', { command: name });
    return (await handler(request as never)) as Answer<C>;
  }

  on<E extends keyof Events>(event: E, handler: (payload: Events[E]) => void): () => void {
    const set = this.listeners.get(event) ?? new Set();
    set.add(handler as (payload: never) => void);
    this.listeners.set(event, set);
    return () => void set.delete(handler as (payload: never) => void);
  }

  async pickFile(): Promise<string[]> {
    return this.picks;
  }

  async saveFile(): Promise<string | null> {
    return this.saveAs;
  }

  async openExternal(url: string): Promise<void> {
    this.opened.push(url);
  }

  async openDesk(options: { keyInFile: boolean }): Promise<void> {
    this.opens.push(options);
    if (this.closed) throw this.closed;
  }

  async print(): Promise<void> {
    this.printed += 1;
  }
}
