import assert from 'node:assert/strict';
import type { Execution } from '../../../src/runner/execute';
import { endInterrupted } from '../../../src/sandbox/execution/end-run';
import { interruptedMessage } from '../../../src/sandbox/store/runs';
import { definition, openMachinery, type Outcome } from './machinery';
import { fields, make, messageOf, rows, type World } from './world';

type Machinery = ReturnType<typeof openMachinery>;

const template = (world: World, name: string, more: object = {}): Promise<number> =>
  make(world, '/scenarios', { name, definition, type: 'template', isLinkable: true, ...more });
const linking = (links: object) => ({ ...definition, linkedScenarios: links });

/** All runs by the name of their scenario, in order: `S Passed`. */
async function runsOf(world: Machinery): Promise<readonly string[]> {
  await world.rest();
  const names = new Map(rows(await world.call('GET', '/scenarios')).map(({ id, name }) => [id, name]));
  const runs = world.database.all<{ scenario: number; outcome: string }>(
    'SELECT scenario, outcome FROM runs ORDER BY id',
  );
  return runs.map(({ scenario, outcome }) => `${String(names.get(scenario))} ${outcome}`);
}

describe('sandbox: what follows the end of a run', () => {
  for (const [outcome, follower] of [
    ['Passed', 'on pass'],
    ['Failed', 'on fail'],
    ['Error', 'on fail'],
  ] as const) {
    it(`the scenario that is linked to its end runs after ${outcome}`, async () => {
      const world = openMachinery({ ends: ({ scenarioId }) => (scenarioId === '1' ? outcome : 'Passed') });
      const [pass, fail] = [await template(world, 'on pass'), await template(world, 'on fail')];
      const id = await make(world, '/scenarios', {
        name: 'S',
        definition: linking({ onPass: { templateId: pass }, onFail: { templateId: fail } }),
      });
      await world.call('POST', `/scenarios/${id}/runs`, { tokens: { a: 1 }, notify: 'team' });
      assert.deepEqual(await runsOf(world), [`S ${outcome}`, `${follower} Passed`]);
      assert.deepEqual(
        world.executions.map(({ overrides }) => overrides),
        [{ a: 1 }, { a: 1 }],
        'with the same tokens',
      );
      assert.deepEqual(
        world.database.all('SELECT notify, origin, parent FROM runs').map((row) => ({ ...(row as object) })),
        [
          { notify: 'team', origin: 'request', parent: null },
          { notify: 'team', origin: 'link', parent: 1 },
        ],
      );
    });
  }

  it('a link’s own steps run in the place of the template’s', async () => {
    const world = openMachinery();
    const pass = await template(world, 'T');
    const steps = [{ cog: 'a/b', stepId: 'C', data: { x: 1 } }];
    const id = await make(world, '/scenarios', {
      name: 'S',
      definition: linking({ onPass: { templateId: pass, steps } }),
    });
    await world.call('POST', `/scenarios/${id}/runs`);
    await world.rest();
    assert.deepEqual(
      world.executions.map((execution: Execution) => execution.steps),
      [definition.steps, steps],
    );
  });

  it('links in a circle end', async () => {
    const world = openMachinery();
    const first = await template(world, 'A');
    const second = await template(world, 'B', { definition: linking({ onPass: { templateId: first } }) });
    await world.call('PATCH', `/scenarios/${first}`, { definition: linking({ onPass: { templateId: second } }) });
    await world.call('POST', `/scenarios/${first}/runs`);
    assert.deepEqual(await runsOf(world), ['A Passed', 'B Passed']);
    assert.match(world.warnings.join('\n'), /has run in this chain already/);
  });

  it('links in a long chain end too', async () => {
    const world = openMachinery();
    let next = await template(world, 'T0');
    for (let index = 1; index <= 9; index += 1)
      next = await template(world, `T${index}`, { definition: linking({ onPass: { templateId: next } }) });
    await world.call('POST', `/scenarios/${next}/runs`);
    assert.equal((await runsOf(world)).length, 6);
    assert.match(world.warnings.join('\n'), /longer than 5 runs/);
  });

  it('a link to what is no linkable template is refused, and one that became none is passed over', async () => {
    const world = openMachinery();
    const plain = await make(world, '/scenarios', { name: 'P', definition });
    for (const templateId of [plain, 99, 'x', 1.5]) {
      const answer = await world.call('POST', '/scenarios', {
        name: 'S',
        definition: linking({ onFail: { templateId } }),
      });
      assert.equal(answer.status, 422, String(templateId));
      assert.match(messageOf(answer), /`onFail`/);
    }
    for (const links of ['x', { onPass: [] }, { onPass: { templateId: 1, steps: [{}] } }])
      assert.equal(
        (await world.call('POST', '/scenarios', { name: 'S', definition: linking(links as object) })).status,
        422,
      );
    const pass = await template(world, 'T');
    const id = await make(world, '/scenarios', { name: 'S', definition: linking({ onPass: { templateId: pass } }) });
    await world.call('PATCH', `/scenarios/${pass}`, { isLinkable: false });
    await world.call('POST', `/scenarios/${id}/runs`);
    assert.deepEqual(await runsOf(world), ['S Passed']);
    assert.match(world.warnings.join('\n'), new RegExp(`scenario ${pass} is no linkable template any more`));
  });

  it('a link without a template names nothing to run, and is kept all the same', async () => {
    const world = openMachinery();
    const links = { onPass: { steps: definition.steps }, onFail: null };
    const id = await make(world, '/scenarios', { name: 'S', definition: linking(links) });
    await world.call('POST', `/scenarios/${id}/runs`);
    assert.deepEqual(await runsOf(world), ['S Passed']);
    assert.deepEqual(
      (fields(await world.call('GET', `/scenarios/${id}`))['definition'] as Record<string, unknown>)['linkedScenarios'],
      links,
    );
  });

  it('a linked run is paid for like any other', async () => {
    const world = openMachinery();
    const pass = await template(world, 'T');
    const id = await make(world, '/scenarios', { name: 'S', definition: linking({ onPass: { templateId: pass } }) });
    world.database.run('UPDATE organizations SET maxRunsPerPeriod = 1');
    await world.call('POST', `/scenarios/${id}/runs`);
    assert.deepEqual(await runsOf(world), ['S Passed']);
    assert.match(world.warnings.join('\n'), /allows 1 runs a month/);
  });

  it('nothing follows a run that was cut off', async () => {
    const world = openMachinery({ takes: 60_000 });
    const fail = await template(world, 'T');
    const id = await make(world, '/scenarios', { name: 'S', definition: linking({ onFail: { templateId: fail } }) });
    for (let count = 0; count < 6; count += 1) await world.call('POST', `/scenarios/${id}/runs`);
    await world.rest();
    assert.equal(world.executions.length, 4, 'four at a time');
    world.stopping.cancel();
    await world.worker.idle();
    assert.deepEqual(
      await runsOf(world),
      Array.from({ length: 6 }, () => 'S Error'),
    );
    for (let run = 1; run <= 6; run += 1)
      assert.equal(world.store.runs.log(run, run)?.body.at(-1)?.message, interruptedMessage);
  });

  it('a run whose scenario is deleted on the way stops', async () => {
    const world = openMachinery({ takes: 1_000 });
    const id = await make(world, '/scenarios', { name: 'S', definition });
    await world.call('POST', `/scenarios/${id}/runs`);
    await world.rest();
    await world.call('DELETE', `/scenarios/${id}`);
    await world.clock.pass(1_000);
    await world.worker.idle();
    assert.deepEqual(await runsOf(world), []);
  });
});

