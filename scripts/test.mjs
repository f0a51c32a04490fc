// @ts-check
// Runs the suites and closes with `N passed, N failed`. Run: node scripts/test.mjs [suite…]
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);

/**
 * What a suite runs. A check counts as one test; a mocha suite must print its tally, or it has failed.
 * @type {Record<string, { kind: 'check' | 'mocha', args: string[] }>}
 */
const suites = {
  types: { kind: 'check', args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.json'] },
  'pure types': { kind: 'check', args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.pure.json'] },
  lint: { kind: 'check', args: [bin('eslint/bin/eslint.js'), 'src', 'test', '--max-warnings', '0'] },
  layers: { kind: 'check', args: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'src', '--config', '.dependency-cruiser.cjs'] },
  canaries: { kind: 'check', args: ['scripts/canaries.mjs'] },
  unit: { kind: 'mocha', args: ['scripts/suite.mjs', 'unit'] },
  contract: { kind: 'mocha', args: ['scripts/suite.mjs', 'contract'] },
  editor: { kind: 'mocha', args: ['scripts/editor.mjs'] },
  ui: { kind: 'mocha', args: ['scripts/ui.mjs'] },
};

/** @param {string[]} args @returns {Promise<{ code: number, output: string }>} */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: process.env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        process.stdout.write(text);
      });
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** @param {string} output @returns {{ passed: number, failed: number } | undefined} the tally that mocha's reporter printed */
function tallyOf(output) {
  const passing = /^\s*(\d+) passing/m.exec(output);
  const failing = /^\s*(\d+) failing/m.exec(output);
  return passing ? { passed: Number(passing[1]), failed: Number(failing?.[1] ?? 0) } : undefined;
}

/** Whether a mocha suite has files; an empty one is not run rather than passed. @param {string} name */
const hasTests = (name) =>
  existsSync(join(root, 'test', name)) && readdirSync(join(root, 'test', name), { recursive: true, encoding: 'utf8' }).some((file) => file.endsWith('.test.ts'));

const asked = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
for (const [name, { kind, args }] of Object.entries(suites)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  if (kind === 'mocha' && !hasTests(name)) continue;
  const from = Date.now();
  const { code, output } = await run(args);
  const tally = kind === 'check' ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 } : tallyOf(output);
  if (!tally) process.stdout.write(`The suite ${name} ended without a tally: it died on the way.\n`);
  // A suite that says all is well and exits with an error is a failure all the same.
  const failed = tally ? Math.max(tally.failed, code === 0 ? 0 : 1) : 1;
  total.passed += tally?.passed ?? 0;
  total.failed += failed;
  process.stdout.write(`${failed === 0 ? '✓' : '✗'} ${name} ${((Date.now() - from) / 1000).toFixed(1)} s\n`);
}
if (total.passed + total.failed === 0) total.failed = 1;
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
