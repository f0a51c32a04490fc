import assert from 'node:assert/strict';
import { content, input, madeWorld, type MadeWorld } from './made-world';
import { fileText } from './made-texts';

const states = async ({ engine }: MadeWorld): Promise<readonly string[]> =>
  (await engine.status()).files.map(({ state, path, name }) => `${state} ${path ?? name}`).sort();
const isJournal = (path: string): boolean => path.startsWith('journal/');

describe('a full disk, and a window that stays open', () => {
  it('where links, and then the word of their end, had no room, the same window writes them once there is some', async () => {
    const world = madeWorld();
    world.cloud.put(input(content('One')));
    const plan = await world.engine.planPull('everything');
    let began = false;
    world.store.isFull = (path) => {
      const isFull = path === 'links.json' || (isJournal(path) && began);
      began ||= isJournal(path);
      return isFull;
    };
    const { results, problem } = await world.engine.apply(plan);
    assert.deepEqual([results.map(({ outcome }) => outcome), problem], [['done'], 'no room for links.json']);
    await assert.rejects(world.engine.status(), /no room for links\.json/, 'nothing false is said meanwhile');
    world.store.isFull = () => false;
    assert.deepEqual(await states(world), ['inSync One.crank.yml']);
    assert.deepEqual([...world.disk.texts.keys()].filter(isJournal), []);
  });

  it('that does not take the note of what is begun: that is not begun, the rest is done', async () => {
    const world = madeWorld();
    world.cloud.put(input(content('Known')));
    await world.engine.apply(await world.engine.planPull('everything'));
    world.files.texts.set('Known.crank.yml', fileText(content('Known', { description: 'mine' })));
    world.files.texts.set('New.crank.yml', fileText(content('New')));
    world.store.isFull = isJournal;
    const summary = await world.engine.apply(
      await world.engine.planPush({ paths: ['Known.crank.yml', 'New.crank.yml'] }),
    );
    assert.deepEqual(
      summary.results.map(({ item, outcome, reason = '' }) => `${item.name} ${outcome} ${reason.replace(/\d.*/, '')}`),
      ['Known done ', 'New failed no room for journal/'],
    );
    assert.equal(world.cloud.records.size, 1);
    world.store.isFull = () => false;
    await world.engine.apply(await world.engine.retry(summary));
    assert.deepEqual(await states(world), ['inSync Known.crank.yml', 'inSync New.crank.yml']);
  });
});
