import { CancelledError, type Cancellation } from '../../base/cancellation';
import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';
import type { Run, Scenario } from '../../wire/records';
import { showInformation, showWarning, withProgress, type Progress } from '../report';
import type { Session } from '../session';
import type { RunStarter } from './run-starter';

export interface RunFolderWorld {
  readonly session: Session;
  readonly scenarios: readonly Scenario[];
  readonly starter: RunStarter;
  readonly follow: (scenario: Scenario, run: Run) => void;
  readonly say: (error: unknown) => string;
}

/** What could not be started, and why. */
interface Failure {
  readonly scenario: Scenario;
  readonly reason: string;
}

/** Starts a run of each scenario, asked about once. One that cannot be started does not keep the others from it. */
export async function runSeveral(world: RunFolderWorld): Promise<void> {
  const { session, scenarios, starter } = world;
  if (scenarios.length === 0) {
    showInformation(t('There is no scenario here to run.'));
    return;
  }
  if (!(await starter.maySeveral(session, scenarios.length))) return;
  const { started, failures } = await withProgress(t('Starting runs in {0}', session.name), 'cancellable', (progress, cancellation) => startEach(world, progress, cancellation));
  tellResult(started, scenarios.length, failures);
}

async function startEach(world: RunFolderWorld, progress: Progress, cancellation: Cancellation) {
  const failures: Failure[] = [];
  let started = 0;
  for (const known of world.scenarios) {
    if (cancellation.isCancellationRequested) break;
    progress.report(plainName(known.name, ''), 100 / world.scenarios.length);
    try {
      // Read before write: the definition that will run is read now, not remembered.
      const scenario = await world.session.api.scenarios.get(world.session.organization, known.id);
      const run = await world.starter.startAsked(world.session, scenario);
      if (!run) continue;
      started += 1;
      world.follow(scenario, run);
    } catch (error) {
      if (error instanceof CancelledError) break;
      failures.push({ scenario: known, reason: world.say(error) });
    }
  }
  return { started, failures };
}

function tellResult(started: number, total: number, failures: readonly Failure[]): void {
  const [first, ...others] = failures;
  const count = t('Started {0} of {1} runs.', started, total);
  if (!first) {
    if (started < total) showInformation(count);
    return;
  }
  const more = others.length === 0 ? '' : ` ${others.length === 1 ? t('1 more could not be started either.') : t('{0} more could not be started either.', others.length)}`;
  showWarning(`${count} ${t('"{0}" could not be started: {1}', plainName(first.scenario.name, ''), first.reason)}${more}`);
}
