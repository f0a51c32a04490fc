import assert from 'node:assert/strict';
import { noLinks, renderLinks } from '../../../src/sync/store/links';
import { fileText } from './made-texts';
import { content, madeWorld, organization, type MadeWorld } from './made-world';

const pathOf = (id: number): string => `Scenario ${id}.crank.yml`;
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** A folder with 5,000 links, and the files of the first 200. */
function largeFolder(): MadeWorld {
  const world = madeWorld();
  const links = numbers(5_000).map((id) => ({ organization, path: pathOf(id), id }));
  world.disk.texts.set('links.json', renderLinks({ ...noLinks, links }));
  for (const id of numbers(200)) world.files.texts.set(pathOf(id), fileText(content(`Scenario ${id}`)));
  return world;
}

/** How often links.json is read meanwhile. */
async function readsDuring({ store }: MadeWorld, work: () => Promise<unknown>): Promise<number> {
  const read = store.read.bind(store);
  let reads = 0;
  store.read = (path) => {
    if (path === 'links.json') reads += 1;
    return read(path);
  };
  await work();
  store.read = read;
  return reads;
}

describe('a selection of many files in a folder with many links', () => {
  const selected = numbers(200).map(pathOf);

  it('reads links.json once to find the scenarios', async () => {
    const world = largeFolder();
    assert.equal(
      await readsDuring(world, async () => {
        assert.deepEqual(await world.engine.linksOf(selected), numbers(200));
      }),
      1,
    );
  });

  it('reads it once more where files are not linked, however many', async () => {
    const world = largeFolder();
    const others = numbers(50).map((id) => `Other ${id}.crank.yml`);
    const reads = await readsDuring(world, async () => {
      assert.deepEqual(await world.engine.linksOf([...others, pathOf(7)]), [...others.map(() => undefined), 7]);
    });
    assert.equal(reads, 2);
  });

  it('reads links.json once to find the files of scenarios, and once more where some have moved', async () => {
    const world = largeFolder();
    const once = await readsDuring(world, async () => {
      assert.deepEqual(await world.engine.pathsOf([...numbers(200), 6_000]), [...selected, undefined]);
    });
    const again = await readsDuring(world, async () => {
      assert.deepEqual(await world.engine.pathsOf([1, 201, 202]), [pathOf(1), pathOf(201), pathOf(202)]);
    });
    assert.deepEqual([once, again], [1, 2]);
  });

  it('reads it as often to plan a push of all as of ten', async () => {
    const world = largeFolder();
    const ten = await readsDuring(world, () => world.engine.planPush({ paths: selected.slice(0, 10) }));
    assert.equal(await readsDuring(world, () => world.engine.planPush({ paths: selected })), ten);
  });

  it('reads and writes it as often to unlink all as one', async () => {
    const [world, other] = [largeFolder(), largeFolder()];
    const one = await readsDuring(other, () => other.engine.unlink([pathOf(1)]));
    assert.equal(await readsDuring(world, () => world.engine.unlink(selected)), one);
    assert.deepEqual(await world.engine.linksOf([pathOf(1), pathOf(200), pathOf(201)]), [undefined, undefined, 201]);
    assert.equal(world.disk.writes.filter((path) => path === 'links.json').length, 1);
  });
});
