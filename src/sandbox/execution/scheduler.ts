import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { createAlarm, type Alarm } from '../kit/alarm';
import type { DueSchedule } from '../store/schedules';
import type { Store } from '../store/store';
import { createRun, QuotaFault } from './create-run';
import type { RunStart } from './run-start';

export interface SchedulerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly startRun: (start: RunStart) => void;
}

/** The next time on the schedule's own grid: what was missed while the sandbox was off is made up for once, not many times. */
function nextTime({ nextRunAt, interval }: DueSchedule, now: number): number {
  const step = interval * 1000;
  return nextRunAt + step * (Math.floor((now - nextRunAt) / step) + 1);
}

function runSchedule({ store, clock }: SchedulerOptions, schedule: DueSchedule): RunStart | undefined {
  const now = clock.now();
  const { id, organization, scenario, createdBy: user } = schedule;
  return store.transaction(() => {
    store.schedules.ran(id, { lastRanAt: now, nextRunAt: nextTime(schedule, now) });
    try {
      return {
        run: createRun({ store, clock }, organization, {
          scenario,
          user,
          tokens: {},
          notify: 'team',
          origin: 'schedule',
        }).id,
      };
    } catch (error) {
      if (!(error instanceof QuotaFault)) throw error;
      const mail = {
        recipient: store.accounts.user(user)?.emailAddress ?? '',
        subject: `Not run: ${store.scenarios.get(organization, scenario)?.name ?? ''}`,
        body: `Schedule ${id} could not run its scenario. ${error.message}`,
      };
      store.outbox.send(organization, mail, now);
      return undefined;
    }
  });
}

/** Runs scenarios when their schedules say so. */
export function createScheduler(options: SchedulerOptions): Alarm {
  const { store, clock, log, startRun } = options;
  return createAlarm({
    name: 'Schedules',
    clock,
    log,
    nextAt: () => store.schedules.nextDue(),
    work: () => {
      for (const schedule of store.schedules.due(clock.now())) {
        const start = runSchedule(options, schedule);
        if (start) startRun(start);
      }
    },
  });
}
