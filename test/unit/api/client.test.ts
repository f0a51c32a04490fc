import { strict as assert } from 'node:assert';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import nodeFetch from 'node-fetch';
import { createApi } from '../../../src/api/client';
import { ServerError, UnreachableError } from '../../../src/api/errors';
import { readAll } from '../../../src/api/paging';
import { silentLog } from '../../../src/base/log';

const clock = { now: () => 0, sleep: (ms: number) => (ms < 30_000 ? Promise.resolve() : new Promise<void>(() => undefined)) };

async function withServer(answer: RequestListener, use: (api: ReturnType<typeof createApi>) => Promise<void>): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  try {
    await use(createApi({ baseUrl, token: { token: () => Promise.resolve('secret-token') }, fetch: nodeFetch, clock, log: silentLog }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('API client', () => {
  it('reads recover from a 503 and a reset; a relation may be a record', async () => {
    let count = 0;
    await withServer((request, response) => {
      count++;
      if (count === 1) return void response.writeHead(503).end();
      if (count === 2) return void request.socket.destroy();
      response.end(JSON.stringify({ id: '7', name: 'F', createdAt: '5', createdBy: { emailAddress: 'a@example.com', password: 'x' } }));
    }, async (api) => {
      const folder = await api.folders.get('org', 7);
      assert.deepEqual(folder, { id: 7, name: 'F', createdAt: 5, createdBy: { id: 0, record: { emailAddress: 'a@example.com' } } });
      assert.equal(count, 3);
    });
  });

  it('a write is sent once, and its lost answer is unclear', async () => {
    let count = 0;
    await withServer((request) => {
      count++;
      request.socket.destroy();
    }, async (api) => {
      await assert.rejects(api.runs.create('org', 1, {}), (error) => error instanceof UnreachableError && error.unclear);
      assert.equal(count, 1);
    });
  });

  it('no error repeats the token', async () => {
    await withServer((_, response) => response.writeHead(500).end(JSON.stringify({ name: 'E', message: 'bad secret-token' })), async (api) => {
      await assert.rejects(api.folders.list('org'), (error) => error instanceof ServerError && !error.message.includes('secret-token'));
    });
  });
});

describe('readAll', () => {
  for (const cap of [2, 30, 1000]) {
    it(`loses nothing at a cap of ${cap}, while one of the first records is deleted`, async () => {
      const list = Array.from({ length: 95 }, (_, id) => ({ id }));
      let requests = 0;
      const found = await readAll(({ limit, skip }) => {
        if (requests++ === 1) list.splice(0, 1);
        return Promise.resolve(list.slice(skip, skip + Math.min(limit, cap)));
      });
      assert.deepEqual(list.filter((record) => !found.some((other) => (other as { id: number }).id === record.id)), []);
      assert.equal(found.length, 95);
    });
  }

  it('ends where skip is ignored', async () => {
    assert.equal((await readAll(() => Promise.resolve([{ id: 1 }, { id: 2 }]))).length, 2);
  });
});
