import assert from 'node:assert/strict';
import { silentLog } from '../../../../src/base/log';
import { OrganizationRegistry } from '../../../../src/vscode/language/organization-registry';
import { readCopy, writeCopy, type RegistryCopy } from '../../../../src/vscode/language/registry-copy';
import { MadeClock, settle } from '../../sandbox/made-clock';

const hour = 60 * 60_000;
const key = { address: 'http://127.0.0.1:1/api', uuid: 'u' };

/** One organization's registry over a disk and an API that count what they are asked. */
function open({ onDisk }: { readonly onDisk?: { readonly hours: number } | 'broken' } = {}) {
  const clock = new MadeClock();
  const copy = (hours: number): RegistryCopy => ({
    ...key,
    name: 'Acme',
    fetchedAt: clock.now() - hours * hour,
    entries: [],
  });
  const textOnDisk = (): string | undefined => {
    if (onDisk === 'broken') return '{"version": 1, "entr';
    return onDisk && writeCopy(copy(onDisk.hours));
  };
  const seen: string[] = [];
  const world = {
    text: textOnDisk(),
    isDown: false,
    isDiskFull: false,
  };
  const disk = {
    stamp: () => Promise.resolve(world.text),
    read: () => Promise.resolve((seen.push('read'), world.text === undefined ? undefined : readCopy(world.text))),
    write: (written: RegistryCopy) => {
      seen.push('write');
      if (world.isDiskFull) return Promise.reject(new Error('full'));
      world.text = writeCopy(written);
      return Promise.resolve();
    },
  };
  const fetch = async (): Promise<RegistryCopy> => {
    seen.push('fetch');
    await Promise.resolve();
    if (world.isDown) throw new Error('down');
    return copy(0);
  };
  const registry = new OrganizationRegistry(key, disk, { fetch, clock, log: silentLog });
  const need = async (): Promise<void> => {
    await registry.need();
    await settle();
  };
  return {
    registry,
    clock,
    seen,
    world,
    need,
    copy,
    age: () => (registry.copy ? (clock.now() - registry.copy.fetchedAt) / hour : undefined),
  };
}

describe("an organization's registry", () => {
  it('that was never seen is fetched once for all who need it, and kept', async () => {
    const { registry, seen, world } = open();
    await Promise.all([registry.need(), registry.need(), registry.need()]);
    assert.equal(registry.isFetching, true);
    await settle();
    assert.deepEqual(seen, ['fetch', 'write']);
    assert.equal(registry.isFetching, false);
    assert.ok(readCopy(world.text ?? ''));
  });

  it('serves from disk at once; only a copy older than a day is fetched anew', async () => {
    const young = open({ onDisk: { hours: 23 } });
    await young.need();
    assert.deepEqual(young.seen, ['read']);
    assert.equal(young.age(), 23);
    const old = open({ onDisk: { hours: 25 } });
    await old.registry.need();
    assert.equal(old.age(), 25);
    await settle();
    assert.equal(old.age(), 0);
  });

  it('is fetched anew where the disk copy was made in the future, or is broken', async () => {
    for (const onDisk of [{ hours: -2 }, 'broken'] as const) {
      const { seen, need, age, world } = open({ onDisk });
      await need();
      assert.deepEqual(seen, ['read', 'fetch', 'write']);
      assert.equal(age(), 0);
      assert.ok(readCopy(world.text ?? ''));
    }
  });

  it('stays as it was while the API is down; the API is asked again after a minute, or when somebody signed in', async () => {
    const { registry, clock, seen, world, need, age } = open({ onDisk: { hours: 25 } });
    world.isDown = true;
    await need();
    await need();
    assert.deepEqual(seen, ['read', 'fetch']);
    assert.equal(age(), 25);
    assert.match(String(registry.failure), /down/);
    registry.forgive();
    await need();
    clock.jump(61_000);
    await need();
    assert.equal(seen.filter((what) => what === 'fetch').length, 3);
    world.isDown = false;
    await registry.refresh();
    assert.equal(registry.failure, undefined);
    assert.equal(age(), 0);
  });

  it('a refresh tells of its failure, and joins a fetch that is under way', async () => {
    const { registry, seen, world } = open();
    world.isDown = true;
    await assert.rejects(registry.refresh(), /down/);
    world.isDown = false;
    await registry.need();
    await Promise.all([registry.refresh(), registry.refresh()]);
    assert.equal(seen.filter((what) => what === 'fetch').length, 2);
  });

  it('serves this window where the disk is full', async () => {
    const { world, need, age } = open();
    world.isDiskFull = true;
    await need();
    assert.equal(age(), 0);
  });

  it('takes what another window has fetched at the next need, never something older', async () => {
    const { registry, world, need, copy, age } = open({ onDisk: { hours: 5 } });
    const changes: unknown[] = [];
    await need();
    registry.onDidChange((change) => changes.push(change));
    world.text = writeCopy(copy(1));
    await need();
    assert.equal(age(), 1);
    assert.equal(changes.length, 1);
    world.text = writeCopy(copy(9));
    await need();
    assert.equal(age(), 1);
    assert.equal(changes.length, 1);
  });
});

describe("a copy's file", () => {
  it('gives back what was written; anything else is no copy', () => {
    const written: RegistryCopy = { ...key, name: 'Acme', fetchedAt: 1, entries: [] };
    assert.deepEqual(readCopy(writeCopy(written)), written);
    for (const text of [
      '',
      'null',
      '[]',
      '{}',
      '{"version":2}',
      writeCopy(written).replace('"fetchedAt":1', '"fetchedAt":"1"'),
      writeCopy(written).replace('"version":1', '"version":2'),
    ])
      assert.equal(readCopy(text), undefined, text);
  });
});
