import assert from 'node:assert/strict';
import { content, input, madeWorld, step } from './made-world';

const path = 'A.crank.yml';
async function pushed(trouble: 'late' | 'lose') {
  const world = madeWorld();
  world.cloud.put(input(content('A', { steps: [step('one')], tokens: { a: 1 } })));
  await world.engine.apply(await world.engine.planPull('everything'));
  world.files.texts.set(path, (world.files.texts.get(path) ?? '').replace('a: 1', 'a: 2'));
  world.cloud.trouble = (request) => (request.startsWith('update') ? trouble : undefined);
  const { results } = await world.engine.apply(await world.engine.planPush('everything'));
  world.cloud.trouble = () => undefined;
  const state = async () => (await world.engine.status()).files.map((file) => file.state).join();
  return { world, outcome: results.map(({ outcome, notes }) => [outcome, ...notes]), state };
}

describe('a push of tokens alone whose answer was lost', () => {
  it('is not said to be done before it is seen: the tokens are still to be pushed', async () => {
    const { world, outcome, state } = await pushed('late');
    assert.deepEqual([outcome, await state()], [[['unknown']], 'localChanges']);
    world.cloud.land();
    assert.equal(await state(), 'inSync');
  });

  it('is done where the cloud holds the tokens', async () => {
    const { outcome, state } = await pushed('lose');
    assert.deepEqual([outcome, await state()], [[['done']], 'inSync']);
  });
});
