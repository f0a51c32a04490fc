import assert from 'node:assert/strict';
import { definition, fields, make, messageOf, openApp, rows } from './world';

describe('sandbox scenarios', () => {
  it('keep what they are given, and show it in the API’s shape', async () => {
    const world = openApp();
    const { call, clock, user } = world;
    const folder = await make(world, '/folders', { name: 'F' });
    const given = {
      name: 'S',
      description: 'D',
      definition: {
        scenario: 'S',
        description: 'D',
        tokens: { a: { b: '{{c}}' } },
        steps: [{ cog: 'a/b', stepId: 'C', name: 'N', data: { x: [1, { y: null }] }, waitFor: 1, failAfter: 90 }],
        unknown: 1,
      },
      type: 'template',
      severity: 2,
      dashboardSetting: 'include',
      feature: folder,
      instructions: 'I',
      exposedToApis: true,
      isLinkable: true,
    };
    const made = await call('POST', '/scenarios', given);
    const { id, uuid, ...rest } = fields(made);
    const stamps = { createdAt: clock.now(), updatedAt: clock.now(), createdBy: user, lastUpdatedBy: user };
    assert.deepEqual([made.status, rest], [200, { ...given, schedule: null, notificationGroups: [], ...stamps }]);
    assert.match(String(uuid), /^[0-9a-f-]{36}$/);
    const shown = fields(await call('GET', `/scenarios/${String(id)}`));
    assert.equal((shown['feature'] as Record<string, unknown>)['name'], 'F', 'one record shows its folder');
    assert.equal(rows(await call('GET', '/scenarios'))[0]?.['feature'], folder, 'a list shows the id');
    assert.equal(
      (rows(await call('GET', '/scenarios?populate=feature'))[0]?.['feature'] as Record<string, unknown>)['name'],
      'F',
    );
  });

  it('change only in what a request names', async () => {
    const world = openApp();
    const folder = await make(world, '/folders', { name: 'F' });
    const id = await make(world, '/scenarios', {
      name: 'S',
      description: 'D',
      definition,
      severity: 2,
      feature: folder,
      instructions: 'I',
    });
    const before = fields(await world.call('GET', `/scenarios/${id}?populate=false`));
    world.clock.jump(1_000);
    const after = fields(await world.call('PATCH', `/scenarios/${id}`, { name: 'T' }));
    assert.deepEqual(after, { ...before, name: 'T', updatedAt: world.clock.now() });
    const cleared = fields(
      await world.call('PATCH', `/scenarios/${id}`, { feature: null, severity: null, instructions: null }),
    );
    assert.deepEqual([cleared['feature'], cleared['severity'], cleared['instructions']], [null, undefined, undefined]);
  });

  it('take a folder as its id or as the whole record', async () => {
    const world = openApp();
    const folder = await make(world, '/folders', { name: 'F' });
    const record = (await world.call('GET', `/folders/${folder}`)).body;
    const id = await make(world, '/scenarios', { name: 'S', definition, feature: record });
    assert.equal(fields(await world.call('GET', `/scenarios/${id}?populate=false`))['feature'], folder);
  });

  it('take their runs with them when they are deleted', async () => {
    const world = openApp();
    const id = await make(world, '/scenarios', { name: 'S', definition });
    await make(world, `/scenarios/${id}/runs`, {});
    assert.equal((await world.call('DELETE', `/scenarios/${id}`)).status, 204);
    for (const path of ['', '/runs', '/runs/1', '/mostRecentRun', '/runs/1/log/1'])
      assert.equal((await world.call('GET', `/scenarios/${id}${path}`)).status, 404, path);
    assert.equal(
      world.database.get<{ left: number }>(
        'SELECT (SELECT COUNT(*) FROM runs) + (SELECT COUNT(*) FROM logs) + (SELECT COUNT(*) FROM log_entries) AS left',
      )?.left,
      0,
    );
  });

  for (const [body, status] of [
    [{ definition }, 400],
    [{ name: 'S' }, 422],
    [{ name: 'S', definition: null }, 422],
    [{ name: 'S', definition: { steps: [{ cog: 'a/b' }] } }, 422],
    [{ name: 'S', definition, type: 'other' }, 400],
    [{ name: 'S', definition, severity: 5 }, 400],
    [{ name: 'S', definition, severity: '1' }, 400],
    [{ name: 'S', definition, dashboardSetting: 'maybe' }, 400],
    [{ name: 'S', definition, feature: 99 }, 400],
    [{ name: 'S', definition, feature: 'x' }, 400],
    [{ name: 'S', definition, isLinkable: 1 }, 400],
    [{ name: 'S', definition, instructions: 1 }, 400],
  ] as const) {
    it(`cannot be made of ${JSON.stringify(body).slice(0, 80)}`, async () => {
      const { call } = openApp();
      assert.equal((await call('POST', '/scenarios', body)).status, status);
      assert.deepEqual((await call('GET', '/scenarios')).body, []);
    });
  }

  it('say which step of a definition is wrong', async () => {
    const world = openApp();
    const id = await make(world, '/scenarios', { name: 'S', definition });
    const answer = await world.call('PATCH', `/scenarios/${id}`, { definition: { steps: [...definition.steps, {}] } });
    assert.equal(answer.status, 422);
    assert.match(messageOf(answer), /Step 2/);
    assert.deepEqual(fields(await world.call('GET', `/scenarios/${id}`))['definition'], definition);
  });

  it('are listed as templates by their flags', async () => {
    const world = openApp();
    for (const [name, more] of [
      ['plain', {}],
      ['none', { type: 'template' }],
      ['linkable', { type: 'template', isLinkable: true }],
      ['exposed', { type: 'template', exposedToApis: true }],
      ['flag alone', { isLinkable: true }],
    ] as const) {
      await make(world, '/scenarios', { name, definition, ...more });
    }
    const names = async (path: string): Promise<readonly unknown[]> =>
      rows(await world.call('GET', `/scenarios/${path}`)).map(({ name }) => name);
    assert.deepEqual(await names('allTemplates'), ['none', 'linkable', 'exposed']);
    assert.deepEqual(await names('linkableTemplates'), ['linkable']);
    assert.deepEqual(await names('exposedTemplates?where={"name":{"contains":"e"}}'), ['exposed']);
  });
});

