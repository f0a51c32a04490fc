import type { Disposable } from './dispose';

/** Runs jobs, a few at a time, the newest wish first: what the user scrolled to counts more than what scrolled away. */
export class RequestQueue implements Disposable {
  #waiting: { readonly work: () => Promise<void>; readonly done: () => void }[] = [];
  #running = 0;

  constructor(private readonly limit: number) {}

  /** @param job must not reject. */
  async add(job: () => Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ work: job, done: resolve });
      this.#next();
    });
  }

  /** Forgets what waits, and says so; what runs, runs to its end. */
  dispose(): void {
    for (const { done } of this.#waiting) done();
    this.#waiting = [];
  }

  #next(): void {
    if (this.#running >= this.limit) return;
    const job = this.#waiting.pop();
    if (!job) return;
    this.#running += 1;
    void job.work().finally(() => {
      job.done();
      this.#running -= 1;
      this.#next();
    });
  }
}
