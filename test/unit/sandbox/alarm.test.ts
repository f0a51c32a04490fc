import assert from 'node:assert/strict';
import { createAlarm } from '../../../src/sandbox/kit/alarm';
import { MadeClock, settle } from './made-clock';

function setUp(failures = 0) {
  const clock = new MadeClock(0);
  const [done, errors]: [number[], string[]] = [[], []];
  const due: number[] = [];
  let left = failures;
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (line: string) => void errors.push(line),
  };
  const alarm = createAlarm({
    name: 'Eggs',
    clock,
    log,
    nextAt: () => due[0],
    work: () => {
      if (left-- > 0) throw new Error('The pan is hot.');
      due.shift();
      done.push(clock.now());
    },
  });
  return { clock, alarm, due, done, errors };
}

describe('sandbox alarm', () => {
  it('works when something is due, and not before', async () => {
    const { clock, alarm, due, done } = setUp();
    due.push(500, 800, 800);
    alarm.wake();
    await clock.pass(499);
    assert.deepEqual(done, []);
    await clock.pass(1_000);
    assert.deepEqual(done, [500, 800, 800]);
    alarm.dispose();
  });

  it('hears of what is due earlier than it thought', async () => {
    const { clock, alarm, due, done } = setUp();
    due.push(20_000);
    alarm.wake();
    await clock.pass(100);
    due.unshift(150);
    alarm.wake();
    await clock.pass(100);
    assert.deepEqual(done, [150]);
    alarm.dispose();
  });

  it('notices within half a minute that the clock jumped', async () => {
    const { clock, alarm, due, done } = setUp();
    due.push(3_600_000);
    alarm.wake();
    await settle();
    assert.ok(clock.pauses.every((pause) => pause <= 30_000));
    clock.jump(7_200_000);
    await clock.pass(30_000);
    assert.equal(done.length, 1);
    alarm.dispose();
  });

  it('tries again a second after a failure, and tells of it', async () => {
    const { clock, alarm, due, done, errors } = setUp(2);
    due.push(10);
    alarm.wake();
    await clock.pass(3_000);
    assert.deepEqual(errors, ['Eggs: The pan is hot.', 'Eggs: The pan is hot.']);
    assert.deepEqual(done, [2_010]);
    alarm.dispose();
  });

  it('does nothing more once disposed', async () => {
    const { clock, alarm, due, done } = setUp();
    due.push(10);
    alarm.dispose();
    await clock.pass(60_000);
    assert.deepEqual(done, []);
    assert.deepEqual(clock.pauses, []);
  });
});
