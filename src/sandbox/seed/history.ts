import type { RunLogEntryPayload, ScenarioPayload } from '../../wire/payload';
import type { Store } from '../store/store';

const hour = 3_600_000;
const runsInHistory = 12;

/** The steps as a run logs them; in a run that does not pass, the last one tells why and the rest is not there. */
function entries(scenario: ScenarioPayload, outcome: 'Passed' | 'Failed'): readonly RunLogEntryPayload[] {
  const steps = scenario.definition?.steps ?? [];
  return steps.map(({ cog, stepId, name = stepId, data = {} }, index) => {
    const failed = outcome === 'Failed' && index === steps.length - 1;
    return { outcome: failed ? 'Failed' : 'Passed', message: failed ? `This did not hold: ${name}` : name, cog, stepId, stepData: data };
  });
}

export interface HistoryOptions {
  readonly scenario: ScenarioPayload;
  readonly user: number;
  /** Unix milliseconds. */
  readonly now: number;
  readonly expected: 'Passed' | 'Failed';
}

/** Runs of the past days, oldest first, so that ids and times agree. A scenario that passes has failed now and then. */
export function seedHistory(store: Store, { scenario, user, now, expected }: HistoryOptions): void {
  for (let age = runsInHistory; age >= 1; age -= 1) {
    const at = now - age * 8 * hour - ((scenario.id * 7 + age * 13) % 60) * 60_000;
    const slipped = (scenario.id + age) % 9 === 0;
    const outcome = expected === 'Failed' || slipped ? 'Failed' : 'Passed';
    const run = store.runs.create({ scenario: scenario.id, user, at, tokens: {}, notify: 'team' });
    const duration = 900 + ((scenario.id * 31 + age * 17) % 40) * 110;
    for (const entry of entries(scenario, outcome)) store.runs.append(run.id, entry, at + duration);
    store.runs.finish(run.id, outcome, { duration, at: at + duration });
  }
}
