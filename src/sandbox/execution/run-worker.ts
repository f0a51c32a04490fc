import { neverCancelled, type Cancellation } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { isFinal } from '../../run/outcome';
import type { RunEvent, StepResult } from '../../run/events';
import type { Execution, ExecutionResult, ExecutionWorld } from '../../runner/execute';
import type { RunLogEntryPayload, ScenarioPayload } from '../../wire/payload';
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

/** Writes what happens in a run into the store, as it happens. */
function recorder({ store, clock }: RunWorkerOptions, run: number): (event: RunEvent) => void {
  return (event) => {
    const at = clock.now();
    if (event.kind === 'stepFinished') store.runs.append(run, toEntry(event.result), at);
    if (event.kind === 'started' || event.kind === 'stepStarted' || event.kind === 'stepFinished') store.runs.setOutcome(run, 'Running', at);
    if (event.kind === 'stepRetried') store.runs.setOutcome(run, 'Waiting', at);
    if (event.kind === 'finished' && isFinal(event.outcome)) {
      const outcome = event.outcome;
      store.transaction(() => {
        if (event.reason !== undefined) store.runs.append(run, errorEntry(event.reason), at);
        store.runs.finish(run, outcome, { duration: event.duration ?? 0, at });
      });
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
  await execute(execution, { ...(await world(start.organization.id)), clock, cancellation, emit: recorder(options, start.run) });
}

/** Executes runs, a few at a time, first come first served. */
export function createRunWorker(options: RunWorkerOptions): RunWorker {
  const waiting: RunStart[] = [];
  const going = new Set<Promise<void>>();
  const perform = async (start: RunStart): Promise<void> => {
    const { store, clock, log } = options;
    try {
      const scenario = store.scenarios.get(start.organization.id, start.scenario);
      if (scenario) await executeRun(options, start, scenario);
    } catch (error) {
      log.error(`Run ${start.run} could not be executed: ${String(error)}`);
      store.runs.append(start.run, errorEntry('The sandbox failed while it executed this run; its log says more.'), clock.now());
    }
    // Nothing of this where the run has ended; a run never stays going once nobody works on it.
    store.runs.finish(start.run, 'Error', { duration: 0, at: clock.now() });
  };
  const pump = (): void => {
    while (going.size < (options.atOnce ?? 4)) {
      const next = waiting.shift();
      if (!next) return;
      const work: Promise<void> = perform(next).finally(() => {
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
