import assert from 'node:assert/strict';
import type { OwnerPort } from '../../../src/sync/plan/owner';
import { content, input, madeWorld, organization, step } from './made-world';
import { fileText } from './made-texts';

/** A folder whose organization somebody may switch. */
function owned(account = 'ada') {
  const port = {
    owner: { account, organization, folder: 'file:///work' },
    isInUse: true,
    check: () => (port.isInUse ? Promise.resolve() : Promise.reject(new Error('Globex is in use here now.'))),
  };
  return port satisfies OwnerPort & { isInUse: boolean };
}

const path = 'One.crank.yml';

/** A scenario with a file that was changed since. */
async function changedHere() {
  const owner = owned();
  const world = madeWorld({ owner });
  world.cloud.put(input(content('One', { steps: [step('old')] })));
  await world.engine.apply(await world.engine.planPull('everything'));
  world.files.texts.set(path, fileText(content('One', { steps: [step('mine')] })));
  return { ...world, owner };
}

const writes = (requests: readonly string[]): readonly string[] =>
  requests.filter((request) => /^(create|update|delete)/.test(request));

describe('a plan and whose it is', () => {
  it('is refused, and does nothing, once the folder has another organization or account', async () => {
    const { engine, owner, cloud, disk } = await changedHere();
    const plan = await engine.planPush('everything');
    owner.isInUse = false;
    const [requests, written] = [cloud.requests.length, disk.writes.length];
    await assert.rejects(engine.apply(plan), { message: 'Globex is in use here now.' });
    assert.deepEqual([cloud.requests.length, disk.writes.length], [requests, written]);
    owner.isInUse = true;
    assert.deepEqual(
      (await engine.apply(plan)).results.map(({ outcome }) => outcome),
      ['done'],
      'and is good again where one switches back',
    );
  });

  it('is refused by the folder of another account', async () => {
    const { engine, files, disk, cloud } = await changedHere();
    const plan = await engine.planPush('everything');
    const other = madeWorld({ files, disk, cloud, owner: owned('bob') });
    await assert.rejects(other.engine.apply(plan), {
      message: 'This plan was made for another organization or folder. Make a new one.',
    });
    assert.deepEqual(writes(cloud.requests), []);
  });

  it('begins no more of its items after a switch in the middle, and says so of each', async () => {
    const owner = owned();
    const { engine, cloud, files } = madeWorld({ owner });
    const names = 'ABCDEFGH'.split('');
    for (const name of names) cloud.put(input(content(name)));
    await engine.apply(await engine.planPull('everything'));
    for (const name of names) files.texts.set(`${name}.crank.yml`, fileText(content(name, { description: 'mine' })));
    const plan = await engine.planPush('everything');
    cloud.trouble = (request) => {
      if (request.startsWith('update')) owner.isInUse = false;
      return undefined;
    };
    const { results } = await engine.apply(plan);
    const refused = results.filter(({ outcome }) => outcome === 'failed');
    assert.deepEqual(
      [refused.length > 0, new Set(refused.map(({ reason }) => reason))],
      [true, new Set(['Globex is in use here now.'])],
    );
    assert.equal(writes(cloud.requests).length, names.length - refused.length);
  });

  it('keeps every other change from being made: links, names of files, merges, backups', async () => {
    const { engine, owner, cloud, files } = await changedHere();
    files.texts.set('Two.crank.yml', fileText(content('Two')));
    cloud.change(1, content('One', { steps: [step('theirs')] }));
    const plan = await engine.planPull('everything');
    const [item] = plan.items;
    assert.ok(item);
    owner.isInUse = false;
    const before = new Map(files.texts);
    const backup = { place: 'backups/x', side: 'file', why: 'pull', name: 'One', path, text: 'x', when: 0 } as const;
    const deeds = [
      () => engine.link('Two.crank.yml', 1),
      () => engine.unlink([path]),
      () => engine.renameFile(path, 'Three.crank.yml'),
      () => engine.acceptMerge(plan, item, 'merged'),
      () => engine.restore(backup),
    ];
    for (const deed of deeds) await assert.rejects(deed(), { message: 'Globex is in use here now.' });
    assert.deepEqual([files.texts, await engine.linkOf(path)], [before, 1]);
  });
});
