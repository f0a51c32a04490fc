import assert from 'node:assert/strict';
import { sameSetting } from '../../../../src/sync/model/settings';
import { keyOf, type Plan, type Resolution } from '../../../../src/sync/plan/plan';
import type { Content, Settings } from '../../../../src/sync/model/content';
import type { Scenario } from '../../../../src/wire/records';
import { contentIn, fileText } from '../made-texts';
import { Killed, Life } from '../made-world';
import type { Fate } from './faithful-cloud';
import { faithfulWorld, live, type FaithfulWorld } from './faithful-world';
import { Chance } from './random';
import { folders, groups, keys, optional, unset, valuesOf } from './settings';
import { contentOfScenario } from '../../../../src/sync/model/cloud-content';

/** Longer than a service takes to do what it was asked, and than anybody looks for it. */
const patience = 60_000;

const fates: readonly Fate[] = ['refused', 'done, no answer', 'late, no answer', 'never, no answer'];

const step = (value: string): Content['steps'][number] => ({ cog: 'a/b', stepId: 'One', data: { value } });

/**
 * Two people, one on files and one in the cloud, every word that either wrote, and a service that drops settings, loses
 * answers, does writes late and holds what nobody can read.
 */
export class Story {
  readonly chance: Chance;
  world: FaithfulWorld;
  /** Words that were written. Who writes over a word, or deletes what holds it, has seen it. */
  readonly #written: { readonly mark: string; isReplaced: boolean }[] = [];
  /** Settings that the service did not keep at some time. */
  readonly #dropped = new Set<keyof Settings>();
  #count = 0;

  constructor(seed: number) {
    this.chance = new Chance(seed);
    this.world = faithfulWorld();
    const { cloud } = this.world;
    cloud.folderRecords = folders;
    cloud.groupRecords = groups;
    cloud.delay = () => 1 + this.chance.below(20_000);
    for (const name of ['Alpha', 'Beta'])
      cloud.put({ name, definition: { scenario: name, steps: [step('first'), step('second')] } });
  }

  // What the person on files does.

