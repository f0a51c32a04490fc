// @ts-check
// Runs the suites, as many at a time as keep the cores busy, and closes with `N passed, N failed`.
// Run: node scripts/test.mjs [suite…]. What failed leaves its output, and its pictures, in .failures/.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outliveReaders } from './cli/quiet-output.mjs';
import { ensurePackages } from './host/packages.mjs';
import { ensureAll } from './host/setup.mjs';
import { soakLine } from './mocha.mjs';
import { packageExtension } from './package.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const failures = join(root, '.failures');
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);

/**
 * A check counts as one test. A mocha suite must print its tally, or it has failed.
 * @typedef {{ kind: 'check' | 'mocha', pace: Pace, args: string[] }} Suite
 */
/**
 * `seconds`: its tests wait for what a person sees, and count the seconds: it has its cores, and where there are few, nobody of its kind beside
 * it. `steady`: it takes what time those leave. `spare`: what time all others leave.
 * @typedef {'seconds' | 'steady' | 'spare'} Pace
 */
/** @typedef {Record<string, Suite>} Suites */

/** Checks the types of a project with TypeScript 7, the native one. @param {string} project */
const types = (project) => [bin('typescript7/bin/tsc'), '-p', project];
/** Of each pace the longest first. @type {Suites} */
const suites = {
  editor: { kind: 'mocha', pace: 'seconds', args: ['scripts/editor.mjs'] },
  ui: { kind: 'mocha', pace: 'seconds', args: ['scripts/ui.mjs'] },
  contract: { kind: 'mocha', pace: 'steady', args: ['scripts/suite.mjs', 'contract'] },
  unit: { kind: 'mocha', pace: 'steady', args: ['scripts/suite.mjs', 'unit'] },
  lint: { kind: 'check', pace: 'spare', args: [bin('oxlint/bin/oxlint')] },
  types: { kind: 'check', pace: 'spare', args: types('tsconfig.json') },
  layers: { kind: 'check', pace: 'spare', args: ['scripts/layers.mjs'] },
  canaries: { kind: 'check', pace: 'spare', args: ['scripts/canaries.mjs'] },
  'pure types': { kind: 'check', pace: 'spare', args: types('tsconfig.pure.json') },
  format: { kind: 'check', pace: 'spare', args: [bin('oxfmt/bin/oxfmt'), '--check'] },
};
/** Those that need the bundles. */
const built = ['editor', 'ui', 'contract'];
/** How many of a pace run at once: an editor, with its server, its extension host and its browser, keeps nearly two cores busy. @type {Record<Pace, number>} */
const lanes = { seconds: availableParallelism() < 4 ? 1 : 2, steady: 1, spare: 1 };
/** @type {Record<Pace, number>} */
const priorities = {
  seconds: constants.priority.PRIORITY_NORMAL,
  steady: constants.priority.PRIORITY_BELOW_NORMAL,
  spare: constants.priority.PRIORITY_LOW,
};

/** @param {Suite} suite @returns {Promise<{ code: number, output: string }>} */
function run({ pace, args }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, STACK_MOXIE_BUILT: '1' },
    });
    giveWay(child.pid, priorities[pace]);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Has a process, and all that it will start, wait for those of a higher priority. @param {number | undefined} pid @param {number} priority */
function giveWay(pid, priority) {
  if (pid === undefined || priority === constants.priority.PRIORITY_NORMAL) return;
  try {
    setPriority(pid, priority);
  } catch {
    // It has ended already, or the system forbids it: it only takes its share.
  }
}

/** @typedef {{ passed: number, failed: number, pending?: number }} Tally `pending`: what runs in the soak, or with real data, alone */

/** @param {string} output @returns {Tally | undefined} the tally that mocha's reporter printed */
function tallyOf(output) {
  const count = (/** @type {string} */ word) => new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(output)?.[1];
  const passing = count('passing');
  if (passing === undefined) return undefined;
  return { passed: Number(passing), failed: Number(count('failing') ?? 0), pending: Number(count('pending') ?? 0) };
}

/** @param {Suite} suite @param {{ code: number, output: string }} end @returns {Tally} */
function judge({ kind }, { code, output }) {
  const isGood = code === 0;
  if (kind === 'check') return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 };
  const tally = tallyOf(output) ?? { passed: 0, failed: 1 };
  // A suite that says all is well and exits with an error is a failure all the same; one without a test has proved nothing.
  return { ...tally, failed: Math.max(tally.failed, isGood && tally.passed > 0 ? 0 : 1) };
}

/** @param {string} name @param {Suite} suite @returns {Promise<Tally>} */
async function perform(name, suite) {
  const { kind } = suite;
  const from = Date.now();
  const end = await run(suite);
  const tally = judge(suite, end);
  const took = `${((Date.now() - from) / 1000).toFixed(1)} s`;
  if (tally.failed === 0) {
    const pending = tally.pending ? `, ${tally.pending} pending` : '';
    process.stdout.write(`✓ ${name} ${tally.passed} passed${pending}, ${took}\n`);
    return tally;
  }
  const log = join(failures, `${name.replaceAll(' ', '-')}.log`);
  mkdirSync(failures, { recursive: true });
  writeFileSync(log, end.output);
  const without = kind === 'mocha' && !tallyOf(end.output) ? 'It ended without a tally: it died on the way.\n' : '';
  process.stdout.write(`${end.output}\n${without}✗ ${name} ${tally.failed} failed, ${took} (${log})\n`);
  return tally;
}

outliveReaders();
const asked = process.argv.slice(2);
const strange = asked.filter((name) => !(name in suites));
if (strange.length > 0)
  throw new Error(`There is no suite ${strange.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`);
rmSync(failures, { recursive: true, force: true });

const waiting = Object.entries(suites).filter(([name]) => asked.length === 0 || asked.includes(name));

/** Takes the next suite as long as there is one. @param {[string, Suite][]} waiting @returns {Promise<Tally[]>} */
async function lane(waiting) {
  const tallies = [];
  for (let next = waiting.shift(); next; next = waiting.shift()) tallies.push(await perform(...next));
  return tallies;
}

ensurePackages((line) => process.stdout.write(`${line}\n`));
// Built once, for all: suites that build would take the bundles from under each other.
if (waiting.some(([name]) => built.includes(name))) {
  await packageExtension((line) => process.stdout.write(`${line}\n`));
  await ensureAll((line) => process.stdout.write(`${line}\n`));
}
const tallies = await Promise.all(
  /** @type {Pace[]} */ (Object.keys(lanes)).flatMap((pace) => {
    const suites = waiting.filter(([, suite]) => suite.pace === pace);
    return Array.from({ length: lanes[pace] }, () => lane(suites));
  }),
);
const total = tallies
  .flat()
  .reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
const all = asked.length === 0 ? [...Object.keys(suites), 'kills'] : asked;
process.stdout.write(soakLine(all));
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
