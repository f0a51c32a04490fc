import { createInterface } from 'node:readline';
import { keyOf } from '../../../src/sync/plan';
import { machine } from './machine';
import type { Order, Told } from './work';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Pulls or pushes everything, and may be killed at it. Says when it begins (and waits to be told so, where it is to), each item that is done, and what came of all. */
async function main(): Promise<void> {
  const { direction, waits, ...place } = JSON.parse(process.argv[2] ?? '') as Order;
  const { engine } = machine(place);
  const plan = await (direction === 'pull' ? engine.planPull('everything') : engine.planPush('everything'));
  say('begins');
  if (waits) await told();
  const chosen = new Set(plan.items.filter(({ what }) => what !== 'delete').map(keyOf));
  const { results, problem } = await engine.apply(plan, { chosen, progress: () => say('item') });
  const items = results.map(({ item: { name, what }, outcome, reason = '', notes }) => ({ name, what, outcome, reason, notes }));
  say(JSON.stringify({ items, problems: [...plan.problems, ...(problem === undefined ? [] : [problem])] } satisfies Told));
}

/** Resolves with the first line of standard input. */
function told(): Promise<void> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin });
    lines.once('line', () => {
      lines.close();
      process.stdin.destroy();
      resolve();
    });
  });
}

void main();
