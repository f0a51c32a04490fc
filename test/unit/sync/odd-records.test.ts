import assert from 'node:assert/strict';
import { keyOf, type Plan } from '../../../src/sync/plan/plan';
import { isForCloudAlone } from '../../../src/sync/apply/restore-cloud';
import { deep, rawWorld, type RawRecord } from './raw-service';

const person = { id: 9, uuid: 'u-1', fullName: 'Ada', emailAddress: 'ada@example.com', password: 'SECRET' };
const step = { cog: 'a/b', stepId: 'One', data: { x: 1 } };
const record = (more: RawRecord = {}): RawRecord => ({
  id: 1,
  uuid: 's-1',
  name: 'Form',
  definition: { scenario: 'Form', steps: [step] },
  feature: null,
  schedule: 5,
  notificationGroups: [],
  somethingNew: [1],
  createdBy: person,
  ...more,
});
const path = 'Form.crank.yml';

const definitions: Readonly<Record<string, unknown>> = {
  'a step whose name is a number': { scenario: 'Form', steps: [{ ...step, name: 5 }], more: { x: null } },
  'data that is a list': { steps: [{ ...step, data: ['a'] }] },
  'no list of steps': { steps: { 0: step } },
  'a text': 'steps: []',
  none: null,
};

const verbs = ({ items }: Plan): readonly string[] => items.map(({ what, note }) => `${what}: ${note ?? ''}`);

function withScenario(more: RawRecord = {}) {
  const world = rawWorld();
  world.service.folders = [{ id: 7, name: 'Leads' }];
  world.service.scenarios.set(1, record(more));
  return world;
}

/** A linked file that agrees with its scenario, which then becomes another. */
async function linked(more: RawRecord) {
  const world = withScenario();
  await world.engine.apply(await world.engine.planPull('everything'));
  const text = world.files.texts.get(path) ?? '';
  world.service.scenarios.set(1, record(more));
  return { ...world, text };
}

const unreadable = /^blocked: The definition of this scenario in the cloud cannot be read/;

