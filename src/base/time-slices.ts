import type { TimeSource, Timer } from '../base/clock';

/** Milliseconds of work between two pauses. */
const slice = 8;

/** Does long work part by part, and lets others work in between. */
export class Breath {
  #since: number;
  #pause: Promise<void> | undefined;

  /** @param clock one that cannot sleep never pauses */
  constructor(private readonly clock: TimeSource & Partial<Timer>) {
    this.#since = clock.now();
  }

  /** Does a part, which should be small, as soon as the slice has room. */
  async work<T>(part: () => T): Promise<T> {
    while (this.clock.sleep && this.clock.now() - this.#since >= slice) await (this.#pause ??= this.#rest());
    return part();
  }

  async #rest(): Promise<void> {
    await this.clock.sleep?.(0);
    this.#since = this.clock.now();
    this.#pause = undefined;
  }
}
