import assert from 'node:assert/strict';
import { addStranger, definition, fields, make, openApp, rows } from './world';

describe('sandbox notification groups', () => {
  it('are made, changed and deleted, with their members as records', async () => {
    const { call, clock, user } = openApp();
    const made = await call('POST', '/notification-groups', {
      name: 'Team',
      email: 'team@acme.test',
      members: [{ id: user, emailAddress: 'ada@acme.test' }],
    });
    const { id, uuid, members, ...rest } = fields(made);
    const at = String(clock.now());
    assert.deepEqual(
      [made.status, rest],
      [200, { name: 'Team', email: 'team@acme.test', createdAt: at, updatedAt: at, createdBy: user }],
    );
    assert.match(String(uuid), /^[0-9a-f-]{36}$/);
    assert.deepEqual(
      (members as readonly Record<string, unknown>[]).map(({ emailAddress }) => emailAddress),
      ['ada@acme.test'],
    );
    const changed = fields(await call('PATCH', `/notification-groups/${String(id)}`, { email: null, members: [] }));
    assert.deepEqual([changed['name'], changed['email'], changed['members']], ['Team', null, []]);
    assert.equal(rows(await call('GET', '/notification-groups?where={"name":{"contains":"ea"}}')).length, 1);
    assert.equal((await call('DELETE', `/notification-groups/${String(id)}`)).status, 204);
    assert.deepEqual((await call('GET', '/notification-groups')).body, []);
  });

  it('name members by id, by record or by address', async () => {
    const { call, user } = openApp();
    for (const member of [user, { id: user }, { emailAddress: 'ADA@acme.test', fullName: 'Ada' }, 'ada@acme.test']) {
      const answer = await call('POST', '/notification-groups', { name: 'G', members: [member, member] });
      assert.equal((fields(answer)['members'] as readonly unknown[]).length, 1, JSON.stringify(member));
    }
  });

  for (const body of [
    {},
    { name: '' },
    { name: 'G', email: 'x' },
    { name: 'G', members: 'ada' },
    { name: 'G', members: [99] },
    { name: 'G', members: [null] },
    { name: 'G', members: [{}] },
  ]) {
    it(`are not made of ${JSON.stringify(body)}`, async () => {
      const { call } = openApp();
      assert.equal((await call('POST', '/notification-groups', body)).status, 400);
    });
  }

  it('take nobody from outside, and are nobody else’s', async () => {
    const world = openApp();
    const other = addStranger(world);
    assert.equal(
      (await world.call('POST', '/notification-groups', { name: 'G', members: ['their-token@other.test'] })).status,
      400,
    );
    await make(world, '/notification-groups', { name: 'G' });
    for (const [method, body] of [
      ['PATCH', { name: 'X' }],
      ['DELETE', undefined],
    ] as const)
      assert.equal(
        (await world.request(method, `${other}/notification-groups/1`, body, { token: 'their-token' })).status,
        404,
      );
  });

  it('belong to scenarios until they are deleted', async () => {
    const world = openApp();
    const group = await make(world, '/notification-groups', { name: 'G' });
    const id = await make(world, '/scenarios', { name: 'S', definition, notificationGroups: [{ id: group }] });
    const names = async (): Promise<readonly unknown[]> =>
      (
        fields(await world.call('GET', `/scenarios/${id}`))['notificationGroups'] as readonly Record<string, unknown>[]
      ).map(({ name }) => name);
    assert.deepEqual(await names(), ['G']);
    await world.call('PATCH', `/scenarios/${id}`, { name: 'T' });
    assert.deepEqual(await names(), ['G'], 'a change of something else leaves them');
    await world.call('PATCH', `/scenarios/${id}`, { notificationGroups: null });
    assert.deepEqual(await names(), []);
    await world.call('PATCH', `/scenarios/${id}`, { notificationGroups: [group] });
    await world.call('DELETE', `/notification-groups/${group}`);
    assert.deepEqual(await names(), []);
    for (const notificationGroups of ['x', [99], [null]])
      assert.equal((await world.call('PATCH', `/scenarios/${id}`, { notificationGroups })).status, 400);
  });
});
