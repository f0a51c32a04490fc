import assert from 'node:assert/strict';
import { keyOf, type Resolution } from '../../../src/sync/plan';
import type { Content } from '../../../src/sync/content';
import { madeRules } from './made-rules';
import { content, input, Killed, Life, madeWorld, share, step, type MadeWorld } from './made-world';
import { seeded } from './seeded';

/** Two people, one on files and one in the cloud, and every word that either wrote. */
class Story {
  readonly #random: () => number;
  /** Marks that were written, and what each was written over: who writes over a word has seen it. */
  readonly written: { readonly mark: string; isReplaced: boolean }[] = [];
  world: MadeWorld;
  #count = 0;

  constructor(seed: number) {
    this.#random = seeded(seed);
    this.world = madeWorld();
    for (const name of ['One', 'Two', 'Three']) this.world.cloud.put(input(content(name, { steps: [step('first'), step('second')] })));
  }

  #choose<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }

  /** Another content, with a new mark somewhere in it. */
  #edit(old: Content): Content {
    this.#count += 1;
    const mark = `mark-${this.#count}-end`;
    const where = this.#choose(['description', 'steps', 'tokens'] as const);
    const replaced = where === 'description' ? old.description : where === 'steps' ? JSON.stringify(old.steps[0]) : JSON.stringify(old.tokens['a'] ?? '');
    for (const entry of this.written) if (replaced.includes(entry.mark)) entry.isReplaced = true;
    this.written.push({ mark, isReplaced: false });
    if (where === 'description') return { ...old, description: mark };
    return where === 'steps' ? { ...old, steps: [step(mark), ...old.steps.slice(1)] } : { ...old, tokens: { ...old.tokens, a: mark } };
  }

  async act(): Promise<void> {
    const what = this.#random();
    if (what < 0.3) this.#editFile();
    else if (what < 0.55) this.#editCloud();
    else if (what < 0.9) await this.#sync();
    else if (what < 0.95) await this.world.engine.apply(await this.world.engine.planDelete('here', [1 + Math.floor(this.#random() * 3)]));
    else this.#loseBase();
  }

  #editFile(): void {
    const path = this.#choose([...this.world.files.texts.keys()]);
    const old = path === undefined ? undefined : madeRules.compileFile(this.world.files.texts.get(path) ?? '', { catalog: undefined, now: 0 }).content;
    if (path !== undefined && old) this.world.files.texts.set(path, madeRules.renderFile(this.#edit(old), { catalog: undefined, now: 0 }));
  }

  #editCloud(): void {
    const scenario = this.#choose([...this.world.cloud.records.values()]);
    if (scenario) this.world.cloud.change(scenario.id, this.#edit(madeRules.contentOfScenario(scenario)));
  }

  #loseBase(): void {
    const place = this.#choose([...this.world.disk.texts.keys()].filter((key) => key.startsWith('base/')));
    if (place !== undefined) this.world.disk.texts.delete(place);
  }

  /** Pulls or pushes; in the middle of it somebody may write, answers may be lost, and the process may be killed. */
  async #sync(): Promise<void> {
    const { engine, cloud } = this.world;
    const trouble = this.#random();
    cloud.trouble = (request) => (trouble < 0.3 && /^(update|create|delete)/.test(request) ? 'lose' : undefined);
    const life = new Life();
    if (this.#random() < 0.4) life.left = Math.floor(this.#random() * 12);
    const plan = await (this.#random() < 0.5 ? engine.planPull('everything') : engine.planPush('everything'));
    if (this.#random() < 0.3) this.#editFile();
    if (this.#random() < 0.3) this.#editCloud();
    const resolutions = new Map(plan.items.filter(({ what }) => what === 'conflict').map((item) => [keyOf(item), this.#choose(['mine', 'theirs', 'merge'] as const) ?? ('mine' satisfies Resolution)]));
    share(this.world, life);
    await engine.apply(plan, { resolutions }).catch((error: unknown) => assert.ok(error instanceof Killed, String(error)));
    cloud.trouble = () => undefined;
    if (life.left <= 0) this.world = this.world.restart();
    else share(this.world, new Life());
  }

  /** Every mark that nobody wrote over knowingly is in a file, in the cloud or in a backup. */
  verify(): void {
    const { files, cloud, disk } = this.world;
    const backups = [...disk.texts].filter(([path]) => path.startsWith('backups/')).map(([, text]) => text);
    const everything = [...files.texts.values(), JSON.stringify([...cloud.records.values()]), ...backups].join('\n');
    const lost = this.written.filter(({ mark, isReplaced }) => !isReplaced && !everything.includes(mark));
    assert.deepEqual(lost, []);
  }
}

/** More of them in a longer run. */
const stories = Number(process.env['STACK_MOXIE_SOAK_STORIES'] ?? 60);

describe('no word that anybody wrote is lost', () => {
  it(`in ${stories} stories of two people, lost answers and killed processes`, async function patient() {
    this.timeout(5_000 + stories * 100);
    for (let seed = 1; seed <= stories; seed += 1) {
      const story = new Story(seed);
      await story.world.engine.apply(await story.world.engine.planPull('everything'));
      for (let count = 0; count < 14; count += 1) {
        await story.act();
        assert.doesNotThrow(() => story.verify(), `story ${seed}, act ${count}`);
      }
    }
  });
});

describe('a process that is killed before any of its writes', () => {
  /** Kills before the first write, the second… until the work comes to its end. */
  async function killEverywhere(prepare: () => Promise<MadeWorld>, work: (world: MadeWorld) => Promise<unknown>, verify: (world: MadeWorld) => Promise<void>): Promise<number> {
    for (let left = 0; ; left += 1) {
      const world = await prepare();
      const life = new Life();
      life.left = left;
      share(world, life);
      const isDone = await work(world).then(() => life.left > 0, () => false);
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
        assert.ok(states.every((state) => state === 'inSync' || state === 'cloudOnly') && states.length === 5, states.join());
        await pull(world);
        assert.deepEqual([...world.files.texts.keys()].sort(), names.map((name) => `${name}.crank.yml`));
        assert.deepEqual(new Set((await world.engine.status()).files.map(({ state }) => state)), new Set(['inSync']));
        assert.deepEqual([...world.disk.texts.keys()].filter((path) => path.startsWith('journal/')), []);
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
        for (const name of ['a', 'd']) world.files.texts.set(`${name}.crank.yml`, madeRules.renderFile(content(name, { description: 'mine' }), { catalog: undefined, now: 0 }));
        return world;
      },
      pull,
      async (world) => {
        const plan = await world.engine.planPull('everything');
        assert.ok(plan.items.every(({ what }) => ['update', 'merge', 'agree', 'unchanged'].includes(what)), plan.items.map(({ what }) => what).join());
        await world.engine.apply(plan);
        const texts = [...world.files.texts].map(([path, text]) => `${path} ${text.includes('theirs')} ${text.includes('mine')}`).sort();
        assert.deepEqual(texts, ['a.crank.yml true true', 'b.crank.yml true false', 'c.crank.yml true false', 'd.crank.yml false true', 'e.crank.yml false false']);
        assert.deepEqual((await world.engine.status()).files.map(({ state, path }) => `${path ?? ''} ${state}`), ['a.crank.yml localChanges', 'b.crank.yml inSync', 'c.crank.yml inSync', 'd.crank.yml localChanges', 'e.crank.yml inSync']);
      },
    );
  });

  it('creating scenarios creates none twice', async () => {
    const kills = await killEverywhere(
      async () => {
        const world = madeWorld();
        for (const name of names) world.files.texts.set(`${name}.crank.yml`, madeRules.renderFile(content(name), { catalog: undefined, now: 0 }));
        return Promise.resolve(world);
      },
      async ({ engine }) => engine.apply(await engine.planPush({ paths: names.map((name) => `${name}.crank.yml`) })),
      async (world) => {
        const states = (await world.engine.status()).files.map(({ state }) => state);
        assert.ok(states.every((state) => state === 'inSync' || state === 'notLinked') && states.length === 5, states.join());
        await world.engine.apply(await world.engine.planPush({ paths: names.map((name) => `${name}.crank.yml`) }));
        assert.deepEqual([...world.cloud.records.values()].map(({ name }) => name).sort(), names);
        assert.deepEqual(new Set((await world.engine.status()).files.map(({ state }) => state)), new Set(['inSync']));
      },
    );
    assert.ok(kills > 10, String(kills));
  });
});
