import assert from 'node:assert/strict';
import { keyOf, type Plan } from '../../../src/sync/plan/plan';
import type { Content } from '../../../src/sync/model/content';
import { content, input, madeWorld, step, type MadeWorld } from './made-world';
import { fileText } from './made-texts';

const steps = ['one', 'two', 'three', 'four'].map(step);
const made = (name: string, more: Partial<Content> = {}): Content =>
  content(name, { steps: [step(name), ...steps], ...more });

async function pulled(...contents: readonly Content[]): Promise<MadeWorld> {
  const world = madeWorld();
  for (const one of contents) world.cloud.put(input(one));
  await world.engine.apply(await world.engine.planPull('everything'));
  return world;
}

/** As `git mv` or `mv` does it: behind the editor's back. */
function move({ files: { texts } }: MadeWorld, from: string, to: string): void {
  for (const [path, text] of [...texts]) {
    if (path !== from && !path.startsWith(`${from}/`)) continue;
    texts.delete(path);
    texts.set(to + path.slice(from.length), text);
  }
}

const rewrite = ({ files: { texts } }: MadeWorld, path: string, text: string): void => void texts.set(path, text);
const drawn = ({ items }: Plan): readonly string[] =>
  items.map(
    ({ what, id, path = '', movedFrom, isChosen, choices }) =>
      `${isChosen ? '[x]' : '[ ]'} ${what} ${String(id ?? '-')} ${path}${movedFrom === undefined ? '' : ` from ${movedFrom}`}${choices ? ` (${choices.map((choice) => `${choice.what} ${String(choice.id ?? '-')}`).join(', ')})` : ''}`,
  );
const states = async ({ engine }: MadeWorld): Promise<readonly string[]> =>
  (await engine.status()).files.map(
    ({ state, path, id, movedFrom }) =>
      `${state} ${path ?? ''} ${String(id ?? '-')}${movedFrom === undefined ? '' : ` from ${movedFrom}`}`,
  );
const all = (plan: Plan) => ({ chosen: new Set(plan.items.map(keyOf)) });

