import assert from 'node:assert/strict';
import { fingerprint } from '../../../src/sync/model/fingerprint';
import { keyOf, type PlanItem } from '../../../src/sync/plan/plan';
import { content, input, Killed, Life, madeWorld, share, step, type MadeWorld } from './made-world';
import { contentIn, fileText } from './made-texts';

const path = 'One.crank.yml';
const told = (...values: readonly string[]) => content('One', { steps: values.map(step) });
const past = '4f0c9d2e-0000-4000-8000-000000000001/past/1.json';

const write = (world: MadeWorld, made: ReturnType<typeof content>): void =>
  void world.files.texts.set(path, fileText(made));
const state = async (world: MadeWorld): Promise<string | undefined> => (await world.engine.status()).files[0]?.state;
async function pushes(world: MadeWorld): Promise<readonly Pick<PlanItem, 'what' | 'isChosen' | 'isBehind'>[]> {
  return (await world.engine.planPush('everything')).items.map(({ what, isChosen, isBehind = false }) => ({
    what,
    isChosen,
    isBehind,
  }));
}

async function push(world: MadeWorld): Promise<void> {
  await world.engine.apply(await world.engine.planPush('everything'));
}

/** Pulled on master; changed and pushed on a branch, twice. */
async function branched(): Promise<MadeWorld> {
  const world = madeWorld();
  world.cloud.put(input(told('master')));
  await world.engine.apply(await world.engine.planPull('everything'));
  for (const value of ['branch', 'later']) {
    write(world, told(value));
    await push(world);
  }
  return world;
}

describe('a file that is as it was at an earlier push or pull', () => {
  for (const value of ['master', 'branch']) {
    it(`is behind after a switch to ${value}, and is not pushed unless somebody says so`, async () => {
      const world = await branched();
      write(world, told(value));
      assert.equal(await state(world), 'behind');
      assert.deepEqual(await pushes(world), [{ what: 'update', isChosen: false, isBehind: true }]);
      assert.match(
        (await world.engine.planPush({ paths: [path] })).items[0]?.note ?? '',
        /matches an earlier push or pull/,
      );
      await push(world);
      assert.deepEqual(world.cloud.records.get(1)?.definition?.steps, [step('later')]);
    });
  }

  it('is brought up to date by a pull, with a backup, whatever changed in the cloud meanwhile', async () => {
    for (const theirs of [undefined, told('colleague'), { ...told('later'), description: 'theirs' }]) {
      const world = await branched();
      write(world, told('master'));
      if (theirs) world.cloud.change(1, theirs);
      assert.equal(await state(world), 'behind');
      const plan = await world.engine.planPull('everything');
      assert.deepEqual(
        plan.items.map(({ what, isChosen }) => [what, isChosen]),
        [['update', true]],
      );
      await world.engine.apply(plan);
      assert.deepEqual(
        [world.files.texts.get(path), await state(world)],
        [fileText(theirs ?? told('later')), 'inSync'],
      );
      assert.equal((await world.engine.backups({ id: 1 }))[0]?.text, fileText(told('master')));
    }
  });

  it('is never merged into what the cloud says now: that would take back what was agreed on later', async () => {
    const world = await branched();
    write(world, told('master'));
    world.cloud.change(1, { ...told('later'), description: 'theirs' });
    assert.deepEqual(await pushes(world), [{ what: 'update', isChosen: false, isBehind: true }]);
    await world.engine.apply(await world.engine.planEdit([1], { name: 'Renamed' }));
    assert.equal(
      world.files.texts.get(path),
      fileText(told('master')),
      'a rename in the cloud does not make it look new',
    );
    assert.equal(await state(world), 'behind');
  });

  it('is pushed where somebody wants to go back; what was later is then the earlier one', async () => {
    const world = await branched();
    write(world, told('master'));
    const plan = await world.engine.planPush('everything');
    await world.engine.apply(plan, { chosen: new Set(plan.items.map(keyOf)) });
    assert.deepEqual([world.cloud.records.get(1)?.definition?.steps, await state(world)], [[step('master')], 'inSync']);
    write(world, told('later'));
    assert.equal(await state(world), 'behind');
    write(world, told('new'));
    assert.equal(await state(world), 'localChanges');
  });

  it('is in sync where the cloud went back too', async () => {
    const world = await branched();
    write(world, told('master'));
    world.cloud.change(1, told('master'));
    assert.equal(await state(world), 'inSync');
  });

  it('takes the tokens of what was agreed on later where the service holds none', async () => {
    const world = await branched();
    world.cloud.dropsTokens = true;
    write(world, { ...told('{{a}}'), tokens: { a: 'new' } });
    await push(world);
    write(world, told('master'));
    await world.engine.apply(await world.engine.planPull('everything'));
    assert.deepEqual(
      [contentIn(world.files.texts.get(path) ?? ''), await state(world)],
      [{ ...told('{{a}}'), tokens: { a: 'new' } }, 'inSync'],
    );
  });
});

