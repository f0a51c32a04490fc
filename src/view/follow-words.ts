import { NotTheApiError, RateLimitedError, ServerError, UnreachableError } from '../api/http/errors';
import { t } from '../base/localize';
import type { FollowEnd, FollowState } from '../run/follow';

/** Whether asking again later may help. A proxy's error page in place of one answer is no reason to stop watching. */
export const isTransient = (error: unknown): boolean =>
  [UnreachableError, RateLimitedError, ServerError, NotTheApiError].some((kind) => error instanceof kind);

/** What the transcript says of the connection; nothing while it stays lost. */
export function connectionNote(state: FollowState): string | undefined {
  if (state.kind === 'following') return t('The connection is back.');
  return state.attempt === 1 ? t('The connection was lost. The run continues. Trying again…') : undefined;
}

/** What the transcript says at its end; nothing where the run's own last line says all. */
export function endNote(end: FollowEnd, say: (error: unknown) => string): string | undefined {
  switch (end.kind) {
    case 'finished':
      return end.logError === undefined ? undefined : t('The log could not be read to its end.');
    case 'stopped':
      return t('Stopped watching. The run continues.');
    case 'quiet':
      return t('The run has not reported for a long time. Watch it again to continue.');
    case 'lost':
      return t('The run can no longer be read: {0}', say(end.error));
  }
}