describe('sandbox: who hears of a run', () => {
  const runs = async (world: Machinery, count: number, body: object = { notify: 'team' }): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      await world.call('POST', '/scenarios/1/runs', body);
      await world.rest();
    }
  };
  /** Runs that end as told, one after the other. */
  const openEnding = async (outcomes: readonly Outcome[], scenario: object = {}): Promise<Machinery> => {
    const world = openMachinery({ ends: ({ scenarioId }) => outcomes[Number(scenarioId) - 1] ?? 'Passed' });
    await make(world, '/scenarios', { name: 'S', definition, ...scenario });
    return world;
  };

  it('me: whoever began it, whatever its end', async () => {
    const world = await openEnding(['Passed', 'Failed']);
    await world.call('PATCH', '', { notificationEmailAddress: 'team@acme.test', notificationSetting: 'every run' });
    await runs(world, 2, {});
    assert.deepEqual(
      world.mails().map(({ recipient, subject, run }) => [recipient, subject, run]),
      [
        ['ada@acme.test', 'Passed: S', 1],
        ['ada@acme.test', 'Failed: S', 2],
      ],
    );
  });

  for (const [setting, heard] of [
    ['never', []],
    ['change', ['Failed', 'Passed', 'Error', 'Failed']],
    ['every fail', ['Failed', 'Failed', 'Error', 'Failed']],
    ['every error', ['Error']],
    ['every run', ['Passed', 'Failed', 'Failed', 'Passed', 'Error', 'Failed']],
  ] as const) {
    it(`the team, by the setting ${setting}`, async () => {
      const world = await openEnding(['Passed', 'Failed', 'Failed', 'Passed', 'Error', 'Failed']);
      await world.call('PATCH', '', { notificationEmailAddress: 'team@acme.test', notificationSetting: setting });
      await runs(world, 6);
      assert.deepEqual(
        world.mails().map(({ recipient, subject }) => `${recipient} ${subject}`),
        heard.map((outcome) => `team@acme.test ${outcome}: S`),
      );
    });
  }

  it('the groups of the scenario in the place of the organization’s address, everybody once', async () => {
    const world = openMachinery({ ends: () => 'Failed' });
    await make(world, '/notification-groups', { name: 'G', email: 'group@acme.test', members: [world.user] });
    await make(world, '/notification-groups', { name: 'H', email: 'group@acme.test', members: [world.user] });
    await make(world, '/scenarios', { name: 'S', definition, notificationGroups: [1, 2] });
    await world.call('PATCH', '', { notificationEmailAddress: 'team@acme.test' });
    await runs(world, 1);
    assert.deepEqual(
      world.mails().map(({ recipient }) => recipient),
      ['group@acme.test', 'ada@acme.test'],
    );
  });

  it('nobody, where there is neither a group nor an address', async () => {
    const world = await openEnding(['Failed']);
    await runs(world, 1);
    assert.deepEqual(world.mails(), []);
  });

  it('and what: what went wrong, which run, how long it took', async () => {
    const world = openMachinery({ ends: () => 'Failed', takes: 1_500 });
    await make(world, '/scenarios', { name: 'S', definition });
    await world.call('POST', '/scenarios/1/runs');
    await world.clock.pass(2_000);
    assert.deepEqual(
      world.mails()[0]?.body,
      'Failed: Failed it is\nRun 1, started by Ada Lovelace at 2026-11-24T12:00:00.000Z: 1 step in 1.5 s.',
    );
  });

  it('also where the sandbox was stopped on the way', async () => {
    const world = openMachinery({ takes: 60_000 });
    await make(world, '/scenarios', { name: 'S', definition });
    await world.call('POST', '/scenarios/1/runs');
    assert.equal(endInterrupted(world), 1);
    assert.deepEqual(
      world.mails().map(({ subject }) => subject),
      ['Error: S'],
    );
    assert.ok(world.mails()[0]?.body.startsWith(`Error: ${interruptedMessage}`));
  });

  it('the outbox is read by members, and searched like any list', async () => {
    const world = await openEnding(['Passed', 'Failed']);
    await runs(world, 2, {});
    const outbox = `/sandbox/organizations/${world.organization.uuid}/outbox`;
    assert.deepEqual(
      rows(await world.request('GET', `${outbox}?where={"subject":{"startsWith":"Failed"}}`)).map(({ id }) => id),
      [2],
    );
    assert.deepEqual(rows(await world.request('GET', `${outbox}?run=1&select=recipient`)), [
      { id: 1, recipient: 'ada@acme.test' },
    ]);
    assert.equal((await world.request('GET', outbox, undefined, { token: 'x' })).status, 401);
    assert.equal((await world.request('GET', '/sandbox/organizations/x/outbox')).status, 403);
    assert.equal((await world.request('GET', `${outbox}?uuid=x`)).status, 400);
  });
});
