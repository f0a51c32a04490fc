import type { Clock } from './clock';

/** What a platform gives to tell and to wait. */
export interface Timers {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Calls `work` once after `milliseconds`; returns how to keep it from that. */
  readonly start: (work: () => void, milliseconds: number) => () => void;
}

/** A timer takes no more than 31 bits of milliseconds, and ends at once beyond that. */
const longest = 2 ** 31 - 1;

/** Real time, as a platform's timers give it. */
export function createTimerClock({ now, start }: Timers): Clock {
  return {
    now,
    sleep: (milliseconds, cancellation) =>
      new Promise((resolve) => {
        const end = (): void => {
          stop();
          subscription?.dispose();
          resolve();
        };
        const stop = start(end, Math.min(milliseconds, longest));
        // A listener that comes late is called at once, before there is a subscription to dispose.
        const subscription = cancellation?.onCancellationRequested(() => void Promise.resolve().then(end));
      }),
  };
}
