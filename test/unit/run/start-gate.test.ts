import assert from 'node:assert/strict';
import { StartGate, scenarioKey } from '../../../src/run/start-gate';

/** A gate whose moment after a start lasts until `pass` is called. */
function madeGate() {
  let pass: () => void = () => undefined;
  const sleep = (): Promise<void> => new Promise((resolve) => (pass = resolve));
  return { gate: new StartGate({ sleep }), pass: () => (pass(), Promise.resolve().then(() => undefined)) };
}

describe('the gate before runs', () => {
  it('a second click is no second wish, until the first has come to something', async () => {
    const { gate, pass } = madeGate();
    let count = 0;
    const work = async (): Promise<boolean> => {
      count += 1;
      await Promise.resolve();
      return false;
    };
    await Promise.all([gate.once('1', work), gate.once('1', work), gate.once('2', work)]);
    assert.equal(count, 2);
    await gate.once('1', work);
    assert.equal(count, 3, 'stepped back from, it may start again at once');
    const started = (): Promise<boolean> => work().then(() => true);
    await gate.once('1', started);
    await gate.once('1', started);
    assert.equal(count, 4, 'the end of a double click');
    await pass();
    await gate.once('1', started);
    assert.equal(count, 5, 'another wish');
  });

  it('is open again where the work fails', async () => {
    const { gate } = madeGate();
    await assert.rejects(gate.once('1', () => Promise.reject(new Error('403'))));
    assert.deepEqual(gate.take(['1']), ['1']);
  });

  it('lets through of several what is not under way, each once', () => {
    const { gate } = madeGate();
    assert.deepEqual(gate.take(['1', '2', '1']), ['1', '2']);
    assert.deepEqual(gate.take(['2', '3']), ['3']);
    gate.release('2', false);
    assert.deepEqual(gate.take(['1', '2', '3']), ['2']);
  });

  it('knows scenarios of one number in two organizations apart', () => {
    assert.notEqual(scenarioKey('a', 1), scenarioKey('b', 1));
  });
});
