// @ts-check
// Kills the extension host of a real VS Code at its work, and holds what is left against what should be: node scripts/kills.mjs. Less than a minute.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, buildForHost, buildTests, root } from './build.mjs';
import { ensureBrowser, ensureNode, ensureVsCode } from './host/setup.mjs';
import { mocha } from './mocha.mjs';

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const home = join(root, '.build', 'kills-home');
rmSync(home, { recursive: true, force: true });
mkdirSync(join(home, 'workspace'), { recursive: true });
// STACK_MOXIE_BUILT: whoever runs several suites has built already.
if (!process.env['STACK_MOXIE_BUILT']) await build();
// The sandbox needs a Node with SQLite.
const node = await ensureNode(say);
const env = {
  KILLS_NODE: node,
  KILLS_CODE: await ensureVsCode(say),
  KILLS_BROWSER: await ensureBrowser(say),
  KILLS_HOME: home,
  KILLS_EXTENSION: root,
  KILLS_ORDERS: await buildForHost('test/kills/orders.ts'),
};
const files = await buildTests('kills');
const { status } = spawnSync(node, [...mocha, '--reporter', 'spec', '--bail', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...env },
});
if (status !== 0) say(`What the window showed, and the server's log: ${home}`);
process.exitCode = status ?? 1;
