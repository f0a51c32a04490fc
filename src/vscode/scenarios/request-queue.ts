import type { Disposable } from '../../base/dispose';

/** Runs jobs, a few at a time, the newest wish first: what the user scrolled to counts more than what scrolled away. */
export class RequestQueue implements Disposable {
  #waiting: (() => Promise<void>)[] = [];
  #running = 0;

  constructor(private readonly limit: number) {}

  /** @param job must not reject. */
  async add(job: () => Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(async () => {
        await job();
        resolve();
      });
      this.#next();
    });
  }

  /** Forgets what waits; what runs, runs to its end. */
  dispose(): void {
    this.#waiting = [];
  }

  #next(): void {
    if (this.#running >= this.limit) return;
    const job = this.#waiting.pop();
    if (!job) return;
    this.#running += 1;
    void job().finally(() => {
      this.#running -= 1;
      this.#next();
    });
  }
}
