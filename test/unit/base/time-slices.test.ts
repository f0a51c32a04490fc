import assert from 'node:assert/strict';
import { mapConcurrent } from '../../../src/base/map-concurrent';
import { TimeSlicer } from '../../../src/base/time-slices';

describe('long work', () => {
  it('never goes on for more than a slice and one part, however many parts run at once', async () => {
    let now = 0;
    let began = 0;
    let longest = 0;
    const clock = {
      now: () => now,
      sleep: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        began = now;
      },
    };
    const slicer = new TimeSlicer(clock);
    await mapConcurrent(
      Array.from({ length: 200 }),
      async () => {
        await slicer.run(() => (now += 3));
        longest = Math.max(longest, now - began);
      },
      { atOnce: 16 },
    );
    assert.ok(longest >= 8 && longest <= 12, String(longest));
  });

  it('does not pause where the clock cannot sleep', async () => {
    let now = 0;
    const slicer = new TimeSlicer({ now: () => (now += 100) });
    assert.equal(await slicer.run(() => 'done'), 'done');
  });
});
