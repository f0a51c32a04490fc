// @ts-check
// The full counts of what `npm test` tries on samples: npm run test:soak [-- part of a path…]. Two suites at a time; closes with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildTests, root } from './build.mjs';

/**
 * The files that try made cases, and how many rounds: the slowest first. A round of the first three changes a document three
 * or four times, so that each sees 20,000 mutated documents.
 * @type {readonly (readonly [string, number])[]}
 */
const soaks = [
  ['language/every-feature', 6_700],
  ['language/diagnostics', 5_000],
  ['scenario/document', 6_700],
  ['scenario/format', 1_000],
  ['registry/holes', 4_000],
  ['registry/differential', 3_000],
  ['registry/expression', 20_000],
];

const asked = process.argv.slice(2);
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const files = await buildTests('unit');

/** @param {string} part @param {number} count @returns {Promise<{ passed: number, failed: number }>} */
function soak(part, count) {
  const chosen = files.filter((file) => file.replaceAll('\\', '/').includes(part));
  if (chosen.length === 0) throw new Error(`No unit test has ${part} in its path.`);
  const from = Date.now();
  const child = spawn(process.execPath, ['--enable-source-maps', mocha, '--reporter', 'dot', '--timeout', '0', ...chosen], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, STACK_MOXIE_SOAK: String(count) },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const number = (/** @type {string} */ word) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
      const [passed, failed] = [number('passing'), number('failing')];
      const isGood = code === 0 && passed > 0;
      if (!isGood) process.stdout.write(output);
      process.stdout.write(`${isGood ? '✓' : '✗'} ${part}, ${count} rounds: ${passed} passed, ${((Date.now() - from) / 1000).toFixed(0)} s\n`);
      resolve({ passed, failed: isGood ? failed : Math.max(failed, 1) });
    });
  });
}

const waiting = soaks.filter(([part]) => asked.length === 0 || asked.some((word) => part.includes(word)));
const total = { passed: 0, failed: 0 };
/** One of two lanes: takes the next as long as there are any. */
async function lane() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { passed, failed } = await soak(...next);
    total.passed += passed;
    total.failed += failed;
  }
}
await Promise.all([lane(), lane()]);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
