import assert from 'node:assert/strict';
import type { ApiRequest, TransportOptions } from '../../../src/api/http/request';
import { createTransport } from '../../../src/api/http/transport';
import {
  ApiError,
  InvalidError,
  NotTheApiError,
  RateLimitedError,
  ServerError,
  UnauthorizedError,
  UnreachableError,
} from '../../../src/api/http/errors';
import { CancellationSource, CancelledError } from '../../../src/base/cancellation';
import { answers, breaks, json, never, server, status, type MadeServer, type MakeFate } from './world';

const get: ApiRequest = { method: 'GET', operation: 'GET /folders', path: '/v1/organizations/org/folders' };
const post: ApiRequest = { ...get, method: 'POST', operation: 'POST /folders', body: { name: 'F' } };
const writes = (['POST', 'PATCH', 'DELETE'] as const).map((method): ApiRequest => ({
  ...post,
  method,
  operation: `${method} /folders`,
}));

const send = (made: MadeServer, request: ApiRequest = get, more: Partial<TransportOptions> = {}): Promise<unknown> =>
  made.clock.run(createTransport(made.options(more))(request));

async function failure(work: Promise<unknown>): Promise<Error> {
  const error: unknown = await work.then(
    (value) => assert.fail(`It answered ${JSON.stringify(value)}.`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error);
  return error;
}

describe('transport: what is sent', () => {
  it('sends the token to its own address, and a body as JSON', async () => {
    const made = server(json({ id: 1 }));
    assert.deepEqual(await send(made, post), { id: 1 });
    const { url, init } = made.requests[0]!;
    assert.equal(url, 'https://api.test/api/v1/organizations/org/folders');
    assert.equal(init.method, 'POST');
    assert.deepEqual(init.headers, {
      accept: 'application/json',
      authorization: 'Bearer secret-token',
      'content-type': 'application/json',
    });
    assert.equal(init.body, '{"name":"F"}');
    assert.equal(init.redirect, 'manual');
  });

  it('asks for the token at each request, also when a read is tried again', async () => {
    const made = server(status(503), json([]));
    made.tokens = ['one', 'two'];
    await send(made);
    assert.deepEqual(
      made.requests.map(({ init }) => init.headers['authorization']),
      ['Bearer one', 'Bearer two'],
    );
  });

  for (const token of ['', '  ', 'two\nlines', 'smörgås']) {
    it(`sends nothing where the token is ${JSON.stringify(token)}`, async () => {
      const made = server(json([]));
      made.tokens = [token];
      const error = await failure(send(made));
      assert.ok(error instanceof UnauthorizedError && error.errorName === 'SignedOut');
      assert.deepEqual(made.conversation, []);
    });
  }

  it('sends nothing to an address that may not be used', async () => {
    const made = server(json([]));
    const error = await failure(send(made, get, { baseUrl: 'http://api.test/api' }));
    assert.ok(error instanceof NotTheApiError);
    assert.deepEqual(made.conversation, []);
  });

  it('tells the observer of every answer, good or bad', async () => {
    const made = server(status(503), json([], { headers: { 'x-stack-moxie-sandbox': '0.1.0' } }));
    const seen: unknown[] = [];
    await send(made, get, { observe: (answer) => seen.push(answer) });
    assert.deepEqual(seen, [
      { status: 503, isSandbox: false },
      { status: 200, isSandbox: true },
    ]);
  });
});

describe('transport: reads are tried again', () => {
  for (const code of [429, 502, 503, 504]) {
    it(`after ${String(code)}`, async () => {
      const made = server(status(code), status(code), status(code), json(['good']));
      assert.deepEqual(await send(made), ['good']);
      assert.deepEqual(made.conversation, [
        '0 GET /folders',
        '250 GET /folders',
        '750 GET /folders',
        '1750 GET /folders',
      ]);
    });
  }

  for (const code of [
    'ECONNRESET',
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'ERR_STREAM_PREMATURE_CLOSE',
  ]) {
    it(`after ${code}`, async () => {
      const made = server(breaks(code), json(['good']));
      assert.deepEqual(await send(made), ['good']);
    });
  }

  it('at most three times, and then the last error tells', async () => {
    const made = server(
      breaks('ECONNRESET'),
      breaks('ECONNRESET'),
      breaks('ECONNRESET'),
      status(502),
      json('too late'),
    );
    const error = await failure(send(made));
    assert.ok(error instanceof ServerError && error.status === 502);
    assert.equal(made.conversation.length, 4);
  });

  for (const code of [400, 401, 403, 404, 409, 418, 422, 500, 501]) {
    it(`never after ${String(code)}`, async () => {
      const made = server(status(code), json('no'));
      const error = await failure(send(made));
      assert.ok(error instanceof ApiError);
      assert.equal(made.conversation.length, 1);
    });
  }

  for (const [name, error] of Object.entries({
    'as a cause': Object.assign(new Error('fetch failed'), {
      cause: Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' }),
    }),
    'among several': Object.assign(
      new AggregateError([Object.assign(new Error('x'), { code: 'HOSTNAME_MISMATCH' })], 'all failed'),
      {},
    ),
    'in words alone': new Error('request to https://api.test failed, reason: unable to verify the first certificate'),
  })) {
    it(`never where the certificate is not trusted, told ${name}`, async () => {
      const made = server(() => () => Promise.reject(error));
      const told = await failure(send(made));
      assert.ok(told instanceof UnreachableError && told.reason === 'certificate');
      assert.equal(made.conversation.length, 1);
    });
  }

  it('never where the certificate is not trusted', async () => {
    const made = server(breaks('DEPTH_ZERO_SELF_SIGNED_CERT'));
    const error = await failure(send(made));
    assert.ok(error instanceof UnreachableError && error.reason === 'certificate');
    assert.match(error.message, /certificate.*DEPTH_ZERO_SELF_SIGNED_CERT/);
    assert.equal(made.conversation.length, 1);
  });

  for (const [random, moments] of [
    [0, [0, 250, 750, 1750]],
    [0.5, [0, 375, 1125, 2625]],
    [1, [0, 500, 1500, 3500]],
  ] as const) {
    it(`waits twice as long each time, between half and all of it (random ${String(random)})`, async () => {
      const made = server(status(503));
      await failure(send(made, get, { random: () => random }));
      assert.deepEqual(
        made.conversation.map((line) => Number(line.split(' ')[0])),
        moments,
      );
    });
  }

  for (const code of [429, 503]) {
    it(`waits as long as a ${String(code)} asks, in seconds`, async () => {
      const made = server(status(code, { 'retry-after': '7' }), json([]));
      await send(made);
      assert.deepEqual(made.conversation, ['0 GET /folders', '7000 GET /folders']);
    });
  }

  it('waits until the date that a 429 names', async () => {
    const made = server(status(429, { 'retry-after': new Date(9000).toUTCString() }), json([]));
    await send(made);
    assert.deepEqual(made.conversation, ['0 GET /folders', '9000 GET /folders']);
  });

  it('never waits less than its own patience, also where the service asks for less', async () => {
    const made = server(
      status(429, { 'retry-after': '0' }),
      status(429, { 'retry-after': new Date(0).toUTCString() }),
      json([]),
    );
    await send(made);
    assert.deepEqual(made.conversation, ['0 GET /folders', '250 GET /folders', '750 GET /folders']);
  });

  it('gives up at once where the service asks for more than 30 s, and says how much', async () => {
    const made = server(status(429, { 'retry-after': '31' }));
    const error = await failure(send(made));
    assert.ok(error instanceof RateLimitedError && error.retryAfter === 31_000);
    assert.equal(made.conversation.length, 1);
  });
});

describe('transport: a write is sent once', () => {
  const fates = {
    'a 429': status(429),
    'a 503': status(503),
    'a 502': status(502),
    'a reset': breaks('ECONNRESET'),
    'a refusal': breaks('ECONNREFUSED'),
    silence: never(),
  };
  for (const request of writes) {
    for (const [name, fate] of Object.entries(fates)) {
      it(`${request.method} after ${name}`, async () => {
        const made = server(fate, json('no'));
        await failure(send(made, request));
        assert.equal(made.conversation.length, 1);
      });
    }
  }

  const unclear: readonly (readonly [string, MakeFate, boolean])[] = [
    ['a reset', breaks('ECONNRESET'), true],
    ['silence', never(), true],
    ['a 500', status(500), true],
    ['a 503', status(503), true],
    ['a good answer that breaks off', answers({ body: ['{"id"', 60_000] }), true],
    ['a good answer that is no JSON', answers({ body: ['{"id"'] }), true],
    ['a web page', answers({ body: ['<html>'] }), true],
    ['a redirect that says "see other"', answers({ status: 303 }), true],
    ['a redirect to another address', answers({ status: 308 }), false],
    ['a refused connection', breaks('ECONNREFUSED'), false],
    ['an unknown host', breaks('ENOTFOUND'), false],
    ['a certificate that is not trusted', breaks('CERT_HAS_EXPIRED'), false],
    ['a 422', status(422), false],
    ['a 429', status(429), false],
    ['a web page that says 404', answers({ status: 404, body: ['<html>'] }), false],
  ];
  for (const [name, fate, expected] of unclear) {
    it(`${name} leaves its outcome ${expected ? 'unclear' : 'clear'}`, async () => {
      const error = await failure(send(server(fate), post));
      assert.ok(error instanceof ApiError);
      assert.equal(error.unclear, expected);
    });
  }

  it('a read is never unclear', async () => {
    for (const fate of [breaks('ECONNRESET'), status(500), answers({ body: ['{"id"'] })]) {
      const error = await failure(send(server(fate)));
      assert.ok(error instanceof ApiError && !error.unclear);
    }
  });
});

describe('transport: time', () => {
  it('counts a request as lost after 30 s without an answer', async () => {
    const made = server(never());
    const error = await failure(send(made, post));
    assert.ok(error instanceof UnreachableError && error.reason === 'timeout');
    assert.equal(made.clock.now(), 30_000);
  });

  it('counts from the last progress: a slow answer is no lost one', async () => {
    const pieces = ['["a"', ...Array.from({ length: 18 }, () => ' '), ']'];
    const body = pieces.flatMap((piece) => [29_000, piece]);
    const made = server(answers({ body }));
    assert.deepEqual(await send(made, post), ['a']);
    assert.equal(made.clock.now(), 20 * 29_000);
  });

  it('takes the head of an answer for progress', async () => {
    const made = server((world) => async (init) => {
      await world.clock.sleep(20_000);
      return world.answers({ body: [20_000, '[]'] })(init);
    });
    assert.deepEqual(await send(made, post), []);
    assert.equal(made.clock.now(), 40_000);
  });

  it('ends an answer that stops in the middle, at the time told', async () => {
    const made = server(answers({ body: ['[', 4_000, '1', 10_000, ']'] }));
    const error = await failure(send(made, post, { timeoutMs: 5_000 }));
    assert.ok(error instanceof UnreachableError && error.reason === 'timeout');
    assert.equal(made.clock.now(), 9_000);
  });

  it('leaves no timer behind', async () => {
    const made = server(json([]));
    await send(made);
    assert.equal(made.clock.sleeping, 0);
    await failure(send(server(status(500))));
    assert.equal(made.clock.sleeping, 0);
  });
});

describe('transport: cancellation', () => {
  it('sends nothing that was cancelled before', async () => {
    const source = new CancellationSource();
    source.cancel();
    for (const request of [get, post]) {
      const made = server(json([]));
      assert.ok((await failure(send(made, { ...request, cancellation: source.token }))) instanceof CancelledError);
      assert.deepEqual(made.conversation, []);
    }
  });

  it('calls off a write while its token is read', async () => {
    const source = new CancellationSource();
    const made = server(json([]));
    const token = () => {
      source.cancel();
      return Promise.resolve('secret-token');
    };
    assert.ok(
      (await failure(send(made, { ...post, cancellation: source.token }, { token: { token } }))) instanceof
        CancelledError,
    );
    assert.deepEqual(made.conversation, []);
  });

  it('stops a read that is on its way, before its answer and in it', async () => {
    for (const fate of [never(), answers({ body: ['[', 20_000, ']'] })]) {
      const source = new CancellationSource();
      const made = server(fate);
      void made.clock.sleep(1_000).then(() => source.cancel());
      assert.ok((await failure(send(made, { ...get, cancellation: source.token }))) instanceof CancelledError);
      assert.equal(made.clock.now(), 1_000);
      assert.equal(made.requests[0]!.init.signal.aborted, true);
    }
  });

  it('stops a read that waits for its next try', async () => {
    const source = new CancellationSource();
    const made = server(status(503, { 'retry-after': '20' }), json('no'));
    void made.clock.sleep(1_000).then(() => source.cancel());
    assert.ok((await failure(send(made, { ...get, cancellation: source.token }))) instanceof CancelledError);
    assert.deepEqual([made.conversation.length, made.clock.now()], [1, 1_000]);
  });

  it('listens no longer than it works', async () => {
    let listening = 0;
    const onCancellationRequested = () => {
      listening += 1;
      return { dispose: () => (listening -= 1) };
    };
    for (const fate of [json([]), status(403)]) {
      await send(server(fate), {
        ...get,
        cancellation: { isCancellationRequested: false, onCancellationRequested },
      }).catch(() => undefined);
      assert.equal(listening, 0);
    }
  });

  it('waits for a write that is on its way: its outcome must be known', async () => {
    const source = new CancellationSource();
    const made = server(answers({ body: [5_000, '{"id":1}'] }));
    void made.clock.sleep(1_000).then(() => source.cancel());
    assert.deepEqual(await send(made, { ...post, cancellation: source.token }), { id: 1 });
    const lost = server(breaks('ECONNRESET'));
    const error = await failure(send(lost, { ...post, cancellation: new CancellationSource().token }));
    assert.ok(error instanceof UnreachableError && error.unclear);
  });
});

describe('transport: what is no API', () => {
  it('does not follow a redirect, and says where it leads without what might be secret', async () => {
    const made = server(answers({ status: 302, headers: { location: 'https://login.test/path?ticket=abc' } }));
    const error = await failure(send(made));
    assert.ok(error instanceof NotTheApiError);
    assert.match(error.message, /redirects to https:\/\/login\.test, /);
    assert.doesNotMatch(error.message, /ticket/);
    assert.equal(made.conversation.length, 1);
  });

  it('reads 64 MB and not one byte more', async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(0x20);
    const full = Array.from({ length: 64 }, () => megabyte);
    const largest = [...full.slice(1), megabyte.subarray(4), '"ok"'];
    assert.equal(await send(server(answers({ body: largest }))), 'ok');
    const made = server(answers({ body: [...full, ' '] }));
    const error = await failure(send(made));
    assert.ok(error instanceof NotTheApiError);
    assert.match(error.message, /64 MB/);
    assert.equal(made.requests[0]!.init.signal.aborted, true, 'it is hung up on');
  });

  it('puts characters together that were cut in two', async () => {
    const bytes = new TextEncoder().encode('["ü€😀"]');
    assert.deepEqual(await send(server(answers({ body: [...bytes].map((byte) => Uint8Array.of(byte)) }))), ['ü€😀']);
  });
});

