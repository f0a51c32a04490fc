import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { ScenarioDefinition } from '../../wire/definition';
import type { RegistryEntryPayload } from '../../wire/registry';
import { readScenario } from '../request/scenario-body';
import { createAlarm, type Alarm } from '../kit/alarm';
import type { Body } from '../request/body';
import { Fault, invalid } from '../kit/fault';
import type { WaitingJob } from '../store/jobs';
import type { ScenarioFields } from '../store/scenarios';
import type { Store } from '../store/store';

export interface JobWorkerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly registry: () => Promise<readonly RegistryEntryPayload[]>;
  readonly dropDefinitionTokens: boolean;
}

/** What a scenario that is made at once is spared: whether the cogs know its steps. Throws a 422 that names the step. */
function checkSteps({ steps }: ScenarioDefinition, registry: readonly RegistryEntryPayload[]): void {
  steps.forEach(({ cog, stepId }, index) => {
    const entry = registry.find(({ name }) => name === cog);
    if (!entry) throw invalid(`Step ${index + 1}: there is no cog ${cog}.`);
    if (!entry.stepDefinitionsList.some((definition) => definition.stepId === stepId))
      throw invalid(`Step ${index + 1}: ${cog} has no step ${stepId}.`);
  });
}

/** Makes the scenario and completes the job, both or neither: a job that is cut off is done again, and never twice. */
function doJob(
  { store, clock, dropDefinitionTokens }: JobWorkerOptions,
  { jobId, organization, createdBy: user, request }: WaitingJob,
  registry: readonly RegistryEntryPayload[],
): void {
  const at = clock.now();
  try {
    store.transaction(() => {
      const fields: ScenarioFields = readScenario(JSON.parse(request) as Body, {
        store,
        organization,
        dropDefinitionTokens,
      });
      checkSteps(fields.definition ?? { steps: [] }, registry);
      store.jobs.end(jobId, 'Complete', { scenario: store.scenarios.create(fields, { organization, user, at }) }, at);
    });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    store.jobs.end(jobId, 'Failed', { error: { name: error.name, message: error.message } }, at);
  }
}

/** Makes scenarios in the background. */
export function createJobWorker(options: JobWorkerOptions): Alarm {
  const { store, clock, log, registry } = options;
  return createAlarm({
    name: 'Jobs',
    clock,
    log,
    nextAt: () => store.jobs.nextDue(),
    work: async () => {
      const entries = await registry();
      for (const job of store.jobs.due(clock.now())) doJob(options, job, entries);
    },
  });
}
