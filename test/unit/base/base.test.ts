import assert from 'node:assert/strict';
import { createTimerClock } from '../../../src/base/timer-clock';
import { errorText } from '../../../src/base/error-text';
import { CancellationSource, CancelledError, unlessCancelled } from '../../../src/base/cancellation';
import { DisposableStore, toDisposable } from '../../../src/base/dispose';
import { Emitter } from '../../../src/base/event';
import { redact } from '../../../src/base/redact';
import { atOnce } from '../../support/at-once';

describe('DisposableStore', () => {
  it('lets go in reverse order and past a failure', () => {
    const gone: number[] = [];
    const store = new DisposableStore();
    store.add(toDisposable(() => gone.push(1)));
    store.add(
      toDisposable(() => {
        throw new Error('stuck');
      }),
    );
    store.add(toDisposable(() => gone.push(3)));
    assert.throws(() => store.dispose(), AggregateError);
    assert.deepEqual(gone, [3, 1]);
  });

  it('disposes at once what is added too late', () => {
    const store = new DisposableStore();
    store.dispose();
    let gone = false;
    store.add(toDisposable(() => (gone = true)));
    assert.ok(gone);
  });
});

describe('Emitter', () => {
  it('tells every listener even where one fails, and none that left', () => {
    const heard: string[] = [];
    const emitter = new Emitter<string>();
    emitter.event(() => {
      throw new Error('deaf');
    });
    emitter.event((value) => heard.push(value));
    emitter.event((value) => heard.push(`left ${value}`)).dispose();
    assert.throws(() => emitter.fire('x'), AggregateError);
    assert.deepEqual(heard, ['x']);
  });
});

describe('CancellationSource', () => {
  it('tells once, and at once to those who come late', () => {
    const source = new CancellationSource();
    let told = 0;
    source.token.onCancellationRequested(() => told++);
    source.cancel();
    source.cancel();
    source.token.onCancellationRequested(() => told++);
    assert.equal(told, 2);
    assert.ok(source.token.isCancellationRequested);
  });
});

describe('unlessCancelled', () => {
  it('gives what the work gives, or what it fails with', async () => {
    const { token } = new CancellationSource();
    assert.equal(await unlessCancelled(Promise.resolve(1), token), 1);
    await assert.rejects(unlessCancelled(Promise.reject(new Error('no')), token), /no/);
  });
  it('rejects as soon as it is cancelled, though the work goes on', async () => {
    const source = new CancellationSource();
    const waiting = unlessCancelled(new Promise(() => undefined), source.token);
    source.cancel();
    await assert.rejects(waiting, CancelledError);
    await assert.rejects(unlessCancelled(new Promise(() => undefined), source.token), CancelledError);
  });
});

describe('redact', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer [redacted]'],
    ['authorization: Basic dXNlcjpodW50ZXIy', 'authorization: Basic [redacted]'],
    ['"authorization":"hunter2",', '"authorization":[redacted],'],
    ['got eyJhbGciOi.eyJzdWIiOi.c2ln from it', 'got [redacted] from it'],
    ['{"password":"hunter2","name":"Ada"}', '{"password":[redacted],"name":"Ada"}'],
    ['{"password":"hun\\"ter2","name":"Ada"}', '{"password":[redacted],"name":"Ada"}'],
    [
      '"{\\"clientSecret\\":\\"hunter2\\",\\"name\\":\\"Ada\\"}"',
      '"{\\"clientSecret\\":[redacted],\\"name\\":\\"Ada\\"}"',
    ],
    ['https://x.test/?token=abcdef&page=2', 'https://x.test/?token=[redacted]&page=2'],
    ['to https://ada:hunter2@x.test/path', 'to https://ada:[redacted]@x.test/path'],
    ['to https://x.test:8080/a@b', 'to https://x.test:8080/a@b'],
    ["apiKey: 'hunter2'", 'apiKey: [redacted]'],
    ['passphrase = hunter2', 'passphrase = [redacted]'],
    ['Set-Cookie: sid=hunter2; Path=/', 'Set-Cookie: [redacted]; Path=/'],
    ['the basic idea of a token is simple', 'the basic idea of a token is simple'],
  ];
  for (const [text, want] of cases) it(text, () => assert.equal(redact(text), want));

  it('removes the tokens in use wherever they stand', () =>
    assert.equal(redact('x s3cr3t-value y', ['s3cr3t-value']), 'x [redacted] y'));
  it('is quick with a text that was made to be slow', () => {
    atOnce(2_000, () => {
      for (const piece of ['password', 'password:"', 'password\\"', '//a:', 'bearer ', 'eyJabcd.'])
        redact(piece.repeat(20_000));
    });
  });
});

describe('a clock on timers', () => {
  /** Timers that go off when told. */
  function setUp() {
    const going = new Map<() => void, number>();
    const start = (work: () => void, milliseconds: number): (() => void) => {
      going.set(work, milliseconds);
      return () => going.delete(work);
    };
    return { clock: createTimerClock({ now: () => 7, start }), going };
  }

  it('sleeps until its timer goes off, and asks no timer for more than it can count', async () => {
    const { clock, going } = setUp();
    const slept = clock.sleep(1e12);
    assert.deepEqual([...going.values()], [2 ** 31 - 1]);
    for (const work of going.keys()) work();
    await slept;
    assert.equal(going.size, 0);
  });

  it('wakes when called off, also before it slept, and leaves no timer', async () => {
    const { clock, going } = setUp();
    const source = new CancellationSource();
    const slept = clock.sleep(1_000, source.token);
    source.cancel();
    await slept;
    await clock.sleep(1_000, source.token);
    assert.equal(going.size, 0);
  });
});

describe('an error in the log', () => {
  it('has its causes, and ends where they go in a circle', () => {
    const root = Object.assign(new Error('self-signed certificate'), { code: 'X' });
    const error = new Error('words', { cause: new AggregateError([root], 'all failed') });
    assert.match(
      errorText(error),
      /^Error: words\n[^]*\nCaused by: AggregateError: all failed\n[^]*\nCaused by: Error: self-signed certificate\n/,
    );
    const circle = new Error('circle');
    circle.cause = circle;
    assert.equal(errorText(circle).split('Caused by').length, 6);
    assert.equal(errorText('text'), 'text');
  });
});
