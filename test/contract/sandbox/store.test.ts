import assert from 'node:assert/strict';
import { createSandboxApp, sandboxHeader } from '../../../src/sandbox/server/app';
import { silentLog } from '../../../src/base/log';
import { openOrganization } from '../../../src/sandbox/seed/demonstration';
import { openDatabase } from '../../../src/sandbox/store/database';
import { interruptedMessage } from '../../../src/sandbox/store/runs';
import { createStore } from '../../../src/sandbox/store/store';

function setUp() {
  let now = 1_700_000_000_000;
  const clock = { now: () => (now += 1_000), sleep: () => Promise.resolve() };
  const store = createStore(openDatabase(':memory:'));
  const { organization, user } = openOrganization(store, clock);
  store.accounts.addToken('a-token', user);
  const started: number[] = [];
  const app = createSandboxApp({ store, clock, log: silentLog, version: 'v', registry: () => Promise.resolve([]), startRun: ({ run }) => started.push(run) });
  const call = async (method: string, path: string, body?: unknown) => {
    const init = { method, headers: { authorization: 'Bearer a-token' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await app.request(`/api/v1/organizations/${organization.uuid}${path}`, init);
    const text = await answer.text();
    assert.equal(answer.headers.get(sandboxHeader), 'v');
    return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as never as Record<string, never> & Record<string, never>[] };
  };
  return { app, call, store, started };
}
const definition = { steps: [{ cog: 'sandbox/text', stepId: 'X' }] };

describe('sandbox routes over SQLite', () => {
  it('keeps the scenarios of a deleted folder', async () => {
    const { call } = setUp();
    await call('POST', '/folders', { name: 'F' });
    await call('POST', '/scenarios', { name: 'S', definition, feature: 1 });
    assert.equal((await call('DELETE', '/folders/1')).status, 204);
    assert.equal((await call('GET', '/scenarios/1')).body['feature'], null);
  });

  it('pages runs newest first, nothing twice', async () => {
    const { call, started } = setUp();
    await call('POST', '/scenarios', { name: 'S', definition });
    for (let count = 0; count < 65; count += 1) await call('POST', '/scenarios/1/runs', {});
    const pages = await Promise.all([1, 2, 3, 4].map(async (page) => (await call('GET', `/scenarios/1/runs?page=${page}`)).body.map((run) => Number(run['id']))));
    assert.deepEqual(pages.flat(), [...started].reverse());
    assert.deepEqual(pages.map(({ length }) => length), [30, 30, 5, 0]);
  });

  it('ends a run that was cut off as Error, with an entry that says so', async () => {
    const { call, store } = setUp();
    await call('POST', '/scenarios', { name: 'S', definition });
    await call('POST', '/scenarios/1/runs', {});
    assert.equal(store.runs.endInterrupted(Date.now()), 1);
    assert.equal((await call('GET', '/scenarios/1/mostRecentRun')).body['outcome'], 'Error');
    assert.deepEqual(store.runs.log(1, 1)?.body.map(({ message }) => message), [interruptedMessage]);
  });

  it('answers with the statuses of the API', async () => {
    const { app, call } = setUp();
    assert.equal((await app.request('/api/v1/organizations/x/folders')).status, 401);
    assert.equal((await app.request('/api/v1/organizations/x/folders', { headers: { authorization: 'Bearer a-token' } })).status, 403);
    assert.equal((await app.request('/elsewhere')).headers.get(sandboxHeader), 'v');
    assert.equal((await call('GET', '/scenarios/9')).status, 404);
    assert.equal((await call('POST', '/scenarios', { name: 'S', definition: { steps: [{}] } })).status, 422);
    await call('POST', '/scenarios', { name: 'S', definition });
    assert.equal((await call('POST', '/scenarios/1/runs', { notify: 'all' })).status, 400);
  });
});
