import assert from 'node:assert/strict';
import { request as send } from 'node:http';
import { readFaults } from '../../../src/sandbox/faults/profile';
import { madeUpSecrets } from '../../../src/sandbox/faults/distort';
import { faultsHeader } from '../../../src/sandbox/faults/inject';
import { listen } from '../../../src/sandbox/server/listen';
import { fields, make, messageOf, openApp, rows } from './world';

/** What a client sees of one request over a real connection. */
interface Seen {
  readonly status?: number;
  readonly header?: string | undefined;
  readonly body: string;
  /** Bytes that the answer promised. */
  readonly promised?: number;
  readonly isWhole: boolean;
}

async function openPort(options: Parameters<typeof openApp>[0] = {}) {
  const world = openApp(options);
  const listening = await listen(world.app.fetch, 0);
  const ask = (method: string, path: string, faults?: string, body = ''): Promise<Seen> =>
    new Promise((done) => {
      const headers = { authorization: 'Bearer a-token', ...(faults === undefined ? {} : { [faultsHeader]: faults }) };
      const outgoing = send(
        { port: listening.port, host: '127.0.0.1', method, path: `${world.base}${path}`, headers, agent: false },
        (incoming) => {
          let heard = '';
          const seen = (isWhole: boolean): void => {
            const { statusCode: status = 0, headers: got } = incoming;
            done({
              status,
              body: heard,
              header: got['x-stack-moxie-sandbox']?.toString(),
              promised: Number(got['content-length']),
              isWhole,
            });
          };
          incoming
            .setEncoding('utf8')
            .on('data', (text: string) => (heard += text))
            .on('end', () => seen(true))
            .on('error', () => seen(false));
        },
      );
      outgoing.on('error', () => done({ body: '', isWhole: false })).end(body);
    });
  return { ...world, ask, close: () => listening.close() };
}

describe('sandbox faults', () => {
  it('come where a request asks for them, and nowhere else', async () => {
    const { call } = openApp();
    const headers = { [faultsHeader]: 'unauthorized=1' };
    assert.equal((await call('GET', '/folders', undefined, { headers })).status, 401);
    assert.equal((await call('GET', '/folders')).status, 200);
  });

  it('come to all requests where the sandbox was started so, but for those that ask for others', async () => {
    const { call, request } = openApp({ faults: readFaults('throttle=1,retry-after=7,burst=100') });
    const answer = await call('GET', '/folders');
    assert.deepEqual(
      [answer.status, answer.headers.get('retry-after'), fields(answer)['name']],
      [429, '7', 'TooManyRequests'],
    );
    assert.equal((await call('GET', '/folders', undefined, { headers: { [faultsHeader]: 'none' } })).status, 200);
    assert.equal((await request('GET', '/elsewhere')).status, 404, 'only the API is hit');
  });

  it('that cannot be read are refused, with what may be written', async () => {
    const { call } = openApp();
    const answer = await call('GET', '/folders', undefined, { headers: { [faultsHeader]: 'noise' } });
    assert.equal(answer.status, 400);
    assert.match(messageOf(answer), /x-stack-moxie-faults.*"noise" is no setting.*unauthorized, throttle/);
  });

  it('before the work leave it undone', async () => {
    const { call } = openApp();
    for (const faults of ['unauthorized=1', 'throttle=1', 'outage=1']) {
      const answer = await call(
        'POST',
        '/folders',
        { name: 'F' },
        { headers: { [faultsHeader]: `${faults},burst=9` } },
      );
      assert.ok([401, 429, 500, 502, 503, 504].includes(answer.status));
    }
    assert.deepEqual((await call('GET', '/folders')).body, []);
  });

  it('delay answers by the clock', async () => {
    const { call, clock } = openApp();
    let isDone = false;
    const asked = call('GET', '/folders', undefined, { headers: { [faultsHeader]: 'latency=60000,seed=3' } }).then(
      () => (isDone = true),
    );
    await clock.pass(10);
    assert.equal(isDone, false);
    const [pause = 0] = clock.pauses;
    assert.ok(pause > 10 && pause < 60_000, String(pause));
    await clock.pass(pause);
    await asked;
  });

  it('cut the connection without an answer, before the work or after it', async () => {
    const { ask, close, store, organization } = await openPort();
    const folders = (): number =>
      store.folders.list(organization.id, { condition: { sql: '1', parameters: [] }, order: 'id', limit: 9, skip: 0 })
        .length;
    assert.deepEqual(await ask('POST', '/folders', 'drop=1', '{"name":"F"}'), { body: '', isWhole: false });
    assert.equal(folders(), 0);
    assert.deepEqual(await ask('POST', '/folders', 'lose=1', '{"name":"F"}'), { body: '', isWhole: false });
    assert.equal(folders(), 1, 'it was done, and nobody heard');
    assert.equal((await ask('GET', '/folders')).isWhole, true);
    await close();
  });

  it('send half of an answer', async () => {
    const { ask, close } = await openPort();
    const whole = await ask('POST', '/folders', undefined, '{"name":"F"}');
    const half = await ask('POST', '/folders', 'truncate=1', '{"name":"F"}');
    assert.deepEqual([half.status, half.isWhole, half.header], [200, false, 'v']);
    assert.ok(half.promised !== undefined && half.promised > half.body.length && half.body.length > 20);
    assert.deepEqual([whole.status, whole.isWhole], [200, true]);
    assert.equal((JSON.parse((await ask('GET', '/folders')).body) as unknown[]).length, 2);
    await close();
  });

  it('show lists twice and in another order, and lose nothing of them', async () => {
    const world = openApp();
    for (let index = 0; index < 20; index += 1) await make(world, '/folders', { name: `F${index}` });
    const ids = async (faults: string): Promise<readonly number[]> =>
      rows(await world.call('GET', '/folders', undefined, { headers: { [faultsHeader]: faults } })).map(({ id }) =>
        Number(id),
      );
    const plain = await ids('none');
    const distorted = await ids('repeat=1,shuffle=1,seed=5');
    assert.ok(distorted.length > plain.length);
    assert.deepEqual(
      [...new Set(distorted)].sort((a, b) => a - b),
      plain,
    );
    assert.notDeepEqual([...new Set(distorted)], plain);
    assert.deepEqual(await ids('shuffle=1,seed=5').then((list) => [...list].sort((a, b) => a - b)), plain);
  });

  it('show users with secrets, where that is asked for', async () => {
    const { call } = openApp();
    const [member] = rows(await call('GET', '/members', undefined, { headers: { [faultsHeader]: 'secrets' } }));
    assert.equal((member?.['member'] as Record<string, unknown>)['password'], madeUpSecrets.password);
    assert.doesNotMatch(JSON.stringify((await call('GET', '/members')).body), /password|Token/);
  });

  it('can be repeated: the same seed, the same fate', async () => {
    const story = async (): Promise<readonly number[]> => {
      const { call } = openApp({ faults: readFaults('unauthorized=0.2,throttle=0.2,outage=0.2,seed=42') });
      const statuses: number[] = [];
      for (let index = 0; index < 40; index += 1)
        statuses.push((await call('GET', `/folders?skip=${index % 4}`)).status);
      return statuses;
    };
    const first = await story();
    assert.deepEqual(await story(), first);
    assert.ok(new Set(first).size > 3, first.join(' '));
  });
});