describe('what is remembered of earlier pushes and pulls', () => {
  const remembered = (world: MadeWorld): readonly string[] =>
    (
      JSON.parse(world.disk.texts.get(`base/${past}`) ?? '{"fingerprints":[]}') as {
        readonly fingerprints: readonly string[];
      }
    ).fingerprints;

  it('are the fingerprints of the last fifty, the base’s last', async () => {
    const world = await branched();
    assert.deepEqual(
      remembered(world),
      ['master', 'branch', 'later'].map((value) => fingerprint(told(value))),
    );
    for (let count = 0; count < 60; count += 1) {
      write(world, told(`push ${count}`));
      await push(world);
    }
    assert.equal(remembered(world).length, 50);
    write(world, told('push 10'));
    assert.equal(await state(world), 'behind');
    write(world, told('master'));
    assert.equal(await state(world), 'localChanges', 'too long ago');
  });

  it('outlive a base that is lost, and another link', async () => {
    const world = await branched();
    world.disk.texts.delete(`base/${past.replace('past/', '')}`);
    await world.engine.apply(await world.engine.planPull('everything'));
    write(world, told('branch'));
    assert.equal(await state(world), 'behind');
    await world.engine.unlink([path]);
    write(world, told('later'));
    await world.engine.apply(await world.engine.planPull('everything'));
    write(world, told('master'));
    assert.equal(await state(world), 'behind');
  });

  it('does not depend on the order of keys', () => {
    const one = { ...content('One'), tokens: { a: 1, b: { c: 2, d: 3 } } };
    const other = { ...content('One'), tokens: { b: { d: 3, c: 2 }, a: 1 } };
    assert.equal(fingerprint(one), fingerprint(other));
    assert.notEqual(fingerprint(one), fingerprint({ ...one, tokens: { a: 1 } }));
    assert.match(fingerprint(one), /^[0-9a-f]{28}$/);
  });

  it('is kept out of version control, and nothing is written for a scenario that was only pulled', async () => {
    const world = madeWorld();
    world.cloud.put(input(told('master')));
    await world.engine.apply(await world.engine.planPull('everything'));
    assert.equal(world.disk.texts.has(`base/${past}`), false);
    assert.match(world.disk.texts.get('.gitignore') ?? '', /^base\/$/m);
  });

  for (const broken of ['', '{"half', '[]', '{"fingerprints":[1]}', 'null']) {
    it(`is told of and begun anew where it is ${JSON.stringify(broken)}`, async () => {
      const world = await branched();
      world.disk.texts.set(`base/${past}`, broken);
      write(world, told('master'));
      const status = await world.engine.status();
      assert.equal(status.files[0]?.state, 'localChanges');
      assert.match(status.problems.join(), /history of pushes and pulls of scenario 1 cannot be read/);
      assert.match((await world.engine.planPush('everything')).problems.join(), /cannot be read/);
      await push(world);
      assert.deepEqual(
        [remembered(world), (await world.engine.status()).problems],
        [['later', 'master'].map((value) => fingerprint(told(value))), []],
      );
    });
  }

  it('is old or new where the process is killed: what was agreed on last is never taken for earlier', async () => {
    for (let left = 0; left < 8; left += 1) {
      const world = await branched();
      write(world, told('newest'));
      const plan = await world.engine.planPush('everything');
      const life = new Life();
      life.left = left;
      share(world, life);
      await world.engine.apply(plan).catch((error: unknown) => assert.ok(error instanceof Killed));
      const next = world.restart();
      assert.match((await state(next)) ?? '', /^(localChanges|inSync)$/, String(left));
      write(next, told('master'));
      assert.equal(await state(next), 'behind', String(left));
      write(next, told('later'));
      assert.match((await state(next)) ?? '', /^(inSync|cloudChanges|behind)$/, String(left));
    }
  });
});
