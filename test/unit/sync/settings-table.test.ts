import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { keyOf } from '../../../src/sync/plan/plan';
import type { FaithfulWorld } from './model/faithful-world';
import {
  begin,
  beginnings,
  drawingOf,
  emptyWorld,
  fileOf,
  go,
  hold,
  keys,
  named,
  path,
  rowsOf,
  type Key,
  type Row,
} from './model/settings-table';

describe('a key of a file and of its scenario, absent, null, the default or another value on either side', () => {
  for (const key of keys) {
    it(`is compared, pushed, pulled and linked as the golden says: ${key.name}`, async () => {
      const golden = `test/unit/sync/settings/${key.name}.golden`;
      const drawing = await drawingOf(key);
      if (process.env['UPDATE_GOLDENS'] === '1') {
        assert.ok(!process.env['CI'], 'Goldens are written by people, not by CI. Unset UPDATE_GOLDENS.');
        writeFileSync(golden, drawing);
      }
      assert.equal(drawing, readFileSync(golden, 'utf8'));
    });
  }
});

/** Whether both sides say the same of a key that the file names. */
const isAlike = ({ none }: Key, { here, there }: Pick<Row, 'here' | 'there'>): boolean =>
  here === there || (none !== undefined && [here, there].every((side) => side !== 'other'));

describe('a key that a file names', () => {
  for (const key of keys) {
    it(`differs from what the cloud holds otherwise or not at all, and is the same after a push: ${key.name}`, async () => {
      for (const beginning of beginnings.slice(1)) {
        for (const row of await rowsOf(key, beginning)) {
          if (row.here !== 'default' && row.here !== 'other') continue;
          // A service that holds no tokens says nothing of them: dropped-tokens.test.ts.
          if (key.name === 'tokens' && row.there === 'absent') continue;
          const where = `${beginning}: here ${row.here}, there ${row.there}`;
          assert.equal(row.state === 'inSync', isAlike(key, row), where);
          if (row.push.what === 'update') assert.deepEqual([row.push.state, row.push.said], ['inSync', []], where);
          if (row.pull.what !== 'update')
            assert.equal(row.pull.file, named(key, fileOf(key, row.here)), `${where}: a pull takes nothing away`);
        }
      }
    });
  }
});

const optional = keys.filter(({ isSetting, none }) => isSetting && none === undefined);

describe('a service that drops a setting', () => {
  for (const echoes of [false, true]) {
    it(`${echoes ? 'and answers as if it had kept it' : 'at once'} is told of once; the setting is pushed once, and again only when it changes`, async () => {
      for (const key of optional) {
        const world = emptyWorld();
        world.cloud.drops = new Set([key.name]) as typeof world.cloud.drops;
        world.cloud.echoes = echoes;
        world.files.texts.set(path, fileOf(key, 'absent'));
        await world.engine.link(path, 1);
        await world.engine.apply(await world.engine.planPull('everything'));
        world.files.texts.set(path, fileOf(key, 'other'));
        const first = await go(key, world, 'push');
        assert.deepEqual(
          [first.what, first.cloud, first.state, first.said.length],
          ['update', '-', 'inSync', 1],
          key.name,
        );
        assert.match(first.said[0] ?? '', new RegExp(`did not store.*${key.name} was removed`));
        const again = await go(key, world, 'push');
        assert.deepEqual([again.what, again.said], ['unchanged', []], key.name);
        world.files.texts.set(path, fileOf(key, 'other').replace('stepId: One', 'stepId: Two'));
        const steps = await go(key, world, 'push');
        assert.deepEqual([steps.what, steps.state, steps.said], ['update', 'inSync', []], key.name);
        assert.equal(named(key, world.files.texts.get(path)), named(key, fileOf(key, 'other')), 'the file keeps it');
        world.files.texts.set(path, fileOf(key, 'default'));
        const changed = await go(key, world, 'push');
        assert.deepEqual([changed.what, changed.state, changed.said.length], ['update', 'inSync', 1], key.name);
      }
    });
  }

  it('and keeps it later holds what the file says; what a colleague makes of it then comes with a pull', async () => {
    const [key] = keys.filter(({ name }) => name === 'severity');
    assert.ok(key);
    const world = emptyWorld();
    world.cloud.drops = new Set(['severity']);
    world.files.texts.set(path, fileOf(key, 'other'));
    await world.engine.link(path, 1);
    await go(key, world, 'push');
    world.cloud.drops = new Set();
    hold(world, key, 'other');
    assert.deepEqual(
      (await world.engine.status()).files.map(({ state }) => state),
      ['inSync'],
    );
    hold(world, key, 'default');
    const pull = await go(key, world, 'pull');
    assert.deepEqual([pull.what, pull.file, pull.state], ['update', 'severity: 4', 'inSync']);
  });
});