  newFile(): void {
    this.#count += 1;
    const name = `New ${this.#count}`;
    this.world.files.texts.set(
      `${name}.crank.yml`,
      fileText({ name, description: this.#mark(''), tokens: {}, steps: [step('new')], settings: {} }),
    );
  }

  editFile(): void {
    this.#rewrite((old) => {
      const where = this.chance.pick(['description', 'step', 'token'] as const);
      if (where === 'description') return { ...old, description: this.#mark(old.description) };
      if (where === 'step')
        return { ...old, steps: [step(this.#mark(JSON.stringify(old.steps[0] ?? ''))), ...old.steps.slice(1)] };
      return { ...old, tokens: { ...old.tokens, a: this.#mark(JSON.stringify(old.tokens?.['a'] ?? '')) } };
    });
  }

  /** Names a setting, gives it another value, or takes its line away. */
  setHere(): void {
    this.#rewrite((old) => {
      const key = this.chance.pick([...keys, 'instructions'] as const) ?? 'severity';
      const rest: Settings = Object.fromEntries(Object.entries(old.settings).filter(([name]) => name !== key));
      if (key === 'instructions') this.#replace(old.settings.instructions ?? '');
      if (this.chance.is(0.3)) return { ...old, settings: rest };
      const value = key === 'instructions' ? this.#mark('') : this.chance.pick(valuesOf(key))?.file;
      return { ...old, settings: { ...rest, [key]: value } };
    });
  }

  deleteHere(): Promise<void> {
    return this.#apply(async ({ engine }) =>
      engine.planDelete('here', [this.chance.pick([...this.world.cloud.records.keys()]) ?? 1]),
    );
  }

  loseBase(): void {
    const { disk } = this.world;
    const place = this.chance.pick([...disk.texts.keys()].filter((key) => /^base\/[^/]*\/[^/]*$/.test(key)));
    if (place !== undefined) disk.texts.delete(place);
  }

  #rewrite(edit: (old: Content) => Content): void {
    const { texts } = this.world.files;
    const path = this.chance.pick([...texts.keys()]);
    const old = path === undefined ? undefined : contentIn(texts.get(path) ?? '');
    if (path !== undefined && old) texts.set(path, fileText(edit(old)));
  }

  // What the person in the cloud does.

  editCloud(): void {
    this.#change(({ definition, description = '' }) => {
      const [first, ...rest] = definition?.steps ?? [];
      if (!definition || this.chance.is(0.4)) return { description: this.#mark(description) };
      return { definition: { ...definition, steps: [step(this.#mark(JSON.stringify(first ?? ''))), ...rest] } };
    });
  }

  setThere(): void {
    this.#change(({ instructions = '' }) => {
      const key = this.chance.pick([...keys, 'instructions'] as const) ?? 'severity';
      if (key === 'instructions') this.#replace(instructions);
      if (this.chance.is(0.3)) return unset(key) as Partial<Scenario>;
      return key === 'instructions' ? { instructions: this.#mark('') } : (this.chance.pick(valuesOf(key))?.cloud ?? {});
    });
  }

  deleteThere(): void {
    const scenario = this.#any();
    if (!scenario) return;
    this.#replace(JSON.stringify(scenario));
    this.world.cloud.records.delete(scenario.id);
  }

  /** Definitions come to be unreadable, and readable again. */
  blind(): void {
    const { cloud } = this.world;
    const shown = this.chance.pick([...cloud.hidden.keys()]);
    if (shown !== undefined && this.chance.is(0.6)) cloud.show(shown);
    else cloud.hide(this.#any()?.id ?? 0);
  }

  /** The service begins to drop settings, or ends it. */
  drop(): void {
    const { cloud } = this.world;
    cloud.drops = new Set(this.chance.is(0.5) ? [] : optional.filter(() => this.chance.is(0.5)));
    cloud.echoes = this.chance.is(0.5);
    for (const key of cloud.drops) this.#dropped.add(key);
  }

  #any(): Scenario | undefined {
    const { records, hidden } = this.world.cloud;
    return this.chance.pick([...records.values()].filter(({ id }) => !hidden.has(id)));
  }

  #change(change: (old: Scenario) => Partial<Scenario>): void {
    const scenario = this.#any();
    if (scenario) this.world.cloud.change(scenario.id, change);
  }

  // What both share.

  /** Pulls or pushes everything, or pushes one file, a new one or one whose scenario is gone too. */
  sync(): Promise<void> {
    return this.#apply(async ({ engine, files }) => {
      const path = this.chance.pick([...files.texts.keys()]);
      if (path !== undefined && this.chance.is(0.4)) return engine.planPush({ paths: [path] });
      return this.chance.is(0.5) ? engine.planPull('everything') : engine.planPush('everything');
    });
  }

  /** In the middle of it somebody may write, answers may be lost, and the process may be killed. */
  async #apply(planFor: (world: FaithfulWorld) => Promise<Plan>): Promise<void> {
    const { engine, cloud } = this.world;
    const plan = await planFor(this.world);
    const fate = this.chance.is(0.35) ? this.chance.pick(fates) : undefined;
    cloud.fate = () => (fate !== undefined && this.chance.is(0.7) ? fate : 'done');
    for (const act of [() => this.editFile(), () => this.setHere(), () => this.editCloud(), () => this.setThere()])
      if (this.chance.is(0.12)) act();
    const conflicts = plan.items.filter(({ what }) => what === 'conflict');
    const resolutions = new Map(
      conflicts.map((item) => [
        keyOf(item),
        this.chance.pick(['mine', 'theirs', 'merge'] as const satisfies readonly Resolution[]) ?? 'mine',
      ]),
    );
    const life = new Life();
    if (this.chance.is(0.35)) life.left = this.chance.below(12);
    live(this.world, life);
    await engine
      .apply(plan, { resolutions })
      .catch((error: unknown) => assert.ok(error instanceof Killed, String(error)));
    cloud.fate = () => 'done';
    // Nobody does more before it is known what became of it.
    cloud.pass(patience);
    if (life.left <= 0) this.world = this.world.restart();
    else live(this.world, new Life());
  }

