import assert from 'node:assert/strict';
import { NotFoundError, StatusError } from '../../../../src/api/http/errors';
import type { ScenarioInput } from '../../../../src/api/resources/scenarios';
import type { ScenarioDefinition } from '../../../../src/wire/definition';
import type { Folder, Run, Scenario } from '../../../../src/wire/records';
import type { Subject } from '../subject';

/** A definition that every service takes. */
export const definition: ScenarioDefinition = {
  scenario: 'S',
  description: 'D',
  steps: [{ cog: 'sandbox/text', stepId: 'Compare', name: 'Given that x is x', data: { value: 'x' } }],
};
/** An id that nothing has. */
export const nowhere = 987_654;

export const makeFolder = ({ api, organization, write }: Subject, name: string): Promise<Folder> =>
  write(
    () => api.folders.create(organization, { name }),
    async () => (await api.folders.list(organization)).find((folder) => folder.name === name),
  );

export const makeScenario = (
  { api, organization, write }: Subject,
  input: Partial<ScenarioInput> & { readonly name: string },
): Promise<Scenario> =>
  write(
    () => api.scenarios.create(organization, { definition, ...input }),
    async () => (await api.scenarios.list(organization)).find(({ name }) => name === input.name),
  );

/** Starts a run; where it is not known whether it was started, the one that is new is it. */
export async function startRun(
  { api, organization, started, write }: Subject,
  scenarioId: number,
  input: Parameters<typeof api.runs.create>[2] = {},
): Promise<Run> {
  const before = started.at(-1)?.run ?? 0;
  return write(
    () => api.runs.create(organization, scenarioId, input),
    async () => {
      const recent = await api.runs.mostRecent(organization, scenarioId);
      return recent && recent.id > before ? recent : undefined;
    },
  );
}

/** Makes so many, one after the other, so that their order is known. */
export async function several<T>(count: number, make: (index: number) => Promise<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for (let index = 0; index < count; index += 1) all.push(await make(index));
  return all;
}

/** The service says no, with this status and an error that says why. */
export async function assertRefused(status: number, work: Promise<unknown>): Promise<void> {
  const error: unknown = await work.then(
    (value) => assert.fail(`It was answered: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof StatusError, String(error));
  assert.equal(error.status, status, error.message);
  assert.ok(error.errorName !== undefined && error.serverMessage !== undefined, 'an error has a name and a message');
}

/** Whether a record is there. */
export async function exists(read: Promise<unknown>): Promise<boolean> {
  try {
    await read;
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

/** Deletes a record and sees that it is gone. */
export async function remove(
  { write }: Subject,
  act: () => Promise<void>,
  read: () => Promise<unknown>,
): Promise<void> {
  const isDone = async (): Promise<true> => {
    await act();
    return true;
  };
  await write(isDone, async () => ((await exists(read())) ? undefined : true));
  assert.equal(await exists(read()), false);
}