describe('a setting that a file names and the cloud leaves out', () => {
  const [severity] = keys.filter(({ name }) => name === 'severity');
  assert.ok(severity);
  const typed = async (): Promise<FaithfulWorld> =>
    begin(severity, 'agreed on none', { here: 'other', there: 'absent' });

  it('is not taken for pushed when the answer to its push is lost and nothing was done', async () => {
    const world = await typed();
    world.cloud.fate = (request) => (request.startsWith('update') ? 'never, no answer' : 'done');
    const lost = await go(severity, world, 'push');
    assert.deepEqual([lost.cloud, lost.state], ['-', 'localChanges']);
    assert.match(lost.said.join(), /has not been seen yet/);
    world.cloud.fate = () => 'done';
    assert.deepEqual((await go(severity, world, 'push')).cloud, '2');
  });

  it('is pushed with what a merge brings, and waits for a push after a pull, after Keep Mine and after Take Theirs', async () => {
    const steps = (stepId: string) => () => ({ definition: { scenario: 'One', steps: [{ cog: 'a/b', stepId }] } });
    const merged = await typed();
    merged.cloud.change(1, steps('Theirs'));
    assert.deepEqual(await go(severity, merged, 'pull'), {
      what: 'merge',
      file: 'severity: 2',
      cloud: '-',
      state: 'localChanges',
      said: [],
    });
    assert.deepEqual((await go(severity, merged, 'push')).cloud, '2');
    for (const resolution of ['mine', 'theirs'] as const) {
      const world = await typed();
      world.files.texts.set(path, fileOf(severity, 'other').replace('stepId: One', 'stepId: Mine'));
      world.cloud.change(1, steps('Theirs'));
      const plan = await world.engine.planPull('everything');
      await world.engine.apply(plan, { resolutions: new Map(plan.items.map((item) => [keyOf(item), resolution])) });
      assert.deepEqual(
        (await world.engine.status()).files.map(({ state }) => state),
        ['localChanges'],
        resolution,
      );
      const pushed = await go(severity, world, 'push');
      assert.deepEqual([pushed.file, pushed.cloud, pushed.state], ['severity: 2', '2', 'inSync'], resolution);
    }
  });

  it('that a colleague sets between plan and push is not written over', async () => {
    const world = await typed();
    const plan = await world.engine.planPush({ paths: [path] });
    hold(world, severity, 'default');
    const { results } = await world.engine.apply(plan);
    assert.deepEqual([results.map(({ outcome }) => outcome), world.cloud.records.get(1)?.severity], [['conflict'], 4]);
  });

  it('that a colleague clears between plan and push is sent again', async () => {
    const world = await begin(severity, 'agreed on other', { here: 'other', there: 'other' });
    world.files.texts.set(path, fileOf(severity, 'other').replace('stepId: One', 'stepId: Two'));
    const plan = await world.engine.planPush({ paths: [path] });
    hold(world, severity, 'absent');
    await world.engine.apply(plan);
    assert.deepEqual(
      [world.cloud.records.get(1)?.severity, (await world.engine.status()).files.map(({ state }) => state)],
      [2, ['inSync']],
    );
  });
});
