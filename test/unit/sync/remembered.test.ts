import assert from 'node:assert/strict';
import { RememberedCloud } from '../../../src/sync/plan/remembered-cloud';
import { SyncEngine } from '../../../src/sync/engine';
import { withFiles } from '../../../src/sync/plan/status';
import { content, input, madeWorld, step } from './made-world';
import { fileText } from './made-texts';

const clock = { now: () => 7 };

/** Two pulled scenarios, and a cloud that remembers them. */
async function pulled() {
  const world = madeWorld();
  for (const name of ['One', 'Two']) world.cloud.put(input(content(name, { steps: [step('old')] })));
  const remembered = new RememberedCloud(world.cloud, clock);
  const engine = new SyncEngine({
    files: world.files,
    store: world.store,
    cloud: remembered,
    clock,
    language: () => ({ catalog: undefined, now: 0 }),
  });
  await engine.apply(await engine.planPull('everything'));
  await engine.status();
  world.cloud.requests = [];
  return { world, remembered, engine };
}

const last = (remembered: RememberedCloud) => {
  assert.ok(remembered.last);
  return remembered.last;
};

describe('a cloud that remembers', () => {
  it('tells local changes without a request', async () => {
    const { world, remembered, engine } = await pulled();
    world.files.texts.set('One.crank.yml', fileText(content('One', { steps: [step('mine')] })));
    const { files } = await engine.status(last(remembered));
    assert.deepEqual(files.map(({ state, path }) => `${state} ${path ?? ''}`).sort(), [
      'inSync Two.crank.yml',
      'localChanges One.crank.yml',
    ]);
    assert.deepEqual([world.cloud.requests, remembered.listedAt], [[], 7]);
  });

  it('looks at some files alone, and the others stay as they were', async () => {
    const { world, remembered, engine } = await pulled();
    const before = await engine.status(last(remembered));
    for (const name of ['One', 'Two'])
      world.files.texts.set(`${name}.crank.yml`, fileText(content(name, { steps: [step('mine')] })));
    const part = await engine.status({ ...last(remembered), only: new Set(['Two.crank.yml']) });
    assert.deepEqual(
      withFiles(before, part)
        .files.map(({ state, path }) => `${state} ${path ?? ''}`)
        .sort(),
      ['inSync One.crank.yml', 'localChanges Two.crank.yml'],
    );
  });

  it('knows what was pushed', async () => {
    const { world, remembered, engine } = await pulled();
    world.files.texts.set('One.crank.yml', fileText(content('One', { steps: [step('mine')] })));
    await engine.apply(await engine.planPush({ paths: ['One.crank.yml'] }));
    world.cloud.requests = [];
    assert.deepEqual(
      (await engine.status(last(remembered))).files.map(({ state }) => state),
      ['inSync', 'inSync'],
    );
    assert.deepEqual(world.cloud.requests, []);
  });

  it('forgets what a deletion takes, and everything when a write ends unclear', async () => {
    const { world, remembered } = await pulled();
    await remembered.delete(1);
    assert.deepEqual(
      last(remembered).known.map(({ id }) => id),
      [2],
    );
    world.cloud.update = () => Promise.reject(new Error('lost'));
    await assert.rejects(remembered.update(2, { name: 'x' }));
    assert.equal(remembered.last, undefined);
    await remembered.scenarios();
    assert.equal(last(remembered).known.length, 1);
  });
});
