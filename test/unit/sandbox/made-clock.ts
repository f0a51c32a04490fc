import type { Cancellation } from '../../../src/base/cancellation';
import type { Clock } from '../../../src/base/clock';

/** Time that passes only when told to. */
export class MadeClock implements Clock {
  #now: number;
  #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  constructor(start = Date.UTC(2026, 10, 24, 12)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, cancellation?: Cancellation): Promise<void> {
    return new Promise((resolve) => {
      const sleeper = { at: this.#now + milliseconds, wake: resolve };
      this.#sleepers.push(sleeper);
      cancellation?.onCancellationRequested(() => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      });
    });
  }

  /** How long each sleeper still sleeps, in milliseconds. */
  get pauses(): readonly number[] {
    return this.#sleepers.map(({ at }) => at - this.#now);
  }

  /** Lets time pass; whoever wakes goes on, and may go to sleep again, before later ones wake. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (;;) {
      const next = [...this.#sleepers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#now = Math.max(this.#now, next.at);
      this.#sleepers = this.#sleepers.filter((other) => other !== next);
      next.wake();
      await settle();
    }
    this.#now = end;
  }

  /** Jumps, as when a machine slept or somebody set its clock: nobody wakes by it. */
  jump(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** Lets everything go on that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
