import assert from 'node:assert/strict';
import type { Auth } from '../../../src/sandbox/store/connections';
import type { RegistryEntryPayload } from '../../../src/wire/registry';
import { addStranger, fields, messageOf, openApp, rows } from './world';

const fieldOf = (key: string, type: number, optionality = 1) => ({ key, type, optionality, description: key });
const cog = (name: string, authFieldsList: RegistryEntryPayload['authFieldsList'] = []): RegistryEntryPayload => ({
  name,
  label: name,
  version: '1',
  homepage: '',
  authHelpUrl: '',
  authFieldsList,
  stepDefinitionsList: [],
});
const registry = [
  cog('a/crm', [fieldOf('url', 10), fieldOf('key', 1), fieldOf('sandbox', 2, 0), fieldOf('limit', 3, 0)]),
  cog('a/text'),
];
const auth = { url: 'https://crm.test/', key: 'hunter2-hunter2' };

function open(isValid: (auth: Auth) => boolean = () => true) {
  const tried: (readonly [string, Auth])[] = [];
  const checkConnection = (name: string, given: Auth): Promise<boolean> => {
    tried.push([name, given]);
    return Promise.resolve(isValid(given));
  };
  return { ...openApp({ registry: () => Promise.resolve(registry), checkConnection }), tried };
}

describe('sandbox connections', () => {
  it('are tried through the cog, kept, and never show their details', async () => {
    const { call, clock, tried, user } = open();
    const made = await call('POST', '/connections', { cog: 'a/crm', auth: { ...auth, sandbox: true, limit: 5 } });
    const { uuid, ...rest } = fields(made);
    const at = String(clock.now());
    assert.deepEqual(
      [made.status, rest],
      [200, { id: 1, cog: 'a/crm', profile: 'default', isValid: true, createdAt: at, updatedAt: at, createdBy: user }],
    );
    assert.match(String(uuid), /^[0-9a-f-]{36}$/);
    assert.deepEqual(tried, [['a/crm', { ...auth, sandbox: 'true', limit: '5' }]]);
    for (const path of ['/connections', '/connections/1', '/connections?select=auth'])
      assert.doesNotMatch(JSON.stringify((await call('GET', path)).body), /hunter2/);
    assert.equal(
      (await call('GET', '/connections?where={"auth":"x"}')).status,
      400,
      'nor can they be guessed by searching',
    );
  });

  it('say whether their details are good', async () => {
    const { call } = open(({ key }) => key === auth.key);
    assert.equal(
      fields(await call('POST', '/connections', { cog: 'a/crm', auth: { ...auth, key: 'wrong' } }))['isValid'],
      false,
    );
    assert.equal(fields(await call('PATCH', '/connections/1', { auth }))['isValid'], true);
    assert.equal(rows(await call('GET', '/connections?isValid=true')).length, 1);
  });

  it('are one a cog and profile', async () => {
    const { call, tried } = open();
    await call('POST', '/connections', { cog: 'a/crm', auth });
    const second = await call('POST', '/connections', { cog: 'a/crm', auth, profile: 'default' });
    assert.equal(second.status, 409);
    assert.match(messageOf(second), /Update connection 1, or delete it first/);
    assert.equal(tried.length, 1);
    assert.equal((await call('DELETE', '/connections/1')).status, 204);
    assert.equal((await call('POST', '/connections', { cog: 'a/crm', auth })).status, 200);
  });

  it('are one even where two are made at once', async () => {
    const { call } = open();
    const statuses = await Promise.all(
      [1, 2, 3].map(async () => (await call('POST', '/connections', { cog: 'a/crm', auth })).status),
    );
    assert.deepEqual(statuses.sort(), [200, 409, 409]);
  });

  it('are of cogs that there are', async () => {
    const { call } = open();
    const answer = await call('POST', '/connections', { cog: 'a/b', auth });
    assert.equal(answer.status, 404);
    assert.match(messageOf(answer), /no cog "a\/b"/);
    assert.equal(
      (await call('POST', '/connections', { cog: 'a/text' })).status,
      200,
      'a cog that needs nothing is given nothing',
    );
  });

  for (const [says, given] of [
    [/lacks url, key/, undefined],
    [/lacks key/, { url: auth.url }],
    [/lacks key/, { ...auth, key: '' }],
    [/lacks key/, { ...auth, key: null }],
    [/`password`, which a\/crm does not know/, { ...auth, password: 'x' }],
    [/`url` .* address/, { ...auth, url: 'nowhere' }],
    [/`sandbox` .* true or false/, { ...auth, sandbox: 'maybe' }],
    [/`limit` .* number/, { ...auth, limit: 'many' }],
    [/`key` .* text/, { ...auth, key: { a: 1 } }],
    [/`key` .* ASCII/, { ...auth, key: 'hunter2\nhunter2' }],
    [/has to be an object/, 'hunter2'],
    [/has to be an object/, [auth]],
  ] as const) {
    it(`whose details do not fit are refused: ${String(says)}`, async () => {
      const { call, tried } = open();
      const answer = await call('POST', '/connections', { cog: 'a/crm', auth: given });
      assert.equal(answer.status, 422);
      assert.match(messageOf(answer), says);
      assert.doesNotMatch(messageOf(answer), /hunter2/, 'a refusal repeats no secret');
      assert.deepEqual(tried, []);
    });
  }

  it('keep their old details where new ones are refused', async () => {
    const { call, store, organization } = open();
    await call('POST', '/connections', { cog: 'a/crm', auth });
    assert.equal((await call('PATCH', '/connections/1', { auth: { url: auth.url } })).status, 422);
    assert.equal((await call('PATCH', '/connections/1', {})).status, 400);
    assert.deepEqual(store.connections.auth(organization.id, 'a/crm'), { auth, isValid: true });
  });

  for (const body of [{}, { cog: 5 }, { cog: 'a/crm', auth, profile: 'other' }]) {
    it(`are not made of ${JSON.stringify(body).slice(0, 60)}`, async () => {
      const { call } = open();
      assert.equal((await call('POST', '/connections', body)).status, 400);
    });
  }

  it('belong to their organization alone', async () => {
    const world = open();
    const other = addStranger(world);
    await world.call('POST', '/connections', { cog: 'a/crm', auth });
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { auth }],
      ['DELETE', undefined],
    ] as const)
      assert.equal((await world.request(method, `${other}/connections/1`, body, { token: 'their-token' })).status, 404);
    assert.equal(
      (await world.request('POST', `${other}/connections`, { cog: 'a/crm', auth }, { token: 'their-token' })).status,
      200,
    );
  });
});
