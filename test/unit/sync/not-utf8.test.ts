import assert from 'node:assert/strict';
import { NotUtf8Error } from '../../../src/sync/model/ports';
import { hasFile, type Plan } from '../../../src/sync/plan/plan';
import { content, input, Life, madeWorld, share, type MadeWorld } from './made-world';
import { fileText } from './made-texts';

const why = 'One.crank.yml is Windows 1252. It is not sent or changed until it is saved as UTF-8.';

/** A file that agrees with its scenario, and was saved in another encoding since. */
async function spoilt(): Promise<MadeWorld> {
  const world = madeWorld();
  world.cloud.put(input(content('One')));
  await world.engine.apply(await world.engine.planPull('everything'));
  world.files.read = (path) =>
    path.endsWith('.crank.yml') ? Promise.reject(new NotUtf8Error(path, 'Windows 1252')) : Promise.resolve(undefined);
  world.files.writes = 0;
  world.cloud.requests.length = 0;
  return world;
}

const rows = ({ items }: Plan): readonly unknown[] =>
  items.map(({ what, note, problems }) => [what, note, problems.map(({ needs }) => needs)]);
const writes = ({ cloud, files }: MadeWorld): readonly unknown[] => [
  cloud.requests.filter((request) => /create|update|delete/.test(request)),
  files.writes,
];

describe('a file that is not UTF-8', () => {
  it('is neither pushed nor pulled, with the cloud as it was or changed, and says what helps', async () => {
    for (const isChanged of [false, true]) {
      const world = await spoilt();
      if (isChanged) world.cloud.change(1, content('One', { description: 'theirs' }));
      for (const plan of [
        await world.engine.planPush('everything'),
        await world.engine.planPush({ paths: ['One.crank.yml'] }),
        await world.engine.planPull('everything'),
        await world.engine.planPull({ ids: [1] }),
      ]) {
        assert.deepEqual(rows(plan), [['blocked', why, ['utf8']]]);
        await world.engine.apply(plan, {
          chosen: new Set(['push 1', 'pull 1']),
          resolutions: new Map([
            ['push 1', 'mine'],
            ['pull 1', 'theirs'],
          ]),
        });
      }
      assert.deepEqual(writes(world), [[], 0]);
      assert.deepEqual(
        (await world.engine.status()).files.map(({ isUnreadable }) => isUnreadable),
        [true],
      );
    }
  });

  it('is there when its scenario is to be deleted in the cloud', async () => {
    const world = await spoilt();
    assert.deepEqual((await world.engine.planDelete('cloud', [1])).items.map(hasFile), [true]);
  });

  it('that is not linked is not created in the cloud, nor linked', async () => {
    const world = await spoilt();
    await world.engine.unlink(['One.crank.yml']);
    assert.deepEqual(rows(await world.engine.planPush({ paths: ['One.crank.yml'] })), [['blocked', why, ['utf8']]]);
    await assert.rejects(world.engine.link('One.crank.yml', 1), { message: why });
    assert.deepEqual(writes(world), [[], 0]);
  });

  it('keeps nobody from looking after a killed process has created its scenario, and is linked', async () => {
    const world = madeWorld();
    world.files.texts.set('One.crank.yml', fileText(content('One')));
    const life = new Life();
    share(world, life);
    const plan = await world.engine.planPush('everything');
    world.cloud.trouble = (request) => {
      if (request === 'create') life.left = 1;
      return undefined;
    };
    await world.engine.apply(plan, { chosen: new Set(['push One.crank.yml']) }).catch(() => undefined);
    const next = world.restart();
    next.files.read = (path) => Promise.reject(new NotUtf8Error(path));
    assert.deepEqual(
      (await next.engine.status()).files.map(({ path, id }) => [path, id]),
      [['One.crank.yml', 1]],
    );
  });

  it('is not deleted: no backup of it would be exact', async () => {
    const world = await spoilt();
    const plan = await world.engine.planDelete('here', [1]);
    assert.deepEqual(rows(plan), [['blocked', why, ['utf8']]]);
    await world.engine.apply(plan, { chosen: new Set(['pull 1']) });
    assert.deepEqual([...world.files.texts.keys()], ['One.crank.yml']);
  });
});
