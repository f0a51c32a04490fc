import { CancellationSource } from '../../base/cancellation';
import type { Clock } from '../../base/clock';

export interface ProgressWatch {
  /** Something came: the time begins anew. */
  readonly progress: () => void;
  readonly hasExpired: () => boolean;
  readonly stop: () => void;
}

interface ProgressLimit {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly expire: () => void;
}

/** Calls `expire` once, when `timeoutMs` have passed without progress. */
export function watchProgress({ clock, timeoutMs, expire }: ProgressLimit): ProgressWatch {
  const stopped = new CancellationSource();
  let last = clock.now();
  let expired = false;
  const watch = async (): Promise<void> => {
    for (let left = timeoutMs; left > 0; left = last + timeoutMs - clock.now()) {
      await clock.sleep(left, stopped.token);
      if (stopped.token.isCancellationRequested) return;
    }
    expired = true;
    expire();
  };
  void watch();
  return { progress: () => (last = clock.now()), hasExpired: () => expired, stop: () => stopped.cancel() };
}
