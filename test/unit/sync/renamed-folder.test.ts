import assert from 'node:assert/strict';
import { content, input, madeWorld } from './made-world';
import { fileText } from './made-texts';

const states = async ({ engine }: ReturnType<typeof madeWorld>): Promise<readonly string[]> =>
  (await engine.status()).files.map(({ state, path = '', cloud }) =>
    `${state} ${path} ${cloud.map(({ words }) => words).join()}`.trim(),
  );

describe('a folder that gets another name in the cloud', () => {
  async function agreed(settings: { readonly folder?: string }) {
    const world = madeWorld();
    world.cloud.folderRecords = [
      { id: 7, name: 'Leads' },
      { id: 8, name: 'Other' },
    ];
    world.cloud.put({ ...input(content('One')), folder: 7 });
    world.files.texts.set('One.crank.yml', fileText(content('One', { settings })));
    await world.engine.link('One.crank.yml', 1);
    await world.engine.apply(await world.engine.planPush('everything'));
    assert.deepEqual(await states(world), ['inSync One.crank.yml']);
    world.cloud.folderRecords = [
      { id: 7, name: 'Prospects' },
      { id: 8, name: 'Other' },
    ];
    return world;
  }

  it('changes nothing for files that name no folder; another change of theirs is seen alone', async () => {
    const world = await agreed({});
    assert.deepEqual(await states(world), ['inSync One.crank.yml']);
    world.cloud.change(1, content('One', { description: 'theirs' }));
    assert.deepEqual(await states(world), ['cloudChanges One.crank.yml The description was added: "theirs"']);
    await world.engine.apply(await world.engine.planPull('everything'));
    assert.deepEqual(await states(world), ['inSync One.crank.yml']);
  });

  it('is told for files that name it: their line is to be changed', async () => {
    assert.deepEqual(await states(await agreed({ folder: 'Leads' })), [
      'cloudChanges One.crank.yml folder is "Prospects" instead of "Leads"',
    ]);
  });
});