describe('sandbox lists', () => {
  const openMany = async (count: number) => {
    const world = openApp();
    for (let index = 1; index <= count; index += 1)
      await make(world, '/scenarios', {
        name: `S${index % 10}`,
        definition,
        severity: ((index % 4) + 1) as 1 | 2 | 3 | 4,
      });
    const ids = async (query: string): Promise<readonly number[]> =>
      rows(await world.call('GET', `/scenarios?${query}`)).map(({ id }) => Number(id));
    return { ...world, ids };
  };

  it('hold 30 records where no limit is given, and page without a gap', async () => {
    const { ids } = await openMany(65);
    const pages = await Promise.all(
      ['', 'skip=30', 'skip=60', 'skip=90', 'page=2', 'limit=65', 'limit=2&page=3', 'perPage=2&page=3', 'limit=0'].map(
        ids,
      ),
    );
    assert.deepEqual(
      pages.map(({ length }) => length),
      [30, 30, 5, 0, 30, 65, 2, 2, 0],
    );
    assert.deepEqual(pages.slice(0, 3).flat(), pages[5]);
    assert.deepEqual([pages[4], pages[6], pages[7]], [pages[1], [5, 6], [5, 6]]);
    assert.deepEqual(await ids('skip=1000000000&limit=250'), []);
  });

  it('are searched and sorted as Sails does it', async () => {
    const { ids } = await openMany(12);
    const where = (criteria: object): string => `where=${encodeURIComponent(JSON.stringify(criteria))}`;
    assert.deepEqual(await ids(where({ name: 'S1' })), [1, 11]);
    assert.deepEqual(await ids(where({ or: [{ id: 3 }, { name: { endsWith: '2' } }] })), [2, 3, 12]);
    assert.deepEqual(await ids(`${where({ id: { '>': 9 } })}&sort=id%20DESC`), [12, 11, 10]);
    assert.deepEqual(await ids('severity=1&sort=name%20DESC&limit=2'), [8, 4]);
    assert.deepEqual(await ids(where({ feature: null, name: ['S1', 'S2'] })), [1, 2, 11, 12]);
  });

  it('refuse what they do not understand', async () => {
    const { call } = openApp();
    for (const query of [
      'where={',
      'where={"definition":1}',
      'sort=name%20constructor',
      'limit=x',
      'colour=red',
      'where={"name":{"constructor":"x"}}',
    ]) {
      for (const list of ['/scenarios', '/folders', '/members', '/scenarios/allTemplates'])
        assert.equal((await call('GET', `${list}?${query}`)).status, 400, `${list}?${query}`);
    }
  });
});
