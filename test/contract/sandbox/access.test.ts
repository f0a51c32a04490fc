import assert from 'node:assert/strict';
import { addStranger, messageOf, openApp } from './world';

describe('sandbox access', () => {
  it('asks for a token, and says where it comes from', async () => {
    const { call } = openApp();
    for (const token of ['', 'another', 'a-token x']) {
      const answer = await call('GET', '/folders', undefined, { token });
      assert.equal(answer.status, 401);
      assert.match(messageOf(answer), /token that the sandbox printed/);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    }
  });

  it('takes the word Bearer in any case, as HTTP does', async () => {
    const { call } = openApp();
    assert.equal(
      (await call('GET', '/folders', undefined, { token: '', headers: { authorization: 'bearer a-token' } })).status,
      200,
    );
    assert.equal(
      (await call('GET', '/folders', undefined, { token: '', headers: { authorization: 'Basic a-token' } })).status,
      401,
    );
  });

  it('lets nobody into another organization', async () => {
    const world = openApp();
    const base = '/api/v1/organizations';
    for (const address of [
      addStranger(world),
      `${base}/x`,
      `${base}/00000000-0000-4000-8000-000000000000`,
      `${base}/%00`,
    ]) {
      assert.equal((await world.request('GET', `${address}/folders`)).status, 403, address);
    }
  });

  it('knows an organization by its UUID in any case', async () => {
    const { request, organization } = openApp();
    assert.equal(
      (await request('GET', `/api/v1/organizations/${organization.uuid.toUpperCase()}/folders`)).status,
      200,
    );
  });

  it('answers only under a name of this machine', async () => {
    const { request, base } = openApp();
    for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:4180']) {
      assert.equal((await request('GET', `${base}/folders`, undefined, { headers: { host } })).status, 403, host);
    }
    for (const host of ['localhost:4180', '127.0.0.1', '[::1]:80', 'LOCALHOST']) {
      assert.equal((await request('GET', `${base}/folders`, undefined, { headers: { host } })).status, 200, host);
    }
  });

  it('has no other address, and takes no other method', async () => {
    const { request, call } = openApp();
    for (const path of ['/', '/api', '/api/v1', '/api/v2/organizations', '/favicon.ico'])
      assert.equal((await request('GET', path)).status, 404, path);
    assert.equal((await call('PUT', '/folders/1', {})).status, 404);
    assert.equal((await call('GET', '/no-such-resource')).status, 404);
  });

  it('takes requests up to 2 MiB', async () => {
    const { call } = openApp();
    const large = (size: number) => ({ name: 'F', padding: 'x'.repeat(size) });
    assert.equal((await call('POST', '/folders', large(1_900_000))).status, 200);
    assert.equal((await call('POST', '/folders', large(2_200_000))).status, 413);
  });

  it('refuses bodies that are no JSON object, and says so', async () => {
    const { call } = openApp();
    for (const body of ['{', '[]', 'null', 'name=x', '{"name":"x"']) {
      const answer = await call('POST', '/folders', body);
      assert.equal(answer.status, 400, body);
      assert.match(messageOf(answer), /JSON/);
    }
  });
});
