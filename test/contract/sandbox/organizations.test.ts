import assert from 'node:assert/strict';
import { addStranger, definition, fields, make, messageOf, openApp, rows } from './world';

const address = '/api/v1/organizations';

describe('sandbox organizations', () => {
  it('are made by anybody with a token, who administers them', async () => {
    const { request, clock, user } = openApp();
    const made = await request('POST', address, { name: 'Émile & Söhne', statusPageIsPublic: true });
    const { id, uuid, ...rest } = fields(made);
    assert.equal(made.status, 200);
    assert.deepEqual(rest, {
      name: 'Émile & Söhne',
      statusPageIsPublic: true,
      notificationSetting: 'every fail',
      plan: 'trial',
      urlSlug: `emile-sohne-${String(id)}`,
      maxRunsPerPeriod: 25,
      scheduleIntervalLowerBound: 3_600,
      createdAt: clock.now(),
      createdBy: user,
    });
    const [member] = rows(await request('GET', `${address}/${String(uuid)}/members?populate=false`));
    assert.deepEqual([member?.['role'], member?.['member']], ['org-admin', user]);
  });

  it('need a token and a name', async () => {
    const { request } = openApp();
    assert.equal((await request('POST', address, { name: 'X' }, { token: '' })).status, 401);
    for (const body of [{}, { name: ' ' }, { name: 'X', statusPageIsPublic: 'yes' }])
      assert.equal((await request('POST', address, body)).status, 400);
  });

  it('on trial are ten a person at most', async () => {
    const { request } = openApp();
    for (let count = 0; count < 10; count += 1)
      assert.equal((await request('POST', address, { name: `T${count}` })).status, 200);
    const answer = await request('POST', address, { name: 'T11' });
    assert.equal(answer.status, 403);
    assert.match(messageOf(answer), /10 trial organizations/);
  });

  it('change only in what a request names', async () => {
    const { call, request, organization } = openApp();
    const changed = fields(
      await call('PATCH', '', { notificationEmailAddress: 'team@acme.test', notificationSetting: 'change' }),
    );
    assert.deepEqual(
      [changed['name'], changed['notificationEmailAddress'], changed['notificationSetting']],
      ['Acme', 'team@acme.test', 'change'],
    );
    const again = fields(
      await request('PATCH', `${address}/${organization.uuid}`, {
        name: 'Acme Ltd',
        notificationEmailAddress: null,
        statusPageIsPublic: true,
      }),
    );
    assert.deepEqual(
      [again['name'], again['notificationEmailAddress'], again['notificationSetting'], again['statusPageIsPublic']],
      ['Acme Ltd', undefined, 'change', true],
    );
    const [member] = rows(await call('GET', '/members'));
    assert.equal((member?.['organization'] as Record<string, unknown>)['name'], 'Acme Ltd');
  });

  for (const body of [
    { name: '' },
    { notificationSetting: 'sometimes' },
    { notificationEmailAddress: 'nobody' },
    { statusPageIsPublic: 1 },
  ]) {
    it(`do not change to ${JSON.stringify(body)}`, async () => {
      const { call } = openApp();
      assert.equal((await call('PATCH', '', body)).status, 400);
    });
  }

  it('of others cannot be changed', async () => {
    const world = openApp();
    assert.equal((await world.request('PATCH', addStranger(world), { name: 'Mine' })).status, 403);
  });

  it('may make as many runs a month as their plan allows, and are told what then', async () => {
    const { request, clock, store, started } = openApp();
    clock.jump(Date.UTC(2026, 11, 31, 23, 59) - clock.now());
    const base = `${address}/${String(fields(await request('POST', address, { name: 'T' }))['uuid'])}`;
    const scenario = Number(fields(await request('POST', `${base}/scenarios`, { name: 'S', definition }))['id']);
    const runs = `${base}/scenarios/${scenario}/runs`;
    for (let count = 0; count < 25; count += 1) assert.equal((await request('POST', runs)).status, 200);
    const refused = await request('POST', runs);
    assert.deepEqual([refused.status, fields(refused)['name']], [403, 'RunQuotaExceeded']);
    assert.equal(
      messageOf(refused),
      'The plan of this organization allows 25 runs a month, and all are used. Wait until 1 January 2027 (UTC), or use an organization with a larger plan.',
    );
    assert.deepEqual([started.length, store.runs.list(scenario, { limit: 100, skip: 0 }).length], [25, 25]);
    await request('DELETE', `${base}/scenarios/${scenario}`);
    const other = Number(fields(await request('POST', `${base}/scenarios`, { name: 'S', definition }))['id']);
    assert.equal(
      (await request('POST', `${base}/scenarios/${other}/runs`)).status,
      403,
      'a deleted scenario gives no runs back',
    );
    clock.jump(60_000);
    assert.equal((await request('POST', `${base}/scenarios/${other}/runs`)).status, 200, 'the next month begins');
  });

  it('do not pay for runs that could not be made', async () => {
    const world = openApp();
    await make(world, '/scenarios', { name: 'S', definition });
    for (const body of [{ notify: 'all' }, { tokens: 1 }]) await world.call('POST', '/scenarios/1/runs', body);
    assert.deepEqual(world.database.all('SELECT * FROM usage'), []);
  });
});
