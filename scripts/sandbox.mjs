// @ts-check
// npm run sandbox: the sandbox alone, for people who script against the API. Options are the sandbox's own: --port N, --data DIR, --json.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './build.mjs';
import { ensureNode } from './host/setup.mjs';

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const args = process.argv.slice(2);
if (!args.includes('--data')) args.push('--data', join(root, '.sandbox', 'data'));
if (!existsSync(join(root, 'dist', 'sandbox.cjs'))) await build({ say });
const child = spawn(await ensureNode(say), [join(root, 'dist', 'sandbox.cjs'), ...args], { stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => (process.exitCode = code ?? 0));
