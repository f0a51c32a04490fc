import assert from 'node:assert/strict';
import type { Content } from '../../../src/sync/model/content';
import { keyOf } from '../../../src/sync/plan/plan';
import { unfinished, type Summary } from '../../../src/sync/apply/summary';
import { endProcess, startProcess } from '../sandbox/process';
import { freshForEach } from './fresh';
import { machine, type Machine } from './machine';
import { fileText } from '../../unit/sync/made-texts';

const made = (name: string, description: string): Content => ({
  name,
  description,
  tokens: {},
  steps: [{ cog: 'sandbox/text', stepId: 'CompareValues' }],
  settings: {},
});
/** Some say the same as others. */
const files = Array.from({ length: 24 }, (_, index) => ({
  path: `${index}.crank.yml`,
  name: `Scenario ${index % 18}`,
}));
const paths = files.map(({ path }) => path);

describe('pushing to a service that loses its answers', () => {
  const fresh = freshForEach();

  /** Tries again what is not done until all is. @returns all that was ever told of an item. */
  async function persist({ engine }: Machine, first: Summary): Promise<readonly string[]> {
    let summary = first;
    const told = summary.results.map(({ outcome }) => outcome as string);
    for (let round = 0; round < 12 && unfinished(summary).length > 0; round += 1) {
      // A create that was not seen is sent again by a person's choice alone.
      const plan = await engine.retry(summary);
      summary = await engine.apply(plan, { chosen: new Set(plan.items.map(keyOf)) });
      told.push(...summary.results.map(({ outcome }) => outcome));
    }
    assert.deepEqual(unfinished(summary), []);
    return told;
  }

  it('creates each scenario once, changes each once, and tells the truth', async function patient() {
    this.timeout(120_000);
    const sandbox = startProcess(fresh.place, {
      args: ['--json', '--empty', '--faults', 'lose=0.3,truncate=0.1,drop=0.1,burst=3,seed=7'],
    });
    const address = await sandbox.ready;
    const writes: string[] = [];
    const lost: unknown[] = [];
    const it = machine({ address, folder: fresh.folder }, (cloud) => ({
      ...cloud,
      create: (input) =>
        cloud.create(input).catch((error: unknown) => {
          writes.push('create');
          lost.push(error);
          throw error;
        }),
      update: (id, changes) =>
        cloud.update(id, changes).catch((error: unknown) => {
          writes.push('update');
          lost.push(error);
          throw error;
        }),
    }));
    for (const { path, name } of files) await it.files.write(path, fileText(made(name, 'first')), undefined);
    await persist(it, await it.engine.apply(await it.engine.planPush({ paths })));
    const names = (await it.cloud.scenarios()).map(({ name }) => name).sort();
    assert.deepEqual(names, files.map(({ name }) => name).sort(), 'each once');
    for (const { path, name } of files)
      await it.files.write(path, fileText(made(name, 'second')), fileText(made(name, 'first')));
    await persist(it, await it.engine.apply(await it.engine.planPush('everything')));
    assert.deepEqual(
      (await it.cloud.scenarios()).map(({ description }) => description),
      files.map(() => 'second'),
    );
    assert.deepEqual(new Set((await it.engine.status()).files.map(({ state }) => state)), new Set(['inSync']));
    assert.ok(
      writes.filter((what) => what === 'create').length > 2 && writes.filter((what) => what === 'update').length > 2,
      `the test had troubles: ${writes.join()}`,
    );
    assert.equal(await endProcess(sandbox), 0);
  });
});
