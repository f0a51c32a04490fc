/** Something that holds a resource until told to let go. Structurally the editor's own `Disposable`. */
export interface Disposable {
  dispose(): void;
}

/**
 * Owns disposables and lets go of them in reverse order.
 * What is added after disposal is disposed at once, so a late subscription never leaks.
 */
export class DisposableStore implements Disposable {
  readonly #items = new Set<Disposable>();
  #disposed = false;

  get isDisposed(): boolean {
    return this.#disposed;
  }

  /** Takes ownership of `item` and returns it. */
  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.add(item);
    return item;
  }

  /** Lets go of everything. Goes on past a failure; throws an `AggregateError` of all failures at the end. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const failures: unknown[] = [];
    for (const item of [...this.#items].reverse()) {
      try {
        item.dispose();
      } catch (error) {
        failures.push(error);
      }
    }
    this.#items.clear();
    if (failures.length > 0) throw new AggregateError(failures, 'Some resources could not be released.');
  }
}

/** A disposable that calls `action` the first time it is disposed. */
export function toDisposable(action: () => void): Disposable {
  let done = false;
  return {
    dispose: () => {
      if (done) return;
      done = true;
      action();
    },
  };
}
