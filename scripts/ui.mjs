// @ts-check
// The UI suite, or the files of it whose path contains an argument: `npm start`, and once more signed out where tests begin there, each
// with a home of its own; then mocha drives the workbench in a headless browser. What is called `*.soak.test.ts` runs where it is asked for.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buildTests, chooseTests, root } from './build.mjs';
import { endProducts, keepProductLogs, startProduct } from './host/product.mjs';
import { ensureAll, ensureBrowser } from './host/setup.mjs';
import { mocha, reporter, soakLine } from './mocha.mjs';
import { packageExtension } from './package.mjs';

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

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
await endProducts();
if (status !== 0) for (const name of ['ui-home', 'ui-signed-out']) keepProductLogs('ui', name);
if (process.argv.length === 2) process.stdout.write(soakLine(['ui']));
process.exit(status ?? 1);
