import type { Timer } from '../base/clock';

/** A second click in this time after a start is the end of a double click, not another wish. */
const doubleClickMs = 500;

/**
 * The one gate before everything that starts runs: what is under way is not begun a second time, from whichever place
 * it is asked for.
 */
export class StartGate {
  readonly #taken = new Set<string>();

  constructor(private readonly clock: Timer) {}

  /** Takes the keys that are free, at once. Each is to be let go of. */
  take(keys: readonly string[]): readonly string[] {
    const free = [...new Set(keys)].filter((key) => !this.#taken.has(key));
    for (const key of free) this.#taken.add(key);
    return free;
  }

  /** @param hasStarted whether something was started: then a second click a moment later is still none. */
  release(key: string, hasStarted: boolean): void {
    if (hasStarted) void this.clock.sleep(doubleClickMs).then(() => this.#taken.delete(key));
    else this.#taken.delete(key);
  }

  /** Does `work`, which says whether it started something, unless the same is under way. */
  async once(key: string, work: () => Promise<boolean>): Promise<void> {
    if (this.take([key]).length === 0) return;
    let hasStarted = false;
    try {
      hasStarted = await work();
    } finally {
      this.release(key, hasStarted);
    }
  }
}

/** The key of a scenario's runs. @param organization its UUID */
export const scenarioKey = (organization: string, scenarioId: number): string =>
  `scenario ${organization}/${String(scenarioId)}`;
