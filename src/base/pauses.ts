import { CancellationSource } from './cancellation';
import type { Timer } from './clock';
import type { Disposable } from './dispose';

/** Waits, for each key of its own, until nothing has come for a while. */
export class Pauses<Key> implements Disposable {
  readonly #going = new Map<Key, CancellationSource>();

  /** @param ms how long, in milliseconds */
  constructor(
    private readonly clock: Timer,
    private readonly ms: number,
  ) {}

  /** Resolves when the pause is over, with whether it was one: nothing came again meanwhile, and nobody has cancelled it. */
  async after(key: Key): Promise<boolean> {
    this.cancel(key);
    const pause = new CancellationSource();
    this.#going.set(key, pause);
    await this.clock.sleep(this.ms, pause.token);
    if (pause.token.isCancellationRequested) return false;
    this.#going.delete(key);
    return true;
  }

  cancel(key: Key): void {
    this.#going.get(key)?.cancel();
    this.#going.delete(key);
  }

  dispose(): void {
    for (const key of [...this.#going.keys()]) this.cancel(key);
  }
}
