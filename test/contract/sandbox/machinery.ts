import { silentLog, type Log } from '../../../src/base/log';
import { CancellationSource } from '../../../src/base/cancellation';
import { createCatalog } from '../../../src/registry/catalog';
import { createJobWorker } from '../../../src/sandbox/execution/job-worker';
import type { RunStart } from '../../../src/sandbox/execution/run-start';
import { createRunWorker } from '../../../src/sandbox/execution/run-worker';
import { createScheduler } from '../../../src/sandbox/execution/scheduler';
import type { Execution, ExecutionResult, ExecutionWorld } from '../../../src/runner/execute';
import type { RegistryEntryPayload } from '../../../src/wire/registry';
import { settle } from '../../unit/sandbox/made-clock';
import { openApp } from './world';

export type Outcome = ExecutionResult['outcome'];

/** The cog of the scenarios that tests make. */
export const registry: readonly RegistryEntryPayload[] = [
  {
    name: 'a/b',
    label: 'B',
    version: '1',
    homepage: '',
    authHelpUrl: '',
    authFieldsList: [],
    stepDefinitionsList: [
      { stepId: 'C', name: 'C', type: 1, expression: 'c', expectedFieldsList: [], expectedRecordsList: [] },
    ],
  },
];
export const definition = { steps: [{ cog: 'a/b', stepId: 'C' }] };

/** One entry, and the end that the test wants. */
async function pretend(
  { clock, emit, cancellation }: ExecutionWorld,
  outcome: Outcome,
  milliseconds: number,
): Promise<ExecutionResult> {
  const at = clock.now();
  emit({ kind: 'started', at });
  await clock.sleep(milliseconds, cancellation);
  const isStopped = cancellation.isCancellationRequested;
  const end = isStopped ? ('Error' as const) : outcome;
  if (!isStopped)
    emit({
      kind: 'stepFinished',
      at: clock.now(),
      index: 0,
      result: { outcome: end, message: `${end} it is`, cog: 'a/b', stepId: 'C', stepData: {} },
    });
  emit({
    kind: 'finished',
    at: clock.now(),
    outcome: end,
    duration: clock.now() - at,
    ...(isStopped ? { reason: 'The run was stopped.' } : {}),
  });
  return { outcome: end, duration: clock.now() - at };
}

export interface MachineryOptions {
  /** How an execution ends; Passed unless told. */
  readonly ends?: (execution: Execution) => Outcome;
  /** How long one takes, in milliseconds. */
  readonly takes?: number;
  readonly dropDefinitionTokens?: boolean;
}

/** The sandbox without cogs and ports, on a made clock: runs are executed as the test wants. */
export function openMachinery({
  ends = () => 'Passed',
  takes = 0,
  dropDefinitionTokens = false,
}: MachineryOptions = {}) {
  const warnings: string[] = [];
  const log: Log = { ...silentLog, warn: (line) => void warnings.push(line) };
  const executions: Execution[] = [];
  const starts: RunStart[] = [];
  const stopping = new CancellationSource();
  const start = (run: RunStart): void => {
    starts.push(run);
    worker.start(run);
  };
  const wakers = { schedules: (): void => scheduler.wake(), jobs: (): void => jobs.wake() };
  const world = openApp({
    registry: () => Promise.resolve(registry),
    startRun: start,
    changed: (what) => wakers[what](),
    dropDefinitionTokens,
  });
  const { store, clock } = world;
  const worker = createRunWorker({
    store,
    clock,
    log,
    cancellation: stopping.token,
    world: () =>
      Promise.resolve({ catalog: createCatalog(registry), cogs: { open: () => Promise.reject(new Error('no cogs')) } }),
    execute: (execution, executionWorld) => {
      executions.push(execution);
      return pretend(executionWorld, ends(execution), takes);
    },
  });
  const scheduler = createScheduler({ store, clock, log, startRun: start });
  const openJobs = () =>
    createJobWorker({ store, clock, log, registry: () => Promise.resolve(registry), dropDefinitionTokens });
  const jobs = openJobs();
  /** Lets everything that is due be done. */
  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) {
      await clock.pass(0);
      await settle();
    }
  };
  const mails = () =>
    store.outbox.list(world.organization.id, {
      condition: { sql: '1', parameters: [] },
      order: 'id',
      limit: 1000,
      skip: 0,
    });
  return { ...world, executions, starts, warnings, worker, scheduler, jobs, stopping, rest, mails };
}
