// @ts-check
// The UI suite: `npm start` with a home of its own, then mocha drives the workbench in a headless browser.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildTests, root } from './build.mjs';
import { ensureBrowser } from './host/setup.mjs';

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const home = join(root, '.build', 'ui-home');
const browser = await ensureBrowser(say);
rmSync(home, { recursive: true, force: true });
rmSync(join(root, '.failures', 'ui'), { recursive: true, force: true });

const product = spawn(process.execPath, ['scripts/start.mjs', '--json', '--home', home], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
process.once('exit', () => product.kill('SIGTERM'));
const [line] = await Promise.race([once(createInterface({ input: product.stdout }), 'line'), once(product, 'exit').then(() => [])]);
if (line === undefined) {
  say('npm start ended before it was up.');
  process.exit(1);
}

const files = await buildTests('ui');
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const { status } = spawnSync(process.execPath, ['--enable-source-maps', mocha, '--reporter', 'spec', '--timeout', '90000', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, UI_PRODUCT: line, UI_BROWSER: browser },
});
product.kill('SIGTERM');
await once(product, 'exit');
process.exit(status ?? 1);
