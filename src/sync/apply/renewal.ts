import { CancellationSource, type Cancellation } from '../../base/cancellation';
import type { TimeSource, Timer } from '../../base/clock';
import { renewalMs, silenceMs, type JournalEntry } from '../store/journal';

interface RenewalDesk {
  /** One that cannot sleep renews nothing. */
  readonly clock: TimeSource & Partial<Timer>;
  readonly journal: {
    renew(entry: JournalEntry): Promise<void>;
    holds(entry: JournalEntry): Promise<boolean>;
  };
}

/** Says again and again that a batch is worked on, until it ends: other windows take over what nothing is heard of. */
export class Renewal {
  readonly #context: RenewalDesk;
  readonly #entry: JournalEntry;
  readonly #end = new CancellationSource();
  readonly #going: Promise<void>;
  #last: number;

  constructor(context: RenewalDesk, entry: JournalEntry) {
    this.#context = context;
    this.#entry = entry;
    this.#last = entry.began;
    this.#going = this.#goOn(this.#end.token);
  }

  /** Whether the batch is still ours: after a sleep of the machine another window may have taken it over. */
  async isOurs(): Promise<boolean> {
    const { clock, journal } = this.#context;
    return clock.now() - this.#last < silenceMs || journal.holds(this.#entry);
  }

  /** Resolves when nothing more is written. */
  async stop(): Promise<void> {
    this.#end.cancel();
    await this.#going;
    this.#end.dispose();
  }

  async #goOn(end: Cancellation): Promise<void> {
    const { clock, journal } = this.#context;
    for (;;) {
      await clock.sleep?.(renewalMs, end);
      if (!clock.sleep || end.isCancellationRequested) return;
      // A full disk takes no word of it: the next time may.
      await journal.renew(this.#entry).then(
        () => (this.#last = clock.now()),
        () => undefined,
      );
    }
  }
}
