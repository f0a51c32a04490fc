import assert from 'node:assert/strict';
import { CancellationSource } from '../../../src/base/cancellation';
import { SyncEngine } from '../../../src/sync/engine';
import type { CloudInput } from '../../../src/sync/model/ports';
import { LostAnswer, MadeCloud, content, input, madeWorld, step } from './made-world';
import { SharedClock } from './shared-clock';
import { fileText } from './made-texts';

const path = 'One.crank.yml';
const saved = (more = {}): string => fileText(content('One', { steps: [step('old')], ...more }));

/** A service that loses the answers of writes, and does them so many milliseconds later; `never`: not at all. */
class LateCloud extends MadeCloud {
  lateness: number | 'never' | undefined;
  readonly sent: string[] = [];
  readonly #due: { readonly at: number; readonly work: () => void }[] = [];

  constructor(private readonly time: SharedClock) {
    super();
  }

  override create(scenario: { readonly name: string } & CloudInput): ReturnType<MadeCloud['create']> {
    this.sent.push('create');
    return this.lateness === undefined ? super.create(scenario) : this.#lose(() => this.put(scenario));
  }
  override update(id: number, changes: CloudInput): ReturnType<MadeCloud['update']> {
    this.sent.push('update');
    return this.lateness === undefined ? super.update(id, changes) : this.#lose(() => void super.update(id, changes));
  }
  override delete(id: number): Promise<void> {
    this.sent.push('delete');
    return this.lateness === undefined ? super.delete(id) : this.#lose(() => this.records.delete(id));
  }
  override scenarios(): ReturnType<MadeCloud['scenarios']> {
    this.#work();
    return super.scenarios();
  }
  override scenario(id: number): ReturnType<MadeCloud['scenario']> {
    this.#work();
    return super.scenario(id);
  }

  #lose(work: () => void): Promise<never> {
    if (typeof this.lateness === 'number') this.#due.push({ at: this.time.now() + this.lateness, work });
    return Promise.reject(new LostAnswer('no answer'));
  }
  #work(): void {
    for (const [index, { at, work }] of [...this.#due.entries()].reverse()) {
      if (at > this.time.now()) continue;
      this.#due.splice(index, 1);
      work();
    }
  }
}

function lateWorld() {
  const time = new SharedClock();
  const cloud = new LateCloud(time);
  const { files, store } = madeWorld();
  const looked: string[] = [];
  const stop = new CancellationSource();
  const engine = new SyncEngine({
    files,
    store,
    cloud,
    language: () => ({ catalog: undefined, now: 0 }),
    clock: { now: () => time.now(), sleep: (...wait) => time.sleep(...wait) },
    whileLooking: (name, look) => (looked.push(name), look(stop.token)),
  });
  const push = async (): Promise<readonly string[]> =>
    told(await engine.apply(await engine.planPush({ paths: [path] })));
  return { time, cloud, files, engine, looked, stop, push };
}

const told = ({ results }: Awaited<ReturnType<SyncEngine['apply']>>): readonly string[] =>
  results.map(({ outcome, reason = '', notes }) =>
    [outcome, reason, ...notes].filter((words) => words !== '').join(' '),
  );

/** The file and its scenario say the same. */
async function agreedLate() {
  const world = lateWorld();
  world.cloud.put(input(content('One', { steps: [step('old')] })));
  await world.engine.apply(await world.engine.planPull('everything'));
  return world;
}

