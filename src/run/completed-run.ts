import type { Run, RunLog } from '../wire/records';
import type { RunEvent } from './events';
import { LogReader, type LoggedStep } from './log-reader';
import { hasEnded, unknownReason } from './outcome';

/**
 * The events of a run as its log tells them afterwards. The API keeps no time of a step, so all steps bear the time of
 * the run's end: whoever shows them must not show it as theirs. A run that is not over has no `finished`.
 * @param known the steps that the log can be of, as `stepsOfLog` knows them
 */
export function completedRunEvents(
  run: Run,
  log: RunLog | undefined,
  known?: readonly LoggedStep[],
): readonly RunEvent[] {
  const startedAt = run.createdAt ?? 0;
  const endedAt = run.duration ? startedAt + run.duration : (run.updatedAt ?? startedAt);
  const steps = log ? new LogReader(known).read(log, endedAt) : [];
  const started: RunEvent = { kind: 'started', at: startedAt };
  if (!hasEnded(run)) return [started, ...steps];
  const { outcome, duration } = run;
  return [
    started,
    ...steps,
    { kind: 'finished', at: endedAt, outcome, ...(duration ? { duration } : {}), ...unknownReason(run) },
  ];
}
