import assert from 'node:assert/strict';
import { intervalOf, RefreshPace, type Look } from '../../../src/sync/plan/refresh-pace';
import { MadeClock, settle } from '../sandbox/made-clock';

const minute = 60_000;

/** `cloud`, `all`, or the files. */
function drawn(look: Look): string {
  if ('cloud' in look) return 'cloud';
  return look.files === 'all' ? 'all' : [...look.files].sort().join(' ');
}

function open({
  interval = 5 * minute,
  work = () => Promise.resolve(),
}: { readonly interval?: number; readonly work?: () => Promise<void> } = {}) {
  const world = { isFocused: true, interval };
  const looks: string[] = [];
  const clock = new MadeClock();
  const look = async (wanted: Look): Promise<void> => {
    looks.push(drawn(wanted));
    await work();
  };
  const pace = new RefreshPace({ clock, isFocused: () => world.isFocused, interval: () => world.interval, look });
  return { pace, clock, looks, world };
}

describe('the pace of looks', () => {
  it('looks at the start, and at each interval', async () => {
    const { pace, clock, looks } = open();
    pace.start();
    await clock.pass(4.9 * minute);
    assert.deepEqual(looks, ['cloud']);
    await clock.pass(10 * minute);
    assert.deepEqual(looks, ['cloud', 'cloud', 'cloud']);
  });

  it('asks nothing while nobody looks, and once when the window gets the focus', async () => {
    const { pace, clock, looks, world } = open();
    pace.start();
    world.isFocused = false;
    await clock.pass(60 * minute);
    assert.deepEqual(looks, ['cloud']);
    world.isFocused = true;
    pace.focused();
    pace.focused();
    await settle();
    assert.deepEqual(looks, ['cloud', 'cloud']);
  });

  it('does not look at every focus', async () => {
    const { pace, clock, looks } = open();
    pace.start();
    await clock.pass(14_000);
    pace.focused();
    await clock.pass(1_000);
    assert.deepEqual(looks, ['cloud']);
    pace.focused();
    await settle();
    assert.deepEqual(looks, ['cloud', 'cloud']);
  });

  it('takes up a changed interval, and none', async () => {
    const { pace, clock, looks, world } = open({ interval: 0 });
    pace.start();
    await clock.pass(60 * minute);
    assert.deepEqual(looks, ['cloud']);
    world.interval = minute;
    pace.restart();
    await clock.pass(minute);
    assert.equal(looks.length, 2);
    world.interval = 0;
    pace.restart();
    await clock.pass(60 * minute);
    assert.equal(looks.length, 2);
  });

  it('looks at what was typed when nothing more comes, and at all of it at once', async () => {
    const { pace, clock, looks } = open();
    for (const name of ['a', 'b', 'a', 'b']) {
      pace.edited(name);
      await clock.pass(300);
    }
    assert.deepEqual(looks, []);
    await clock.pass(200);
    assert.deepEqual(looks, ['a b']);
    pace.edited('a');
    pace.edited();
    await clock.pass(500);
    assert.deepEqual(looks, ['a b', 'all']);
  });

  it('does one look at a time; what is wanted meanwhile is one more', async () => {
    const waiting: (() => void)[] = [];
    const { pace, clock, looks } = open({ work: () => new Promise((resolve) => waiting.push(resolve)) });
    pace.start();
    pace.edited('a');
    await clock.pass(500);
    void pace.again();
    pace.edited('b');
    await clock.pass(500);
    assert.deepEqual(looks, ['cloud']);
    waiting.shift()?.();
    await settle();
    assert.deepEqual(looks, ['cloud', 'cloud'], 'a look at the cloud is a look at the files too');
    waiting.shift()?.();
    await pace.idle();
    assert.equal(looks.length, 2);
  });

  it('does nothing once it is disposed', async () => {
    const { pace, clock, looks } = open();
    pace.start();
    pace.edited('a');
    pace.dispose();
    await clock.pass(60 * minute);
    pace.focused();
    await settle();
    assert.deepEqual(looks, ['cloud']);
  });

  it('reads minutes, and never asks more often than every ten seconds', () => {
    assert.deepEqual(
      [5, 0.5, 0.001, 0, -1, 'x', undefined, Number.NaN].map(intervalOf),
      [300_000, 30_000, 10_000, 0, 0, 0, 0, 0],
    );
  });
});
