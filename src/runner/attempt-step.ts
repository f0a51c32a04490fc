import { CancelledError, type Cancellation } from '../base/cancellation';
import type { Clock } from '../base/clock';
import type { Reply } from './conversation';

const firstPause = 500;
const pauseGrowth = 1.5;
const longestPause = 5_000;

export interface Attempts {
  /** Seconds before the first try. */
  readonly waitFor: number;
  /** Seconds after the first try during which a step that did not pass is tried again. */
  readonly failAfter: number;
  readonly clock: Clock;
  readonly cancellation: Cancellation;
  readonly tryOnce: () => Promise<Reply>;
  /** Told of every try that will be followed by another. */
  readonly onRetry: (reply: Reply) => void;
}

/** What a timer can hold, 24 days; with more it would go off at once. */
const longestSleep = 2 ** 31 - 1;
/** A timer may go off a little early; what is left then is not worth another try. */
const leastPause = 20;

async function pause(milliseconds: number, { clock, cancellation }: Attempts): Promise<void> {
  if (milliseconds > 0) await clock.sleep(Math.min(milliseconds, longestSleep), cancellation);
  if (cancellation.isCancellationRequested) throw new CancelledError();
}

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;

/**
 * Tries a step until it passes or its time is over; the last try stands at the very end of `failAfter`, however the
 * pauses fall. Rejects only with a `CancelledError`.
 */
export async function attemptStep(attempts: Attempts): Promise<Reply> {
  const { clock, failAfter, tryOnce, onRetry } = attempts;
  await pause(attempts.waitFor * 1000, attempts);
  const start = clock.now();
  const deadline = start + failAfter * 1000;
  let reply = await tryOnce();
  for (
    let tries = 1, wait = firstPause;
    reply.outcome !== 'Passed' && reply.retryable;
    tries++, wait = Math.min(wait * pauseGrowth, longestPause)
  ) {
    const left = deadline - clock.now();
    if (!(left > leastPause))
      return failAfter > 0
        ? {
            ...reply,
            message: `${reply.message} (after ${seconds(clock.now() - start)}, ${tries === 1 ? '1 try' : `${tries} tries`})`,
          }
        : reply;
    onRetry(reply);
    await pause(Math.min(wait, left), attempts);
    reply = await tryOnce();
  }
  return reply;
}
