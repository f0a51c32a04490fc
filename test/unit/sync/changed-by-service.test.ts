import assert from 'node:assert/strict';
import { faithfulWorld, type FaithfulWorld } from './model/faithful-world';

const path = 'One.crank.yml';

/** A service that keeps the description in its own way, which counts as agreed; then a colleague writes another one. */
async function rewordedWorld(): Promise<FaithfulWorld> {
  const world = faithfulWorld();
  world.files.texts.set(path, 'scenario: One\ndescription: Of two words\nsteps:\n- cog: a/b\n  stepId: One\n');
  await world.engine.apply(await world.engine.planPush({ paths: [path] }));
  const base = await world.engine.base(1);
  assert.ok(base);
  world.cloud.change(1, () => ({ description: 'Of two' }));
  await world.engine.adopt(path, { id: 1, base: { ...base, cloud: { ...base.cloud, description: 'Of two' } } });
  assert.deepEqual(
    (await world.engine.status()).files.map(({ state }) => state),
    ['inSync'],
  );
  world.cloud.change(1, () => ({ description: 'A colleague’s' }));
  return world;
}

describe('what a service keeps otherwise than it was sent', () => {
  it('is no change; what a colleague makes of it then comes with a pull', async () => {
    const world = await rewordedWorld();
    await world.engine.apply(await world.engine.planPull('everything'));
    assert.match(world.files.texts.get(path) ?? '', /description: A colleague’s\n/);
    assert.deepEqual(
      (await world.engine.status()).files.map(({ state }) => state),
      ['inSync'],
    );
  });

  it('and what is typed since are a conflict', async () => {
    const world = await rewordedWorld();
    world.files.texts.set(path, (world.files.texts.get(path) ?? '').replace('Of two words', 'Mine'));
    assert.deepEqual(
      (await world.engine.planPull('everything')).items.map(({ what }) => what),
      ['conflict'],
    );
  });
});
