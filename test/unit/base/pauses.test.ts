import assert from 'node:assert/strict';
import type { Cancellation } from '../../../src/base/cancellation';
import { Pauses } from '../../../src/base/pauses';

/** A clock on which time passes when it is told to; whoever is cancelled is not kept waiting. */
function clock() {
  const sleeping: (() => void)[] = [];
  const sleep = (_ms: number, cancellation?: Cancellation): Promise<void> =>
    new Promise((resolve) => {
      sleeping.push(resolve);
      cancellation?.onCancellationRequested(resolve);
    });
  return { sleep, pass: () => sleeping.splice(0).forEach((wake) => wake()) };
}

describe('pauses', () => {
  it('are over for the last that came, for each key by itself', async () => {
    const time = clock();
    const pauses = new Pauses<string>(time, 10);
    const all = [pauses.after('a'), pauses.after('b'), pauses.after('a')];
    time.pass();
    assert.deepEqual(await Promise.all(all), [false, true, true]);
  });

  it('that are cancelled are none, and the next one is', async () => {
    const time = clock();
    const pauses = new Pauses<string>(time, 10);
    const cancelled = pauses.after('a');
    pauses.cancel('a');
    const next = pauses.after('a');
    time.pass();
    assert.deepEqual([await cancelled, await next], [false, true]);
    const last = pauses.after('a');
    pauses.dispose();
    assert.equal(await last, false);
  });
});
