import assert from 'node:assert/strict';
import type { Plan } from '../../../src/sync/plan/plan';
import { hasFile, keyOf } from '../../../src/sync/plan/plan';
import { content, input, Killed, Life, madeWorld, organization, share, step, type MadeWorld } from './made-world';
import { fileText } from './made-texts';

const verbs = ({ items }: Plan): readonly string[] =>
  items.map(({ what, path, name }) => `${what} ${path ?? name}`).sort();

async function pullAll(world: MadeWorld): Promise<void> {
  await world.engine.apply(await world.engine.planPull('everything'));
}

async function states(world: MadeWorld): Promise<readonly string[]> {
  const { files } = await world.engine.status();
  return files.map(({ state, path, id }) => `${state} ${path ?? id ?? ''}`).sort();
}

/** A scenario with its file in sync. */
async function agreedOn(name = 'One'): Promise<MadeWorld> {
  const world = madeWorld();
  world.cloud.put(input(content(name, { steps: [step('old')] })));
  await pullAll(world);
  return world;
}

const path = 'One.crank.yml';
const saved = (more: Partial<ReturnType<typeof content>> = {}, comment = ''): string =>
  comment + fileText(content('One', { steps: [step('old')], ...more }));

describe('push and pull', () => {
  it('pulls everything into directories and unique names, links it, and finds nothing to do the second time', async () => {
    const world = madeWorld();
    world.cloud.folderRecords = [
      { id: 7, name: 'Lead/capture' },
      { id: 9, name: 'lead-capture' },
    ];
    for (const [name, folder] of [
      ['One', 7],
      ['one', 7],
      ['CON', 9],
      ['..', null],
    ] as const)
      world.cloud.put({ ...input(content(name)), folder });
    await pullAll(world);
    assert.deepEqual([...world.files.texts.keys()].sort(), [
      'Lead-capture/One.crank.yml',
      'Lead-capture/one (2).crank.yml',
      'Scenario.crank.yml',
      'lead-capture (2)/CON_.crank.yml',
    ]);
    assert.deepEqual(
      (await states(world)).map((line) => line.split(' ')[0]),
      ['inSync', 'inSync', 'inSync', 'inSync'],
    );
    const [writes, stored] = [world.files.writes, world.disk.writes.length];
    world.cloud.requests = [];
    const plan = await world.engine.planPull('everything');
    await world.engine.apply(plan);
    assert.deepEqual(world.cloud.requests.sort(), ['folders', 'groups', 'list']);
    assert.deepEqual([world.files.writes, world.disk.writes.length], [writes, stored], 'nothing is written');
    assert.match(world.disk.texts.get('.gitignore') ?? '', /base\/\nbackups\//);
  });

  it('keeps a file where it is when its scenario gets another name', async () => {
    const world = await agreedOn();
    world.cloud.change(1, content('Renamed', { steps: [step('old')] }));
    assert.deepEqual(verbs(await world.engine.planPull('everything')), ['update One.crank.yml']);
    await pullAll(world);
    assert.deepEqual([...world.files.texts.keys()], [path]);
    assert.match(world.files.texts.get(path) ?? '', /Renamed/);
  });

  it('pushes what changed here, after another look at the cloud, and keeps the old record', async () => {
    const world = await agreedOn();
    world.files.texts.set(path, saved({ steps: [step('mine')] }));
    assert.deepEqual(await states(world), [`localChanges ${path}`]);
    const plan = await world.engine.planPush('everything');
    assert.deepEqual(verbs(plan), [`update ${path}`]);
    world.cloud.requests = [];
    const { results } = await world.engine.apply(plan);
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['done'],
    );
    assert.deepEqual(world.cloud.requests, ['get 1', 'update 1']);
    assert.deepEqual(world.cloud.records.get(1)?.definition?.steps, [step('mine')]);
    assert.deepEqual(await states(world), [`inSync ${path}`]);
    const [backup] = await world.engine.backups({ id: 1 });
    assert.deepEqual(
      [backup?.side, backup?.why, backup?.scenario?.definition?.steps],
      ['cloud', 'push', [step('old')]],
    );
  });

  it('asks for few things when one file is pushed', async () => {
    const world = await agreedOn();
    world.files.texts.set(path, saved({ steps: [step('mine')] }));
    world.cloud.requests = [];
    await world.engine.apply(await world.engine.planPush({ paths: [path] }));
    assert.deepEqual(world.cloud.requests.sort(), ['folders', 'get 1', 'get 1', 'groups', 'update 1']);
  });

  it('makes a conflict of what changes in the cloud between preview and push', async () => {
    const world = await agreedOn();
    world.files.texts.set(path, saved({ steps: [step('mine')] }));
    const plan = await world.engine.planPush('everything');
    world.cloud.change(1, content('One', { steps: [step('theirs')] }));
    const summary = await world.engine.apply(plan);
    assert.deepEqual(
      summary.results.map(({ outcome }) => outcome),
      ['conflict'],
    );
    assert.deepEqual(world.cloud.records.get(1)?.definition?.steps, [step('theirs')]);
    assert.deepEqual(verbs(await world.engine.retry(summary)), [`conflict ${path}`]);
  });

  it('makes a conflict of a file that changes between preview and pull', async () => {
    const world = await agreedOn();
    world.cloud.change(1, content('One', { steps: [step('theirs')] }));
    const plan = await world.engine.planPull('everything');
    world.files.texts.set(path, saved({ steps: [step('mine')] }));
    assert.deepEqual(
      (await world.engine.apply(plan)).results.map(({ outcome }) => outcome),
      ['conflict'],
    );
    assert.equal(world.files.texts.get(path), saved({ steps: [step('mine')] }));
    assert.deepEqual(await states(world), [`conflict ${path}`]);
  });

  it('merges what both changed where it is not the same, keeps comments, and a push sends it', async () => {
    const world = await agreedOn();
    world.files.texts.set(path, saved({ description: 'mine' }, '# a comment\n'));
    world.cloud.change(1, content('One', { steps: [step('theirs')] }));
    assert.deepEqual(verbs(await world.engine.planPull('everything')), [`merge ${path}`]);
    await pullAll(world);
    assert.equal(
      world.files.texts.get(path),
      `# a comment\n${fileText(content('One', { description: 'mine', steps: [step('theirs')] }))}`,
    );
    assert.deepEqual(await states(world), [`localChanges ${path}`]);
    assert.equal((await world.engine.backups({ id: 1 }))[0]?.text, saved({ description: 'mine' }, '# a comment\n'));
    await world.engine.apply(await world.engine.planPush('everything'));
    assert.equal(world.cloud.records.get(1)?.description, 'mine');
    assert.deepEqual(await states(world), [`inSync ${path}`]);
  });

  it('pushes a merge: the file and the scenario get both', async () => {
    const world = await agreedOn();
    world.files.texts.set(path, saved({ description: 'mine' }));
    world.cloud.change(1, content('One', { steps: [step('theirs')] }));
    const { results } = await world.engine.apply(await world.engine.planPush({ paths: [path] }));
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['done'],
    );
    assert.deepEqual(
      [world.cloud.records.get(1)?.description, world.cloud.records.get(1)?.definition?.steps],
      ['mine', [step('theirs')]],
    );
    assert.deepEqual(await states(world), [`inSync ${path}`]);
  });

  for (const [direction, resolution, here, there] of [
    ['pull', 'mine', 'mine', 'theirs'],
    ['pull', 'theirs', 'theirs', 'theirs'],
    ['push', 'mine', 'mine', 'mine'],
    ['push', 'theirs', 'theirs', 'theirs'],
    ['push', 'merge', 'mine', 'mine'],
    ['pull', 'mergeTheirs', 'theirs', 'theirs'],
    ['push', 'mergeTheirs', 'theirs', 'theirs'],
  ] as const) {
    it(`ends a conflict on a ${direction} with ${resolution}, and keeps what goes`, async () => {
      const world = await agreedOn();
      world.files.texts.set(path, saved({ steps: [step('mine')] }));
      world.cloud.change(1, content('One', { steps: [step('theirs')] }));
      const plan = await (direction === 'pull'
        ? world.engine.planPull('everything')
        : world.engine.planPush('everything'));
      assert.deepEqual(
        (await world.engine.apply(plan)).results.map(({ outcome }) => outcome),
        ['skipped'],
        'nothing without a choice',
      );
      await world.engine.apply(plan, { resolutions: new Map(plan.items.map((item) => [keyOf(item), resolution])) });
      assert.equal(world.files.texts.get(path), saved({ steps: [step(here)] }));
      assert.deepEqual(world.cloud.records.get(1)?.definition?.steps, [step(there)]);
      assert.deepEqual(await states(world), [`${here === there ? 'inSync' : 'localChanges'} ${path}`]);
      const backups = await world.engine.backups();
      assert.equal(
        backups.some(({ side, text }) => side === 'file' && text === saved({ steps: [step('mine')] })),
        here === 'theirs',
      );
      assert.equal(
        backups.some(
          ({ side, scenario }) => side === 'cloud' && scenario?.definition?.steps[0]?.data?.['value'] === 'theirs',
        ),
        there === 'mine',
      );
    });
  }

  it('tells of a conflict all that keeping one side would discard, and merges the rest whichever side counts', async () => {
    const world = await agreedOn();
    world.files.texts.set(path, saved({ steps: [step('mine')], tokens: { a: 1 } }));
    world.cloud.change(1, content('One', { steps: [step('theirs')], description: 'by a colleague' }));
    const plan = await world.engine.planPush({ paths: [path] });
    const [item] = plan.items;
    assert.ok(item?.losses);
    const words = [item.conflicts, item.losses.mine, item.losses.theirs].map((part) =>
      part.map((difference) => difference.words),
    );
    assert.deepEqual(
      [item.what, ...words],
      [
        'conflict',
        ['Step 1: data.value is "mine" here and "theirs" in the cloud'],
        ['The description was added: "by a colleague"'],
        [],
      ],
    );
    await world.engine.apply(plan, { resolutions: new Map([['push 1', 'mergeTheirs']]) });
    const both = { description: 'by a colleague', tokens: { a: 1 }, steps: [step('theirs')] };
    const record = world.cloud.records.get(1);
    assert.deepEqual(
      [world.files.texts.get(path), record?.definition?.tokens, record?.description],
      [saved(both), { a: 1 }, 'by a colleague'],
    );
    for (const place of [...world.disk.texts.keys()].filter((key) => key.startsWith('base/')))
      world.disk.texts.delete(place);
    world.cloud.change(1, content('One', { steps: [step('other')], tokens: { a: 1 }, description: 'x' }));
    const [unknown] = (await world.engine.planPush({ paths: [path] })).items;
    assert.ok(unknown?.losses);
    assert.deepEqual(
      [unknown.losses.mine.length, unknown.losses.theirs.length],
      [2, 2],
      'where the base is unknown, all that differs',
    );
  });

  it('asks where the base is lost and both sides differ, and makes it anew where they do not', async () => {
    const world = await agreedOn();
    for (const place of [...world.disk.texts.keys()].filter((key) => key.startsWith('base/')))
      world.disk.texts.set(place, '{"half');
    assert.deepEqual(await states(world), [`inSync ${path}`]);
    assert.deepEqual(verbs(await world.engine.planPull('everything')), [`agree ${path}`]);
    world.cloud.change(1, content('One', { steps: [step('theirs')] }));
    assert.deepEqual(await states(world), [`conflict ${path}`]);
    assert.deepEqual(verbs(await world.engine.planPull('everything')), [`conflict ${path}`]);
    assert.deepEqual(verbs(await world.engine.planPush('everything')), [`conflict ${path}`]);
  });

  it('takes what both changed in the same way for agreed on', async () => {
    const world = await agreedOn();
    world.files.texts.set(path, saved({ steps: [step('both')] }));
    world.cloud.change(1, content('One', { steps: [step('both')] }));
    assert.deepEqual(await states(world), [`inSync ${path}`]);
    assert.deepEqual(verbs(await world.engine.planPush('everything')), [`agree ${path}`]);
    await pullAll(world);
    assert.deepEqual(verbs(await world.engine.planPull('everything')), [`unchanged ${path}`]);
    assert.deepEqual(await world.engine.backups(), []);
  });

  it('leaves alone what contradicting links name, tells of them, and makes no other file', async () => {
    const world = await agreedOn();
    world.cloud.put(input(content('Two')));
    world.files.texts.set('b.crank.yml', saved());
    world.disk.texts.set(
      'links.json',
      (world.disk.texts.get('links.json') ?? '').replace(
        '      "end"',
        '<<<<<<< mine\n      "b.crank.yml": 1,\n=======\n      "c.crank.yml": 2,\n>>>>>>> theirs\n      "end"',
      ),
    );
    const plan = await world.engine.planPull('everything');
    assert.deepEqual(verbs(plan), ['blocked One', 'create c.crank.yml']);
    assert.equal(plan.problems.length, 2);
    assert.deepEqual(verbs(await world.engine.planPush({ paths: [path] })), [`blocked ${path}`]);
    await world.engine.link(path, 1);
    assert.deepEqual((await world.engine.status()).problems, []);
    assert.deepEqual(await states(world), ['deletedHere c.crank.yml', `inSync ${path}`, 'notLinked b.crank.yml']);
    assert.match([...world.disk.texts.keys()].join(), /backups\/links-/, 'the file as it was is kept');
  });

  it('creates one scenario when two windows push one file', async () => {
    const world = madeWorld();
    const other = world.second();
    world.files.texts.set(path, saved());
    const [mine, theirs] = [
      await world.engine.planPush({ paths: [path] }),
      await other.engine.planPush({ paths: [path] }),
    ];
    const first = world.engine.apply(mine);
    for (
      let turn = 0;
      turn < 1000 && ![...world.disk.texts.keys()].some((place) => place.startsWith('journal/'));
      turn += 1
    )
      await Promise.resolve();
    assert.deepEqual(verbs(await other.engine.planPush({ paths: [path] })), [`blocked ${path}`]);
    await first;
    assert.deepEqual(
      (await other.engine.apply(theirs)).results.map(({ outcome }) => outcome),
      ['conflict'],
    );
    assert.equal(world.cloud.records.size, 1);
  });

  it('creates one scenario, and one file, when two windows begin in one moment', async () => {
    const world = madeWorld();
    const other = world.second();
    world.cloud.put(input(content('There')));
    world.files.texts.set(path, saved());
    const [mine, theirs] = [
      await world.engine.planPush({ paths: [path] }),
      await other.engine.planPush({ paths: [path] }),
    ];
    const [pull, theirPull] = [await world.engine.planPull({ ids: [1] }), await other.engine.planPull({ ids: [1] })];
    const summaries = await Promise.all([
      world.engine.apply(mine),
      other.engine.apply(theirs),
      world.engine.apply(pull),
      other.engine.apply(theirPull),
    ]);
    assert.deepEqual(summaries.map(({ results }) => results[0]?.outcome).sort(), [
      'conflict',
      'conflict',
      'done',
      'done',
    ]);
    assert.deepEqual(
      [world.cloud.records.size, await states(world)],
      [2, [`inSync ${path}`, 'inSync There.crank.yml']],
    );
  });

  it('follows a file whose renaming was cut off', async () => {
    const world = await agreedOn();
    const life = new Life();
    // The journal and the file are written, the link is not.
    life.left = 2;
    share(world, life);
    await assert.rejects(world.engine.renameFile(path, 'Two.crank.yml'), Killed);
    assert.deepEqual(await states(world.restart()), ['inSync Two.crank.yml']);
  });

  it('moves the base only when a merge by hand is accepted', async () => {
    const world = await agreedOn();
    world.files.texts.set(path, saved({ steps: [step('mine')] }));
    world.cloud.change(1, content('One', { steps: [step('theirs')] }));
    const plan = await world.engine.planPull('everything');
    const [item] = plan.items;
    assert.ok(item);
    assert.match(world.engine.textOfTheirs(item) ?? '', /theirs/);
    assert.deepEqual(await states(world), [`conflict ${path}`]);
    await world.engine.acceptMerge(plan, item, saved({ steps: [step('both')] }));
    assert.deepEqual(
      [world.files.texts.get(path), await states(world)],
      [saved({ steps: [step('both')] }), [`localChanges ${path}`]],
    );
    const [backup] = await world.engine.backups({ id: 1 });
    assert.equal(backup?.text, saved({ steps: [step('mine')] }));
    await assert.rejects(
      world.engine.acceptMerge(plan, item, saved()),
      { name: 'FileChangedError' },
      'the file is not as the plan saw it',
    );
  });

  it('takes no side of a file with the marks of an unfinished merge, pulling or pushing, and names the line', async () => {
    const world = await agreedOn();
    const text = `# a comment\n<<<<<<< HEAD\n${saved({ steps: [step('mine')] })}=======\n${saved()}>>>>>>> branch\n`;
    world.files.texts.set(path, text);
    world.cloud.change(1, content('One', { steps: [step('theirs')] }));
    const words = 'The file contains conflict markers (line 2). Finish the merge in the file and try again.';
    for (const plan of [await world.engine.planPull({ ids: [1] }), await world.engine.planPush({ paths: [path] })]) {
      assert.deepEqual(
        plan.items.map(({ what, note, problems }) => [what, note, problems]),
        [['blocked', words, [{ message: words, line: 2 }]]],
      );
      await world.engine.apply(plan, { resolutions: new Map(plan.items.map((item) => [keyOf(item), 'mine'])) });
    }
    assert.equal(world.files.texts.get(path), text);
    world.files.texts.set('New.crank.yml', text);
    assert.deepEqual(
      (await world.engine.planPush({ paths: ['New.crank.yml'] })).items.map(({ what, note }) => [what, note]),
      [['blocked', words]],
    );
  });

  it('knows which scenarios have a file when they are to be deleted in the cloud', async () => {
    const world = await agreedOn();
    world.cloud.put(content('Two'));
    const hasFiles = async (): Promise<readonly boolean[]> =>
      (await world.engine.planDelete('cloud', [1, 2])).items.map(hasFile);
    assert.deepEqual(await hasFiles(), [true, false]);
    world.files.texts.delete(path);
    assert.deepEqual(await hasFiles(), [false, false], 'the file was deleted here');
  });

  it('tells when the service drops the tokens, and takes that for no change of a colleague', async () => {
    const world = await agreedOn();
    world.cloud.dropsTokens = true;
    world.files.texts.set(path, saved({ tokens: { a: 1 } }));
    const { results } = await world.engine.apply(await world.engine.planPush('everything'));
    assert.match(results[0]?.notes.join() ?? '', /did not store the tokens/);
    assert.deepEqual(await states(world), [`inSync ${path}`]);
    world.cloud.change(1, content('One', { steps: [step('theirs')] }));
    await pullAll(world);
    assert.equal(
      world.files.texts.get(path),
      saved({ tokens: { a: 1 }, steps: [step('theirs')] }),
      'the tokens stay in the file',
    );
    assert.deepEqual(await states(world), [`inSync ${path}`]);
  });

  it('never pushes a file that cannot be read', async () => {
    const world = await agreedOn();
    world.files.texts.set(path, 'not a scenario');
    const plan = await world.engine.planPush({ paths: [path] });
    assert.deepEqual(verbs(plan), [`blocked ${path}`]);
    assert.deepEqual(
      (await world.engine.apply(plan, { chosen: new Set(plan.items.map(keyOf)) })).results.map(
        ({ outcome }) => outcome,
      ),
      ['skipped'],
    );
  });

  it('tells of a file that the disk does not give, and goes on with the others', async () => {
    const world = await agreedOn();
    world.cloud.put(input(content('Two')));
    await pullAll(world);
    for (const id of [1, 2]) world.cloud.change(id, content('Changed'));
    const read = world.files.read.bind(world.files);
    world.files.read = (asked) => (asked === path ? Promise.reject(new Error('The disk says no.')) : read(asked));
    const { files } = await world.engine.status();
    assert.deepEqual(
      files.map(({ state, isUnreadable }) => [state, isUnreadable]),
      [
        ['localChanges', true],
        ['cloudChanges', false],
      ],
    );
    const plan = await world.engine.planPush('everything');
    assert.deepEqual(
      plan.items.map(({ what, problems }) => [what, problems[0]?.message]),
      [
        ['blocked', 'The disk says no.'],
        ['unchanged', undefined],
      ],
    );
    await pullAll(world);
    assert.match(world.files.texts.get('Two.crank.yml') ?? '', /Changed/);
  });

  it('never takes a definition that cannot be read for one without steps', async () => {
    const world = await agreedOn();
    const scenario = world.cloud.records.get(1);
    assert.ok(scenario);
    world.cloud.records.set(1, { ...scenario, definition: null });
    assert.deepEqual(verbs(await world.engine.planPull('everything')), [`blocked ${path}`]);
    assert.deepEqual(verbs(await world.engine.planPush('everything')), [`blocked ${path}`]);
  });

  it('creates a scenario once, in the folder that was asked for', async () => {
    const world = madeWorld();
    world.cloud.folderRecords = [{ id: 7, name: 'Leads' }];
    world.files.texts.set(path, saved());
    assert.deepEqual(
      (await world.engine.planPush('everything')).items.map(({ isChosen }) => isChosen),
      [false],
      'not by the way',
    );
    const plan = await world.engine.planPush({ paths: [path], folder: 7 });
    assert.deepEqual(verbs(plan), [`create ${path}`]);
    await world.engine.apply(plan);
    assert.deepEqual(
      [...world.cloud.records.values()].map(({ name, folder }) => [name, folder?.id]),
      [['One', 7]],
    );
    assert.deepEqual(await states(world), [`inSync ${path}`]);
    assert.deepEqual(
      (await world.engine.apply(plan)).results.map(({ outcome }) => outcome),
      ['conflict'],
      'the same plan again creates nothing',
    );
    assert.equal(world.cloud.records.size, 1);
  });

  it('finds a scenario again whose creation got no answer, also when two files say the same', async () => {
    const world = madeWorld();
    world.cloud.trouble = (request) => (request === 'create' ? 'lose' : undefined);
    world.files.texts.set('a.crank.yml', saved());
    world.files.texts.set('b.crank.yml', saved());
    const { results } = await world.engine.apply(
      await world.engine.planPush({ paths: ['a.crank.yml', 'b.crank.yml'] }),
    );
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['done', 'done'],
    );
    assert.deepEqual(world.cloud.requests.filter((request) => request === 'create').length, 2);
    assert.deepEqual(await states(world), ['inSync a.crank.yml', 'inSync b.crank.yml']);
  });

  it('creates nothing twice when the answer is lost and the service is gone, then comes back', async () => {
    const world = madeWorld();
    world.files.texts.set(path, saved());
    const plan = await world.engine.planPush({ paths: [path] });
    const troubles = new Map<string, 'lose' | 'refuse'>([
      ['create', 'lose'],
      ['list', 'refuse'],
    ]);
    world.cloud.trouble = (request) => troubles.get(request);
    const summary = await world.engine.apply(plan);
    assert.deepEqual(
      summary.results.map(({ outcome }) => outcome),
      ['unknown'],
    );
    world.cloud.trouble = () => undefined;
    assert.deepEqual(verbs(await world.engine.retry(summary)), [`unchanged ${path}`]);
    assert.deepEqual([world.cloud.records.size, await states(world)], [1, [`inSync ${path}`]]);
  });

  it('says so where several new scenarios could be the one', async () => {
    const world = madeWorld();
    world.files.texts.set(path, saved());
    const plan = await world.engine.planPush({ paths: [path] });
    world.cloud.put(input(content('One', { steps: [step('old')] })));
    world.cloud.trouble = (request) => (request === 'create' ? 'lose' : undefined);
    const { results } = await world.engine.apply(plan);
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['unknown'],
    );
    assert.match((await world.engine.status()).problems.join(), /It is unknown which.*1, 2/);
    await world.engine.link(path, 2);
    assert.deepEqual((await world.engine.status()).problems, []);
  });

  for (const [trouble, outcome, held] of [
    ['lose', 'done', 'mine'],
    ['refuse', 'failed', 'old'],
  ] as const) {
    it(`reads again before it says anything of a push that ${trouble === 'lose' ? 'was done without an answer' : 'was refused'}`, async () => {
      const world = await agreedOn();
      world.files.texts.set(path, saved({ steps: [step('mine')] }));
      world.cloud.trouble = (request) => (request.startsWith('update') ? trouble : undefined);
      const { results } = await world.engine.apply(await world.engine.planPush('everything'));
      assert.deepEqual(
        results.map((result) => result.outcome),
        [outcome],
      );
      assert.deepEqual(world.cloud.records.get(1)?.definition?.steps, [step(held)]);
      assert.equal(
        world.cloud.requests.filter((request) => request.startsWith('update')).length,
        1,
        'never sent twice',
      );
      assert.deepEqual(await states(world), [`${held === 'mine' ? 'inSync' : 'localChanges'} ${path}`]);
    });
  }

  it('deletes here and in the cloud by separate plans, with backups', async () => {
    const world = await agreedOn();
    await world.engine.apply(await world.engine.planDelete('here', [1]));
    assert.deepEqual([world.files.texts.size, world.cloud.records.size, await states(world)], [0, 1, ['cloudOnly 1']]);
    const [backup] = await world.engine.backups();
    assert.equal(backup?.why, 'deleteHere');
    assert.ok(backup);
    await pullAll(world);
    await world.engine.apply(await world.engine.planDelete('cloud', [1]));
    assert.deepEqual(
      [world.files.texts.size, world.cloud.records.size, await states(world)],
      [1, 0, [`notLinked ${path}`]],
    );
    world.files.texts.set(path, 'spoiled');
    await world.engine.restore(backup);
    assert.equal(world.files.texts.get(path), backup.text);
    assert.equal((await world.engine.backups())[0]?.text, 'spoiled');
  });

  it('tells what was deleted on one side, and does nothing about it unless asked', async () => {
    const world = await agreedOn();
    world.cloud.put(input(content('Two')));
    await pullAll(world);
    world.cloud.records.delete(1);
    world.files.texts.delete('Two.crank.yml');
    assert.deepEqual(await states(world), ['deletedHere Two.crank.yml', `deletedInCloud ${path}`]);
    for (const plan of [await world.engine.planPull('everything'), await world.engine.planPush('everything')]) {
      assert.deepEqual(
        plan.items.map(({ isChosen }) => isChosen),
        [false, false],
      );
      await world.engine.apply(plan);
    }
    assert.deepEqual([world.files.texts.size, world.cloud.records.size], [1, 1]);
  });

  it('renames and moves in the cloud and in what the file says, keeping what else changed here', async () => {
    const world = await agreedOn();
    world.cloud.folderRecords = [{ id: 7, name: 'Leads' }];
    world.files.texts.set(path, saved({ description: 'mine' }, '# kept\n'));
    await world.engine.apply(await world.engine.planEdit([1], { name: 'Two' }));
    assert.equal(
      world.files.texts.get(path),
      `# kept\n${fileText(content('Two', { description: 'mine', steps: [step('old')] }))}`,
    );
    assert.deepEqual([world.cloud.records.get(1)?.name, world.cloud.records.get(1)?.description], ['Two', '']);
    assert.deepEqual(await states(world), [`localChanges ${path}`]);
    await world.engine.apply(await world.engine.planEdit([1], { folder: 7 }));
    assert.equal(world.cloud.records.get(1)?.folder?.id, 7);
    assert.deepEqual(await states(world), [`localChanges ${path}`]);
    await world.engine.renameFile(path, 'sub/Two.crank.yml');
    assert.deepEqual(await states(world), ['localChanges sub/Two.crank.yml']);
  });

  it('goes on past what fails, stops between items when cancelled, and plans again what is left', async () => {
    const world = madeWorld();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) world.cloud.put(input(content(name)));
    await pullAll(world);
    for (const file of world.files.texts.keys())
      world.files.texts.set(file, fileText(content(file.replace(/\..*/, ''), { description: 'mine' })));
    world.cloud.trouble = (request) => (request === 'update 3' ? 'refuse' : undefined);
    const cancellation = {
      isCancellationRequested: false,
      onCancellationRequested: () => ({ dispose: () => undefined }),
    };
    const summary = await world.engine.apply(await world.engine.planPush('everything'), {
      cancellation,
      progress: (count) => (cancellation.isCancellationRequested = count >= 4),
    });
    const outcomes = summary.results.map(({ outcome }) => outcome);
    assert.ok(
      summary.wasCancelled &&
        outcomes.includes('failed') &&
        outcomes.includes('skipped') &&
        outcomes.filter((outcome) => outcome === 'done').length >= 3,
      outcomes.join(),
    );
    world.cloud.trouble = () => undefined;
    const again = await world.engine.retry(summary);
    assert.deepEqual(verbs(again), ['update c.crank.yml']);
  });

  it('lets two windows work on one folder: none loses links of the other', async () => {
    const world = madeWorld();
    const other = world.second();
    for (const name of ['a', 'b', 'c', 'd']) world.cloud.put(input(content(name)));
    const [mine, theirs] = [await world.engine.planPull({ ids: [1, 2] }), await other.engine.planPull({ ids: [3, 4] })];
    await Promise.all([world.engine.apply(mine), other.engine.apply(theirs)]);
    assert.deepEqual(
      (await states(world)).map((line) => line.split(' ')[0]),
      ['inSync', 'inSync', 'inSync', 'inSync'],
    );
    assert.ok(world.disk.texts.get('links.json')?.includes(organization));
  });
});
