import assert from 'node:assert/strict';
import { content, input, madeWorld, step, type MadeWorld } from './made-world';

async function pulled(...names: readonly string[]): Promise<MadeWorld> {
  const world = madeWorld();
  for (const name of names) world.cloud.put(input(content(name, { steps: [step(`${name} 1`), step(`${name} 2`)] })));
  await world.engine.apply(await world.engine.planPull('everything'));
  return world;
}

function move({ files: { texts } }: MadeWorld, from: string, to: string): void {
  texts.set(`${to}.crank.yml`, texts.get(`${from}.crank.yml`) ?? '');
  texts.delete(`${from}.crank.yml`);
}

const pushAll = async ({ engine, cloud }: MadeWorld): Promise<readonly string[]> => {
  await engine.apply(await engine.planPush('everything'));
  return [...cloud.records.values()].map(({ id, name }) => `${id} ${name}`);
};

describe('files that took each other’s names outside of the editor', () => {
  it('are not pushed over each other’s scenarios by Push All: a chain of renames', async () => {
    const world = await pulled('A', 'B');
    move(world, 'B', 'C');
    move(world, 'A', 'B');
    assert.deepEqual(await pushAll(world), ['1 A', '2 B']);
  });

  it('are not pushed over each other’s scenarios by Push All: a swap', async () => {
    const world = await pulled('A', 'B');
    move(world, 'B', 'C');
    move(world, 'A', 'B');
    move(world, 'C', 'A');
    assert.deepEqual(await pushAll(world), ['1 A', '2 B']);
  });

  it('a file that was made a copy of another one, which is still there, is a change like any other', async () => {
    const world = await pulled('A', 'B');
    world.files.texts.set('B.crank.yml', world.files.texts.get('A.crank.yml') ?? '');
    assert.deepEqual(await pushAll(world), ['1 A', '2 A']);
  });
});
