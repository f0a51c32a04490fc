import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Direction } from '../../../src/sync/plan/plan';
import type { Content } from '../../../src/sync/model/content';
import { freshWorkForEach, verifyInOrder } from './fresh';
import { doAll, machine, undone, type Told, type ToldItem } from './machine';
import { changeCloud, made, verifyTruth, verifyWhole } from './truth';
import { work } from './work';
import { fileText } from '../../unit/sync/made-texts';

describe('two processes on one folder at once', () => {
  const fresh = freshWorkForEach();

  const named = (what: string, count = 20): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${what} ${index}`);
  const means = (names: readonly string[], says: string): readonly Content[] =>
    names.map((name) => {
      const content = made(name, says);
      fresh.meant.change(name, content);
      return content;
    });
  const inCloud = (names: readonly string[], says: string): Promise<void> =>
    changeCloud(fresh.here, means(names, says));
  const inFiles = (names: readonly string[], says: string): void =>
    means(names, says).forEach((content) =>
      writeFileSync(join(fresh.here.folder, `${content.name}.crank.yml`), fileText(content)),
    );

  /** Two make their plans; when both have, both begin in one moment. */
  async function both(...directions: readonly [Direction, Direction]): Promise<readonly [Told, Told]> {
    const ready: ChildProcessWithoutNullStreams[] = [];
    const heard = (lines: number, child: ChildProcessWithoutNullStreams): void => {
      if (lines === 1) ready.push(child);
      if (lines === 1 && ready.length === 2) for (const one of ready) one.stdin.end('\n');
    };
    const [one, other] = await Promise.all(
      directions.map((direction) => work({ ...fresh.here, direction, waits: true }, { worker: fresh.worker, heard })),
    );
    assert.ok(one && other);
    await verifyWhole(fresh.here, fresh.meant);
    await verifyTruth(fresh.here, fresh.meant);
    return [one, other];
  }

  /** Of each item, how it ended in both. */
  function pairs([one, other]: readonly [Told, Told]): readonly (readonly [ToldItem, ToldItem])[] {
    const byName = new Map(other.items.map((item) => [item.name, item]));
    assert.equal(one.items.length, byName.size, 'both had the same plan');
    return one.items.map((item) => {
      const pair = byName.get(item.name);
      assert.ok(pair);
      return [item, pair];
    });
  }

  /** Each was done by one of them, and the other said why it did not. */
  function verifyOnce(told: readonly [Told, Told]): void {
    for (const pair of pairs(told)) {
      assert.deepEqual(pair.map(({ outcome }) => outcome).sort(), ['conflict', 'done'], JSON.stringify(pair));
      assert.match(
        pair.find(({ outcome }) => outcome === 'conflict')?.reason ?? '',
        /^Another window is syncing this\. Try again in a moment\.$|^It was linked in the meantime\. Make a new plan\.$/,
      );
    }
  }

  /** Each was done by one of them at least; the other did the same, or left it. */
  function verifyDone(told: readonly [Told, Told]): void {
    for (const pair of pairs(told)) {
      const outcomes = pair.map(({ outcome }) => outcome);
      assert.ok(
        outcomes.includes('done') && outcomes.every((outcome) => outcome === 'done' || outcome === 'conflict'),
        JSON.stringify(pair),
      );
    }
  }

  async function verifyNothingLeft(): Promise<void> {
    await verifyInOrder(fresh);
  }

  it('that push the same new files create each scenario once; the other is told', async () => {
    inFiles(named('new here'), 'first');
    verifyOnce(await both('push', 'push'));
    assert.equal((await machine(fresh.here).cloud.scenarios()).length, 20);
    await verifyNothingLeft();
  });

  it('that pull the same new scenarios make each file once; the other is told', async () => {
    await inCloud(named('new there'), 'first');
    verifyOnce(await both('pull', 'pull'));
    await verifyNothingLeft();
  });

  it('that pull, or push, the same changes agree in the end', async () => {
    await inCloud(named('known'), 'first');
    await doAll(machine(fresh.here), 'pull');
    await inCloud(named('known'), 'second');
    verifyDone(await both('pull', 'pull'));
    inFiles(named('known'), 'third');
    verifyDone(await both('push', 'push'));
    await verifyNothingLeft();
  });

  it('one of which pulls while the other pushes each do theirs', async () => {
    await inCloud([...named('left'), ...named('right')], 'first');
    await doAll(machine(fresh.here), 'pull');
    await inCloud([...named('left'), ...named('new there')], 'second');
    inFiles([...named('right'), ...named('new here')], 'second');
    const [pulled, pushed] = await both('pull', 'push');
    assert.deepEqual([...undone(pulled), ...undone(pushed)], []);
    await verifyNothingLeft();
  });

  it('one of which has ended before the other begins by an older plan: nothing is done twice', async () => {
    await inCloud(named('there', 5), 'first');
    inFiles(named('here', 5), 'first');
    const order = { ...fresh.here, direction: 'push' } as const;
    const early: (Told | undefined)[] = [];
    const runs = (child: ChildProcessWithoutNullStreams): Promise<unknown> =>
      work({ ...order, waits: false }, { worker: fresh.worker })
        .then((told) => early.push(told))
        .finally(() => child.stdin.end('\n'));
    const late = await work(
      { ...order, waits: true },
      { worker: fresh.worker, heard: (lines, child) => void (lines === 1 && runs(child)) },
    );
    const outcomes = [early[0], late].map((told) => told?.items.map(({ outcome }) => outcome).join());
    assert.deepEqual(outcomes, ['done,done,done,done,done', 'conflict,conflict,conflict,conflict,conflict']);
    await verifyWhole(fresh.here, fresh.meant);
    await verifyNothingLeft();
  });
});
