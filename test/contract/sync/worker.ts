import { machine } from './machine';
import type { Address } from '../sandbox/process';
import { keyOf } from '../../../src/sync/plan';

/** Pulls or pushes everything, and may be killed at it. Says when it begins, each item that is done, and how it ended. */
async function main(): Promise<void> {
  const [address = '', folder = '', direction] = process.argv.slice(2);
  const { engine } = machine(JSON.parse(address) as Address, folder);
  const plan = await (direction === 'pull' ? engine.planPull('everything') : engine.planPush('everything'));
  process.stdout.write('begins\n');
  const chosen = new Set(plan.items.filter(({ what }) => what !== 'delete').map(keyOf));
  const { results } = await engine.apply(plan, { chosen, progress: () => process.stdout.write('item\n') });
  process.stdout.write(`${JSON.stringify(results.map(({ outcome, reason }) => [outcome, reason]))}\n`);
}

void main();
