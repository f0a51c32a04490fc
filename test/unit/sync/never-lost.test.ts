import assert from 'node:assert/strict';
import { rounds } from '../../support/rounds';
import { Story } from './made-story';
import { content, input, Life, madeWorld, share, step, type MadeWorld } from './made-world';
import { fileText } from './made-texts';

/** More of them in a longer run. */
const stories = rounds(60);

describe('no word that anybody wrote is lost, and nothing is there twice', () => {
  it(`in ${stories} stories of two people, moved files, branches, lost and late answers, dropped tokens and killed processes`, async function patient() {
    this.timeout(10_000 + stories * 400);
    for (let seed = 1; seed <= stories; seed += 1) {
      const story = new Story(seed);
      await story.begin();
      for (let count = 0; count < 16; count += 1) {
        await story.act().catch((error: unknown) => assert.fail(`story ${seed}, act ${count}: ${String(error)}`));
        await story
          .verify()
          .catch((error: unknown) =>
            assert.fail(`story ${seed}, after act ${count}, ${story.acts.join(', ')}: ${String(error)}`),
          );
      }
    }
  });
});

describe('a process that is killed before any of its writes', () => {
  /** Kills before the first write, the second… until the work comes to its end. */
  async function killEverywhere(
    prepare: () => Promise<MadeWorld>,
    work: (world: MadeWorld) => Promise<unknown>,
    verify: (world: MadeWorld) => Promise<void>,
  ): Promise<number> {
    for (let left = 0; ; left += 1) {
      const world = await prepare();
      const life = new Life();
      life.left = left;
      share(world, life);
      const isDone = await work(world).then(
        () => life.left > 0,
        () => false,
      );
      const next = world.restart();
      await verify(next);
      if (isDone) return left;
    }
  }

  const names = ['a', 'b', 'c', 'd', 'e'];
  const pull = async ({ engine }: MadeWorld): Promise<unknown> => engine.apply(await engine.planPull('everything'));

  it('pulling new scenarios makes no second file, and the next pull brings the rest', async () => {
    const kills = await killEverywhere(
      async () => {
        const world = madeWorld();
        for (const name of names) world.cloud.put(input(content(name)));
        return Promise.resolve(world);
      },
      pull,
      async (world) => {
        const states = (await world.engine.status()).files.map(({ state }) => state);
        assert.ok(
          states.every((state) => state === 'inSync' || state === 'cloudOnly') && states.length === 5,
          states.join(),
        );
        await pull(world);
        assert.deepEqual(
          [...world.files.texts.keys()].sort(),
          names.map((name) => `${name}.crank.yml`),
        );
        assert.deepEqual(new Set((await world.engine.status()).files.map(({ state }) => state)), new Set(['inSync']));
        assert.deepEqual(
          [...world.disk.texts.keys()].filter((path) => path.startsWith('journal/')),
          [],
        );
      },
    );
    assert.ok(kills > 10, String(kills));
  });

  it('pulling changes and merges leaves the truth', async () => {
    await killEverywhere(
      async () => {
        const world = madeWorld();
        for (const name of names) world.cloud.put(input(content(name)));
        await pull(world);
        for (const id of [1, 2, 3]) world.cloud.change(id, content(names[id - 1] ?? '', { steps: [step('theirs')] }));
        for (const name of ['a', 'd'])
          world.files.texts.set(`${name}.crank.yml`, fileText(content(name, { description: 'mine' })));
        return world;
      },
      pull,
      async (world) => {
        const plan = await world.engine.planPull('everything');
        assert.ok(
          plan.items.every(({ what }) => ['update', 'merge', 'agree', 'unchanged'].includes(what)),
          plan.items.map(({ what }) => what).join(),
        );
        await world.engine.apply(plan);
        const texts = [...world.files.texts]
          .map(([path, text]) => `${path} ${text.includes('theirs')} ${text.includes('mine')}`)
          .sort();
        assert.deepEqual(texts, [
          'a.crank.yml true true',
          'b.crank.yml true false',
          'c.crank.yml true false',
          'd.crank.yml false true',
          'e.crank.yml false false',
        ]);
        assert.deepEqual(
          (await world.engine.status()).files.map(({ state, path }) => `${path ?? ''} ${state}`),
          [
            'a.crank.yml localChanges',
            'b.crank.yml inSync',
            'c.crank.yml inSync',
            'd.crank.yml localChanges',
            'e.crank.yml inSync',
          ],
        );
      },
    );
  });

  it('creating scenarios creates none twice', async () => {
    const kills = await killEverywhere(
      async () => {
        const world = madeWorld();
        for (const name of names) world.files.texts.set(`${name}.crank.yml`, fileText(content(name)));
        return Promise.resolve(world);
      },
      async ({ engine }) => engine.apply(await engine.planPush({ paths: names.map((name) => `${name}.crank.yml`) })),
      async (world) => {
        const states = (await world.engine.status()).files.map(({ state }) => state);
        assert.ok(
          states.every((state) => state === 'inSync' || state === 'notLinked') && states.length === 5,
          states.join(),
        );
        await world.engine.apply(await world.engine.planPush({ paths: names.map((name) => `${name}.crank.yml`) }));
        assert.deepEqual([...world.cloud.records.values()].map(({ name }) => name).sort(), names);
        assert.deepEqual(new Set((await world.engine.status()).files.map(({ state }) => state)), new Set(['inSync']));
      },
    );
    assert.ok(kills > 10, String(kills));
  });
});
