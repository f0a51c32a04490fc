// @ts-check
// The UI suite, or the files of it whose path contains an argument: `npm start`, and once more signed out where tests begin there, each
// with a home of its own; then mocha drives the workbench in a headless browser. What is called `*.soak.test.ts` runs where it is asked for.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildTests, chooseTests, root } from './build.mjs';
import { keepLogs } from './host/server.mjs';
import { ensureAll, ensureBrowser } from './host/setup.mjs';
import { mocha, reporter, soakLine } from './mocha.mjs';
import { packageExtension } from './package.mjs';

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
/** @type {import('node:child_process').ChildProcess[]} */
const products = [];
process.once('exit', () => products.forEach((product) => product.kill('SIGTERM')));

/** @param {string} name @param {string[]} [args] @returns {Promise<string>} the line that says where it is */
async function startProduct(name, args = []) {
  const home = join(root, '.build', name);
  // The extension stays installed: where it is another by now, it is installed anew.
  for (const part of ['data', 'workspace', 'editor/server', 'editor/server.log'])
    rmSync(join(home, part), { recursive: true, force: true });
  const product = spawn(process.execPath, ['scripts/start.mjs', '--json', '--home', home, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  products.push(product);
  const [line] = await Promise.race([
    once(createInterface({ input: product.stdout }), 'line'),
    once(product, 'exit').then(() => []),
  ]);
  if (line === undefined) throw new Error('npm start ended before it was up.');
  return line;
}

await ensureAll(say);
const browser = await ensureBrowser(say);
await packageExtension(say);
const chosen = chooseTests(await buildTests('ui'), process.argv.slice(2));
const beginsSignedOut = chosen.some((file) => file.includes('account'));
// Both at once: they must not find the same port free.
const [signedIn = '', signedOut = ''] = await Promise.all([
  startProduct('ui-home'),
  ...(beginsSignedOut ? [startProduct('ui-signed-out', ['--signed-out', '--port', '4300'])] : []),
]);
const tests = spawn(process.execPath, [...mocha, ...reporter('spec'), '--timeout', '90000', ...chosen], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    UI_PRODUCT: signedIn,
    ...(beginsSignedOut ? { UI_SIGNED_OUT: signedOut } : {}),
    UI_BROWSER: browser,
  },
});
const [status] = await once(tests, 'exit');
await Promise.all(products.map((product) => (product.kill('SIGTERM'), once(product, 'exit'))));
if (status !== 0)
  for (const name of ['ui-home', 'ui-signed-out'])
    keepLogs(join(root, '.build', name, 'editor'), join(root, '.failures', 'ui', name));
if (process.argv.length === 2) process.stdout.write(soakLine(['ui']));
process.exit(status ?? 1);
