// @ts-check
// The packaged extension in the oldest VS Code that it supports: npm run test:oldest. Brings that VS Code (once, a minute), starts the product in it,
// and has a few tests look at it in a headless browser. Closes with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTests, root } from './build.mjs';
import { outliveReaders } from './cli/quiet-output.mjs';
import { ensurePackages } from './host/packages.mjs';
import { endProducts, keepProductLogs, startProduct } from './host/product.mjs';
import { ensureBrowser, ensureOldestVsCode } from './host/setup.mjs';
import { mocha } from './mocha.mjs';
import { packageExtension } from './package.mjs';

const home = 'oldest-home';
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/** @param {readonly string[]} files @param {Record<string, string>} env @returns {Promise<{ code: number, output: string }>} */
function runTests(files, env) {
  const child = spawn(process.execPath, [...mocha, '--reporter', 'spec', '--timeout', '120000', ...files], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    process.stdout.write(text);
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, output })));
}

/** @param {string} folder @returns {{ version?: string, engines?: { vscode: string } }} */
const readJson = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

outliveReaders();
ensurePackages(say);
const { version } = readJson((await ensureOldestVsCode(say)).code);
const floor = readJson(root).engines?.vscode ?? '';
if (!floor.startsWith(`^${version?.split('.').slice(0, 2).join('.')}.`))
  throw new Error(
    `The oldest VS Code that is supported is ${floor}, and what was brought is ${version}: raise it in scripts/host/setup.mjs.`,
  );
const browser = await ensureBrowser(say);
await packageExtension(say);
const files = await buildTests('oldest');
const product = await startProduct(home, ['--oldest', '--port', '4400']);
const { code, output } = await runTests(files, { UI_PRODUCT: product, UI_BROWSER: browser });
await endProducts();
const count = (/** @type {string} */ word) => Number(new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
const passed = count('passing');
const failed = Math.max(count('failing'), code === 0 && passed > 0 ? 0 : 1);
if (failed > 0) keepProductLogs('oldest', home);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
