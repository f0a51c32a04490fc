import assert from 'node:assert/strict';
import { addStranger, fields, make, messageOf, openApp, rows, type World } from './world';

/** The newest mail to somebody, and the address that stands in it. */
async function mailTo(
  { request, organization }: World,
  recipient: string,
): Promise<{ readonly subject: unknown; readonly accept: string }> {
  const [mail] = rows(
    await request(
      'GET',
      `/sandbox/organizations/${organization.uuid}/outbox?recipient=${recipient}&sort=id%20DESC&limit=1`,
    ),
  );
  return {
    subject: mail?.['subject'],
    accept: new URL(/https?:\S+/.exec(String(mail?.['body']))?.[0] ?? assert.fail('no mail')).pathname,
  };
}

/** Invites somebody who comes: their membership and their token. */
async function join(
  world: World,
  email: string,
  role: 'org-admin' | 'org-creator',
): Promise<{ readonly id: number; readonly token: string }> {
  const id = await make(world, '/members', { email, role });
  const { accept } = await mailTo(world, email);
  return { id, token: String(fields(await world.request('POST', accept, undefined, { token: '' }))['token']) };
}

describe('sandbox members', () => {
  it('show the person and the organization, as records or as ids', async () => {
    const { call, organization, user } = openApp();
    const [member] = rows(await call('GET', '/members'));
    assert.equal((member?.['member'] as Record<string, unknown>)['emailAddress'], 'ada@acme.test');
    assert.equal((member?.['organization'] as Record<string, unknown>)['name'], 'Acme');
    assert.equal(member?.['role'], 'org-admin');
    const bare = fields(await call('GET', '/members/1?populate=false'));
    assert.deepEqual([bare['member'], bare['organization'], bare['createdBy']], [user, organization.id, user]);
  });

  it('are found by the person’s id', async () => {
    const { call, user } = openApp();
    assert.equal(rows(await call('GET', `/members?where={"member":${user}}`)).length, 1);
    assert.equal(rows(await call('GET', '/members?member=99')).length, 0);
    assert.equal((await call('GET', '/members/9')).status, 404);
  });

  it('are invited by mail, and come with a token of their own', async () => {
    const world = openApp();
    const invited = await world.call('POST', '/members', { email: 'grace@acme.test' });
    assert.deepEqual(
      [invited.status, fields(invited)['role'], fields(invited)['organization']],
      [200, 'org-creator', world.organization.id],
    );
    const { subject, accept } = await mailTo(world, 'grace@acme.test');
    assert.equal(subject, 'Join Acme on Stack Moxie');
    const statusOf = async (): Promise<unknown> =>
      (fields(await world.call('GET', '/members/2'))['member'] as Record<string, unknown>)['emailStatus'];
    assert.equal(await statusOf(), 'unconfirmed');
    const accepted = await world.request('POST', accept, undefined, { token: '' });
    assert.equal(fields(accepted)['organization'], world.organization.uuid);
    const token = String(fields(accepted)['token']);
    assert.equal((await world.call('GET', '/scenarios', undefined, { token })).status, 200);
    assert.equal(await statusOf(), 'confirmed');
    assert.equal(
      (await world.request('POST', accept, undefined, { token: '' })).status,
      404,
      'an invitation is taken once',
    );
  });

  it('are invited again until they come', async () => {
    const world = openApp();
    const id = await make(world, '/members', { email: 'grace@acme.test', role: 'org-admin' });
    const first = await mailTo(world, 'grace@acme.test');
    const again = await world.call('POST', `/members/${id}/reinvite`);
    assert.deepEqual([again.status, again.body], [200, {}]);
    assert.equal((await world.request('POST', first.accept)).status, 404, 'the first code is no good any more');
    assert.equal((await world.request('POST', (await mailTo(world, 'grace@acme.test')).accept)).status, 200);
    const late = await world.call('POST', `/members/${id}/reinvite`);
    assert.equal(late.status, 400);
    assert.match(messageOf(late), /taken the invitation already/);
  });

  for (const body of [
    {},
    { email: 'nobody' },
    { email: 5 },
    { email: 'a@b.test', role: 'owner' },
    { email: 'ADA@acme.test' },
  ]) {
    it(`are not made of ${JSON.stringify(body)}`, async () => {
      const { call, store, organization } = openApp();
      assert.equal((await call('POST', '/members', body)).status, 400);
      assert.equal(
        store.outbox.list(organization.id, { condition: { sql: '1', parameters: [] }, order: 'id', limit: 9, skip: 0 })
          .length,
        0,
      );
    });
  }

  it('change their role, but the last administrator stays one', async () => {
    const world = openApp();
    const alone = await world.call('PATCH', '/members/1', { role: 'org-creator' });
    assert.equal(alone.status, 403);
    assert.match(messageOf(alone), /only administrator/);
    await make(world, '/members', { email: 'katherine@acme.test', role: 'org-admin' });
    assert.equal((await world.call('DELETE', '/members/1')).status, 403, 'who was only invited does not count');
    const { id } = await join(world, 'grace@acme.test', 'org-creator');
    assert.equal(fields(await world.call('PATCH', `/members/${id}`, { role: 'org-admin' }))['role'], 'org-admin');
    assert.equal((await world.call('PATCH', `/members/${id}`, { role: 'king' })).status, 400);
    assert.equal((await world.call('PATCH', '/members/1', { role: 'org-creator' })).status, 200);
  });

  it('are out at once when they are removed, of the groups too', async () => {
    const world = openApp();
    const { id, token } = await join(world, 'grace@acme.test', 'org-creator');
    const group = await make(world, '/notification-groups', { name: 'G', members: ['grace@acme.test'] });
    assert.equal((await world.call('DELETE', `/members/${id}`)).status, 204);
    assert.equal((await world.call('GET', '/folders', undefined, { token })).status, 403);
    assert.deepEqual(rows(await world.call('GET', `/notification-groups?id=${group}`))[0]?.['members'], []);
    assert.equal((await world.call('DELETE', `/members/${id}`)).status, 404);
  });

  it('of other organizations are nobody here', async () => {
    const world = openApp();
    addStranger(world);
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/reinvite'],
    ] as const)
      assert.equal((await world.call(method, `/members/2${path}`, method === 'PATCH' ? {} : undefined)).status, 404);
  });
});

