import assert from 'node:assert/strict';
import type { Intent } from '../../../src/sync/store/journal';
import { Journal } from '../../../src/sync/store/journal';
import { Renewal } from '../../../src/sync/apply/renewal';
import { SyncEngine } from '../../../src/sync/engine';
import { content, input, MadeDisk, MadeStore, madeWorld, organization, type MadeWorld } from './made-world';
import { fileText } from './made-texts';

const path = 'One.crank.yml';
const note = 'journal/1-elsewhere-1.json';
const link: Intent = { what: 'link', path, id: 1 };

/** A file and its scenario, whose link a process has noted in the journal and not made. */
function begun(entry: unknown): MadeWorld {
  const world = madeWorld();
  world.cloud.put(input(content('One')));
  world.files.texts.set(path, fileText(content('One')));
  world.disk.texts.set(note, typeof entry === 'string' ? entry : JSON.stringify(entry));
  return world;
}

const entryOf = (more: object = {}): object => ({ organization, process: '', began: 1, intents: [link], ...more });
const journalOf = ({ disk }: MadeWorld): readonly string[] =>
  [...disk.texts.keys()].filter((place) => place.startsWith('journal/'));

describe('a note in the journal', () => {
  const malformed: readonly (readonly [string, unknown])[] = [
    ['no JSON', '{"organization": "'],
    ['empty', ''],
    ['no object', '[1]'],
    ['no intents', entryOf({ intents: 5 })],
    ['an intent that is none', entryOf({ intents: [null] })],
    ['an intent without a path', entryOf({ intents: [{ what: 'link', id: 1 }] })],
    ['an intent with a path that is none', entryOf({ intents: [{ what: 'rename', from: 5, to: path, id: 1 }] })],
    [
      'a creation without its content',
      entryOf({ intents: [{ what: 'create', path, content: {}, after: 0, began: 1 }] }),
    ],
    ['an intent of a kind that is not known', entryOf({ intents: [{ what: 'dance', path }] })],
    ['no process', entryOf({ process: 7 })],
  ];

  for (const [what, entry] of malformed) {
    it(`that cannot be read (${what}) is kept, told once, and keeps nothing from being done`, async () => {
      const world = begun(entry);
      const text = world.disk.texts.get(note);
      const { problems } = await world.engine.status();
      assert.deepEqual(problems, [
        'A record of an unfinished push or pull cannot be read. It is ignored and kept in .stackmoxie/backups/journal-1-elsewhere-1.txt. Check whether a scenario is missing or duplicated.',
      ]);
      assert.deepEqual([world.disk.texts.get('backups/journal-1-elsewhere-1.txt'), journalOf(world)], [text, []]);
      assert.deepEqual([(await world.engine.status()).problems, await world.engine.backups()], [[], []]);
      const { results } = await world.engine.apply(await world.engine.planPull('everything'));
      assert.deepEqual([results.map(({ outcome }) => outcome), await world.engine.linkOf(path)], [['done'], 1]);
    });
  }

  it('is followed in what of it can be read', async () => {
    const world = begun(entryOf({ intents: [{ what: 'dance' }, link] }));
    assert.equal((await world.engine.status()).problems.length, 1);
    assert.deepEqual([await world.engine.linkOf(path), journalOf(world)], [1, []]);
  });

  it('of another organization is left alone, and so is one of a newer version that is worked on', async () => {
    for (const entry of [
      entryOf({ organization: 'other', intents: [null] }),
      entryOf({ process: 'elsewhere', began: 1_000_000, intents: [{ what: 'dance' }] }),
    ]) {
      const world = begun(entry);
      world.disk.running.add('elsewhere');
      assert.deepEqual([(await world.engine.status()).problems, journalOf(world)], [[], [note]]);
    }
  });

  it('that stays where the disk takes nothing says where it lies', async () => {
    const world = begun('broken');
    world.store.isFull = () => true;
    assert.match((await world.engine.status()).problems.join(), /kept in \.stackmoxie\/journal\/1-elsewhere-1\.json/);
  });
});

