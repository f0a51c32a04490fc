import { CancelledError, type Cancellation } from '../../base/cancellation';
import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';
import type { Run, Scenario } from '../../wire/records';
import { showInformation, showWarning, withProgress, type Progress } from '../report';
import type { Session } from '../session/session';
import { scenarioKey, type StartGate } from '../../run/start-gate';
import type { RunStarter } from './run-starter';

export interface RunFolderWorld {
  /** The session, once it is known whether it costs. */
  readonly session: () => Promise<Session>;
  /** The organization's UUID, which is known at once. */
  readonly organization: string;
  readonly scenarios: readonly Scenario[];
  readonly starter: RunStarter;
  readonly gate: StartGate;
  readonly follow: (session: Session, scenario: Scenario, run: Run) => void;
  /** Starts one again whose answer was lost, in the session that it was for. */
  readonly again: (session: Session, scenarioId: number) => unknown;
  readonly say: (error: unknown) => string;
}

/** What could not be started, and why. */
interface Failure {
  readonly scenario: Scenario;
  readonly reason: string;
}

/** Starts a run of each scenario, asked about once. One that cannot be started does not keep the others from it. */
export async function runSeveral(world: RunFolderWorld): Promise<void> {
  const { organization, gate } = world;
  if (world.scenarios.length === 0) {
    showInformation(t('There is no scenario here to run.'));
    return;
  }
  // Taken before anything is asked: the second click of a double click comes while the first one's question is open.
  const taken = new Set(gate.take(world.scenarios.map(({ id }) => scenarioKey(organization, id))));
  const release = (id: number, hasStarted: boolean): void => {
    const key = scenarioKey(organization, id);
    if (taken.delete(key)) gate.release(key, hasStarted);
  };
  try {
    await runFree(
      { ...world, scenarios: world.scenarios.filter(({ id }) => taken.has(scenarioKey(organization, id))) },
      release,
    );
  } finally {
    for (const key of taken) gate.release(key, false);
  }
}

type Release = (scenarioId: number, hasStarted: boolean) => void;

async function runFree(world: RunFolderWorld, release: Release): Promise<void> {
  const { scenarios, starter } = world;
  if (scenarios.length === 0) return;
  const session = await world.session();
  if (!(await starter.maySeveral(session, scenarios.length))) return;
  const { started, failures } = await withProgress(
    t('Starting runs in {0}', session.name),
    'cancellable',
    (progress, cancellation) => startEach(world, session, { progress, cancellation, release }),
  );
  tellResult(started, scenarios.length, failures);
}

interface Starting {
  readonly progress: Progress;
  readonly cancellation: Cancellation;
  readonly release: Release;
}

async function startEach(world: RunFolderWorld, session: Session, { progress, cancellation, release }: Starting) {
  const failures: Failure[] = [];
  let started = 0;
  for (const known of world.scenarios) {
    if (cancellation.isCancellationRequested) break;
    progress.report(plainName(known.name, ''), 100 / world.scenarios.length);
    let hasStarted = false;
    try {
      hasStarted = await startOne(world, session, known);
      started += hasStarted ? 1 : 0;
    } catch (error) {
      if (error instanceof CancelledError) break;
      failures.push({ scenario: known, reason: world.say(error) });
    } finally {
      release(known.id, hasStarted);
    }
  }
  return { started, failures };
}

async function startOne(
  { starter, follow, again }: RunFolderWorld,
  session: Session,
  { id }: Scenario,
): Promise<boolean> {
  // Read before write: the definition that will run is read now, not remembered.
  const scenario = await session.api.scenarios.get(session.organization, id);
  const run = await starter.startAsked(session, scenario, {
    onFound: (found) => follow(session, scenario, found),
    again: () => again(session, id),
  });
  if (run) follow(session, scenario, run);
  return run !== undefined;
}

function tellResult(started: number, total: number, failures: readonly Failure[]): void {
  const [first, ...others] = failures;
  const count = t('Started {0} of {1} runs.', started, total);
  if (!first) {
    if (started < total) showInformation(count);
    return;
  }
  const more =
    others.length === 0
      ? ''
      : ` ${others.length === 1 ? t('1 more could not be started either.') : t('{0} more could not be started either.', others.length)}`;
  showWarning(
    `${count} ${t('"{0}" could not be started: {1}', plainName(first.scenario.name, ''), first.reason)}${more}`,
  );
}
