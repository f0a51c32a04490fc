import type { RunLogEntryPayload } from '../../wire/payload';
import { interruptedMessage } from '../store/runs';
import type { TimedStore } from '../store/store';
import { tellOfRun } from './notify';

export interface Ending {
  readonly outcome: 'Passed' | 'Failed' | 'Error';
  /** Milliseconds; the time since the run was made where nobody measured. */
  readonly duration?: number;
  /** Why, where no step tells. */
  readonly reason?: string;
}

export const errorEntry = (message: string): RunLogEntryPayload => ({
  outcome: 'Error',
  message,
  cog: '',
  stepId: '',
  stepData: {},
});

/** Ends a run and tells of it, all or nothing; false for a run that has ended or is gone. */
export function endRun({ store, clock }: TimedStore, run: number, { outcome, duration, reason }: Ending): boolean {
  const at = clock.now();
  return store.transaction(() => {
    const facts = store.runs.facts(run);
    if (!facts) return false;
    if (reason !== undefined) store.runs.append(run, errorEntry(reason), at);
    if (!store.runs.finish(run, outcome, { at, ...(duration === undefined ? {} : { duration }) })) return false;
    tellOfRun(store, facts, at);
    return true;
  });
}

/** Ends every run that a stopped sandbox left going; the answer is how many. */
export function endInterrupted(world: TimedStore): number {
  return world.store.transaction(() => {
    const going = world.store.runs.going();
    for (const run of going) endRun(world, run, { outcome: 'Error', reason: interruptedMessage });
    return going.length;
  });
}
