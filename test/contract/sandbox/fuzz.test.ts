import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { sandboxHeader } from '../../../src/sandbox/request/answers';
import { listen } from '../../../src/sandbox/server/listen';
import { createRandom } from '../../../src/sandbox/kit/random';
import { definition, openMachinery } from './machinery';
import { Malformed, type MalformedRequest } from './malformed';
import { fields, make, rows } from './world';

const seed = 20_261_124;
const worlds = 20;
const requestsEach = 500;
const allowed = [200, 204, 400, 401, 403, 404, 409, 413, 422];

/** A sandbox that has some of everything, under the ids that the requests ask for. */
async function openFilled() {
  const world = openMachinery();
  for (let index = 1; index <= 6; index += 1) {
    await make(world, '/folders', { name: `F${index}` });
    await make(world, '/scenarios', {
      name: `S${index}`,
      definition,
      feature: index,
      ...(index % 2 === 0 ? { type: 'template', isLinkable: true } : {}),
    });
    await make(world, '/notification-groups', { name: `G${index}`, members: [world.user] });
    await make(world, '/members', { email: `m${index}@acme.test` });
    await make(world, `/scenarios/${index}/runs`, {});
  }
  for (const scheduledScenario of [1, 2, 3])
    await make(world, '/schedules', { interval: 3_600, scheduledModel: 'scenario', scheduledScenario });
  await make(world, '/connections', { cog: 'a/b' });
  return world;
}
type Filled = Awaited<ReturnType<typeof openFilled>>;

/** Sends one request; the answer is its status, and its form is that of all answers. */
async function sendOne({ app }: Filled, { path, init }: MalformedRequest): Promise<number> {
  const told = `${init.method} ${path.slice(0, 500)} ${init.body?.slice(0, 500) ?? ''}`;
  const answer = await app.request(path, init);
  assert.ok(allowed.includes(answer.status), `${told}: ${answer.status}`);
  assert.equal(answer.headers.get(sandboxHeader), 'v', told);
  const text = await answer.text();
  if (answer.status >= 400 && init.method !== 'HEAD')
    assert.deepEqual(Object.keys(JSON.parse(text) as object).sort(), ['message', 'name'], told);
  return answer.status;
}

async function assertWhole(world: Filled): Promise<void> {
  const { database, store, organization } = world;
  assert.deepEqual(
    database.all('PRAGMA integrity_check').map((row) => ({ ...(row as object) })),
    [{ integrity_check: 'ok' }],
  );
  assert.deepEqual(database.all('PRAGMA foreign_key_check'), []);
  const all = { condition: { sql: '1', parameters: [] }, order: 'id', limit: 1e6, skip: 0 };
  for (const { id } of store.scenarios.list(organization.id, all)) store.runs.list(id, { limit: 1_000, skip: 0 });
  const id = await make(world, '/folders', { name: 'It goes on' });
  assert.equal(fields(await world.call('GET', `/folders/${id}`))['name'], 'It goes on');
}

describe('sandbox, asked what nobody should ask', () => {
  it('10,000 times, never fails: each answer is one of the API’s, and the data stay whole', async function patient() {
    this.timeout(120_000);
    const requests = new Malformed(createRandom(seed));
    const statuses = new Map<number, number>();
    for (let opened = 0; opened < worlds; opened += 1) {
      const world = await openFilled();
      for (let count = 0; count < requestsEach; count += 1) {
        const status = await sendOne(world, requests.next(world.base));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      await world.rest();
      await assertWhole(world);
    }
    assert.equal(
      [...statuses.values()].reduce((sum, times) => sum + times),
      10_000,
    );
    assert.deepEqual(
      [200, 204, 400, 401, 403, 404, 409, 422].filter((status) => (statuses.get(status) ?? 0) < 5),
      [],
      `the requests reach far: ${JSON.stringify([...statuses])}`,
    );
  });

  it('keeps texts as they are, whatever they hold', async () => {
    const world = openMachinery();
    const texts = ["'; DROP TABLE runs; --", '\0', 'a\0b', '\u202e', '🙂', '\\', '%_', '{{x}}', '\r\n\t', '<b>'];
    for (const description of texts) {
      const id = await make(world, '/scenarios', {
        name: 'S',
        description,
        definition: { steps: [{ cog: 'a/b', stepId: 'C', data: { [description]: description, __proto__x: 1 } }] },
      });
      const read = fields(await world.call('GET', `/scenarios/${id}`));
      assert.equal(read['description'], description);
      assert.deepEqual(read['definition'], {
        steps: [{ cog: 'a/b', stepId: 'C', data: { [description]: description, __proto__x: 1 } }],
      });
    }
    assert.equal(
      rows(
        await world.call(
          'GET',
          `/scenarios?where=${encodeURIComponent(JSON.stringify({ description: { contains: '%' } }))}`,
        ),
      ).length,
      1,
      'a percent sign is a percent sign',
    );
  });

  it('outlives bytes that are no requests at all', async () => {
    const world = openMachinery();
    const listening = await listen(world.app.fetch, 0, { [sandboxHeader]: 'v' });
    const random = createRandom(seed);
    const whole = `POST ${world.base}/folders HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer a-token\r\ncontent-length: 12\r\n\r\n{"name":"F"}`;
    const exchange = (bytes: Buffer): Promise<string> =>
      new Promise((done) => {
        let heard = '';
        const socket = connect(listening.port, '127.0.0.1', () => socket.end(bytes));
        socket
          .setEncoding('latin1')
          .on('data', (text: string) => (heard += text))
          .on('error', () => undefined)
          .on('close', () => done(heard));
      });
    try {
      for (let count = 0; count < 300; count += 1) {
        const bytes = Buffer.from(whole);
        for (let change = 0; change <= random() * 6; change += 1)
          bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
        const heard = await exchange(random() < 0.2 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes);
        assert.doesNotMatch(heard, /^HTTP\/1\.1 5/, bytes.toString('latin1'));
        if (heard !== '') assert.match(heard, /x-stack-moxie-sandbox/i, bytes.toString('latin1'));
      }
      assert.match(await exchange(Buffer.from(whole)), /^HTTP\/1\.1 200/);
    } finally {
      await listening.close();
    }
  });
});
