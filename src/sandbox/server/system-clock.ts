import type { Clock } from '../../base/clock';

/** A timer takes no more than 31 bits of milliseconds, and ends at once beyond that. */
const longest = 2 ** 31 - 1;

/** The machine's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, cancellation) =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        subscription?.dispose();
        resolve();
      };
      const timer = setTimeout(end, Math.min(milliseconds, longest));
      const subscription = cancellation?.isCancellationRequested ? undefined : cancellation?.onCancellationRequested(end);
      if (cancellation?.isCancellationRequested) end();
    }),
};
