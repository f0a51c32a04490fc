import assert from 'node:assert/strict';
import { CancellationSource } from '../../../src/base/cancellation';
import { lookFor, lookOnce, type Looking } from '../../../src/base/look-for';
import { SimulatedClock } from '../run/simulated-run';

type Answer = string | Error | undefined;

/** Looks at a made service: `answer` says what it shows at a time. */
async function look(answer: (at: number) => Answer, more: Partial<Looking<string>> = {}) {
  const clock = new SimulatedClock();
  const looks: number[] = [];
  const looked = await lookFor({
    clock,
    look: () => {
      looks.push(clock.now());
      const shown = answer(clock.now());
      return shown instanceof Error ? Promise.reject(shown) : Promise.resolve(shown);
    },
    ...more,
  });
  return { looked, looks, clock };
}

describe('a look for what a lost answer may have done', () => {
  it('finds at once what is there', async () => {
    const { looked, looks } = await look(() => 'run 8');
    assert.deepEqual([looked, looks], [{ kind: 'found', value: 'run 8' }, [0]]);
  });

  it('finds what is there 2.5 seconds later', async () => {
    const { looked, looks } = await look((at) => (at < 2_500 ? undefined : 'run 8'));
    assert.deepEqual([looked, looks], [{ kind: 'found', value: 'run 8' }, [0, 500, 1_500, 3_500]]);
  });

  it('ends after half a minute, ever less often, and says only that it was not seen', async () => {
    const { looked, looks } = await look(() => undefined);
    assert.deepEqual([looked, looks], [{ kind: 'notSeen' }, [0, 500, 1_500, 3_500, 7_500, 15_000, 30_000]]);
  });

  it('ends after half a minute also where each look is slow', async () => {
    const clock = new SimulatedClock();
    const slow = (): Promise<undefined> => clock.sleep(20_000).then(() => undefined);
    assert.deepEqual(await lookFor({ clock, look: slow }), { kind: 'notSeen' });
    assert.ok(clock.now() < 60_000, String(clock.now()));
  });

  it('goes on where a look fails', async () => {
    const { looked } = await look((at) => (at < 2_500 ? new Error('503') : 'run 8'));
    assert.deepEqual(looked, { kind: 'found', value: 'run 8' });
  });

  it('tells the error where no look got an answer, and not where one did', async () => {
    const error = new Error('503');
    assert.deepEqual((await look(() => error)).looked, { kind: 'notSeen', error });
    assert.deepEqual((await look((at) => (at === 500 ? undefined : error))).looked, { kind: 'notSeen' });
  });

  it('can be cancelled before a look, while it waits and while a look hangs', async () => {
    const before = new CancellationSource();
    before.cancel();
    const first = await look(() => 'run 8', { cancellation: before.token });
    assert.deepEqual([first.looked, first.looks], [{ kind: 'cancelled' }, []]);
    const waiting = new CancellationSource();
    const cancelLater = (at: number): undefined => {
      if (at >= 1_500) waiting.cancel();
    };
    const second = await look(cancelLater, { cancellation: waiting.token });
    assert.deepEqual([second.looked, second.looks], [{ kind: 'cancelled' }, [0, 500, 1_500]]);
    const hanging = new CancellationSource();
    const third = await look(() => undefined, {
      cancellation: hanging.token,
      look: () => (queueMicrotask(() => hanging.cancel()), new Promise(() => undefined)),
    });
    assert.deepEqual(third.looked, { kind: 'cancelled' });
  });

  it('can be one look', async () => {
    assert.deepEqual(await lookOnce({ look: () => Promise.resolve(undefined) }), { kind: 'notSeen' });
  });
});
