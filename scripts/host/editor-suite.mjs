// @ts-check
// What the in-editor suite needs, whichever VS Code runs it: bundles, a sandbox, a workspace, and a line from the extension host to this terminal.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, buildTests, root } from '../build.mjs';
import { resultsFile } from '../mocha.mjs';
import { launchSandbox } from './launch-sandbox.mjs';
import { openLine } from './line.mjs';
import { freePort } from './server.mjs';
import { ensureNode } from './setup.mjs';

export const home = join(root, '.build', 'editor-home');

/** @typedef {{ fullTitle: string, err: { message: string, stack?: string } }} Failure a test's, as mocha's JSON has it */
/** @typedef {{ passed: number, pending: number, failed: number, failures: Failure[] }} Tally */
/**
 * @typedef {object} EditorSuite
 * @property {string} extension the extension's folder
 * @property {string} tests the module whose `run` the extension host calls
 * @property {string} workspace a workspace file of one folder: tests may add others without the extension host starting again
 * @property {Record<string, string>} env what the extension host's process must find in its environment
 * @property {() => Tally | undefined} tally what the suite said of itself; undefined where it died on the way
 * @property {() => void} dispose
 */

/** @param {readonly string[]} parts run only files whose path contains one of them; none: all @returns {Promise<EditorSuite>} */
export async function prepareEditorSuite(parts = []) {
  const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  rmSync(home, { recursive: true, force: true });
  // STACK_MOXIE_BUILT: whoever runs several suites has built already.
  if (!process.env['STACK_MOXIE_BUILT']) await build();
  await buildTests('editor');
  const workspace = join(home, 'editor.code-workspace');
  mkdirSync(home, { recursive: true });
  writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'workspace' }], settings: {} }));
  const { account, child } = await launchSandbox(await ensureNode(say), [
    '--data',
    join(home, 'data'),
    '--port',
    '0',
    '--workspace',
    join(home, 'workspace'),
  ]);
  const line = await openReport();
  // The tests stand between extension and sandbox, at an address that the extension knows from its start.
  const between = await freePort();
  return {
    extension: root,
    tests: join(root, '.build', 'test', 'editor', 'index.cjs'),
    workspace,
    env: {
      TEST_LINE: line.address,
      TEST_API: account.api,
      TEST_PORT: String(between),
      TEST_PARTS: parts.join(' '),
      STACK_MOXIE_API: `http://127.0.0.1:${between}/api`,
      STACK_MOXIE_TOKEN: account.token,
      STACK_MOXIE_ORGANIZATION: account.organization,
    },
    tally: line.tally,
    dispose: () => {
      line.close();
      child.stdin?.end();
    },
  };
}

/** Carries the reporter's text and the tally out of the extension host: an exit code alone does not tell of a host that died early. */
async function openReport() {
  /** @type {Tally | undefined} */
  let tally;
  const line = await openLine((_socket, lines) => {
    lines.on('line', (text) => {
      const message = JSON.parse(text);
      if (typeof message.say === 'string') process.stdout.write(`${message.say}\n`);
      if (message.tally) tally = message.tally;
    });
  });
  return { ...line, tally: () => tally };
}

/** The exit code that a suite has earned; prints its tally as mocha would. @param {EditorSuite} suite @param {number} code how VS Code ended */
export function judge(suite, code) {
  const tally = suite.tally();
  if (!tally) {
    process.stdout.write(`The extension host ended (code ${code}) without a tally.\n`);
    return 1;
  }
  if (resultsFile !== undefined) {
    const { passed: passes, failed: failures, pending } = tally;
    writeFileSync(resultsFile, JSON.stringify({ stats: { passes, failures, pending }, failures: tally.failures }));
  }
  const counts = /** @type {const} */ ([
    [tally.passed, 'passing'],
    [tally.pending, 'pending'],
    [tally.failed, 'failing'],
  ]);
  const shown = counts.filter(([count, word]) => count > 0 || word === 'passing');
  process.stdout.write(`\n${shown.map(([count, word]) => `  ${count} ${word}\n`).join('')}`);
  return tally.failed > 0 || code !== 0 ? 1 : 0;
}
