import type { Clock } from '../../base/clock';

/** The machine's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, cancellation) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      cancellation?.onCancellationRequested(() => {
        clearTimeout(timer);
        resolve();
      });
    }),
};
