/** Between two looks while things happen, in milliseconds. */
const fastest = 500;
/** Between two looks while nothing does. */
const slowest = 10_000;
/** Looks without news before the pace slackens: a step often takes a few seconds. */
const patience = 6;
const firstRetry = 1_000;
const slowestRetry = 30_000;
const longestRetryAfter = 300_000;

/** Between the looks at a log whose run is over, in milliseconds. */
export const settleDelay = 500;

/** After so long without any news the following ends: the run may be one that the service forgot. */
export const quietLimit = 6 * 3_600_000;

/**
 * An outcome that the reference does not name counts as the last one, where the run has a duration and neither outcome,
 * duration nor log have changed for so long.
 */
export const unknownIsLastAfter = 60_000;

/** How long to wait before the next look, after so many looks that brought nothing new. */
export function pollDelay(quietPolls: number): number {
  const slack = Math.max(0, quietPolls - patience);
  return Math.min(slowest, Math.round(fastest * 1.3 ** slack));
}

/**
 * How long to wait while the service cannot be reached.
 * @param attempt counts from 1
 * @param asked milliseconds that the service asked for
 */
export function offlineDelay(attempt: number, asked: number | undefined): number {
  const own = Math.min(slowestRetry, firstRetry * 2 ** (attempt - 1));
  const wanted = asked !== undefined && Number.isFinite(asked) ? Math.min(longestRetryAfter, asked) : 0;
  return Math.max(own, wanted);
}
