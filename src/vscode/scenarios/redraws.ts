import type { Disposable } from '../../base/dispose';
import type { StoreChange } from './scenario-store';

/** How long changes are gathered before the tree is drawn: a log of a thousand entries is one picture, not a thousand. */
const gatherMs = 40;

/** Gathers changes and tells of them together. */
export class Redraws implements Disposable {
  readonly #scenarios = new Set<number>();
  #all = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param draw told of the scenarios that changed; of none in particular when everything did. */
  constructor(private readonly draw: (scenarios: ReadonlySet<number> | undefined) => void) {}

  add(change: StoreChange): void {
    if (change === 'all') this.#all = true;
    else this.#scenarios.add(change.scenarioId);
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #flush(): void {
    const scenarios = this.#all ? undefined : new Set(this.#scenarios);
    this.#timer = undefined;
    this.#all = false;
    this.#scenarios.clear();
    this.draw(scenarios);
  }
}