describe('a write whose answer is lost', () => {
  it('of a scenario that is created 2.5 seconds later finds it, and sends nothing more', async () => {
    const world = lateWorld();
    world.files.texts.set(path, saved());
    world.cloud.lateness = 2_500;
    assert.deepEqual(await world.push(), ['done The answer was lost. The scenario was found by its content (ID 1).']);
    assert.deepEqual([world.cloud.sent, world.cloud.records.size, world.looked], [['create'], 1, ['One']]);
  });

  it('of a scenario that is not seen in half a minute is not known, and is found before the next push sends anything', async () => {
    const world = lateWorld();
    world.files.texts.set(path, saved());
    world.cloud.lateness = 60_000;
    assert.deepEqual(await world.push(), [
      'unknown The answer was lost. The scenario may have been created. It has not been seen yet.',
    ]);
    assert.equal(world.time.now(), 30_000);
    await world.time.sleep(40_000);
    world.cloud.lateness = undefined;
    const plan = await world.engine.planPush({ paths: [path] });
    assert.deepEqual(
      plan.items.map(({ what, id }) => [what, id]),
      [['unchanged', 1]],
    );
    assert.deepEqual(world.cloud.sent, ['create']);
  });

  it('of a scenario that is not seen marks the next plan of its file, which does nothing unless it is chosen', async () => {
    const world = lateWorld();
    world.files.texts.set(path, saved());
    world.cloud.lateness = 'never';
    await world.push();
    const plan = await world.engine.planPush({ paths: [path] });
    assert.deepEqual(
      plan.items.map(({ what, isUnanswered, isChosen, note }) => [what, isUnanswered, isChosen, note]),
      [
        [
          'create',
          true,
          false,
          'The answer to an earlier request to create it was lost. If that request is still under way, there will be two scenarios.',
        ],
      ],
    );
    await world.time.sleep(11 * 60_000);
    const later = await world.engine.planPush({ paths: [path] });
    assert.deepEqual(
      later.items.map(({ what, isUnanswered, isChosen }) => [what, isUnanswered, isChosen]),
      [['create', undefined, true]],
    );
  });

  it('of a scenario stops looking when nobody wants to wait', async () => {
    const world = lateWorld();
    world.files.texts.set(path, saved());
    world.cloud.lateness = 2_500;
    // Pauses between looks are short; the renewal of the journal's entry sleeps longer.
    world.time.onSleep = (pause) => (pause < 10_000 ? world.stop.cancel() : undefined);
    assert.deepEqual(await world.push(), [
      'unknown The answer was lost. The scenario may have been created. It has not been seen yet.',
    ]);
    assert.equal(world.time.now(), 0);
  });

  it('of a change that is made 2.5 seconds later finds it', async () => {
    const world = await agreedLate();
    world.files.texts.set(path, saved({ steps: [step('mine')] }));
    world.cloud.lateness = 2_500;
    assert.deepEqual(await world.push(), ['done']);
    assert.deepEqual([world.cloud.sent, world.cloud.records.get(1)?.definition?.steps], [['update'], [step('mine')]]);
  });

  it('of a change that is not seen does not say that nothing was changed', async () => {
    const world = await agreedLate();
    world.files.texts.set(path, saved({ steps: [step('mine')] }));
    world.cloud.lateness = 'never';
    assert.deepEqual(await world.push(), [
      'unknown The answer was lost. The scenario may have been changed. The change has not been seen yet. A push looks again first.',
    ]);
  });

  it('of a deletion that is made 2.5 seconds later sees it', async () => {
    const world = await agreedLate();
    world.cloud.lateness = 2_500;
    assert.deepEqual(told(await world.engine.apply(await world.engine.planDelete('cloud', [1]))), ['done']);
    assert.deepEqual([world.cloud.sent, world.cloud.records.size], [['delete'], 0]);
  });

  it('of a deletion that is not seen does not say that it was not done', async () => {
    const world = await agreedLate();
    world.cloud.lateness = 'never';
    assert.deepEqual(told(await world.engine.apply(await world.engine.planDelete('cloud', [1]))), [
      'unknown The answer was lost. The scenario is still there, but may yet be deleted. Look again before you go on.',
    ]);
  });

  it('looks on past a service that cannot be asked for a while', async () => {
    const world = lateWorld();
    world.files.texts.set(path, saved());
    const plan = await world.engine.planPush({ paths: [path] });
    world.cloud.lateness = 2_500;
    world.cloud.trouble = (request) => (request === 'list' && world.time.now() < 5_000 ? 'refuse' : undefined);
    assert.deepEqual(told(await world.engine.apply(plan)), [
      'done The answer was lost. The scenario was found by its content (ID 1).',
    ]);
  });
});
