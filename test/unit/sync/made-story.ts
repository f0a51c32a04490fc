import assert from 'node:assert/strict';
import type { Content } from '../../../src/sync/model/content';
import { fingerprint } from '../../../src/sync/model/fingerprint';
import { keyOf, type Plan, type PlanItem, type Resolution } from '../../../src/sync/plan/plan';
import { content, input, Killed, Life, madeWorld, share, step, type MadeWorld } from './made-world';
import { seeded } from './seeded';
import { contentOfScenario } from '../../../src/sync/model/cloud-content';
import { contentIn, fileText } from './made-texts';

/** What version control holds of a folder. */
interface Commit {
  readonly files: ReadonlyMap<string, string>;
  readonly links: string | undefined;
}

const linksFile = 'links.json';
const resolutions: readonly Resolution[] = ['mine', 'theirs', 'merge', 'mergeTheirs'];

/** Two people, one on files and branches of them and one in the cloud, and every word that either wrote. */
export class Story {
  readonly #random: () => number;
  /** Marks that were written, and what each was written over: who writes over a word has seen it. */
  readonly #written: { readonly mark: string; isReplaced: boolean }[] = [];
  /** Branches that are not checked out. */
  readonly #branches: Commit[] = [];
  /** What a file and its scenario agreed on at some time, by the scenario's number. */
  readonly #agreed = new Map<number, Set<string>>();
  /** What was done so far. */
  readonly acts: string[] = [];
  #world: MadeWorld;
  #count = 0;

  constructor(seed: number) {
    this.#random = seeded(seed);
    this.#world = madeWorld();
    this.#world.cloud.dropsTokens = seed % 3 === 0;
    for (const name of ['One', 'Two', 'Three'])
      this.#world.cloud.put(input(content(name, { steps: [step(`first of ${name}`), step('second')] })));
  }

  async begin(): Promise<void> {
    await this.#world.engine.apply(await this.#world.engine.planPull('everything'));
  }

