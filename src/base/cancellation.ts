import type { Disposable } from './dispose';
import { Emitter } from './event';

/** Tells long work that its result is no longer wanted. Structurally the editor's own `CancellationToken`. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => Disposable;
}

/** Thrown by work that gave up because it was cancelled; never shown to the user. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('Cancelled.');
  }
}

/** Work that nobody can cancel. */
export const neverCancelled: Cancellation = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};

/** Cancelled with either of two. */
export const eitherOf = (one: Cancellation, other: Cancellation): Cancellation => ({
  get isCancellationRequested() {
    return one.isCancellationRequested || other.isCancellationRequested;
  },
  onCancellationRequested: (listener) => {
    const subscriptions = [one.onCancellationRequested(listener), other.onCancellationRequested(listener)];
    return { dispose: () => subscriptions.forEach((subscription) => subscription.dispose()) };
  },
});

/** Waits for `work`, or rejects with a `CancelledError` as soon as nobody wants its result, whatever `work` makes of that. */
export async function unlessCancelled<T>(work: Promise<T>, cancellation: Cancellation): Promise<T> {
  let stop: () => void = () => undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new CancelledError());
  });
  const subscription = cancellation.onCancellationRequested(stop);
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    subscription.dispose();
  }
}

/** The cancelling end. Cancelling twice is cancelling once; a listener that comes late is called at once. */
export class CancellationSource implements Disposable {
  readonly #emitter = new Emitter<undefined>();
  #cancelled = false;

  readonly token: Cancellation;

  constructor() {
    const isCancelled = (): boolean => this.#cancelled;
    this.token = {
      get isCancellationRequested() {
        return isCancelled();
      },
      onCancellationRequested: (listener) => {
        if (isCancelled()) listener();
        return this.#emitter.event(() => listener());
      },
    };
  }

  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#emitter.fire(undefined);
  }

  dispose(): void {
    this.#emitter.dispose();
  }
}
