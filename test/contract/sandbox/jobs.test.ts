import assert from 'node:assert/strict';
import { silentLog } from '../../../src/base/log';
import { createJobWorker } from '../../../src/sandbox/execution/job-worker';
import { definition, openMachinery, registry } from './machinery';
import { addStranger, fields, make, rows, type World } from './world';

async function begin({ call }: Pick<World, 'call'>, body: object): Promise<string> {
  const answer = await call('POST', '/asyncScenario', body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.deepEqual(Object.keys(fields(answer)), ['jobId']);
  return String(fields(answer)['jobId']);
}

const dataOf = (job: Readonly<Record<string, unknown>>): Readonly<Record<string, Readonly<Record<string, unknown>>>> =>
  JSON.parse(String(job['data'])) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

describe('sandbox jobs', () => {
  it('make a scenario in the background', async () => {
    const world = openMachinery();
    const { call, clock } = world;
    const jobId = await begin(world, { name: 'S', definition });
    assert.match(jobId, /^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    const at = clock.now();
    assert.deepEqual(fields(await call('GET', `/job/${jobId}`)), {
      id: 1,
      jobId,
      status: 'Processing',
      type: 'Scenario',
      createdAt: at,
      updatedAt: at,
    });
    assert.deepEqual((await call('GET', '/scenarios')).body, []);
    await clock.pass(1_000);
    const done = fields(await call('GET', `/job/${jobId.toUpperCase()}`));
    assert.deepEqual([done['status'], done['updatedAt']], ['Complete', at + 1_000]);
    assert.deepEqual(dataOf(done)['scenario'], (await call('GET', '/scenarios/1?populate=false')).body);
  });

  it('fail where the cogs do not know a step, and say which', async () => {
    const world = openMachinery();
    for (const [step, says] of [
      [{ cog: 'a/x', stepId: 'C' }, 'Step 2: there is no cog a/x.'],
      [{ cog: 'a/b', stepId: 'X' }, 'Step 2: a/b has no step X.'],
    ] as const) {
      const jobId = await begin(world, { name: 'S', definition: { steps: [...definition.steps, step] } });
      await world.clock.pass(1_000);
      const job = fields(await world.call('GET', `/job/${jobId}`));
      assert.deepEqual(
        [job['status'], dataOf(job)['error']],
        ['Failed', { name: 'UnprocessableEntity', message: says }],
      );
    }
    assert.deepEqual((await world.call('GET', '/scenarios')).body, []);
  });

  it('fail where the folder is deleted before they are done', async () => {
    const world = openMachinery();
    const folder = await make(world, '/folders', { name: 'F' });
    const jobId = await begin(world, { name: 'S', definition, feature: folder });
    await world.call('DELETE', `/folders/${folder}`);
    await world.clock.pass(1_000);
    assert.equal(fields(await world.call('GET', `/job/${jobId}`))['status'], 'Failed');
  });

  it('survive a stop, and are done once', async () => {
    const world = openMachinery();
    const ids = [await begin(world, { name: 'S', definition }), await begin(world, { name: 'T', definition })];
    world.jobs.dispose();
    await world.clock.pass(60_000);
    assert.deepEqual((await world.call('GET', '/scenarios')).body, []);
    const { store, clock } = world;
    const again = createJobWorker({
      store,
      clock,
      log: silentLog,
      registry: () => Promise.resolve(registry),
      dropDefinitionTokens: false,
    });
    await clock.pass(60_000);
    assert.deepEqual(
      rows(await world.call('GET', '/scenarios')).map(({ name }) => name),
      ['S', 'T'],
    );
    for (const id of ids) assert.equal(fields(await world.call('GET', `/job/${id}`))['status'], 'Complete');
    again.dispose();
  });

  for (const body of [
    {},
    { name: 'S' },
    { name: 'S', definition: { steps: [{}] } },
    { name: 'S', definition: { steps: [] } },
    { definition },
    { name: 'S', definition, feature: 9 },
  ]) {
    it(`are not begun with ${JSON.stringify(body)}`, async () => {
      const world = openMachinery();
      assert.equal((await world.call('POST', '/asyncScenario', body)).status, 400);
      await world.clock.pass(5_000);
      assert.deepEqual((await world.call('GET', '/scenarios')).body, []);
    });
  }

  it('are their organization’s alone', async () => {
    const world = openMachinery();
    const jobId = await begin(world, { name: 'S', definition });
    assert.equal(
      (await world.request('GET', `${addStranger(world)}/job/${jobId}`, undefined, { token: 'their-token' })).status,
      404,
    );
    for (const strange of ['1', 'x', '00000000-0000-4000-8000-000000000000'])
      assert.equal((await world.call('GET', `/job/${strange}`)).status, 404);
  });
});

describe('sandbox that drops the tokens of definitions', () => {
  it('keeps all the rest of them, whichever way they come', async () => {
    const world = openMachinery({ dropDefinitionTokens: true });
    const whole = { scenario: 'S', tokens: { a: 1 }, ...definition, more: { tokens: 'kept' } };
    const kept = { scenario: 'S', ...definition, more: { tokens: 'kept' } };
    const id = await make(world, '/scenarios', { name: 'S', definition: whole });
    assert.deepEqual(fields(await world.call('GET', `/scenarios/${id}`))['definition'], kept);
    assert.deepEqual(fields(await world.call('PATCH', `/scenarios/${id}`, { definition: whole }))['definition'], kept);
    await begin(world, { name: 'T', definition: whole });
    await world.clock.pass(1_000);
    assert.deepEqual(rows(await world.call('GET', '/scenarios?name=T'))[0]?.['definition'], kept);
  });
});
