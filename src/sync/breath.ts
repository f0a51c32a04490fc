import type { Clock } from '../base/clock';

/** Milliseconds of work between two pauses. */
const slice = 8;

/** Lets others work in between long work, which asks `pause` after each small part of it. */
export class Breath {
  #since: number;

  /** @param clock one that cannot sleep never pauses */
  constructor(private readonly clock: Pick<Clock, 'now'> & Partial<Pick<Clock, 'sleep'>>) {
    this.#since = clock.now();
  }

  async pause(): Promise<void> {
    if (this.clock.now() - this.#since < slice) return;
    await this.clock.sleep?.(0);
    this.#since = this.clock.now();
  }
}
