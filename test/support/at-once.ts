import assert from 'node:assert/strict';

/** Seconds of the processor. What is made to be slow takes minutes where it is not met, and a hundredth of this where it is. */
const limit = 2;

/** Does what must not hold up an editor, whatever it is given. Counts the processor's time: how busy the machine is otherwise does not matter. How fast it is says `npm run bench`. */
export function atOnce<T>(work: () => T, story: () => string = () => ''): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  assert.ok(seconds < limit, `${seconds.toFixed(1)} s ${story()}`);
  return result;
}