  /** A new word, in the place of others. */
  #mark(old: string): string {
    this.#replace(old);
    this.#count += 1;
    const mark = `mark-${this.#count}-end`;
    this.#written.push({ mark, isReplaced: false });
    return mark;
  }

  #replace(old: string): void {
    for (const entry of this.#written) if (old.includes(entry.mark)) entry.isReplaced = true;
  }

  // What has to be true at any time.

  /** Words that nobody wrote over knowingly and that are nowhere: not in a file, not in the cloud, not in a backup. */
  get lost(): readonly string[] {
    const { files, cloud, disk } = this.world;
    const backups = [...disk.texts].filter(([path]) => path.startsWith('backups/')).map(([, text]) => text);
    const everything = [
      ...files.texts.values(),
      JSON.stringify([...cloud.records.values(), ...cloud.hidden.values()]),
      ...backups,
    ].join('\n');
    return this.#written
      .filter(({ mark, isReplaced }) => !isReplaced && !everything.includes(mark))
      .map(({ mark }) => mark);
  }

  /** Names that two scenarios have, or two files. */
  get doubles(): readonly string[] {
    const { files, cloud } = this.world;
    const twice = (names: readonly string[]): readonly string[] =>
      names.filter((name, index) => names.indexOf(name) < index);
    const inFiles = [...files.texts.values()].map((text) => contentIn(text)?.name ?? '');
    return [
      ...twice([...cloud.records.values()].map(({ name }) => name)).map((name) => `scenario ${name}`),
      ...twice(inFiles).map((name) => `file ${name}`),
    ];
  }

  /** Settings of files that are told to be in sync, and that the cloud holds otherwise, or not though it never dropped them. */
  async untold(): Promise<readonly string[]> {
    const { engine, files, cloud } = this.world;
    const status = await engine.status();
    const found = status.files
      .filter(({ state }) => state === 'inSync')
      .flatMap(({ path = '', id = 0 }) => {
        const [content, record] = [contentIn(files.texts.get(path) ?? ''), cloud.records.get(id)];
        if (!content || !record) return [`${path}: in sync with nothing`];
        const theirs = contentOfScenario(record, { folders, groups, like: content.settings }).settings;
        const names = Object.keys(content.settings) as (keyof Settings)[];
        const wrong = names.filter((key) =>
          theirs[key] === undefined ? !this.#dropped.has(key) : !sameSetting(key, content.settings, theirs),
        );
        return wrong.map(
          (key) =>
            `${path}: ${key} is ${JSON.stringify(content.settings[key])} here and ${JSON.stringify(theirs[key])} there`,
        );
      });
    return [
      ...found,
      ...status.files
        .filter(({ state, id }) => state === 'deletedInCloud' && cloud.records.has(id ?? 0))
        .map(({ name }) => `${name} counts as deleted`),
    ];
  }

  /** Everything is brought to an end, without trouble: then both sides agree, and nothing is sent or written any more. */
  async end(): Promise<readonly string[]> {
    const { cloud, engine } = this.world;
    for (const id of cloud.hidden.keys()) cloud.show(id);
    for (let round = 0; round < 3; round += 1) {
      for (const plan of [await engine.planPull('everything'), await engine.planPush('everything')]) {
        const chosen = new Set(plan.items.filter(({ what }) => what !== 'delete').map(keyOf));
        await engine.apply(plan, {
          chosen,
          resolutions: new Map(
            plan.items.filter(({ what }) => what === 'conflict').map((item) => [keyOf(item), 'mine']),
          ),
        });
      }
    }
    cloud.requests = [];
    const left = [await engine.planPull('everything'), await engine.planPush('everything')].flatMap(({ items }) =>
      items.filter(({ what }) => what !== 'unchanged'),
    );
    return left
      .filter(({ what }) => what !== 'delete')
      .map(({ direction, what, name, note = '' }) => `${direction} ${what} ${name} ${note}`);
  }
}
