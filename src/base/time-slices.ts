import type { TimeSource, Timer } from '../base/clock';

/** Milliseconds of work between two pauses. */
const slice = 8;

/** Does long work part by part and yields to other work after each slice of time. */
export class TimeSlicer {
  #since: number;
  #pause: Promise<void> | undefined;

  /** @param clock without `sleep`, nothing ever yields */
  constructor(private readonly clock: TimeSource & Partial<Timer>) {
    this.#since = clock.now();
  }

  /** Runs a part, which should be small, as soon as the slice has room for it. */
  async run<T>(part: () => T): Promise<T> {
    while (this.clock.sleep && this.clock.now() - this.#since >= slice) await (this.#pause ??= this.#rest());
    return part();
  }

  /** Lets other work run if the slice is used up. */
  yieldIfDue(): Promise<void> {
    return this.run(() => undefined);
  }

  async #rest(): Promise<void> {
    await this.clock.sleep?.(0);
    this.#since = this.clock.now();
    this.#pause = undefined;
  }
}
