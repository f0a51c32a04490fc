import assert from 'node:assert/strict';
import type { Content } from '../../../src/sync/model/content';
import type { Direction, Plan } from '../../../src/sync/plan/plan';
import type { Scenario } from '../../../src/wire/records';
import { rounds } from '../../support/rounds';
import { content, input, MadeCloud, MadeFiles, madeWorld, step, type MadeWorld } from './made-world';
import { seeded } from './seeded';
import { contentIn, fileText } from './made-texts';

const path = 'One.crank.yml';

/** Lets others work for a while, of a length that the seed tells. */
class Pauses {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seeded(seed);
  }

  async take(most: number): Promise<void> {
    for (let left = Math.floor(this.#random() * most); left > 0; left -= 1) await Promise.resolve();
  }
}

/** Answers that are under way for a while, and old when they come. */
class SlowCloud extends MadeCloud {
  constructor(private readonly pauses: Pauses) {
    super();
  }

  override scenarios(): Promise<readonly Scenario[]> {
    return this.#slowly(() => super.scenarios());
  }
  override scenario(id: number): Promise<Scenario | undefined> {
    return this.#slowly(() => super.scenario(id));
  }
  override update(id: number, changes: Parameters<MadeCloud['update']>[1]): Promise<Scenario> {
    return this.#slowly(() => super.update(id, changes));
  }

  async #slowly<T>(ask: () => Promise<T>): Promise<T> {
    await this.pauses.take(40);
    const answer = await ask();
    await this.pauses.take(40);
    return answer;
  }
}

class SlowFiles extends MadeFiles {
  constructor(private readonly pauses: Pauses) {
    super();
  }

  override async write(at: string, text: string, expected: string | undefined): Promise<void> {
    await this.pauses.take(30);
    await super.write(at, text, expected);
    await this.pauses.take(30);
  }
}

/** One person types in a linked file, and a colleague changes its step; the words of either are numbered. */
class SyncContext {
  readonly world: MadeWorld;
  readonly #pauses: Pauses;
  #typed = 0;
  #patched = 0;

  constructor(seed: number) {
    this.#pauses = new Pauses(seed);
    const cloud = new SlowCloud(this.#pauses);
    cloud.put(input(content('One', { description: 'mine-0', steps: [step('theirs-0')] })));
    this.world = madeWorld({ cloud, files: new SlowFiles(this.#pauses) });
  }

  type(): void {
    const now = this.#file();
    this.#typed += 1;
    if (now) this.world.files.texts.set(path, fileText({ ...now, description: `mine-${this.#typed}` }));
  }

  patch(): void {
    const { records } = this.world.cloud;
    const { description = '' } = records.get(1) ?? {};
    this.#patched += 1;
    this.world.cloud.change(1, content('One', { description, steps: [step(`theirs-${this.#patched}`)] }));
  }

  /** @returns what was in conflict: nothing ever is, for nobody writes over the other's words */
  async bring(direction: Direction): Promise<readonly string[]> {
    await this.#pauses.take(60);
    const { engine } = this.world;
    const plan: Plan = await (direction === 'pull'
      ? engine.planPull({ ids: [1] })
      : engine.planPush({ paths: [path] }));
    await this.#pauses.take(60);
    await engine.apply(plan);
    return plan.items
      .filter(({ what }) => what === 'conflict')
      .map(
        ({ conflicts, seen }) =>
          `${direction} ${JSON.stringify(conflicts)} ${JSON.stringify([seen.base?.file, seen.content, seen.theirs])}`,
      );
  }

  async look(): Promise<readonly string[]> {
    await this.#pauses.take(80);
    const { files } = await this.world.engine.status();
    return files
      .filter(
        ({ state, here, cloud }) =>
          state === 'conflict' && here.some(({ words }) => words.includes('theirs')) && cloud.length > 0,
      )
      .map(({ here, cloud }) => `look ${JSON.stringify([here, cloud])}`);
  }

  /** While commands are under way. */
  async disturb(): Promise<readonly string[]> {
    for (let count = 0; count < 4; count += 1) {
      await this.#pauses.take(80);
      this.patch();
      await this.#pauses.take(80);
      if (count % 2 === 0) this.type();
    }
    return [];
  }

  /** The colleague's words, by the base and by the file: a base is never newer. */
  get words(): { readonly base: number; readonly file: number } {
    const base = JSON.parse([...this.world.disk.texts].find(([place]) => place.startsWith('base/'))?.[1] ?? '{}') as {
      readonly file?: Content;
    };
    return { base: numberOf(base.file), file: numberOf(this.#file()) };
  }

  /** What both sides say at last. */
  get last(): readonly string[] {
    return [`mine-${this.#typed}`, `theirs-${this.#patched}`];
  }

  get sides(): readonly (readonly (string | undefined)[])[] {
    const cloud = this.world.cloud.records.get(1);
    const words = (made: Pick<Content, 'description' | 'steps'> | undefined): readonly (string | undefined)[] => [
      made?.description,
      `theirs-${numberOf(made)}`,
    ];
    return [
      words(this.#file()),
      words(cloud && { description: cloud.description ?? '', steps: cloud.definition?.steps ?? [] }),
    ];
  }

  #file(): Content | undefined {
    return contentIn(this.world.files.texts.get(path) ?? '');
  }
}

const numberOf = (made: Pick<Content, 'steps'> | undefined): number =>
  Number(/theirs-(\d+)/.exec(JSON.stringify(made?.steps ?? []))?.[1] ?? -1);

async function play(seed: number): Promise<void> {
  const context = new SyncContext(seed);
  await context.world.engine.apply(await context.world.engine.planPull('everything'));
  for (let round = 0; round < 3; round += 1) {
    context.type();
    const found = await Promise.all([
      context.bring('push'),
      context.bring('pull'),
      context.look(),
      context.disturb(),
      context.bring('push'),
    ]);
    assert.deepEqual(found.flat(), [], `seed ${seed}`);
    const { base, file } = context.words;
    assert.ok(base <= file, `seed ${seed}: the base has ${base}, the file ${file}`);
  }
  for (const direction of ['pull', 'push'] as const)
    assert.deepEqual(await context.bring(direction), [], `seed ${seed}`);
  assert.deepEqual(context.sides, [context.last, context.last], `seed ${seed}`);
}

/** Without turns the 27th fails. More of them in a longer run. */
const seeds = rounds(100);

describe('push and pull of one item at once', () => {
  it('bring everybody’s words to both sides, and tell of no conflict over words that nobody has typed here', async function patient() {
    this.timeout(10_000 + seeds * 200);
    for (let seed = 1; seed <= seeds; seed += 1) await play(seed);
  });
});
