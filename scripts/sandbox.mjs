// @ts-check
// npm run sandbox: the sandbox alone, for people who script against the API. docs/sandbox.md tells of it.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './build.mjs';
import { ensureNode } from './host/setup.mjs';

const usage = `npm run sandbox -- [options]

  --port N                  the port to try first, 4180 unless told; 0 is any
  --data DIR                where the data lie, .sandbox/alone unless told
  --empty                   begin without demonstration scenarios
  --seed N                  what chance depends on: faults, and how long forms take
  --faults SETTINGS         let things go wrong: flaky, or settings such as outage=0.2,latency=50
  --drop-definition-tokens  forget the tokens of definitions, as the real service may
  --json                    print one line of JSON: api, token, organization`;

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/** Whether the bundle is there and newer than what it is made of. */
function isBuilt() {
  const bundle = join(root, 'dist', 'sandbox.mjs');
  if (!existsSync(bundle)) return false;
  const built = statSync(bundle).mtimeMs;
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).every(
    (file) => statSync(join(root, 'src', file)).mtimeMs < built,
  );
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(`${usage}\n`);
} else {
  if (!args.some((argument) => argument.startsWith('--data'))) args.push('--data', join(root, '.sandbox', 'alone'));
  if (!isBuilt()) await build({ say });
  // The pipe closes with us, however we end, and the sandbox ends with it.
  const child = spawn(await ensureNode(say), [join(root, 'dist', 'sandbox.mjs'), '--end-with-stdin', ...args], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => (process.exitCode = code ?? 1));
}