describe('a batch of a process that nobody can ask for', () => {
  const going = { process: 'elsewhere', began: 1_000_000 };

  async function verbs({ engine }: MadeWorld): Promise<readonly string[]> {
    return (await engine.planPull('everything')).items.map(({ what, note: words = '' }) => `${what} ${words}`.trim());
  }

  it('is left to it for half a minute, and then taken over', async () => {
    const world = begun(entryOf(going));
    world.disk.running.add('elsewhere');
    const busy = 'blocked Another window is syncing this. Try again in a moment.';
    assert.deepEqual(await verbs(world), [busy]);
    world.cloud.clock += 29_000;
    assert.deepEqual(await verbs(world), [busy]);
    world.cloud.clock += 2_000;
    assert.deepEqual([await verbs(world), journalOf(world)], [['agree'], []]);
  });

  it('is left to it for as long as it is heard of, however wrong its clock is', async () => {
    const world = begun(entryOf({ ...going, began: 1_300_000 }));
    world.disk.running.add('elsewhere');
    for (let renewed = 700_000; renewed < 900_000; renewed += 20_000) {
      world.disk.texts.set(note, JSON.stringify(entryOf({ ...going, renewed })));
      assert.match((await verbs(world)).join(), /^blocked/);
      world.cloud.clock += 20_000;
    }
  });

  it('that was begun long ago is taken over at once', async () => {
    const world = begun(entryOf({ ...going, began: 1_000_000 - 11 * 60_000 }));
    world.disk.running.add('elsewhere');
    assert.deepEqual(await verbs(world), ['agree']);
  });
});

describe('a batch that takes long', () => {
  /** A clock that goes on when it is told. */
  function handClock() {
    const sleepers: (() => void)[] = [];
    const clock = {
      time: 1_000_000,
      now: () => clock.time,
      sleep: (_ms: number, cancellation?: { readonly onCancellationRequested: (listener: () => void) => unknown }) =>
        new Promise<void>((resolve) => {
          sleepers.push(resolve);
          cancellation?.onCancellationRequested(resolve);
        }),
      async pass(ms: number): Promise<void> {
        clock.time += ms;
        for (const wake of sleepers.splice(0)) wake();
        for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      },
    };
    return clock;
  }

  it('is renewed until it ends, and then gone', async () => {
    const clock = handClock();
    const [world, store] = [madeWorld(), new MadeStore(new MadeDisk(), 'slow')];
    world.files.texts.set(path, fileText(content('One')));
    let answer: (() => void) | undefined;
    const cloud = Object.assign(world.cloud, {
      create: (made: Parameters<typeof world.cloud.create>[0]) =>
        new Promise((resolve) => (answer = () => resolve(world.cloud.put(made)))),
    });
    const engine = new SyncEngine({
      files: world.files,
      store,
      cloud,
      clock,
      language: () => ({ catalog: undefined, now: 0 }),
    });
    const applied = engine.apply(await engine.planPush({ paths: [path] }));
    for (let turn = 0; turn < 1000 && !answer; turn += 1) await Promise.resolve();
    const renewals: unknown[] = [];
    for (let count = 0; count < 3; count += 1) {
      await clock.pass(10_000);
      const [text = '{}'] = await Promise.all((await store.list('journal')).map((place) => store.read(place)));
      renewals.push((JSON.parse(text) as { readonly renewed?: number }).renewed);
    }
    assert.deepEqual(renewals, [1_010_000, 1_020_000, 1_030_000]);
    answer?.();
    assert.deepEqual(
      [(await applied).results.map(({ outcome }) => outcome), await store.list('journal')],
      [['done'], []],
    );
    await clock.pass(10_000);
    assert.deepEqual(await store.list('journal'), []);
  });

  it('is not ours any more once another window has taken it over while the machine slept', async () => {
    const clock = handClock();
    const store = new MadeStore(new MadeDisk(), 'slept');
    const journal = new Journal(store, clock);
    const entry = await journal.begin(organization, [link]);
    const renewal = new Renewal({ clock, journal }, entry);
    clock.time += 60_000;
    assert.equal(await renewal.isOurs(), true, 'nobody has wanted it');
    await store.delete(entry.place);
    assert.equal(await renewal.isOurs(), false);
    await clock.pass(10_000);
    assert.deepEqual(await store.list('journal'), [], 'and it is not noted again');
    await renewal.stop();
  });
});