describe('sandbox roles', () => {
  const forbidden: readonly (readonly [method: string, path: string, body?: object])[] = [
    ['PATCH', '', { name: 'Mine' }],
    ['POST', '/members', { email: 'x@acme.test' }],
    ['PATCH', '/members/1', { role: 'org-creator' }],
    ['DELETE', '/members/1'],
    ['POST', '/members/1/reinvite'],
    ['POST', '/connections', { cog: 'sandbox/crm', auth: {} }],
    ['PATCH', '/connections/1', { auth: {} }],
    ['DELETE', '/connections/1'],
  ];
  for (const [method, path, body] of forbidden) {
    it(`a creator may not ${method} ${path || 'the organization'}`, async () => {
      const world = openApp();
      const { token } = await join(world, 'grace@acme.test', 'org-creator');
      const answer = await world.call(method, path, body, { token });
      assert.equal(answer.status, 403);
      assert.match(messageOf(answer), /administrator/);
    });
  }

  it('a creator makes folders, scenarios, schedules, groups and runs', async () => {
    const world = openApp();
    const { token } = await join(world, 'grace@acme.test', 'org-creator');
    for (const [path, body] of [
      ['/folders', { name: 'F' }],
      ['/scenarios', { name: 'S', definition: { steps: [] } }],
      ['/schedules', { interval: 60, scheduledModel: 'scenario', scheduledScenario: 1 }],
      ['/notification-groups', { name: 'G' }],
      ['/scenarios/1/runs', {}],
    ] as const) {
      assert.equal((await world.call('POST', path, body, { token })).status, 200, path);
    }
  });
});
