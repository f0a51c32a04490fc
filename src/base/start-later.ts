import type { Disposable } from './dispose';
import type { Log } from './log';

/** What is started when it is needed. */
export interface Started<T> extends Disposable {
  /** Starts it if need be; `undefined` where it could not be. */
  ready(): Promise<T | undefined>;
}

/** Starts something once, when somebody first asks for it: until then nothing of it is loaded. */
export function startLater<T extends Disposable>(
  start: () => Promise<T>,
  { what, log }: { readonly what: string; readonly log: Log },
): Started<T> {
  let started: Promise<T | undefined> | undefined;
  let isDisposed = false;
  const begin = async (): Promise<T | undefined> => {
    try {
      const made = await start();
      if (isDisposed) made.dispose();
      return made;
    } catch (error) {
      log.error(`${what} could not be loaded: ${String(error)}`);
      return undefined;
    }
  };
  return {
    ready: () => (started ??= begin()),
    dispose: () => {
      isDisposed = true;
      void started?.then((made) => made?.dispose());
    },
  };
}