  async act(): Promise<void> {
    const acts: readonly (readonly [share: number, name: string, act: () => unknown])[] = [
      [0.22, 'edits a file', () => this.#editFile()],
      [0.18, 'edits in the cloud', () => this.#editCloud()],
      [0.32, 'pulls or pushes', () => this.#sync()],
      [0.06, 'moves a file', () => this.#moveFile()],
      [0.04, 'moves a folder', () => this.#moveFolder()],
      [0.06, 'switches the branch', () => this.#switchBranch()],
      [0.04, 'writes a new file', () => this.#newFile()],
      [
        0.04,
        'deletes a file',
        async () =>
          this.#world.engine.apply(await this.#world.engine.planDelete('here', [1 + Math.floor(this.#random() * 3)])),
      ],
      [0.04, 'loses a base', () => this.#loseBase()],
    ];
    let left = this.#random();
    const [, name, act] = acts.find(([share]) => (left -= share) < 0) ?? acts[0] ?? [0, '', () => undefined];
    this.acts.push(name);
    await act();
  }

  #choose<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }

  #isLucky(share: number): boolean {
    return this.#random() < share;
  }

  #mark(): string {
    this.#count += 1;
    const mark = `mark-${this.#count}-end`;
    this.#written.push({ mark, isReplaced: false });
    return mark;
  }

  /** Another content, with a new mark somewhere in it. */
  #edit(old: Content, places: readonly ('description' | 'steps' | 'tokens')[]): Content {
    const where = this.#choose(places) ?? 'tokens';
    const parts = { description: old.description, steps: old.steps[0], tokens: old.tokens?.['a'] };
    const replaced = JSON.stringify(parts[where] ?? '');
    for (const entry of this.#written) if (replaced.includes(entry.mark)) entry.isReplaced = true;
    const mark = this.#mark();
    switch (where) {
      case 'description':
        return { ...old, description: mark };
      case 'steps':
        return { ...old, steps: [step(mark), ...old.steps.slice(1)] };
      case 'tokens':
        return { ...old, tokens: { ...old.tokens, a: mark } };
    }
  }

  #editFile(): void {
    const { texts } = this.#world.files;
    const path = this.#choose([...texts.keys()]);
    const old = path === undefined ? undefined : contentIn(texts.get(path) ?? '');
    if (path !== undefined && old) texts.set(path, fileText(this.#edit(old, ['description', 'steps', 'tokens'])));
  }

  #editCloud(): void {
    const { cloud } = this.#world;
    // A colleague sees what is there: writes that come later than that would go over it, and no client could tell.
    cloud.land();
    const scenario = this.#choose([...cloud.records.values()]);
    // What the service drops, nobody has written.
    if (scenario)
      cloud.change(
        scenario.id,
        this.#edit(
          contentOfScenario(scenario),
          cloud.dropsTokens ? ['description', 'steps'] : ['description', 'steps', 'tokens'],
        ),
      );
  }

  #newFile(): void {
    const name = `New ${this.#count}`;
    this.#world.files.texts.set(`${name}.crank.yml`, fileText(content(name, { description: this.#mark() })));
  }

  #loseBase(): void {
    const place = this.#choose([...this.#world.disk.texts.keys()].filter((key) => /^base\/[^/]+\/\d/.test(key)));
    if (place === undefined) return;
    this.#world.disk.texts.delete(place);
    // With the only thing that told of a first agreement, nobody can know of it.
    this.#agreed.delete(Number(/(\d+)\.json$/.exec(place)?.[1]));
  }

  /** As `mv` does it. */
  #moveFile(): void {
    const { texts } = this.#world.files;
    const from = this.#choose([...texts.keys()]);
    const name = this.#isLucky(0.5)
      ? (from ?? '').replace(/^.*\//, '')
      : `moved ${this.#count}-${Math.floor(this.#random() * 1_000)}.crank.yml`;
    const to = `${this.#choose(['', 'x/', 'y/', 'x/z/']) ?? ''}${name}`;
    if (from !== undefined && !texts.has(to)) this.#rename([[from, to]]);
  }

  #moveFolder(): void {
    const paths = [...this.#world.files.texts.keys()];
    const [from, to] = this.#isLucky(0.5) ? ['x/', `folder ${this.#count}/`] : ['y/', 'x/'];
    const moves = paths
      .filter((path) => path.startsWith(from))
      .map((path) => [path, to + path.slice(from.length)] as const);
    if (!moves.some(([, path]) => paths.includes(path))) this.#rename(moves);
  }

  #rename(moves: readonly (readonly [from: string, to: string])[]): void {
    const { texts } = this.#world.files;
    for (const [from, to] of moves) {
      const text = texts.get(from) ?? '';
      texts.delete(from);
      texts.set(to, text);
    }
  }

  /** Commits what is there, and checks out what was committed on another branch, or begins one. */
  #switchBranch(): void {
    const { files, disk } = this.#world;
    const index = Math.floor(this.#random() * 3);
    const next = this.#branches[index];
    const now: Commit = { files: new Map(files.texts), links: disk.texts.get(linksFile) };
    if (!next) {
      this.#branches.push(now);
      return;
    }
    this.#branches[index] = now;
    files.texts.clear();
    for (const [path, text] of next.files) files.texts.set(path, text);
    if (next.links === undefined) disk.texts.delete(linksFile);
    else disk.texts.set(linksFile, next.links);
  }

  /** Pulls or pushes; in the middle of it somebody may write, answers may be lost or late, and the process may be killed. */
  async #sync(): Promise<void> {
    const { engine, cloud, files } = this.#world;
    const trouble = this.#random();
    cloud.trouble = (request) => {
      if (trouble >= 0.35 || !/^(update|create|delete)/.test(request)) return undefined;
      return trouble < 0.15 ? 'late' : 'lose';
    };
    const life = new Life();
    if (this.#isLucky(0.4)) life.left = Math.floor(this.#random() * 12);
    const paths = [...files.texts.keys()].filter(() => this.#isLucky(0.5));
    const plan = this.#chosen(
      await (this.#isLucky(0.5)
        ? engine.planPull('everything')
        : engine.planPush(this.#isLucky(0.5) ? 'everything' : { paths })),
    );
    this.#verifyPlan(plan);
    if (this.#isLucky(0.3)) this.#editFile();
    if (this.#isLucky(0.3)) this.#editCloud();
    const ends = new Map(
      plan.items
        .filter(({ what }) => what === 'conflict')
        .map((item) => [
          keyOf(item),
          this.#choose(resolutions.filter((end) => item.seen.base !== undefined || !end.startsWith('merge'))) ?? 'mine',
        ]),
    );
    const tokens = this.#tokensOf(plan);
    share(this.#world, life);
    await engine
      .apply(plan, { resolutions: ends })
      .catch((error: unknown) => assert.ok(error instanceof Killed, String(error)));
    cloud.trouble = () => undefined;
    assert.deepEqual(this.#tokensOf(plan), tokens, 'a service that drops tokens says nothing about them');
    if (life.left <= 0) this.#world = this.#world.restart();
    else share(this.#world, new Life());
    // Late writes come before anybody looks again, or a little after.
    if (this.#isLucky(0.7)) cloud.land();
    await this.#noteAgreed();
  }

  /** The tokens that files say where the service drops them; a file that is behind gets later ones. */
  #tokensOf({ items }: Plan): readonly object[] {
    const { files, cloud } = this.#world;
    const known = items
      .filter(({ isBehind }) => cloud.dropsTokens && isBehind !== true)
      .flatMap(({ path }) => (path === undefined ? [] : (files.texts.get(path) ?? [])));
    const held = known.map((text) => contentIn(text)?.tokens ?? {});
    return held.filter((tokens) => Object.keys(tokens).length > 0);
  }

  /** Where a person has to say what a file is, it is said: what it may have been before. */
  #chosen(plan: Plan): Plan {
    const choice = ({ choices = [], what }: PlanItem): PlanItem | undefined =>
      what === 'create' && this.#isLucky(0.7)
        ? this.#choose(choices.filter((one) => one.what !== 'create'))
        : undefined;
    const items = plan.items.map((item) => choice(item) ?? item);
    const keys = items.map(keyOf);
    // One file is one scenario's.
    return { ...plan, items: items.filter((item, index) => keys.indexOf(keyOf(item)) === index) };
  }

  /** Nothing that was agreed on earlier is pushed unasked. */
  #verifyPlan({ items }: Plan): void {
    for (const {
      direction,
      what,
      id,
      isChosen,
      seen: { content: mine, base },
    } of items) {
      if (direction !== 'push' || what !== 'update' || !isChosen || id === undefined || !mine || !base) continue;
      assert.ok(
        fingerprint(mine) === fingerprint(base.file) || !this.#agreed.get(id)?.has(fingerprint(mine)),
        `what was agreed on earlier is pushed: ${JSON.stringify(mine)}`,
      );
    }
  }

  async #noteAgreed(): Promise<void> {
    for (const id of this.#world.cloud.records.keys()) {
      const base = await this.#world.engine.base(id);
      if (base) this.#agreed.set(id, (this.#agreed.get(id) ?? new Set()).add(fingerprint(base.file)));
    }
  }

  /** Every mark that nobody wrote over knowingly is in a file, in the cloud, on a branch or in a backup; of no scenario there are two, and no two files. */
  async verify(): Promise<void> {
    const { files, cloud, disk } = this.#world;
    const backups = [...disk.texts].filter(([path]) => path.startsWith('backups/')).map(([, text]) => text);
    const branches = this.#branches.flatMap((commit) => [...commit.files.values()]);
    const everything = [
      ...files.texts.values(),
      JSON.stringify([...cloud.records.values(), ...cloud.late]),
      ...backups,
      ...branches,
    ].join('\n');
    const lost = this.#written.filter(({ mark, isReplaced }) => !isReplaced && !everything.includes(mark));
    assert.deepEqual(lost, []);
    assert.deepEqual(twice([...cloud.records.values()].map(({ name }) => name)), [], 'scenarios that are there twice');
    assert.deepEqual(
      twice([...files.texts.values()].map((text) => contentIn(text)?.name ?? '')),
      [],
      'files that are there twice',
    );
    assert.deepEqual((await this.#world.engine.status()).problems, []);
  }
}

const twice = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);
