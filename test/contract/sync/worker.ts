import { machine } from './machine';
import type { Address } from '../sandbox/process';
import { keyOf } from '../../../src/sync/plan';

/** Pulls or pushes everything, and may be killed at it. Says when it begins and each item that is done; fails where one is not. */
async function main(): Promise<void> {
  const [address = '', folder = '', direction] = process.argv.slice(2);
  const { engine } = machine(JSON.parse(address) as Address, folder);
  const plan = await (direction === 'pull' ? engine.planPull('everything') : engine.planPush('everything'));
  process.stdout.write('begins\n');
  const chosen = new Set(plan.items.filter(({ what }) => what !== 'delete').map(keyOf));
  const { results, problem } = await engine.apply(plan, { chosen, progress: () => process.stdout.write('item\n') });
  const undone = results.filter(({ outcome }) => outcome !== 'done');
  for (const { item, outcome, reason = '' } of undone) process.stderr.write(`${item.name}: ${outcome}: ${reason}\n`);
  if (undone.length > 0 || problem !== undefined) throw new Error(problem ?? 'Not all is done.');
}

void main();
