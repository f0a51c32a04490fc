import { toDisposable, type Disposable } from './dispose';

/** Subscribes to something that happens; disposing the result unsubscribes. Structurally the editor's own `Event`. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The firing end of an event. One listener's failure does not keep the others from hearing. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<{ readonly call: (value: T) => void }>();

  readonly event: Event<T> = (listener) => {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return toDisposable(() => this.#listeners.delete(entry));
  };

  /** Tells every listener; throws an `AggregateError` afterwards if any failed. */
  fire(value: T): void {
    const failures: unknown[] = [];
    for (const { call } of [...this.#listeners]) {
      try {
        call(value);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'A listener failed.');
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
