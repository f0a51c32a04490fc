import { NotDone } from '../model/not-done';
import { eitherOf, neverCancelled, type Cancellation } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import { t } from '../../base/localize';
import { lookFor, lookOnce, type Looked } from '../../base/look-for';
import type { SyncContext, WhileLooking } from '../plan/context';

/** What a look is for, and what a person is told where it sees nothing. */
export interface LostWords {
  /** The scenario's name. */
  readonly name: string;
  /** Where no look got an answer. */
  readonly unknown: string;
  /** Where it was looked for and not seen: it may still come. */
  readonly notSeen: string;
}

/** What looking needs of all that applying does. */
interface LookingFor {
  readonly context: { readonly clock: SyncContext['clock']; readonly whileLooking: WhileLooking };
  readonly cancellation?: Cancellation;
}

/**
 * Looks for a while for what a request whose answer was lost has done; nothing is sent. A clock that cannot sleep looks
 * once. Throws a `NotDone` of the outcome `unknown` where it is not seen: that it was not done is never said.
 */
export async function lookForLost<T>(
  { context, cancellation = neverCancelled }: LookingFor,
  look: (cancellation: Cancellation) => Promise<T | undefined>,
  lost: LostWords & { readonly cause: unknown },
): Promise<T> {
  const { clock } = context;
  const looked = await context.whileLooking(lost.name, (stopped): Promise<Looked<T>> => {
    const either = eitherOf(stopped, cancellation);
    return canSleep(clock) ? lookFor({ look, clock, cancellation: either }) : lookOnce({ look, cancellation: either });
  });
  if (looked.kind === 'found') return looked.value;
  // The error of the look says what is wrong now; where looks got answers, the lost answer itself is the cause.
  if (looked.kind === 'notSeen' && looked.error !== undefined)
    throw new NotDone('unknown', lost.unknown, { cause: looked.error });
  throw new NotDone('unknown', lost.notSeen, { cause: lost.cause });
}

const canSleep = (clock: SyncContext['clock']): clock is Clock => clock.sleep !== undefined;

export const createWords = (name: string): LostWords => ({
  name,
  unknown: t(
    'The answer was lost, and the service cannot be reached to check whether the scenario was created. The next push looks for it first.',
  ),
  notSeen: t('The answer was lost. The scenario may have been created. It has not been seen yet.'),
});

export const updateWords = (name: string): LostWords => ({
  name,
  unknown: t(
    'The answer was lost, and the service cannot be reached to check whether the scenario was changed. Look again before you push.',
  ),
  notSeen: t(
    'The answer was lost. The scenario may have been changed. The change has not been seen yet. A push looks again first.',
  ),
});

export const deleteWords = (name: string): LostWords => ({
  name,
  unknown: t(
    'The answer was lost, and the service cannot be reached to check whether the scenario was deleted. Refresh before you go on.',
  ),
  notSeen: t('The answer was lost. The scenario is still there, but may yet be deleted. Look again before you go on.'),
});
