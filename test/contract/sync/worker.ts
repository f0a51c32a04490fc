import { createInterface } from 'node:readline';
import { doAll, machine } from './machine';
import type { Order } from './work';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Pulls or pushes everything, and may be killed at it. Says when it begins (and waits to be told so, where it is to), each item that is done, and what came of all. */
async function main(): Promise<void> {
  const { direction, waits, ...place } = JSON.parse(process.argv[2] ?? '') as Order;
  const begins = async (): Promise<void> => {
    say('begins');
    if (waits) await told();
  };
  say(JSON.stringify(await doAll(machine(place), direction, { begins, progress: () => say('item') })));
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
