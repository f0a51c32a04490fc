import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  ApiError,
  DecodeError,
  ForbiddenError,
  NotFoundError,
  NotTheApiError,
  RateLimitedError,
  ServerError,
  StatusError,
  UnauthorizedError,
  UnreachableError,
} from '../../../src/api/http/errors';
import type { Api } from '../../../src/api/api';
import { CancellationSource, CancelledError } from '../../../src/base/cancellation';
import type { Clock } from '../../../src/base/clock';
import { createCatalog } from '../../../src/registry/catalog';
import { selfSigned } from '../../support/self-signed';
import { clientAt, patient, token, withServer, type Loopback } from './loopback';

const org = '6a1f0a52-33a4-4bb4-8f7e-5f6c9f2f7a11';
const getFolder = (api: Api) => api.folders.get(org, 1);
const startRun = (api: Api) => api.runs.create(org, 1, {});

/** Answers each request with the next of these; the last one stays. */
function inTurn(...answers: readonly RequestListener[]): RequestListener {
  let count = 0;
  return (request, response) => answers[Math.min(count++, answers.length - 1)]!(request, response);
}
const says =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
const sends = (value: unknown): RequestListener => says(200, JSON.stringify(value));
const resets: RequestListener = (request) => void request.socket.resetAndDestroy();
/** Begins to answer; `then` does the rest. */
const begins =
  (
    text: string,
    then: (response: ServerResponse) => void,
    headers: Readonly<Record<string, string>> = {},
  ): RequestListener =>
  (_, response) => {
    response.writeHead(200, headers);
    response.write(text, () => then(response));
  };
const breaksOff = (response: ServerResponse): void => void response.socket?.resetAndDestroy();
const html = '<!doctype html><html><title>Sign in</title></html>';

