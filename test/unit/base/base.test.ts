import assert from 'node:assert/strict';
import { CancellationSource } from '../../../src/base/cancellation';
import { DisposableStore, toDisposable } from '../../../src/base/dispose';
import { Emitter } from '../../../src/base/event';
import { redact } from '../../../src/base/redact';

describe('DisposableStore', () => {
  it('lets go in reverse order and past a failure', () => {
    const gone: number[] = [];
    const store = new DisposableStore();
    store.add(toDisposable(() => gone.push(1)));
    store.add(toDisposable(() => { throw new Error('stuck'); }));
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
    emitter.event(() => { throw new Error('deaf'); });
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

describe('redact', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Authorization: Bearer abc.def-123', '[redacted]'],
    ['got eyJhbGciOi.eyJzdWIiOi.c2ln from it', 'got [redacted] from it'],
    ['{"password":"hunter2","name":"Ada"}', '"name":"Ada"'],
    ['https://x.test/?token=abcdef&page=2', '&page=2'],
  ];
  for (const [text, keeps] of cases)
    it(text, () => {
      const clean = redact(text);
      assert.ok(clean.includes(keeps), clean);
      assert.doesNotMatch(clean, /abc\.def-123|eyJ|hunter2|abcdef/);
    });

  it('removes the tokens in use wherever they stand', () => assert.equal(redact('x s3cr3t-value y', ['s3cr3t-value']), 'x [redacted] y'));
});
