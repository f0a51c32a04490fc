// @ts-check
// Finds tests that fail by chance: node scripts/flake.mjs ui|editor|contract|unit ROUNDS [part of a path…]. Runs a suite that often while
// two busy loops keep the machine from being idle, and closes with how often each test failed. Failed rounds leave their output in .failures/flake/.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { root } from './build.mjs';
import { outliveReaders } from './cli/quiet-output.mjs';
import { ensureAll } from './host/setup.mjs';
import { packageExtension } from './package.mjs';

/** @type {Record<string, readonly string[]>} */
const suites = {
  ui: ['ui.mjs'],
  editor: ['editor.mjs'],
  contract: ['suite.mjs', 'contract'],
  unit: ['suite.mjs', 'unit'],
};
/** @typedef {{ title: string, error: string }} Failure `error`: its stack, or its message */
/** @typedef {{ passed: number, failures: readonly Failure[], output: string }} Round */

const folder = join(root, '.failures', 'flake');
const results = join(root, '.build', 'flake.json');
/** How many lines of an error the tally shows. */
const shownLines = 6;

/** @type {import('node:child_process').ChildProcess | undefined} */
let child;

/** Ends the suite with all that it started: it is the first of a group. As a person would: what starts browsers ends well at this signal alone. */
function endSuite() {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGINT');
  } catch {
    // Gone already.
  }
}

/** Keeps cores busy. A thread ends with its process, however that ends. @param {number} count */
function keepBusy(count) {
  for (let started = 0; started < count; started += 1) new Worker('for (;;);', { eval: true }).unref();
}

/** @param {readonly string[]} args a script of this folder, and its arguments @returns {Promise<{ code: number, output: string }>} */
function run([script = '', ...args]) {
  child = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, STACK_MOXIE_BUILT: '1', STACK_MOXIE_RESULTS: results },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => child?.once('close', (code) => resolve({ code: code ?? 1, output })));
}

/** @param {readonly string[]} args @returns {Promise<Round>} */
async function runRound(args) {
  rmSync(results, { force: true });
  const { code, output } = await run(args);
  if (!existsSync(results))
    return { passed: 0, failures: [{ title: 'The suite died on the way', error: lastLines(output) }], output };
  /** @type {{ stats: { passes: number }, failures: { fullTitle: string, err: { message?: string, stack?: string } }[] }} */
  const { stats, failures: failed } = JSON.parse(readFileSync(results, 'utf8'));
  const failures = failed.map(({ fullTitle: title, err: { message = '', stack = message } }) => ({
    title,
    error: stack,
  }));
  // All well, and yet an error at the end, or not one test: a failure all the same.
  if (failures.length === 0 && (code !== 0 || stats.passes === 0))
    failures.push({ title: `The suite ended with code ${code}`, error: lastLines(output) });
  return { passed: stats.passes, failures, output };
}

/** @param {string} output */
const lastLines = (output) => output.trimEnd().split('\n').slice(-shownLines).join('\n');

/** @param {number} number @param {Round} round */
function keepRound(number, { failures, output }) {
  mkdirSync(folder, { recursive: true });
  const told = failures.map(({ title, error }) => `${title}\n${error}\n`).join('\n');
  writeFileSync(join(folder, `round-${number}.log`), `${told}\n${output}`);
}

/** How often each test failed, with what it said at first. @param {readonly Round[]} rounds @returns {string} */
function tallyOf(rounds) {
  /** @type {Map<string, string[]>} */
  const byTest = new Map();
  for (const { failures } of rounds)
    for (const { title, error } of failures) byTest.set(title, [...(byTest.get(title) ?? []), error]);
  const often = [...byTest].sort(([, one], [, other]) => other.length - one.length);
  return often
    .map(([title, [first = '', ...more]]) => {
      const lines = first.split('\n').slice(0, shownLines);
      return `${title}: failed ${more.length + 1} of ${rounds.length}\n${lines.map((line) => `    ${line}\n`).join('')}`;
    })
    .join('');
}

outliveReaders();
const [suite = '', wanted = '', ...parts] = process.argv.slice(2);
const args = suites[suite];
const count = Number(wanted);
if (!args || !Number.isInteger(count) || count < 1) {
  process.stderr.write(`Usage: npm run test:flake -- ${Object.keys(suites).join('|')} ROUNDS [part of a path…]\n`);
  process.exit(2);
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => {
    endSuite();
    process.exit(1);
  });

// Built and packaged once, as rounds are told; what UI tests would find is what editor tests run.
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
if (suite !== 'unit') {
  await ensureAll(say);
  await packageExtension(say);
}
rmSync(folder, { recursive: true, force: true });
mkdirSync(join(root, '.build'), { recursive: true });
keepBusy(2);
/** @type {Round[]} */
const rounds = [];
for (let number = 1; number <= count; number += 1) {
  const from = Date.now();
  const round = await runRound([...args, ...parts]);
  rounds.push(round);
  const { passed, failures } = round;
  if (failures.length > 0) keepRound(number, round);
  const took = `${((Date.now() - from) / 1000).toFixed(0)} s`;
  process.stdout.write(
    `${failures.length === 0 ? '✓' : '✗'} round ${number} of ${count}: ${passed} passed, ${failures.length} failed, ${took}\n`,
  );
}
const bad = rounds.filter(({ failures }) => failures.length > 0).length;
process.stdout.write(tallyOf(rounds));
process.stdout.write(
  `${count - bad} of ${count} rounds passed${bad === 0 ? '' : `; the output of the others: ${folder}`}\n`,
);
process.exit(bad === 0 ? 0 : 1);
