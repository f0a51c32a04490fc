import type { Clock } from '../base/clock';

/** Real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, cancellation) =>
    new Promise((resolve) => {
      if (cancellation?.isCancellationRequested) {
        resolve();
        return;
      }
      const end = (): void => {
        clearTimeout(timer);
        subscription?.dispose();
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      const subscription = cancellation?.onCancellationRequested(end);
    }),
};
