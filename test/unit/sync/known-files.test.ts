import assert from 'node:assert/strict';
import { keyOf, type Plan, type PlanItem } from '../../../src/sync/plan/plan';
import { plainNameIn } from '../../../src/sync/plan/unlinked';
import { content, input, madeWorld, step, type MadeWorld } from './made-world';
import { fileText } from './made-texts';

const ours = content('Contact form', { steps: [step('ada')] });
const otherwise = content('Contact form', { steps: [step('bob')] });

const draw = ({ what, id, path, isChosen, choices = [] }: PlanItem): string =>
  `${isChosen ? '[x]' : '[ ]'} ${what} ${String(id ?? '-')} ${path ?? '-'}${choices.length === 0 ? '' : ` (${choices.map((choice) => `${choice.what} ${choice.path ?? ''}${choice.id === undefined ? '' : ` ${String(choice.id)}`}`).join(', ')})`}`;
const drawn = ({ items }: Plan): readonly string[] => items.map(draw);

function worldWith(
  files: Readonly<Record<string, string>>,
  ...scenarios: readonly ReturnType<typeof content>[]
): MadeWorld {
  const world = madeWorld();
  for (const [path, text] of Object.entries(files)) world.files.texts.set(path, text);
  for (const scenario of scenarios) world.cloud.put(input(scenario));
  return world;
}

const states = async (world: MadeWorld): Promise<readonly string[]> =>
  (await world.engine.status()).files.map(({ state, path, id }) => `${state} ${path ?? ''} ${String(id ?? '')}`);

