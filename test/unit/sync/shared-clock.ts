import type { Cancellation } from '../../../src/base/cancellation';
import type { Clock } from '../../../src/base/clock';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Simulated time for several sleepers at once: it goes on, to the first of them, only when all work has come to a rest. */
export class SharedClock implements Clock {
  #now = 0;
  #sleepers: Sleeper[] = [];
  onSleep: (milliseconds: number) => void = () => undefined;

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, cancellation?: Cancellation): Promise<void> {
    this.onSleep(milliseconds);
    if (cancellation?.isCancellationRequested === true) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper: Sleeper = { at: this.#now + milliseconds, wake: resolve };
      this.#sleepers.push(sleeper);
      cancellation?.onCancellationRequested(() => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      });
      setImmediate(() => this.#goOn());
    });
  }

  #goOn(): void {
    const [first] = [...this.#sleepers].sort((one, other) => one.at - other.at);
    if (!first) return;
    this.#sleepers = this.#sleepers.filter((other) => other !== first);
    this.#now = Math.max(this.#now, first.at);
    first.wake();
  }
}
