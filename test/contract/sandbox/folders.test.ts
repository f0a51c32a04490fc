import assert from 'node:assert/strict';
import { addStranger, definition, fields, make, openApp, rows } from './world';

describe('sandbox folders', () => {
  it('are created, read, changed and deleted', async () => {
    const world = openApp();
    const { call, clock, user } = world;
    const made = await call('POST', '/folders', { name: 'Website', description: 'Pages' });
    const { id, uuid, ...rest } = fields(made);
    assert.deepEqual(
      [made.status, rest],
      [
        200,
        {
          name: 'Website',
          description: 'Pages',
          createdAt: clock.now(),
          updatedAt: clock.now(),
          createdBy: user,
          lastUpdatedBy: user,
        },
      ],
    );
    assert.match(String(uuid), /^[0-9a-f-]{36}$/);
    clock.jump(5_000);
    const changed = await call('PATCH', `/folders/${String(id)}`, { description: 'All pages' });
    assert.deepEqual(
      [changed.status, fields(changed)['name'], fields(changed)['description']],
      [200, 'Website', 'All pages'],
    );
    assert.equal(fields(changed)['updatedAt'], clock.now());
    assert.equal((await call('DELETE', `/folders/${String(id)}`)).status, 204);
    assert.equal((await call('GET', `/folders/${String(id)}`)).status, 404);
    assert.deepEqual((await call('GET', '/folders')).body, []);
  });

  it('show who made them, as a record or as an id', async () => {
    const world = openApp();
    await make(world, '/folders', { name: 'F' });
    const ada = { id: world.user, emailAddress: 'ada@acme.test', emailStatus: 'confirmed', fullName: 'Ada Lovelace' };
    const shown = fields(await world.call('GET', '/folders/1'))['createdBy'] as Record<string, unknown>;
    assert.deepEqual({ ...shown, uuid: undefined }, { ...ada, uuid: undefined });
    assert.equal(fields(await world.call('GET', '/folders/1?populate=false'))['createdBy'], world.user);
    assert.deepEqual(rows(await world.call('GET', '/folders?select=name'))[0], { id: 1, name: 'F' });
  });

  it('leave their scenarios behind when they are deleted', async () => {
    const world = openApp();
    const folder = await make(world, '/folders', { name: 'F' });
    const scenario = await make(world, '/scenarios', { name: 'S', definition, feature: folder });
    await world.call('DELETE', `/folders/${folder}`);
    assert.equal(fields(await world.call('GET', `/scenarios/${scenario}`))['feature'], null);
  });

  for (const body of [
    {},
    { name: '' },
    { name: '  ' },
    { name: 7 },
    { name: null },
    { name: 'F', description: [] },
    { name: 'x'.repeat(1_001) },
    { name: 'F', description: 'x'.repeat(20_001) },
  ]) {
    it(`cannot be made of ${JSON.stringify(body).slice(0, 50)}`, async () => {
      const { call } = openApp();
      assert.equal((await call('POST', '/folders', body)).status, 400);
      assert.deepEqual((await call('GET', '/folders')).body, []);
    });
  }

  for (const id of ['2', '0', '-1', '1.5', 'x', '1e3', '99999999999999999999', '1%00', '..%2f1']) {
    it(`has none of the id ${id}`, async () => {
      const world = openApp();
      await make(world, '/folders', { name: 'F' });
      for (const method of ['GET', 'PATCH', 'DELETE'])
        assert.equal(
          (await world.call(method, `/folders/${id}`, method === 'PATCH' ? { name: 'X' } : undefined)).status,
          404,
        );
    });
  }

  it('belong to their organization alone', async () => {
    const world = openApp();
    await make(world, '/folders', { name: 'F' });
    const other = addStranger(world);
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      assert.equal(
        (
          await world.request(method, `${other}/folders/1`, method === 'PATCH' ? { name: 'X' } : undefined, {
            token: 'their-token',
          })
        ).status,
        404,
      );
    }
    assert.equal(fields(await world.call('GET', '/folders/1'))['name'], 'F');
  });
});
