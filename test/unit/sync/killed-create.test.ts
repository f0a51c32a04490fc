import assert from 'node:assert/strict';
import { keyOf } from '../../../src/sync/plan/plan';
import { casesOf } from '../../support/rounds';
import { Killed, Life } from './made-world';
import { faithfulWorld, live, type FaithfulWorld } from './model/faithful-world';

const path = 'One.crank.yml';
const file = (settings: string, { stepId = 'One', description = '' } = {}): string =>
  `# mine\nscenario: One\n${description === '' ? '' : `description: ${description}\n`}steps:\n- cog: a/b\n  stepId: ${stepId}\n${settings === '' ? '' : `stackmoxie:\n${settings}`}`;

const first = file('  severity: 2\n');

/** A file that was never pushed, or one whose scenario somebody has deleted. */
const beginnings: Readonly<Record<string, () => Promise<FaithfulWorld>>> = {
  'a new file': () => {
    const world = faithfulWorld();
    world.files.texts.set(path, first);
    return Promise.resolve(world);
  },
  'a file whose scenario was deleted': async () => {
    const world = faithfulWorld();
    world.files.texts.set(path, first);
    await push(world);
    world.cloud.records.clear();
    return world;
  },
  'a file whose scenario was deleted, and that was changed since': async () => {
    const world = faithfulWorld();
    world.files.texts.set(path, file(''));
    await push(world);
    world.cloud.records.clear();
    world.files.texts.set(path, first);
    return world;
  },
};

/** What is typed after the kill, and what a push of it makes of the record. */
const typed: Readonly<
  Record<string, { readonly text: string; readonly isChange: boolean; readonly severity: number }>
> = {
  nothing: { text: first, isChange: false, severity: 2 },
  'a comment': { text: `${first}# more\n`, isChange: false, severity: 2 },
  'a setting that was not there': {
    text: file('  severity: 2\n  dashboardSetting: include\n'),
    isChange: true,
    severity: 2,
  },
  'another value of a setting': { text: file('  severity: 3\n'), isChange: true, severity: 3 },
  'a step': { text: file('  severity: 2\n', { stepId: 'Two' }), isChange: true, severity: 2 },
  'a description and a setting': {
    text: file('  severity: 2\n  type: template\n', { description: 'Words' }),
    isChange: true,
    severity: 2,
  },
};

/** A push as a person does it who has agreed to create again. */
async function push(world: FaithfulWorld): Promise<void> {
  const plan = await world.engine.planPush({ paths: [path] });
  const { results } = await world.engine.apply(plan, { chosen: new Set(plan.items.map(keyOf)) });
  const wrong = results
    .filter(({ outcome }) => outcome !== 'done')
    .map(({ outcome, reason }) => `${outcome}: ${reason ?? ''}`);
  if (!wrong.every((words) => words.includes('killed'))) throw new Error(wrong.join());
}

/** Kills the first push before its first write, its second… until it comes to its end. @returns how often */
async function killEverywhere(
  begin: () => Promise<FaithfulWorld>,
  verify: (world: FaithfulWorld, isCreated: boolean) => Promise<void>,
): Promise<number> {
  for (let left = 0; ; left += 1) {
    const world = await begin();
    const life = new Life();
    life.left = left;
    live(world, life);
    const before = world.cloud.created.length;
    const isDone = await push(world).then(
      () => life.left > 0,
      (error: unknown) => {
        assert.ok(error instanceof Killed, String(error));
        return false;
      },
    );
    await verify(world.restart(), world.cloud.created.length > before);
    if (isDone) return left;
  }
}

describe('a push that is killed while it creates a scenario', () => {
  for (const [beginning, begin] of Object.entries(beginnings)) {
    for (const [what, { text, isChange, severity }] of Object.entries(typed)) {
      it(`of ${beginning}: then ${what} is typed; there is one scenario, and what was typed is a change`, async () => {
        const kills = await killEverywhere(begin, async (world, isCreated) => {
          world.files.texts.set(path, text);
          const { files, problems } = await world.engine.status();
          const states = files.map(({ state, path: own }) => `${state} ${own ?? ''}`);
          const created = isChange ? ['localChanges One.crank.yml'] : ['inSync One.crank.yml'];
          assert.deepEqual(
            [states, problems],
            [
              isCreated ? created : [`${beginning === 'a new file' ? 'notLinked' : 'deletedInCloud'} One.crank.yml`],
              [],
            ],
          );
          await push(world);
          assert.deepEqual(
            [...world.cloud.records.values()].map(({ name, severity: held }) => [name, held]),
            [['One', severity]],
          );
          assert.deepEqual(
            (await world.engine.status()).files.map(({ state }) => state),
            ['inSync'],
          );
          assert.equal(world.files.texts.get(path), text);
          assert.deepEqual(
            [...world.disk.texts.keys()].filter((place) => /^journal\/|^base\/[^/]*\/(?!past\/)/.test(place)).length,
            1,
            'one base, and no journal',
          );
        });
        assert.ok(kills >= 5, String(kills));
      });
    }
  }

  for (const [beginning, begin] of Object.entries(beginnings)) {
    it(`of ${beginning}, and again while that is put in order: there is one scenario, and what was typed is a change`, async () => {
      for (const left of casesOf([2, 4, 1, 3, 0, 5, 6, 7], 3)) {
        await killEverywhere(begin, async (world, isCreated) => {
          world.files.texts.set(path, file('  severity: 3\n', { stepId: 'Two' }));
          const life = new Life();
          life.left = left;
          live(world, life);
          await world.engine.status().catch((error: unknown) => assert.ok(error instanceof Killed, String(error)));
          const next = world.restart();
          if (isCreated)
            assert.deepEqual(
              (await next.engine.status()).files.map(({ state }) => state),
              ['localChanges'],
            );
          await push(next);
          assert.deepEqual(
            [...next.cloud.records.values()].map(({ severity }) => severity),
            [3],
          );
          assert.deepEqual(
            (await next.engine.status()).files.map(({ state }) => state),
            ['inSync'],
          );
        });
      }
    });
  }

  it('finds what a colleague has made of a setting since as a change in the cloud', async () => {
    const begin = beginnings['a new file'];
    assert.ok(begin);
    await killEverywhere(begin, async (world, isCreated) => {
      if (!isCreated) return;
      world.cloud.change(1, () => ({ severity: 4 }));
      const [status] = (await world.engine.status()).files;
      assert.equal(status?.state, 'cloudChanges');
    });
  });
});