describe('a file that was moved outside of the editor', () => {
  it('is one row of a push and of a pull, checked; its link follows without a request', async () => {
    for (const plan of [
      (world: MadeWorld) => world.engine.planPush('everything'),
      (world: MadeWorld) => world.engine.planPull('everything'),
    ]) {
      const world = await pulled(made('Home page answers'), made('Other'));
      move(world, 'Home page answers.crank.yml', 'Website/start.crank.yml');
      assert.deepEqual(await states(world), [
        'moved Website/start.crank.yml 1 from Home page answers.crank.yml',
        'inSync Other.crank.yml 2',
      ]);
      const made_ = await plan(world);
      assert.deepEqual(
        drawn(made_).filter((line) => !line.includes('unchanged')),
        ['[x] move 1 Website/start.crank.yml from Home page answers.crank.yml'],
      );
      world.cloud.requests = [];
      const { results } = await world.engine.apply(made_);
      assert.deepEqual([results.map(({ outcome }) => outcome), world.cloud.requests], [['done'], []]);
      assert.deepEqual([...(await states(world))].sort(), [
        'inSync Other.crank.yml 2',
        'inSync Website/start.crank.yml 1',
      ]);
    }
  });

  it('is pushed alone as what it is: no second scenario is made', async () => {
    const world = await pulled(made('Home'));
    move(world, 'Home.crank.yml', 'x/start.crank.yml');
    world.cloud.requests = [];
    assert.deepEqual(drawn(await world.engine.planPush({ paths: ['x/start.crank.yml'] })), [
      '[x] move 1 x/start.crank.yml from Home.crank.yml',
    ]);
    assert.deepEqual(world.cloud.requests.sort(), ['folders', 'get 1', 'groups'], 'and is asked for alone');
    assert.deepEqual(
      [await world.engine.linkOf('x/start.crank.yml'), await world.engine.pathOf(1)],
      [1, 'x/start.crank.yml'],
    );
  });

  for (const [how, change] of [
    ['and changed a little', (old: Content) => ({ ...old, steps: [...old.steps, step('new')] })],
    ['and got another name', (old: Content) => ({ ...old, name: 'Another', description: 'too' })],
    ['under its name and was changed much', (old: Content) => ({ ...old, steps: [step('x')] })],
  ] as const) {
    it(`${how} is pushed to its scenario, and its link follows`, async () => {
      const world = await pulled(made('Home'), made('Other'));
      const to = how.startsWith('under') ? 'x/Home.crank.yml' : 'x/start.crank.yml';
      move(world, 'Home.crank.yml', to);
      const changed = change(made('Home'));
      rewrite(world, to, fileText(changed));
      assert.ok((await states(world)).includes(`localChanges ${to} 1 from Home.crank.yml`));
      const pull = await world.engine.planPull('everything');
      assert.deepEqual(
        drawn(pull)[0],
        `[x] move 1 ${to} from Home.crank.yml`,
        'a pull lets the link follow and leaves the rest',
      );
      const push = await world.engine.planPush('everything');
      assert.deepEqual(drawn(push)[0], `[x] update 1 ${to} from Home.crank.yml`);
      await world.engine.apply(push);
      assert.deepEqual(
        [world.cloud.records.size, world.cloud.records.get(1)?.name, await world.engine.linkOf(to)],
        [2, changed.name, 1],
      );
      assert.ok((await states(world)).includes(`inSync ${to} 1`));
    });
  }

  it('and whose scenario was changed meanwhile is updated where it is now, never written again at its old place', async () => {
    const world = await pulled(made('Home'));
    move(world, 'Home.crank.yml', 'x/start.crank.yml');
    world.cloud.change(1, made('Home', { description: 'theirs' }));
    for (const scope of ['everything', { ids: [1] }] as const)
      assert.deepEqual(drawn(await world.engine.planPull(scope)), [
        '[x] update 1 x/start.crank.yml from Home.crank.yml',
      ]);
    await world.engine.apply(await world.engine.planPull({ ids: [1] }));
    assert.deepEqual(
      [[...world.files.texts.keys()], await states(world)],
      [['x/start.crank.yml'], ['inSync x/start.crank.yml 1']],
    );
  });

  it('in a fresh clone, where no base is, is known by what its scenario says', async () => {
    const world = await pulled(made('Home'), made('Other'));
    for (const place of [...world.disk.texts.keys()].filter((key) => key.startsWith('base/')))
      world.disk.texts.delete(place);
    move(world, 'Home.crank.yml', 'x/start.crank.yml');
    const plan = await world.engine.planPush({ paths: ['x/start.crank.yml'] });
    assert.deepEqual(drawn(plan), ['[x] agree 1 x/start.crank.yml from Home.crank.yml']);
    await world.engine.apply(plan);
    assert.equal(await world.engine.linkOf('x/start.crank.yml'), 1);
  });

  it('with a whole folder: each link follows its file, also where files say the same', async () => {
    const world = madeWorld();
    world.cloud.folderRecords = [{ id: 7, name: 'CRM' }];
    const contents = [...Array.from({ length: 30 }, (_, index) => made(`Lead ${index}`)), made('Twin'), made('Twin')];
    for (const one of contents) world.cloud.put({ ...input(one), folder: 7 });
    await world.engine.apply(await world.engine.planPull('everything'));
    const before = new Map(
      (await world.engine.status()).files.map(({ id, path = '' }) => [id, path.replace('CRM/', 'Contacts/')]),
    );
    move(world, 'CRM', 'Contacts');
    rewrite(world, 'Contacts/Lead 3.crank.yml', fileText(made('Lead 3', { description: 'mine' })));
    const plan = await world.engine.planPush('everything');
    assert.deepEqual(
      [
        plan.items.filter(({ what, isChosen }) => what === 'move' && isChosen).length,
        plan.items.filter(({ what, isChosen }) => what === 'update' && isChosen).length,
        plan.items.length,
      ],
      [31, 1, 32],
    );
    await world.engine.apply(plan);
    assert.deepEqual(new Map((await world.engine.status()).files.map(({ id, path }) => [id, path])), before);
    assert.deepEqual(
      [new Set((await states(world)).map((line) => line.split(' ')[0])), world.cloud.records.size],
      [new Set(['inSync']), 32],
    );
  });

  it('is asked about where it may be one of several: nothing is deleted, created or written by the way', async () => {
    const world = await pulled(made('Twin'), made('Twin'));
    for (const path of [...world.files.texts.keys()]) world.files.texts.delete(path);
    rewrite(world, 'x/a.crank.yml', fileText(made('Twin', { settings: { folder: null } })));
    const push = await world.engine.planPush('everything');
    assert.deepEqual(drawn(push), [
      '[ ] blocked 2 Twin (2).crank.yml',
      '[ ] blocked 1 Twin.crank.yml',
      '[ ] create - x/a.crank.yml (move 2, move 1, create -)',
    ]);
    assert.match(push.items[0]?.note ?? '', /may have been moved to x\/a\.crank\.yml/);
    assert.match(push.items[2]?.note ?? '', /may be Twin \(2\)\.crank\.yml, Twin\.crank\.yml, moved/);
    assert.deepEqual(drawn(await world.engine.planPull('everything')), [
      '[ ] create 2 Twin (2).crank.yml (move 2, create 2)',
      '[ ] create 1 Twin.crank.yml (move 1, create 1)',
    ]);
    const [choice] = push.items[2]?.choices ?? [];
    assert.ok(choice);
    await world.engine.apply({ ...push, items: [choice] });
    assert.deepEqual(await states(world), ['deletedHere Twin.crank.yml 1', 'inSync x/a.crank.yml 2']);
    assert.deepEqual(drawn(await world.engine.planPush('everything')), [
      '[ ] delete 1 Twin.crank.yml',
      '[x] unchanged 2 x/a.crank.yml',
    ]);
  });

  it('is asked about where it has another name and is much alike: it may be new', async () => {
    const world = await pulled(made('Login as Ada'));
    move(world, 'Login as Ada.crank.yml', 'Login as Bob.crank.yml');
    rewrite(world, 'Login as Bob.crank.yml', fileText(made('Login as Bob')));
    assert.deepEqual(drawn(await world.engine.planPush('everything')), [
      '[ ] blocked 1 Login as Ada.crank.yml',
      '[ ] create - Login as Bob.crank.yml (update 1, create -)',
    ]);
  });

  it('is none where another file says something else: deleted is deleted', async () => {
    const world = await pulled(made('Home'));
    world.files.texts.clear();
    rewrite(world, 'New.crank.yml', fileText(content('New', { steps: [step('a'), step('b')] })));
    assert.deepEqual(drawn(await world.engine.planPush('everything')), [
      '[ ] delete 1 Home.crank.yml',
      '[ ] create - New.crank.yml',
    ]);
  });

  it('is none where the old file is there too: a copy is new', async () => {
    const world = await pulled(made('Home'));
    rewrite(world, 'Copy.crank.yml', world.files.texts.get('Home.crank.yml') ?? '');
    assert.deepEqual(
      drawn(await world.engine.planPush('everything')).filter((line) => !line.includes('unchanged')),
      ['[ ] create - Copy.crank.yml'],
    );
  });

  it('keeps its scenario where the old file came back between plan and push', async () => {
    const world = await pulled(made('Home'));
    const text = world.files.texts.get('Home.crank.yml') ?? '';
    move(world, 'Home.crank.yml', 'x/start.crank.yml');
    const plan = await world.engine.planPush('everything');
    rewrite(world, 'Home.crank.yml', text);
    assert.deepEqual(
      (await world.engine.apply(plan)).results.map(({ outcome }) => outcome),
      ['conflict'],
    );
    assert.equal(await world.engine.linkOf('Home.crank.yml'), 1);
  });

  it('is renamed, deleted, unlinked and edited in the cloud as what it is', async () => {
    const world = await pulled(made('Home'), made('Two'), made('Three'), made('Four'));
    for (const name of ['Home', 'Two', 'Three', 'Four']) move(world, `${name}.crank.yml`, `x/${name}.crank.yml`);
    await world.engine.renameFile('x/Home.crank.yml', 'y/Home.crank.yml');
    await world.engine.unlink(['x/Two.crank.yml']);
    const deleting = await world.engine.planDelete('here', [3]);
    await world.engine.apply(deleting, all(deleting));
    await world.engine.apply(await world.engine.planEdit([4], { name: 'Fourth' }));
    assert.deepEqual([...(await states(world))].sort(), [
      'cloudOnly  2',
      'cloudOnly  3',
      'inSync x/Four.crank.yml 4',
      'inSync y/Home.crank.yml 1',
      'notLinked x/Two.crank.yml -',
    ]);
    assert.match(world.files.texts.get('x/Four.crank.yml') ?? '', /Fourth/);
  });

  it('whose scenario is gone is created again only if somebody says so', async () => {
    const world = await pulled(made('Home'));
    move(world, 'Home.crank.yml', 'x/start.crank.yml');
    world.cloud.records.delete(1);
    const plan = await world.engine.planPush('everything');
    assert.deepEqual(drawn(plan), ['[ ] create 1 x/start.crank.yml from Home.crank.yml']);
    await world.engine.apply(plan, all(plan));
    assert.deepEqual(await states(world), ['inSync x/start.crank.yml 2']);
  });
});

describe('a folder of many files that was moved', () => {
  it('is followed in one look, also where other files lie beside it', async function patient() {
    this.timeout(30_000);
    const world = madeWorld();
    world.cloud.folderRecords = [{ id: 7, name: 'CRM' }];
    for (let count = 0; count < 400; count += 1) world.cloud.put({ ...input(made(`Lead ${count}`)), folder: 7 });
    await world.engine.apply(await world.engine.planPull('everything'));
    move(world, 'CRM', 'Contacts/all');
    for (let count = 0; count < 100; count += 1)
      rewrite(world, `other/${count}.crank.yml`, fileText(content(`Other ${count}`, { steps: [] })));
    const { files } = await world.engine.status();
    assert.deepEqual(
      [
        files.filter(({ state }) => state === 'moved').length,
        files.filter(({ state }) => state === 'notLinked').length,
      ],
      [400, 100],
    );
  });
});
