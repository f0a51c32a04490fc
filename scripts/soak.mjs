// @ts-check
// The full counts of what `npm test` tries on samples: npm run test:soak [-- part of a path…]. Two suites at a time; closes with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTests, root } from './build.mjs';
import { outliveReaders } from './cli/quiet-output.mjs';
import { filesOf } from './hash.mjs';
import { ensureAll } from './host/setup.mjs';
import { mocha } from './mocha.mjs';
import { packageExtension } from './package.mjs';

/**
 * The tests of a suite that are made for a soak, or try more in one; those that kill have a count of their own.
 * @param {'contract' | 'editor' | 'ui'} suite @returns {readonly string[]} their paths in the suite's folder, without the ending
 */
function madeForSoak(suite) {
  const folder = join('test', suite);
  const isMade = (/** @type {string} */ file) =>
    file.endsWith('.soak.test.ts') || readFileSync(join(root, file), 'utf8').includes('support/rounds');
  const files = filesOf(folder).filter(
    (file) => file.endsWith('.test.ts') && !file.endsWith('kill.soak.test.ts') && isMade(file),
  );
  return files.map((file) => file.slice(folder.length + 1, -'.ts'.length));
}

/**
 * The files that try made cases, and how many rounds: the slowest first. A round of the language's first three changes a
 * document three or four times, so that each sees 20,000 mutated documents. `by`: the variable that tells the count. `script`:
 * what needs more than unit tests have (a Node of its own, a limit for each test, an editor), with its arguments.
 * @type {readonly { readonly part: string, readonly count: number, readonly by?: string, readonly script?: readonly string[] }[]}
 */
const soaks = [
  {
    part: 'sync/kill',
    count: 100,
    by: 'STACK_MOXIE_SOAK_KILLS',
    script: ['suite.mjs', 'contract', 'sync/kill', 'sandbox/kill'],
  },
  { part: 'kills', count: 3, script: ['kills.mjs'] },
  { part: 'editor', count: 11, script: ['editor.mjs', ...madeForSoak('editor')] },
  { part: 'contract', count: 1, script: ['suite.mjs', 'contract', ...madeForSoak('contract')] },
  { part: 'ui', count: 3, script: ['ui.mjs', ...madeForSoak('ui')] },
  { part: 'sync/pull', count: 10_000, by: 'STACK_MOXIE_SOAK_SYNC' },
  { part: 'language/every-feature.test', count: 6_700 },
  { part: 'language/diagnostics', count: 5_000 },
  { part: 'language/completion/properties', count: 10_000 },
  { part: 'sync/lossless', count: 10_000, by: 'STACK_MOXIE_SOAK_SYNC' },
  { part: 'language/navigate/properties', count: 6_700 },
  { part: 'sync/merge', count: 5_000, by: 'STACK_MOXIE_SOAK_SYNC' },
  { part: 'sync/compile', count: 3_000, by: 'STACK_MOXIE_SOAK_SYNC' },
  { part: 'sync/hostile', count: 2_000, by: 'STACK_MOXIE_SOAK_SYNC' },
  { part: 'sync/corpus', count: 1_000, by: 'STACK_MOXIE_SOAK_SYNC' },
  { part: 'scenario/document', count: 6_700 },
  { part: 'language/actions/properties', count: 6_700 },
  { part: 'sync/model.test', count: 2_000, by: 'STACK_MOXIE_SOAK_STORIES' },
  { part: 'sync/never-lost', count: 2_000 },
  { part: 'scenario/parse', count: 20_000 },
  { part: 'scenario/format', count: 1_000 },
  { part: 'registry/holes', count: 4_000 },
  { part: 'registry/differential', count: 3_000 },
  { part: 'registry/expression', count: 20_000 },
];

outliveReaders();
const asked = process.argv.slice(2);
const files = await buildTests('unit');

/** @param {typeof soaks[number]} what @returns {Promise<{ passed: number, failed: number }>} */
function soak({ part, count, by = 'STACK_MOXIE_SOAK', script }) {
  const chosen = files.filter((file) => file.replaceAll('\\', '/').includes(part));
  if (!script && chosen.length === 0) throw new Error(`No unit test has ${part} in its path.`);
  const from = Date.now();
  const args = script
    ? [join(root, 'scripts', script[0] ?? ''), ...script.slice(1)]
    : [...mocha, '--reporter', 'dot', '--timeout', '0', ...chosen];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, STACK_MOXIE_BUILT: '1', [by]: String(count) },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const number = (/** @type {string} */ word) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
      const [passed, failed] = [number('passing'), number('failing')];
      const isGood = code === 0 && passed > 0;
      if (!isGood) process.stdout.write(output);
      process.stdout.write(
        `${isGood ? '✓' : '✗'} ${part}, ${count} rounds: ${passed} passed, ${((Date.now() - from) / 1000).toFixed(0)} s\n`,
      );
      resolve({ passed, failed: isGood ? failed : Math.max(failed, 1) });
    });
  });
}

const waiting = soaks.filter(({ part }) => asked.length === 0 || asked.some((word) => part.includes(word)));
// Built and packaged once, for all: who does it later, as the UI suite would, takes the bundles from under the others.
if (waiting.some(({ script }) => script)) {
  await ensureAll((line) => process.stderr.write(`${line}\n`));
  await packageExtension((line) => process.stderr.write(`${line}\n`));
}
const total = { passed: 0, failed: 0 };
/** One of two lanes: takes the next as long as there are any. */
async function lane() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { passed, failed } = await soak(next);
    total.passed += passed;
    total.failed += failed;
  }
}
await Promise.all([lane(), lane()]);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
