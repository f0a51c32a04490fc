import { CancellationSource } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/dispose';
import type { Log } from '../../base/log';

export interface AlarmOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** When there is something to do next, in Unix milliseconds; `undefined` while there is nothing. */
  readonly nextAt: () => number | undefined;
  /** Does what is due, after which `nextAt` lies in the future. */
  readonly work: () => void | Promise<void>;
  /** What is done, for the log: `Schedules`. */
  readonly name: string;
}

/** Works when something is due. */
export interface Alarm extends Disposable {
  /** Says that `nextAt` may have changed. */
  wake(): void;
}

/** A machine that slept, or a clock that was set, is noticed after this long. */
const longestSleep = 30_000;
const pauseAfterFailure = 1_000;

export function createAlarm({ clock, log, nextAt, work, name }: AlarmOptions): Alarm {
  let isDisposed = false;
  let sleeping = new CancellationSource();
  /** Does what is due; the answer is how long to sleep then. */
  const step = async (): Promise<number> => {
    const at = nextAt();
    if (at === undefined) return longestSleep;
    if (at > clock.now()) return Math.min(at - clock.now(), longestSleep);
    await work();
    return 0;
  };
  const carefulStep = async (): Promise<number> => {
    try {
      return await step();
    } catch (error) {
      if (isDisposed) return 0;
      log.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return pauseAfterFailure;
    }
  };
  const loop = async (): Promise<void> => {
    while (!isDisposed) {
      // Whoever wakes us while we work is heard too.
      const { token } = sleeping;
      const pause = await carefulStep();
      await clock.sleep(pause, token);
    }
  };
  void loop();
  const wake = (): void => {
    const old = sleeping;
    sleeping = new CancellationSource();
    old.cancel();
  };
  return {
    wake,
    dispose: () => {
      isDisposed = true;
      sleeping.cancel();
    },
  };
}
