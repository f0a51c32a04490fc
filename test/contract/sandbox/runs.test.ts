import assert from 'node:assert/strict';
import { endInterrupted } from '../../../src/sandbox/execution/end-run';
import { interruptedMessage } from '../../../src/sandbox/store/runs';
import { definition, fields, make, messageOf, openApp, rows, type World } from './world';

async function openScenario(): Promise<World & { readonly runs: string }> {
  const world = openApp();
  await make(world, '/scenarios', { name: 'S', definition });
  return { ...world, runs: '/scenarios/1/runs' };
}
const entry = (message: string) =>
  ({ outcome: 'Passed', message, cog: 'a/b', stepId: 'C', stepData: { n: 1 } }) as const;

describe('sandbox runs', () => {
  it('begin as Created, and are started once', async () => {
    const { call, clock, runs, started, user } = await openScenario();
    const answer = await call('POST', runs, { tokens: { a: 1 }, notify: 'team' });
    const { uuid, ...rest } = fields(answer);
    const at = String(clock.now());
    assert.deepEqual(
      [answer.status, rest],
      [
        200,
        { id: 1, outcome: 'Created', duration: 0, scenario: 1, log: 1, createdAt: at, updatedAt: at, createdBy: user },
      ],
    );
    assert.match(String(uuid), /^[0-9a-f-]{36}$/);
    assert.deepEqual(started, [1]);
  });

  it('start with the tokens that they were given, and with none', async () => {
    const { call, runs, store } = await openScenario();
    await call('POST', runs, { tokens: { 'test.email': 'x', deep: { y: [1] } } });
    await call('POST', runs);
    assert.deepEqual([store.runs.tokens(1), store.runs.tokens(2)], [{ 'test.email': 'x', deep: { y: [1] } }, {}]);
  });

  for (const body of [
    { notify: 'all' },
    { notify: null },
    { notify: 1 },
    { tokens: [] },
    { tokens: 'x' },
    { tokens: null },
  ]) {
    it(`do not start with ${JSON.stringify(body)}`, async () => {
      const { call, runs, started } = await openScenario();
      assert.equal((await call('POST', runs, body)).status, 400);
      assert.deepEqual(started, []);
      assert.deepEqual((await call('GET', runs)).body, []);
    });
  }

  it('page newest first, nothing twice', async () => {
    const { call, runs, started } = await openScenario();
    for (let count = 0; count < 65; count += 1) await call('POST', runs);
    const pages = await Promise.all(
      ['1', '2', '3', '4', '0'].map(async (page) =>
        rows(await call('GET', `${runs}?page=${page}`)).map(({ id }) => Number(id)),
      ),
    );
    assert.deepEqual(pages.slice(0, 4).flat(), [...started].reverse());
    assert.deepEqual(
      pages.map(({ length }) => length),
      [30, 30, 5, 0, 30],
    );
    assert.deepEqual(pages[4], pages[0], 'page 0 is the first one too');
    assert.deepEqual(
      rows(await call('GET', `${runs}?limit=3&page=2`)).map(({ id }) => id),
      [62, 61, 60],
    );
  });

  it('are filtered by outcome and time', async () => {
    const { call, clock, runs, store } = await openScenario();
    const times: number[] = [];
    for (const outcome of ['Passed', 'Failed', 'Error', 'Passed'] as const) {
      clock.jump(1_000);
      times.push(clock.now());
      const id = Number(fields(await call('POST', runs))['id']);
      store.runs.finish(id, outcome, { duration: 10, at: clock.now() });
    }
    const ids = async (query: string): Promise<readonly unknown[]> =>
      rows(await call('GET', `${runs}?${query}`)).map(({ id }) => id);
    assert.deepEqual(await ids('outcome=Passed'), [4, 1]);
    assert.deepEqual(await ids('outcome=Failed,%20Error'), [3, 2]);
    assert.deepEqual(await ids('outcome=Created'), []);
    assert.deepEqual(await ids('outcome='), [4, 3, 2, 1]);
    assert.deepEqual(await ids(`ranAfter=${String(times[1])}`), [4, 3]);
    assert.deepEqual(await ids(`ranBefore=${String(times[1])}`), [1]);
    assert.deepEqual(
      await ids(
        `ranAfter=${encodeURIComponent(new Date(times[0] ?? 0).toISOString())}&ranBefore=${String(times[3])}&outcome=Failed`,
      ),
      [2],
    );
  });

  for (const query of [
    'page=x',
    'page=-1',
    'outcome=Great',
    'outcome=constructor',
    'ranAfter=yesterday',
    'ranBefore=99999999999999999',
    'limit=x',
  ]) {
    it(`are not listed by ${query}`, async () => {
      const { call, runs } = await openScenario();
      assert.equal((await call('GET', `${runs}?${query}`)).status, 400);
    });
  }

  it('show the newest, and say where there is none', async () => {
    const { call, runs } = await openScenario();
    assert.equal((await call('GET', '/scenarios/1/mostRecentRun')).status, 404);
    await call('POST', runs);
    await call('POST', runs);
    assert.equal(fields(await call('GET', '/scenarios/1/mostRecentRun'))['id'], 2);
  });

  it('have a log that grows while they go, and never afterwards', async () => {
    const { call, clock, runs, store } = await openScenario();
    await call('POST', runs);
    const read = async (): Promise<unknown> => fields(await call('GET', `${runs}/1/log/1`))['body'];
    assert.deepEqual(await read(), []);
    store.runs.append(1, entry('one'), clock.now());
    assert.deepEqual(await read(), [entry('one')]);
    store.runs.append(1, entry('two'), clock.now());
    store.runs.finish(1, 'Passed', { duration: 7.4, at: clock.now() });
    store.runs.append(1, entry('too late'), clock.now());
    store.runs.finish(1, 'Failed', { duration: 9, at: clock.now() });
    assert.equal(store.runs.setOutcome(1, 'Running', clock.now()), false);
    assert.deepEqual(await read(), [entry('one'), entry('two')]);
    const run = fields(await call('GET', `${runs}/1?populate=log,scenario`));
    assert.deepEqual([run['outcome'], run['duration']], ['Passed', 7]);
    assert.deepEqual((run['log'] as Record<string, unknown>)['body'], [entry('one'), entry('two')]);
    assert.equal((run['scenario'] as Record<string, unknown>)['name'], 'S');
  });

  it('are found only under their own scenario, and logs under their own run', async () => {
    const world = await openScenario();
    const { call, runs } = world;
    await make(world, '/scenarios', { name: 'Other', definition });
    await call('POST', runs);
    await call('POST', runs);
    for (const path of [
      '/scenarios/2/runs/1',
      '/scenarios/9/runs',
      '/scenarios/1/runs/3',
      '/scenarios/1/runs/2/log/1',
      '/scenarios/2/runs/1/log/1',
      '/scenarios/1/runs/x',
      '/scenarios/1/runs/1/log/x',
    ]) {
      assert.equal((await call('GET', path)).status, 404, path);
    }
    assert.equal((await call('POST', '/scenarios/9/runs')).status, 404);
  });

  it('that were cut off end as Error, and say so', async () => {
    const { call, clock, runs, store } = await openScenario();
    for (const outcome of ['Created', 'Running', 'Waiting'] as const) {
      const id = Number(fields(await call('POST', runs))['id']);
      store.runs.setOutcome(id, outcome, clock.now());
    }
    store.runs.append(2, entry('one'), clock.now());
    clock.jump(1_234);
    assert.equal(endInterrupted({ store, clock }), 3);
    assert.deepEqual(
      rows(await call('GET', runs)).map(({ outcome, duration }) => [outcome, duration]),
      [
        ['Error', 1_234],
        ['Error', 1_234],
        ['Error', 1_234],
      ],
    );
    assert.deepEqual(
      store.runs.log(2, 2)?.body.map(({ outcome, message }) => `${outcome}: ${message}`),
      ['Passed: one', `Error: ${interruptedMessage}`],
    );
    assert.equal(endInterrupted({ store, clock }), 0);
  });

  it('say in words that a notification goes to me or the team', async () => {
    const { call, runs } = await openScenario();
    assert.match(messageOf(await call('POST', runs, { notify: 'everybody' })), /"me" or "team"/);
  });
});
