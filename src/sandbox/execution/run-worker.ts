import { CancellationSource, neverCancelled, type Cancellation } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { isFinal } from '../../run/outcome';
import type { RunEvent, StepResult } from '../../run/events';
import type { Catalog } from '../../registry/catalog';
import type { CogSessions } from '../../runner/cog-sessions';
import type { Execution, ExecutionResult, ExecutionWorld } from '../../runner/execute';
import type { ScenarioDefinition, StepConfiguration } from '../../wire/definition';
import type { RunLogEntryPayload } from '../../wire/payload';
import { interruptedMessage, type RunFacts } from '../store/runs';
import type { Store } from '../store/store';
import { endRun } from './end-run';
import { beginLinked } from './linked-runs';
import type { RunStart } from './run-start';

/** What a run of an organization can use. */
export interface OrganizationCogs {
  readonly catalog: Catalog;
  readonly cogs: CogSessions;
}

export interface RunWorkerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly execute: (execution: Execution, world: ExecutionWorld) => Promise<ExecutionResult>;
  readonly world: (organization: number) => Promise<OrganizationCogs>;
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

/** One run, and what it is a run of. */
interface Task {
  readonly facts: RunFacts;
  readonly definition: ScenarioDefinition;
  readonly steps: readonly StepConfiguration[];
  /** Called with the run that follows this one. */
  readonly follow: (start: RunStart) => void;
}

function toEntry({ outcome, message, cog = '', stepId = '', stepData = {} }: StepResult): RunLogEntryPayload {
  return { outcome: outcome === 'Unknown' ? 'Error' : outcome, message, cog, stepId, stepData };
}

/** Ends the run in the store and begins the one that follows it, both or neither. */
function finish(
  options: RunWorkerOptions,
  { facts, definition, follow }: Task,
  event: Extract<RunEvent, { kind: 'finished' }>,
): void {
  const { store, cancellation = neverCancelled } = options;
  const { outcome, duration } = event;
  if (!isFinal(outcome)) return;
  const isInterrupted = cancellation.isCancellationRequested && event.reason !== undefined;
  const reason = isInterrupted ? interruptedMessage : event.reason;
  const next = store.transaction(() => {
    const hasEnded = endRun(options, facts.id, {
      outcome,
      ...(duration === undefined ? {} : { duration }),
      ...(reason === undefined ? {} : { reason }),
    });
    return hasEnded && !isInterrupted ? beginLinked(options, facts, definition, outcome) : undefined;
  });
  if (next) follow(next);
}

/** Writes what happens in a run into the store, as it happens; `gone` is called where the run is not there any more. */
function recorder(options: RunWorkerOptions, task: Task, gone: () => void): (event: RunEvent) => void {
  const { store, clock } = options;
  const { id } = task.facts;
  const going = (outcome: 'Running' | 'Waiting'): void => {
    if (!store.runs.setOutcome(id, outcome, clock.now())) gone();
  };
  return (event) => {
    if (event.kind === 'finished') finish(options, task, event);
    else if (event.kind === 'stepRetried') going('Waiting');
    else {
      if (event.kind === 'stepFinished') store.runs.append(id, toEntry(event.result), clock.now());
      going('Running');
    }
  };
}

async function executeRun(options: RunWorkerOptions, task: Task): Promise<void> {
  const { clock, execute, world, cancellation = neverCancelled } = options;
  const { facts, definition, steps } = task;
  const execution: Execution = {
    steps,
    tokens: definition.tokens ?? {},
    overrides: facts.tokens,
    scenarioId: String(facts.id),
    requestorId: String(facts.user),
  };
  // A run whose scenario is deleted on the way stops at its next step.
  const own = new CancellationSource();
  const subscription = cancellation.onCancellationRequested(() => own.cancel());
  try {
    await execute(execution, {
      ...(await world(facts.organization)),
      clock,
      cancellation: own.token,
      emit: recorder(options, task, () => own.cancel()),
    });
  } finally {
    subscription.dispose();
  }
}

/** Executes one run. When it resolves, the run has ended. */
async function performRun(
  options: RunWorkerOptions,
  { run, steps }: RunStart,
  follow: (start: RunStart) => void,
): Promise<void> {
  const { store, log, cancellation = neverCancelled } = options;
  try {
    const facts = store.runs.facts(run);
    const scenario = facts && store.scenarios.get(facts.organization, facts.scenario);
    const definition = scenario?.definition ?? { steps: [] };
    if (facts && scenario && !cancellation.isCancellationRequested)
      await executeRun(options, { facts, definition, steps: steps ?? definition.steps, follow });
  } catch (error) {
    log.error(`Run ${run} could not be executed: ${String(error)}`);
    endRun(options, run, {
      outcome: 'Error',
      reason: 'The sandbox failed while it executed this run; its log says more.',
    });
  }
  // Nothing of this where the run has ended: it only must not stay going once nobody works on it.
  endRun(options, run, { outcome: 'Error', reason: interruptedMessage });
}

/** Executes runs, a few at a time, first come first served. */
export function createRunWorker(options: RunWorkerOptions): RunWorker {
  const waiting: RunStart[] = [];
  const going = new Set<Promise<void>>();
  const start = (next: RunStart): void => {
    waiting.push(next);
    pump();
  };
  const pump = (): void => {
    while (going.size < (options.atOnce ?? 4)) {
      const next = waiting.shift();
      if (!next) return;
      const work: Promise<void> = performRun(options, next, start).finally(() => {
        going.delete(work);
        pump();
      });
      going.add(work);
    }
  };
  return {
    start,
    idle: async () => {
      while (going.size > 0) await Promise.allSettled([...going]);
    },
  };
}
