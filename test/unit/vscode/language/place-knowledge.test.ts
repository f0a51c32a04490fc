import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/base/event';
import { silentLog } from '../../../../src/base/log';
import { createCatalog } from '../../../../src/registry/catalog';
import { Catalogs } from '../../../../src/registry/catalogs';
import { PlaceKnowledge } from '../../../../src/vscode/language/place-knowledge';
import type { RegistrySource } from '../../../../src/vscode/language/registry-sources';
import type { RegistryEntryPayload } from '../../../../src/wire/registry';

const entry = (name: string, version = '1'): RegistryEntryPayload => ({
  name,
  label: name,
  version,
  homepage: '',
  authHelpUrl: '',
  authFieldsList: [],
  stepDefinitionsList: [],
});

/** What is known at one place, signed out, over a copy and files that can be changed. */
function open() {
  const world = {
    copied: [entry('a/one')],
    filed: [] as readonly RegistryEntryPayload[],
    fetchedAt: 1,
    compiled: 0,
    looked: 0,
    isBroken: false,
  };
  const filesChanged = new Emitter<undefined>();
  const knowledge = new PlaceKnowledge(
    {},
    {
      sources: {
        find: (): Promise<RegistrySource> => {
          world.looked += 1;
          return Promise.resolve({
            kind: 'signedOut',
            copy: { address: 'a', uuid: '12345678-9', name: '', fetchedAt: world.fetchedAt, entries: world.copied },
          });
        },
      },
      files: {
        onDidChange: filesChanged.event,
        dispose: () => undefined,
        read: () => Promise.resolve({ entries: world.filed, problems: [], hash: JSON.stringify(world.filed) }),
      },
      catalogs: new Catalogs((entries) => {
        world.compiled += 1;
        return world.isBroken ? Promise.reject(new Error('broken')) : Promise.resolve(createCatalog(entries));
      }),
      log: silentLog,
    },
  );
  const versions = (): readonly string[] =>
    [...(knowledge.value.catalog?.cogs.values() ?? [])].map(({ name, version }) => `${name} ${version}`);
  return { knowledge, world, filesChanged, versions };
}

describe('what is known at a place', () => {
  it('is the last copy while signed out; a file on top replaces a cog as a whole', async () => {
    const { knowledge, world, filesChanged, versions } = open();
    await knowledge.update();
    assert.deepEqual(versions(), ['a/one 1']);
    assert.deepEqual(knowledge.value.origin, { organization: '12345678', fetchedAt: 1 });
    world.filed = [entry('a/two'), entry('a/one', '2')];
    filesChanged.fire(undefined);
    await knowledge.update();
    assert.deepEqual(versions(), ['a/two 1', 'a/one 2']);
  });

  it('is compiled once while the content is the same, however new', async () => {
    const { knowledge, world } = open();
    await knowledge.update();
    const first = knowledge.value.catalog;
    Object.assign(world, { copied: [entry('a/one')], fetchedAt: 2 });
    await knowledge.update();
    assert.equal(knowledge.value.origin?.fetchedAt, 2);
    assert.equal(knowledge.value.catalog, first);
    assert.equal(world.compiled, 1);
    world.copied = [entry('a/one', '2')];
    await knowledge.update();
    assert.equal(world.compiled, 2);
  });

  it('is looked at in one more turn, however often that was asked meanwhile', async () => {
    const { knowledge, world } = open();
    await Promise.all([knowledge.update(), knowledge.update(), knowledge.update()]);
    assert.equal(world.looked, 2);
    const first = knowledge.update();
    await Promise.resolve();
    world.copied = [entry('a/late')];
    await Promise.all([first, knowledge.update(), knowledge.update()]);
    assert.equal(world.looked, 4);
    assert.deepEqual([...(knowledge.value.catalog?.cogs.keys() ?? [])], ['a/late']);
  });

  it('is unknown where there are no cogs, and what was known stays where it cannot be compiled', async () => {
    const { knowledge, world, versions } = open();
    await knowledge.update();
    world.isBroken = true;
    world.copied = [entry('a/two')];
    await knowledge.update();
    assert.deepEqual(versions(), ['a/one 1']);
    assert.match(String(knowledge.value.failure), /broken/);
    assert.equal(knowledge.value.busy, false);
    Object.assign(world, { isBroken: false, copied: [] });
    await knowledge.update();
    assert.equal(knowledge.value.catalog, undefined);
    assert.equal(knowledge.value.failure, undefined);
  });
});