describe('a definition that cannot be read', () => {
  for (const [name, definition] of Object.entries(definitions)) {
    const isSent = typeof definition === 'object' && definition !== null;

    it(`${name}: a rename and a move send it as it came or not at all, and keep it in a backup`, async () => {
      const { service, engine, backups } = withScenario({ definition });
      for (const [edit, want] of [
        [{ name: 'New' }, { name: 'New' }],
        [{ folder: 7 }, { feature: 7 }],
      ] as const) {
        const { results } = await engine.apply(await engine.planEdit([1], edit));
        assert.deepEqual(
          results.map(({ outcome, notes }) => [outcome, notes]),
          [['done', []]],
        );
        assert.deepEqual(service.writes.at(-1), ['PATCH', { ...want, ...(isSent ? { definition } : {}) }]);
      }
      assert.deepEqual(service.scenarios.get(1), record({ definition, name: 'New', feature: 7 }));
      const kept = backups().map(({ raw }) => raw);
      const reduced = { createdBy: { id: 9, uuid: 'u-1', fullName: 'Ada' } };
      assert.deepEqual(kept, [record({ definition, ...reduced }), record({ definition, name: 'New', ...reduced })]);
      assert.doesNotMatch(JSON.stringify(backups()), /SECRET|ada@/);
    });

    it(`${name}: it is deleted with a backup of all of it`, async () => {
      const { service, engine, backups } = withScenario({ definition });
      await engine.apply(await engine.planDelete('cloud', [1]));
      assert.equal(service.scenarios.size, 0);
      const [{ raw, text } = {}] = backups();
      assert.deepEqual([(raw as RawRecord)['definition'], JSON.parse(String(text))], [definition, definition]);
    });

    it(`${name}: a push, a pull and a rename leave it and the file alone`, async () => {
      const { service, engine, files, text } = await linked({ definition });
      files.texts.set(path, text.replace('Form', 'Mine'));
      for (const plan of [
        await engine.planPush('everything'),
        await engine.planPull('everything'),
        await engine.planPush({ paths: [path] }),
      ]) {
        assert.equal(plan.items.length, 1);
        assert.match(verbs(plan)[0] ?? '', unreadable);
        await engine.apply(plan, {
          chosen: new Set(plan.items.map(keyOf)),
          resolutions: new Map(plan.items.map((item) => [keyOf(item), 'mine'])),
        });
      }
      const { results } = await engine.apply(await engine.planEdit([1], { name: 'Named' }));
      assert.match(results[0]?.notes.join() ?? '', /^The file was not updated\. The definition of this/);
      assert.deepEqual([service.writes.length, files.texts.get(path)], [1, text.replace('Form', 'Mine')]);
      assert.deepEqual(
        (await engine.status()).files.map(({ state }) => state),
        ['unreadable'],
      );
    });
  }

  it('that became so between plan and push is not written over', async () => {
    const { service, engine, files, text } = await linked({});
    files.texts.set(path, text.replace('x: 1', 'x: 2'));
    const plan = await engine.planPush('everything');
    service.scenarios.set(1, record({ definition: { steps: [{ ...step, name: 5 }] } }));
    const { results } = await engine.apply(plan);
    assert.deepEqual([results.map(({ outcome }) => outcome), service.writes], [['failed'], []]);
  });

  it('that the service makes of what was pushed is told, and agrees on nothing', async () => {
    const { service, engine, files, text } = await linked({});
    files.texts.set(path, text.replace('x: 1', 'x: 2'));
    service.keeps = (sent) => ({ ...sent, definition: { steps: [{ ...step, data: [2] }] } });
    const { results } = await engine.apply(await engine.planPush('everything'));
    assert.match(results[0]?.notes.join('|') ?? '', /^The cloud was changed\. The definition/);
    service.scenarios.set(1, record({ definition: { scenario: 'Form', steps: [{ ...step, data: { x: 2 } }] } }));
    assert.deepEqual(
      (await engine.status()).files.map(({ state }) => state),
      ['inSync'],
    );
  });

  it('is nested without end: nothing is sent of it, and no delete happens without a backup', async () => {
    const { service, engine, backups } = withScenario({ definition: { steps: [{ ...step, data: { deep } }] } });
    service.scenarios.set(2, record({ id: 2, name: 'Other' }));
    assert.deepEqual(
      verbs(await engine.planPull('everything')).map((words) => words.slice(0, 31)),
      ['blocked: The definition of this', 'create: '],
    );
    const { results } = await engine.apply(await engine.planDelete('cloud', [1]));
    assert.deepEqual(
      results.map(({ outcome, reason }) => [outcome, reason]),
      [['failed', 'The scenario in the cloud is nested too deep for a backup. It was left unchanged.']],
    );
    assert.deepEqual([service.scenarios.size, backups()], [2, []]);
  });
});

describe('a rename', () => {
  it('leaves a definition as it came but for the name in it', async () => {
    const definition = {
      version: 3,
      scenario: 'Form',
      description: 'its own',
      tokens: {},
      steps: [{ ...step, name: '  do it ', waitFor: '5', data: { deep: [1.0, null] }, colour: 'red' }],
      linkedScenarios: null,
    };
    const { service, engine } = withScenario({ definition, description: 'Other' });
    await engine.apply(await engine.planEdit([1], { name: 'New' }));
    assert.deepEqual(service.writes, [['PATCH', { name: 'New', definition: { ...definition, scenario: 'New' } }]]);
  });
});

describe('a backup of the cloud', () => {
  const odd = {
    definition: definitions['a step whose name is a number'],
    severity: 2,
    exposedToApis: 1,
    feature: { id: 7, name: 'Leads' },
    type: 'template',
  };

  it('brings a deleted scenario back into the cloud as it was', async () => {
    const { service, engine } = withScenario(odd);
    await engine.apply(await engine.planDelete('cloud', [1]));
    const [backup] = await engine.backups();
    assert.ok(backup && isForCloudAlone(backup));
    const { scenario, isNew } = await engine.restoreInCloud(backup);
    assert.deepEqual(
      [isNew, scenario.id, service.writes.at(-1)],
      [
        true,
        1,
        [
          'POST',
          {
            name: 'Form',
            definition: odd.definition,
            severity: 2,
            type: 'template',
            feature: 7,
            notificationGroups: [],
          },
        ],
      ],
    );
  });

  it('brings back what it was, over what it became, which is kept', async () => {
    const { service, engine } = withScenario(odd);
    await engine.apply(await engine.planEdit([1], { name: 'New' }));
    const became = { steps: [{ ...step, name: 6 }] };
    service.scenarios.set(1, { ...service.scenarios.get(1), definition: became });
    const [backup] = await engine.backups();
    assert.ok(backup);
    assert.equal((await engine.restoreInCloud(backup)).isNew, false);
    assert.deepEqual(
      [
        service.scenarios.get(1)?.['name'],
        service.scenarios.get(1)?.['definition'],
        service.scenarios.get(1)?.['exposedToApis'],
      ],
      ['Form', odd.definition, 1],
    );
    const newest = (await engine.backups()).find(({ why }) => why === 'restore');
    assert.deepEqual(newest?.raw?.['definition'], became);
  });
});