describe('transport: the token stays secret', () => {
  const token = 'abc-Very-Secret';
  const quoting = { name: `Bad ${token}`, message: `Who sent Bearer ${token}?` };
  const fates: Readonly<Record<string, MakeFate>> = {
    'an error that the service words': json(quoting, { status: 403 }),
    'a server error': json(quoting, { status: 500 }),
    'a broken connection': breaks('ECONNRESET', `request with Bearer ${token} failed`),
    'an answer that is no JSON': answers({ body: [`{"token": ${token}`] }),
    'a web page': answers({ body: [`<html>${token}`] }),
    'a redirect': answers({ status: 302, headers: { location: `https://${token}.test/?t=${token}` } }),
  };
  for (const [name, fate] of Object.entries(fates)) {
    for (const request of [get, post]) {
      it(`${request.method}: ${name}`, async () => {
        const made = server(fate);
        made.tokens = [token];
        const error = await failure(send(made, request));
        const told = [made.logged, ...chain(error)].join('\n').toLowerCase();
        assert.ok(!told.includes(token.toLowerCase()), told);
      });
    }
  }

  it('while the rest of what the service says is kept, on one line', async () => {
    const error = await failure(
      send(server(json({ name: 'Bad', message: 'first\nsecond\u202e\u001b[31m' }, { status: 422 }))),
    );
    assert.ok(error instanceof InvalidError);
    assert.equal(error.errorName, 'Bad');
    assert.equal(error.serverMessage, 'first second [31m');
  });
});

/** All that an error and its causes would tell a log. */
function chain(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return error === undefined ? [] : [JSON.stringify(error)];
  return [error.message, error.stack ?? '', JSON.stringify(Object.entries(error)), ...chain(error.cause)];
}
