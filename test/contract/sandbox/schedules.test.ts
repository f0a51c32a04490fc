import assert from 'node:assert/strict';
import { createScheduler } from '../../../src/sandbox/execution/scheduler';
import { silentLog } from '../../../src/base/log';
import { definition, openMachinery } from './machinery';
import { addStranger, fields, make, messageOf, rows } from './world';

const minute = 60_000;

async function openScheduled(interval = 600) {
  const machinery = openMachinery();
  const scenario = await make(machinery, '/scenarios', { name: 'S', definition });
  const schedule = await make(machinery, '/schedules', {
    interval,
    scheduledModel: 'scenario',
    scheduledScenario: scenario,
  });
  const start = machinery.clock.now();
  /** Minutes after the schedule was made at which a run began, oldest first. */
  const ran = async (): Promise<readonly number[]> => {
    await machinery.rest();
    return rows(await machinery.call('GET', `/scenarios/${scenario}/runs?limit=100`))
      .map(({ createdAt }) => (Number(createdAt) - start) / minute)
      .reverse();
  };
  return { ...machinery, scenario, schedule, ran };
}

describe('sandbox schedules', () => {
  it('are made, changed and deleted', async () => {
    const world = openMachinery();
    const { call, clock, user } = world;
    await make(world, '/scenarios', { name: 'S', definition });
    const made = await call('POST', '/schedules', { interval: 600, scheduledModel: 'scenario', scheduledScenario: 1 });
    const { uuid, ...rest } = fields(made);
    const stamps = { createdAt: clock.now(), updatedAt: clock.now(), createdBy: user };
    assert.deepEqual(
      [made.status, rest],
      [200, { id: 1, interval: 600, scheduledModel: 'scenario', scheduledScenario: 1, ...stamps }],
    );
    assert.match(String(uuid), /^[0-9a-f-]{36}$/);
    assert.equal(fields(await call('PATCH', '/schedules/1', { interval: 1200 }))['interval'], 1200);
    assert.equal(rows(await call('GET', '/schedules?scheduledScenario=1')).length, 1);
    assert.equal(fields(await call('GET', '/scenarios/1?populate=false'))['schedule'], 1);
    assert.equal((fields(await call('GET', '/scenarios/1'))['schedule'] as Record<string, unknown>)['interval'], 1200);
    assert.equal(
      (
        fields(await call('GET', '/schedules/1?populate=scheduledScenario'))['scheduledScenario'] as Record<
          string,
          unknown
        >
      )['name'],
      'S',
    );
    assert.equal((await call('DELETE', '/schedules/1')).status, 204);
    assert.equal((await call('GET', '/schedules/1')).status, 404);
    assert.equal(fields(await call('GET', '/scenarios/1'))['schedule'], null);
  });

  for (const [body, status] of [
    [{}, 400],
    [{ interval: 600, scheduledScenario: 1 }, 400],
    [{ interval: 600, scheduledModel: 'folder', scheduledScenario: 1 }, 400],
    [{ interval: 600, scheduledModel: 'scenario' }, 400],
    [{ interval: 600, scheduledModel: 'scenario', scheduledScenario: 99 }, 400],
    [{ interval: '600', scheduledModel: 'scenario', scheduledScenario: 1 }, 400],
    [{ interval: 0, scheduledModel: 'scenario', scheduledScenario: 1 }, 400],
    [{ interval: 90.5, scheduledModel: 'scenario', scheduledScenario: 1 }, 400],
    [{ interval: 1e12, scheduledModel: 'scenario', scheduledScenario: 1 }, 400],
    [{ interval: 59, scheduledModel: 'scenario', scheduledScenario: 1 }, 403],
  ] as const) {
    it(`are not made of ${JSON.stringify(body)}`, async () => {
      const world = openMachinery();
      await make(world, '/scenarios', { name: 'S', definition });
      assert.equal((await world.call('POST', '/schedules', body)).status, status);
      assert.deepEqual((await world.call('GET', '/schedules')).body, []);
    });
  }

  it('keep to the shortest interval of the plan, also when they are changed', async () => {
    const { call } = await openScheduled();
    const answer = await call('PATCH', '/schedules/1', { interval: 30 });
    assert.equal(answer.status, 403);
    assert.match(messageOf(answer), /60 seconds or more/);
  });

  it('are one a scenario', async () => {
    const world = await openScheduled();
    const second = await world.call('POST', '/schedules', {
      interval: 60,
      scheduledModel: 'scenario',
      scheduledScenario: 1,
    });
    assert.equal(second.status, 400);
    assert.match(messageOf(second), /Update schedule 1, or delete it first/);
    await make(world, '/scenarios', { name: 'T', definition });
    await make(world, '/schedules', { interval: 60, scheduledModel: 'scenario', scheduledScenario: 2 });
    assert.equal((await world.call('PATCH', '/schedules/2', { scheduledScenario: 1 })).status, 400);
  });

  it('are taken from a scenario by null, and made nowhere but at their own address', async () => {
    const { call } = await openScheduled();
    assert.equal((await call('PATCH', '/scenarios/1', { schedule: 1, name: 'T' })).status, 200);
    assert.equal((await call('PATCH', '/scenarios/1', { schedule: 2 })).status, 400);
    assert.equal((await call('POST', '/scenarios', { name: 'N', definition, schedule: 1 })).status, 400);
    assert.equal(fields(await call('PATCH', '/scenarios/1', { schedule: null }))['schedule'], null);
    assert.deepEqual((await call('GET', '/schedules')).body, []);
  });

  it('go with their scenario, and are nobody else’s', async () => {
    const world = await openScheduled();
    const other = addStranger(world);
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { interval: 900 }],
      ['DELETE', undefined],
    ] as const)
      assert.equal((await world.request(method, `${other}/schedules/1`, body, { token: 'their-token' })).status, 404);
    await world.call('DELETE', '/scenarios/1');
    assert.equal((await world.call('GET', '/schedules/1')).status, 404);
    await world.clock.pass(60 * minute);
    assert.deepEqual(world.starts, []);
  });

  it('run their scenario on time, again and again', async () => {
    const { clock, ran, call } = await openScheduled();
    await clock.pass(10 * minute - 1);
    assert.deepEqual(await ran(), []);
    await clock.pass(25 * minute);
    assert.deepEqual(await ran(), [10, 20, 30]);
    assert.equal(fields(await call('GET', '/schedules/1'))['lastRanAt'], clock.now() - 5 * minute + 1);
  });

  it('run to the end, for the team', async () => {
    const { clock, call, database, rest } = await openScheduled();
    await clock.pass(10 * minute);
    await rest();
    assert.equal(fields(await call('GET', '/scenarios/1/runs/1'))['outcome'], 'Passed');
    assert.deepEqual(
      { ...(database.get<object>('SELECT notify, origin FROM runs') ?? {}) },
      { notify: 'team', origin: 'schedule' },
    );
  });

  it('make up once for what they missed while the sandbox was off, and go on in step', async () => {
    const { clock, scheduler, store, starts, ran } = await openScheduled();
    await clock.pass(10 * minute);
    scheduler.dispose();
    clock.jump(47 * minute);
    const again = createScheduler({ store, clock, log: silentLog, startRun: (run) => void starts.push(run) });
    await clock.pass(10 * minute);
    assert.deepEqual(await ran(), [10, 57, 60]);
    again.dispose();
  });

  it('hear at once of a shorter interval', async () => {
    const { clock, call, ran } = await openScheduled(3_600);
    await clock.pass(10 * minute);
    await call('PATCH', '/schedules/1', { interval: 300 });
    assert.deepEqual(await ran(), [10], 'the five minutes are over');
    await clock.pass(5 * minute);
    assert.deepEqual(await ran(), [10, 15]);
  });

  it('stay in step where a change changes nothing', async () => {
    const { clock, call, ran } = await openScheduled();
    await clock.pass(14 * minute);
    await call('PATCH', '/schedules/1', { interval: 600, scheduledScenario: 1 });
    await clock.pass(6 * minute);
    assert.deepEqual(await ran(), [10, 20]);
  });

  it('that find the month’s runs used up say so by mail, and wait for their next time', async () => {
    const { clock, database, ran, mails, rest } = await openScheduled();
    database.run('UPDATE organizations SET maxRunsPerPeriod = 1');
    await clock.pass(35 * minute);
    assert.deepEqual(await ran(), [10]);
    await rest();
    assert.deepEqual(
      mails().map(({ recipient, subject }) => `${recipient} ${subject}`),
      ['ada@acme.test Not run: S', 'ada@acme.test Not run: S'],
    );
    assert.match(
      mails()[0]?.body ?? '',
      /Schedule 1 could not run its scenario\. The plan of this organization allows 1 runs a month/,
    );
  });
});