describe('a record that cannot be read', () => {
  it('with one odd field is there, and a push leaves that field alone', async () => {
    const odd = {
      exposedToApis: 1,
      isLinkable: 'x',
      instructions: 5,
      feature: { name: 'no id' },
      notificationGroups: [null],
      description: 7,
    };
    const { service, engine, files, text } = await linked(odd);
    assert.deepEqual(
      (await engine.status()).files.map(({ state }) => state),
      ['inSync'],
    );
    assert.deepEqual(verbs(await engine.planPush('everything')), ['unchanged: ']);
    files.texts.set(path, text.replace('x: 1', 'x: 2'));
    await engine.apply(await engine.planPush('everything'));
    const [method, body] = service.writes.at(-1) ?? [];
    assert.deepEqual([method, Object.keys(body as object)], ['PATCH', ['definition']]);
    assert.deepEqual(
      (await engine.status()).files.map(({ state }) => state),
      ['inSync'],
    );
    const base = record();
    service.scenarios.set(1, { ...base, definition: (body as RawRecord)['definition'] });
    assert.deepEqual(
      (await engine.status()).files.map(({ state }) => state),
      ['inSync'],
      'read again, it says nothing new',
    );
  });

  it('is written over where the file names the field', async () => {
    const { service, engine, files, text } = await linked({ exposedToApis: 1 });
    files.texts.set(path, `${text}stackmoxie:\n  exposedToApis: true\n  instructions: read me\n`);
    await engine.apply(await engine.planPush('everything'));
    assert.deepEqual(service.writes.at(-1), ['PATCH', { instructions: 'read me', exposedToApis: true }]);
  });

  it('without a name that can be read is kept out of every plan, and its file stays', async () => {
    const { service, engine, files, text } = await linked({ name: 5 });
    assert.deepEqual(
      (await engine.status()).files.map(({ state, name }) => [state, name]),
      [['unreadable', 'Form']],
    );
    const plans = [
      await engine.planPush('everything'),
      await engine.planPull('everything'),
      await engine.planPull({ ids: [1] }),
      await engine.planDelete('cloud', [1]),
      await engine.planEdit([1], { name: 'X' }),
    ];
    for (const plan of plans)
      assert.match(verbs(plan).join('|'), /^blocked: Part of this scenario in the cloud cannot be read \(name\)\./);
    for (const plan of plans) await engine.apply(plan, { chosen: new Set(plan.items.map(keyOf)) });
    assert.deepEqual([service.writes, files.texts.get(path)], [[], text]);
  });

  it('and has no file yet is not pulled', async () => {
    const { engine } = withScenario({ name: null });
    assert.match(verbs(await engine.planPull('everything')).join('|'), /^blocked: Part of this scenario/);
  });

  for (const stray of [{ name: 'no id' }, { id: 'x', name: 'Form' }, null]) {
    it(`without a number (${JSON.stringify(stray)}) may be any: what is missed is not taken for deleted`, async () => {
      const { service, engine, files, text } = await linked({});
      service.scenarios.clear();
      service.strays = [stray];
      for (const plan of [await engine.planPull('everything'), await engine.planPush('everything')])
        assert.match(verbs(plan).join('|'), /^blocked: The cloud lists a scenario with an unreadable ID/);
      assert.deepEqual(
        [(await engine.status()).files.map(({ state }) => state), files.texts.get(path)],
        [['unreadable'], text],
      );
      service.strays = [];
      assert.deepEqual(
        (await engine.status()).files.map(({ state }) => state),
        ['deletedInCloud'],
      );
    });
  }
});