/** The error that `work` ends with; nothing in it or in the log may tell the token. */
async function failure<E extends ApiError>(
  work: Promise<unknown>,
  Expected: abstract new (...args: never[]) => E,
  { logged }: Pick<Loopback, 'logged'> = { logged: [] },
): Promise<E> {
  const error: unknown = await work.then(
    () => assert.fail('It did not fail.'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Expected, String(error));
  const told = [
    error.message,
    error.stack,
    error.cause instanceof Error ? error.cause.message : JSON.stringify(error.cause),
    ...logged,
  ].join('\n');
  assert.ok(!told.includes('very-secret'), told);
  return error;
}

describe('a server that refuses', () => {
  const family: Readonly<Record<number, abstract new (...args: never[]) => StatusError>> = {
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    429: RateLimitedError,
    500: ServerError,
  };
  for (const [status, Expected] of Object.entries(family)) {
    it(`${status} is a ${Expected.name}, with its words and without the token`, async () => {
      await withServer(
        says(Number(status), JSON.stringify({ name: 'Refused', message: `Who is ${token}?` }), { 'retry-after': '60' }),
        async (loopback) => {
          const error = await failure(getFolder(loopback.api), Expected, loopback);
          assert.deepEqual(
            [error.status, error.errorName, error.serverMessage],
            [Number(status), 'Refused', 'Who is [redacted]?'],
          );
          assert.equal(loopback.requests.length, 1);
        },
      );
    });
  }

  it('a refusal without a word is refused all the same', async () => {
    await withServer(says(401, ''), async (loopback) => {
      assert.equal((await failure(getFolder(loopback.api), UnauthorizedError, loopback)).serverMessage, undefined);
    });
  });
});

describe('an address that is not the API', () => {
  for (const address of ['', 'no address', 'ftp://127.0.0.1/api', 'http://api.example.com/api']) {
    it(`${JSON.stringify(address)} is told before anything is sent`, async () => {
      await failure(getFolder(clientAt(address)), NotTheApiError);
      assert.equal((await failure(startRun(clientAt(address)), NotTheApiError)).unclear, false);
    });
  }

  it('nobody listens', async () => {
    let closed = '';
    await withServer(resets, ({ address }) => {
      closed = address;
      return Promise.resolve();
    });
    const error = await failure(getFolder(clientAt(`${closed}/api`)), UnreachableError);
    assert.match(error.message, /ECONNREFUSED/);
    assert.equal(
      (await failure(startRun(clientAt(`${closed}/api`)), UnreachableError)).unclear,
      false,
      'what was never sent did not happen',
    );
  });

  for (const status of [200, 404]) {
    it(`a web page (${String(status)})`, async () => {
      await withServer(says(status, html, { 'content-type': 'text/html' }), async (loopback) => {
        assert.match((await failure(getFolder(loopback.api), NotTheApiError, loopback)).message, /web page/);
        assert.equal(loopback.requests.length, 1);
      });
    });
  }

  for (const status of [301, 302, 303, 307, 308]) {
    it(`a redirect (${String(status)}) is not followed, so the token stays`, async () => {
      await withServer(sends({ id: 1, name: 'F' }), async (elsewhere) => {
        await withServer(says(status, '', { location: `${elsewhere.address}/api/v1/folders` }), async (loopback) => {
          const error = await failure(getFolder(loopback.api), NotTheApiError, loopback);
          assert.ok(error.message.includes(elsewhere.address));
          await failure(startRun(loopback.api), NotTheApiError, loopback);
          assert.deepEqual(elsewhere.requests, []);
        });
      });
    });
  }

  it('JSON that is nested without end', async () => {
    const deep = (key: string): string => `${`{"${key}":`.repeat(100_000)}1${'}'.repeat(100_000)}`;
    for (const text of [
      deep('x'),
      deep('feature'),
      `[${deep('id')}]`,
      '['.repeat(100_000) + ']'.repeat(100_000),
      `{"id":1,"name":"S","schedule":${deep('x')},"definition":${deep('steps')}}`,
    ]) {
      await withServer(says(200, text), async (loopback) => {
        const { folders, scenarios, runs, registry, members, organizations } = loopback.api;
        const asks: readonly (() => Promise<unknown>)[] = [
          () => folders.list(org),
          () => folders.get(org, 1),
          () => scenarios.list(org),
          () => scenarios.get(org, 1),
          () => runs.list(org, 1),
          () => runs.log(org, 1, 1, 1),
          () => registry.get(org),
          () => members.list(org),
          () => organizations.name(org),
        ];
        for (const ask of asks) {
          const ended: unknown = await ask().then(
            () => undefined,
            (error: unknown) => error,
          );
          assert.ok(ended === undefined || ended instanceof DecodeError, String(ended));
        }
      });
    }
  });

  it('JSON of another kind', async () => {
    await withServer(sends({ status: 'ok' }), async (loopback) => {
      assert.equal((await failure(loopback.api.folders.list(org), DecodeError, loopback)).path, '');
      assert.equal((await failure(getFolder(loopback.api), DecodeError, loopback)).path, 'id');
      assert.equal(
        (await failure(startRun(loopback.api), DecodeError, loopback)).unclear,
        true,
        'an answered write has happened',
      );
    });
  });
});

describe('a server whose certificate is not trusted', () => {
  it('is asked once, and the failure says so', async () => {
    const server = createServer(selfSigned(), (_, response) => response.end('[]'));
    let connections = 0;
    server.on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const logged: string[] = [];
    try {
      const error = await failure(
        getFolder(clientAt(`https://127.0.0.1:${String((server.address() as AddressInfo).port)}/api`, logged)),
        UnreachableError,
        { logged },
      );
      assert.deepEqual([error.reason, error.code, connections], ['certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT', 1]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('a server whose answers break', () => {
  const good = sends({ id: 1, name: 'F' });
  const broken: Readonly<Record<string, RequestListener>> = {
    'a reset before the answer': resets,
    'a reset in the middle of the answer': begins('{"id": 1, "na', breaksOff),
    'an end before the promised length': begins('{"id": 1, "na', (response) => response.socket?.end(), {
      'content-length': '500',
    }),
    'an end without the last chunk': begins('{"id": 1, "na', (response) => response.socket?.end(), {
      'transfer-encoding': 'chunked',
    }),
    'a gzip stream that is none': says(200, 'not gzip at all', { 'content-encoding': 'gzip' }),
    'a 503': says(503, '{}'),
    'a 502 with a web page': says(502, html),
  };
  for (const [name, answer] of Object.entries(broken)) {
    it(`${name}: a read recovers`, async () => {
      await withServer(inTurn(answer, answer, good), async ({ api, requests }) => {
        assert.deepEqual(await getFolder(api), { id: 1, name: 'F' });
        assert.equal(requests.length, 3);
      });
    });
    it(`${name}: a read that does not recover says so after four tries`, async () => {
      await withServer(answer, async (loopback) => {
        const error = await failure(getFolder(loopback.api), ApiError, loopback);
        assert.ok(error instanceof UnreachableError || error instanceof ServerError);
        assert.equal(loopback.requests.length, 4);
      });
    });
    it(`${name}: a write is sent once, and its outcome is unclear`, async () => {
      await withServer(inTurn(answer, good), async (loopback) => {
        assert.equal((await failure(startRun(loopback.api), ApiError, loopback)).unclear, true);
        assert.deepEqual(loopback.requests, [`POST /api/v1/organizations/${org}/scenarios/1/runs`]);
      });
    });
  }

  it('a 500 is told at once, and the next call is served', async () => {
    await withServer(inTurn(says(500, '{}'), good), async (loopback) => {
      await failure(getFolder(loopback.api), ServerError, loopback);
      assert.equal((await getFolder(loopback.api)).name, 'F');
    });
  });

  for (const text of ['{"id": 1, "na', 'OK', '{"id": 1}}', '{"id": 1}{"id": 2}', "{'id': 1}"]) {
    it(`malformed JSON ${JSON.stringify(text)}`, async () => {
      await withServer(says(200, text), async (loopback) => {
        const error = await failure(getFolder(loopback.api), NotTheApiError, loopback);
        assert.ok(!error.message.includes(text));
        assert.equal((await failure(startRun(loopback.api), NotTheApiError, loopback)).unclear, true);
      });
    });
  }

  it('an empty answer where a record should be', async () => {
    await withServer(says(200, ''), async (loopback) => {
      await failure(getFolder(loopback.api), DecodeError, loopback);
      await failure(loopback.api.folders.list(org), DecodeError, loopback);
      assert.equal(await loopback.api.runs.mostRecent(org, 1), undefined);
    });
  });

  it('a list that breaks off on its second page is read whole', async () => {
    const all = Array.from({ length: 70 }, (_, id) => ({ id: id + 1, name: `F${String(id)}` }));
    const page: RequestListener = (request, response) => {
      const skip = Number(new URL(request.url ?? '', 'http://x').searchParams.get('skip'));
      response.end(JSON.stringify(all.slice(skip, skip + 30)));
    };
    await withServer(inTurn(page, resets, says(503, ''), page), async ({ api }) => {
      assert.deepEqual(
        (await api.folders.list(org)).map(({ id }) => id),
        all.map(({ id }) => id),
      );
    });
  });
});

describe('a server that takes its time', () => {
  it('a slow drip is read to its end', async () => {
    const text = JSON.stringify({ id: 1, name: 'Drip' });
    const drips: RequestListener = (_, response) => {
      let sent = 0;
      const timer = setInterval(() => {
        response.write(text[sent++]);
        if (sent < text.length) return;
        clearInterval(timer);
        response.end();
      }, 60);
    };
    // On the hasty clock the whole takes more than the time that a request has, and no pause does.
    await withServer(
      drips,
      async ({ api, requests }) => {
        assert.equal((await getFolder(api)).name, 'Drip');
        assert.equal(requests.length, 1);
      },
      { timeoutMs: 50_000 },
    );
  });

  it('an answer that stops in the middle is asked for again', async () => {
    await withServer(
      inTurn(
        begins('{"id": 1,', () => undefined),
        sends({ id: 1, name: 'F' }),
      ),
      async ({ api, requests }) => {
        assert.equal((await getFolder(api)).name, 'F');
        assert.equal(requests.length, 2);
      },
      { timeoutMs: 50_000 },
    );
  });

  it('silence ends a write as unclear, and hangs up', async () => {
    const hungUp: Promise<unknown>[] = [];
    const ears = new EventEmitter();
    const heard = once(ears, 'request');
    const silent: RequestListener = (request) => {
      hungUp.push(new Promise((resolve) => request.socket.once('close', resolve)));
      ears.emit('request');
    };
    // The time that a request has is over as soon as the server has heard it.
    let now = 0;
    const clock: Clock = { now: () => now, sleep: () => heard.then(() => void (now += patient.timeoutMs)) };
    await withServer(
      silent,
      async (loopback) => {
        const error = await failure(startRun(loopback.api), UnreachableError, loopback);
        assert.deepEqual([error.reason, error.unclear], ['timeout', true]);
        await Promise.all(hungUp);
        assert.equal(loopback.requests.length, 1);
      },
      { clock },
    );
  });

  it('a cancelled read hangs up at once', async () => {
    const source = new CancellationSource();
    let hungUp: Promise<unknown> | undefined;
    const silent: RequestListener = (request) => {
      hungUp = new Promise((resolve) => request.socket.once('close', resolve));
      source.cancel();
    };
    await withServer(silent, async ({ api, requests }) => {
      await assert.rejects(api.folders.get(org, 1, { cancellation: source.token }), CancelledError);
      await hungUp;
      assert.equal(requests.length, 1);
    });
  });
});

describe('a server that sends much', () => {
  const entry = {
    outcome: 'Passed',
    message: 'm'.repeat(1000),
    cog: 'a/b',
    stepId: 'C',
    stepData: { text: 'ü'.repeat(500) },
  };
  const body = Array.from({ length: 5_500 }, (_, index) => ({
    ...entry,
    message: `${String(index)} ${entry.message}`,
  }));
  const text = JSON.stringify({ id: 3, body });

  it('a log of 10 MB is read whole', async () => {
    assert.ok(Buffer.byteLength(text) > 10 * 1024 * 1024);
    await withServer(says(200, text), async ({ api }) => {
      const { entries } = await api.runs.log(org, 1, 2, 3);
      assert.equal(entries.length, body.length);
      assert.deepEqual(entries.at(-1), body.at(-1));
    });
  });

  it('a connection that is reset in the middle of it is no lost log', async () => {
    const half = text.slice(0, text.length / 2);
    await withServer(
      inTurn(begins(half, breaksOff, { 'content-length': String(Buffer.byteLength(text)) }), says(200, text)),
      async ({ api, requests }) => {
        assert.equal((await api.runs.log(org, 1, 2, 3)).entries.length, body.length);
        assert.equal(requests.length, 2);
      },
    );
  });

  it('an endless answer is hung up on', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 0x20);
    let hungUp: Promise<unknown> = Promise.resolve();
    const endless: RequestListener = (request, response) => {
      hungUp = new Promise((resolve) => request.socket.once('close', resolve));
      const more = (): void => {
        while (!response.destroyed && response.write(megabyte));
        response.once('drain', more);
      };
      more();
    };
    await withServer(endless, async (loopback) => {
      assert.match((await failure(getFolder(loopback.api), NotTheApiError, loopback)).message, /64 MB/);
      await hungUp;
    });
  });

  it('so is a small one that unfolds', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20));
    const sendBomb: RequestListener = (_, response) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    await withServer(sendBomb, async (loopback) => {
      await failure(getFolder(loopback.api), NotTheApiError, loopback);
    });
  });
});

describe('a server that sends what nobody foresaw', () => {
  it('a run log with unknown outcomes and unreadable entries', async () => {
    const log = {
      id: 3,
      body: [{ outcome: 'Skipped', message: 'later' }, null, 7, { outcome: 'Passed', message: 'done' }],
    };
    await withServer(sends(log), async ({ api }) => {
      const { entries } = await api.runs.log(org, 1, 2, 3);
      assert.deepEqual(
        entries.map(({ outcome, message }) => [outcome, message]),
        [
          ['Unknown', 'later'],
          ['Unknown', ''],
          ['Unknown', ''],
          ['Passed', 'done'],
        ],
      );
    });
  });

  it('a registry with an expression that does not compile: the rest of it works', async () => {
    const step = (stepId: string, expression: string) => ({
      stepId,
      name: stepId,
      type: 0,
      expression,
      expectedFieldsList: [],
      expectedRecordsList: [],
    });
    const registry = [
      { name: 'v/c', stepDefinitionsList: [step('Bad', '(?<a>['), step('Good', 'do it')] },
      { label: 'nameless' },
      null,
    ];
    await withServer(sends(registry), async (loopback) => {
      const entries = await loopback.api.registry.get(org);
      assert.deepEqual(
        entries.map(({ name }) => name),
        ['v/c'],
      );
      assert.deepEqual(
        entries[0]?.stepDefinitionsList.map(({ stepId }) => stepId),
        ['Bad', 'Good'],
      );
      assert.doesNotThrow(() => createCatalog(entries));
      assert.equal(loopback.logged.filter((line) => line.includes('left out')).length, 2);
    });
  });

  it('a scenario whose definition is null, or is none that can be read', async () => {
    const records = [
      { id: 1, name: 'null', definition: null },
      { id: 2, name: 'none' },
      { id: 3, name: 'odd', definition: { steps: [{ step: 'Given text' }] } },
      { id: 'x', name: 'no id' },
    ];
    await withServer(sends(records), async (loopback) => {
      const scenarios = await loopback.api.scenarios.list(org);
      assert.deepEqual(
        scenarios.map(({ name, definition }) => [name, definition]),
        [
          ['null', null],
          ['none', null],
          ['odd', null],
        ],
      );
      assert.ok(loopback.logged.some((line) => line.includes('left out [3].id')));
    });
  });

  it('names with line ends, ANSI and right-to-left marks arrive as they are; complaints with them are made harmless', async () => {
    const name = 'a\nb\u001b[31mred\u202egnp.exe\u0000';
    await withServer(
      inTurn(sends({ id: 1, name }), says(422, JSON.stringify({ name, message: name }))),
      async (loopback) => {
        assert.equal((await getFolder(loopback.api)).name, name);
        const error = await failure(loopback.api.folders.create(org, { name }), StatusError, loopback);
        assert.equal(error.serverMessage, 'a b [31mred gnp.exe ');
        assert.equal(error.errorName, 'a b [31mred gnp.exe ');
      },
    );
  });

  it('a byte order mark before the JSON', async () => {
    await withServer(says(200, '\ufeff{"id": 1, "name": "F"}'), async ({ api }) =>
      assert.equal((await getFolder(api)).name, 'F'),
    );
  });
});
