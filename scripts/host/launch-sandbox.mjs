// @ts-check
// Starts the bundled sandbox as a process that ends with its starter.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/sandbox.mjs', import.meta.url));

/** @typedef {{ api: string, token: string, organization: string }} Account */

/**
 * Resolves once the sandbox listens. It ends when its standard input closes, so also when its starter is killed.
 * @param {string} node a Node that has SQLite
 * @param {string[]} args options of the sandbox
 * @returns {Promise<{ account: Account, child: import('node:child_process').ChildProcess }>}
 */
export function launchSandbox(node, args) {
  const child = spawn(node, [program, '--json', '--end-with-stdin', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  /** @type {string[]} */
  const said = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The sandbox ended with code ${code}.\n${said.slice(-10).join('\n')}`)),
    );
    createInterface({ input: child.stdout }).once('line', (line) => resolve({ account: JSON.parse(line), child }));
  });
}
