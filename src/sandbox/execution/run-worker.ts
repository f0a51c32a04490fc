import { CancellationSource, neverCancelled, type Cancellation } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { isFinal } from '../../run/outcome';
import type { RunEvent, StepResult } from '../../run/events';
import type { Execution, ExecutionResult, ExecutionWorld } from '../../runner/execute';
import type { RunLogEntryPayload, ScenarioPayload } from '../../wire/payload';
import { interruptedMessage } from '../store/runs';
import type { Store } from '../store/store';

export interface RunStart {
  readonly run: number;
  readonly scenario: number;
  readonly organization: { readonly id: number };
  readonly user: number;
}

export interface RunWorkerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly execute: (execution: Execution, world: ExecutionWorld) => Promise<ExecutionResult>;
  /** What a run of this organization runs in. */
  readonly world: (organization: number) => Promise<Pick<ExecutionWorld, 'catalog' | 'cogs'>>;
  /** Ends all runs: the sandbox is being stopped. */
  readonly cancellation?: Cancellation;
  /** How many runs go on at once; the others wait as Created. 4 unless told. */
  readonly atOnce?: number;
}

export interface RunWorker {
  start(start: RunStart): void;
  /** Resolves when nothing is running or waiting. */
  idle(): Promise<void>;
}

function toEntry({ outcome, message, cog = '', stepId = '', stepData = {} }: StepResult): RunLogEntryPayload {
  return { outcome: outcome === 'Unknown' ? 'Error' : outcome, message, cog, stepId, stepData };
}

const errorEntry = (message: string): RunLogEntryPayload => ({ outcome: 'Error', message, cog: '', stepId: '', stepData: {} });

/** Writes what happens in a run into the store, as it happens; `gone` is called where the run is not there any more. */
function recorder({ store, clock, cancellation = neverCancelled }: RunWorkerOptions, run: number, gone: () => void): (event: RunEvent) => void {
  const going = (outcome: 'Running' | 'Waiting'): void => {
    if (!store.runs.setOutcome(run, outcome, clock.now())) gone();
  };
  const finish = ({ outcome, reason, duration }: Extract<RunEvent, { kind: 'finished' }>): void => {
    if (!isFinal(outcome)) return;
    const why = cancellation.isCancellationRequested && reason !== undefined ? interruptedMessage : reason;
    store.transaction(() => {
      if (why !== undefined) store.runs.append(run, errorEntry(why), clock.now());
      store.runs.finish(run, outcome, { at: clock.now(), ...(duration === undefined ? {} : { duration }) });
    });
  };
  return (event) => {
    if (event.kind === 'finished') finish(event);
    else if (event.kind === 'stepRetried') going('Waiting');
    else {
      if (event.kind === 'stepFinished') store.runs.append(run, toEntry(event.result), clock.now());
      going('Running');
    }
  };
}

async function executeRun(options: RunWorkerOptions, start: RunStart, scenario: ScenarioPayload): Promise<void> {
  const { store, clock, execute, world, cancellation = neverCancelled } = options;
  const definition = scenario.definition ?? { steps: [] };
  const execution: Execution = {
    steps: definition.steps,
    tokens: definition.tokens ?? {},
    overrides: store.runs.tokens(start.run),
    scenarioId: String(start.run),
    requestorId: String(start.user),
  };
  // A run whose scenario is deleted on the way stops at its next step.
  const own = new CancellationSource();
  const subscription = cancellation.onCancellationRequested(() => own.cancel());
  try {
    const emit = recorder(options, start.run, () => own.cancel());
    await execute(execution, { ...(await world(start.organization.id)), clock, cancellation: own.token, emit });
  } finally {
    subscription.dispose();
  }
}

/** Executes one run. When it resolves, the run has ended. */
async function performRun(options: RunWorkerOptions, start: RunStart): Promise<void> {
  const { store, clock, log, cancellation = neverCancelled } = options;
  const endWith = (message: string): void =>
    store.transaction(() => {
      store.runs.append(start.run, errorEntry(message), clock.now());
      store.runs.finish(start.run, 'Error', { at: clock.now() });
    });
  try {
    const scenario = store.scenarios.get(start.organization.id, start.scenario);
    if (!cancellation.isCancellationRequested && scenario) await executeRun(options, start, scenario);
  } catch (error) {
    log.error(`Run ${start.run} could not be executed: ${String(error)}`);
    endWith('The sandbox failed while it executed this run; its log says more.');
  }
  // Nothing of this where the run has ended: it only must not stay going once nobody works on it.
  endWith(interruptedMessage);
}

/** Executes runs, a few at a time, first come first served. */
export function createRunWorker(options: RunWorkerOptions): RunWorker {
  const waiting: RunStart[] = [];
  const going = new Set<Promise<void>>();
  const pump = (): void => {
    while (going.size < (options.atOnce ?? 4)) {
      const next = waiting.shift();
      if (!next) return;
      const work: Promise<void> = performRun(options, next).finally(() => {
        going.delete(work);
        pump();
      });
      going.add(work);
    }
  };
  return {
    start: (start) => {
      waiting.push(start);
      pump();
    },
    idle: async () => {
      while (going.size > 0) await Promise.allSettled([...going]);
    },
  };
}