describe('a scenario file that lies somewhere in the folder', () => {
  it('and says what a scenario says is linked by a pull, wherever it lies; nothing is written', async () => {
    const world = worldWith(
      { 'mine/any name.crank.yml': `# mine\n${fileText(ours)}`, 'mine/other.crank.yml': fileText(content('Other')) },
      ours,
    );
    const plan = await world.engine.planPull('everything');
    assert.deepEqual(drawn(plan), [
      '[x] link 1 mine/any name.crank.yml (link mine/any name.crank.yml 1, create Contact form.crank.yml 1)',
    ]);
    await world.engine.apply(plan);
    assert.equal(world.files.writes, 0);
    assert.deepEqual(await states(world), ['inSync mine/any name.crank.yml 1', 'notLinked mine/other.crank.yml ']);
    assert.ok(await world.engine.base(1), 'both agree from now on');
  });

  it('is linked by a pull of one scenario and of a folder too', async () => {
    for (const scope of [{ ids: [1] }, { folder: null }])
      assert.match(
        drawn(await worldWith({ 'x/a.crank.yml': fileText(ours) }, ours).engine.planPull(scope))[0] ?? '',
        /^\[x\] link 1 x\/a/,
      );
  });

  it('and has the name alone is linked only if somebody says so: without a base, so that what differs asks', async () => {
    const world = worldWith({ 'x/a.crank.yml': fileText(otherwise) }, ours);
    const plan = await world.engine.planPull('everything');
    assert.deepEqual(drawn(plan), ['[ ] link 1 x/a.crank.yml (link x/a.crank.yml 1, create Contact form.crank.yml 1)']);
    await world.engine.apply(plan);
    assert.deepEqual(await states(world), ['notLinked x/a.crank.yml ', 'cloudOnly  1']);
    await world.engine.apply(plan, { chosen: new Set(plan.items.map(keyOf)) });
    assert.deepEqual(
      [await states(world), await world.engine.base(1), world.files.writes],
      [['conflict x/a.crank.yml 1'], undefined, 0],
    );
    assert.equal(world.files.texts.get('x/a.crank.yml'), fileText(otherwise));
  });

  it('is not taken for the scenario where another says the same: a person chooses', async () => {
    const two = worldWith({ 'x/a.crank.yml': fileText(ours), 'x/b.crank.yml': fileText(ours) }, ours);
    const plan = await two.engine.planPull('everything');
    assert.deepEqual(drawn(plan), [
      '[ ] create 1 Contact form.crank.yml (link x/a.crank.yml 1, link x/b.crank.yml 1, create Contact form.crank.yml 1)',
    ]);
    assert.match(plan.items[0]?.note ?? '', /has the same content as x\/a\.crank\.yml, x\/b\.crank\.yml/);
    const twins = worldWith({ 'x/a.crank.yml': fileText(ours) }, ours, ours);
    assert.deepEqual(
      (await twins.engine.planPull('everything')).items.map(({ what, isChosen }) => `${what} ${String(isChosen)}`),
      ['create false', 'create false'],
    );
    assert.match(
      drawn(await twins.engine.planPull({ ids: [2] }))[0] ?? '',
      /^\[x\] link 2 x\/a/,
      'who names a scenario has chosen',
    );
  });

  it('where a pull would put it is the one, whatever else says the same', async () => {
    const world = worldWith(
      { 'Contact form.crank.yml': fileText(ours), 'Contact form (2).crank.yml': fileText(ours) },
      ours,
      ours,
    );
    const plan = await world.engine.planPull('everything');
    assert.deepEqual(
      plan.items.map(({ what, id, path, isChosen }) => [what, id, path, isChosen]),
      [
        ['link', 1, 'Contact form.crank.yml', true],
        ['link', 2, 'Contact form (2).crank.yml', true],
      ],
    );
  });

  it('and has the name, as others have, gets a new file beside it', async () => {
    const plan = await worldWith(
      { 'x/a.crank.yml': fileText(otherwise), 'x/b.crank.yml': fileText(content('Contact form', { steps: [] })) },
      ours,
    ).engine.planPull('everything');
    assert.match(drawn(plan)[0] ?? '', /^\[x\] create 1 Contact form\.crank\.yml/);
    assert.match(plan.items[0]?.note ?? '', /the same name but differs/);
  });

  it('is linked by a push, not created: the cloud has it in the same words', async () => {
    const world = worldWith({ 'x/a.crank.yml': fileText(ours), 'x/new.crank.yml': fileText(content('New')) }, ours);
    const plan = await world.engine.planPush('everything');
    assert.deepEqual(
      drawn(plan),
      ['[ ] link 1 x/a.crank.yml (link x/a.crank.yml 1, create x/a.crank.yml)', '[ ] create - x/new.crank.yml'],
      'files that nobody named are left alone',
    );
    const asked = await world.engine.planPush({ paths: ['x/a.crank.yml'] });
    assert.match(drawn(asked)[0] ?? '', /^\[x\] link 1/);
    await world.engine.apply(asked);
    assert.deepEqual(
      [world.cloud.records.size, await states(world)],
      [1, ['inSync x/a.crank.yml 1', 'notLinked x/new.crank.yml ']],
    );
  });

  it('of a name that the cloud has with other words is created only if somebody says so', async () => {
    const world = worldWith({ 'x/a.crank.yml': fileText(otherwise) }, ours);
    const plan = await world.engine.planPush({ paths: ['x/a.crank.yml'] });
    assert.deepEqual(drawn(plan), ['[ ] create - x/a.crank.yml (link x/a.crank.yml 1, create x/a.crank.yml)']);
    assert.match(plan.items[0]?.note ?? '', /different scenario with this name \(1\)/);
  });

  it('is linked once when two windows do it at the same time', async () => {
    const world = worldWith({ 'x/a.crank.yml': fileText(ours) }, ours);
    const [one, other] = [
      await world.engine.planPull('everything'),
      await world.second().engine.planPush('everything'),
    ];
    const results = (await Promise.all([world.engine.apply(one), world.second().engine.apply(other)])).flatMap(
      (summary) => summary.results.map(({ outcome }) => outcome),
    );
    assert.ok(results.includes('done'));
    assert.deepEqual(await states(world), ['inSync x/a.crank.yml 1']);
  });

  it('that was typed in since the plan is not linked', async () => {
    const world = worldWith({ 'x/a.crank.yml': fileText(ours) }, ours);
    const plan = await world.engine.planPull('everything');
    world.files.texts.set('x/a.crank.yml', fileText(otherwise));
    assert.deepEqual(
      (await world.engine.apply(plan)).results.map(({ outcome }) => outcome),
      ['conflict'],
    );
    assert.deepEqual(await states(world), ['notLinked x/a.crank.yml ', 'cloudOnly  1']);
  });
});

describe('the name in a file', () => {
  const names: Readonly<Record<string, string | undefined>> = {
    'scenario: Contact form\nsteps: []\n': 'Contact form',
    '# about\ndescription: x\nscenario:   "Contact: form" \r\nsteps: []\n': 'Contact: form',
    "scenario: 'Contact # form'": 'Contact # form',
    'scenario: Contact form  \n': 'Contact form',
    'scenario: Contact\n  form\nsteps: []\n': undefined,
    'scenario: Contact\n\n  form\nsteps: []\n': undefined,
    'scenario: Contact # form\nsteps: []\n': undefined,
    'scenario: "Contact \\u0066orm"\n': undefined,
    'scenario: >-\n  Contact form\n': undefined,
    'scenario: true\n': undefined,
    'scenario: 12\n': undefined,
    'scenario: One\nscenario: Two\n': undefined,
    '{ scenario: Contact form }\n': undefined,
    ' scenario: Contact form\n': undefined,
  };
  for (const [text, name] of Object.entries(names))
    it(`${JSON.stringify(text)} is ${name === undefined ? 'told by reading all of it' : `surely ${name}`}`, () =>
      assert.equal(plainNameIn(text), name));
});
