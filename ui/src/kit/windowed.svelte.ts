/**
 * A long list of the host of which only the pages in view are kept near: sorting and filtering stay in the host.
 * Rows stand outside deep reactivity; what draws them follows `version`.
 */
import { untrack } from 'svelte';

interface Page<Row> {
  total: number;
  items: readonly Row[];
}

export class Windowed<Row, Answer extends Page<Row> = Page<Row>> {
  /** The latest answer, for what it says besides its rows (sums). Null until the first one. */
  answer = $state.raw<Answer | null>(null);
  total = $state(0);
  /** What made the last request fail. */
  error = $state.raw<unknown>(null);
  private version = $state(0);
  private pages = new Map<number, readonly Row[]>();
  private asked = new Set<number>();
  private generation = 0;
  private first = 0;
  private last = 0;

  constructor(
    private readonly ask: (limit: number, offset: number) => Promise<Answer>,
    private readonly size = 100,
  ) {}

  /** Undefined for what is not there yet. */
  row(index: number): Row | undefined {
    void this.version;
    return this.pages.get(Math.floor(index / this.size))?.[index % this.size];
  }

  /** Says which rows are in view; asks for the pages that are missing. */
  want(first: number, last: number): void {
    untrack(() => {
      [this.first, this.last] = [first, last];
      this.fetch();
    });
  }

  /** Another question: everything is asked again, nothing of the old answer stays. */
  restart(): void {
    untrack(() => {
      this.pages.clear();
      this.version += 1;
      this.refresh();
    });
  }

  /** The same question, data changed: what is shown stays until the new answer is there. */
  refresh(): void {
    untrack(() => {
      this.generation += 1;
      this.asked.clear();
      this.fetch();
    });
  }

  private fetch(): void {
    const from = Math.floor(Math.max(0, this.first) / this.size);
    const to = Math.max(from, Math.floor(Math.max(0, this.last - 1) / this.size));
    for (let page = from; page <= to; page += 1) {
      const beyond = this.answer !== null && page * this.size >= this.total && page > 0;
      if (this.asked.has(page) || beyond) continue;
      this.asked.add(page);
      void this.load(page, this.generation);
    }
  }

  private async load(page: number, generation: number): Promise<void> {
    try {
      const answer = await this.ask(this.size, page * this.size);
      if (generation !== this.generation) return;
      // The first answer of a new generation: pages out of view are old now.
      if (this.asked.size === 1) {
        for (const other of this.pages.keys()) if (other !== page) this.pages.delete(other);
      }
      this.pages.set(page, answer.items);
      [this.answer, this.total, this.error] = [answer, answer.total, null];
    } catch (thrown) {
      if (generation !== this.generation) return;
      this.asked.delete(page);
      this.error = thrown;
    }
    this.version += 1;
  }
}
