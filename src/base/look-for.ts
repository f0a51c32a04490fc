import { CancelledError, neverCancelled, unlessCancelled, type Cancellation } from './cancellation';
import type { Clock } from './clock';

/** What came of looking. */
export type Looked<T> =
  | { readonly kind: 'found'; readonly value: T }
  /** It was not seen, which does not say that it will not come. `error`: no look got an answer, so that nothing is known. */
  | { readonly kind: 'notSeen'; readonly error?: unknown }
  /** The user did not want to wait. */
  | { readonly kind: 'cancelled' };

/** A look for what a request whose answer was lost may have done. */
export interface Looking<T> {
  /** One look: only ever a read. `undefined` where it is not there yet; a look that throws is followed by the next one. */
  readonly look: (cancellation: Cancellation) => Promise<T | undefined>;
  readonly clock: Clock;
  readonly cancellation?: Cancellation;
}

/** The pauses between looks, in milliseconds: a service that is slow to do what it was asked is often slow by seconds. */
export const lookPauses: readonly number[] = [500, 1_000, 2_000, 4_000, 7_500, 15_000];

/** Looking ends after so long, however slow the looks themselves are. */
const longest = lookPauses.reduce((sum, pause) => sum + pause, 0);

/** Looks until it is found, about half a minute long. Never rejects. */
export async function lookFor<T>(looking: Looking<T>): Promise<Looked<T>> {
  const { clock, cancellation } = looking;
  const end = clock.now() + longest;
  let looked = await lookOnce(looking);
  for (const pause of lookPauses) {
    if (looked.kind !== 'notSeen' || clock.now() >= end) break;
    await clock.sleep(pause, cancellation);
    looked = joined(looked, await lookOnce(looking));
  }
  return looked;
}

/** One look alone. Never rejects. */
export async function lookOnce<T>({
  look,
  cancellation = neverCancelled,
}: Omit<Looking<T>, 'clock'>): Promise<Looked<T>> {
  if (cancellation.isCancellationRequested) return { kind: 'cancelled' };
  try {
    const value = await unlessCancelled(look(cancellation), cancellation);
    return value === undefined ? { kind: 'notSeen' } : { kind: 'found', value };
  } catch (error) {
    return error instanceof CancelledError || isCancelledNow(cancellation)
      ? { kind: 'cancelled' }
      : { kind: 'notSeen', error };
  }
}

/** Asked anew: it may have been cancelled meanwhile. */
const isCancelledNow = (cancellation: Cancellation): boolean => cancellation.isCancellationRequested;

/** One look that got an answer is enough to say that it was not seen. */
function joined<T>(before: Looked<T>, now: Looked<T>): Looked<T> {
  return now.kind === 'notSeen' && before.kind === 'notSeen' && before.error === undefined ? before : now;
}
