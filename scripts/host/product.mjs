// @ts-check
// `npm start` as tests have it: a process, and the line that says where it is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { keepLogs } from './server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Those that run. @type {Set<import('node:child_process').ChildProcess>} */
const products = new Set();
process.once('exit', () => products.forEach((product) => product.kill('SIGTERM')));

/** @param {string} name of its home in `.build` @param {string[]} [args] @returns {Promise<string>} the line that says where it is, as JSON */
export async function startProduct(name, args = []) {
  const home = join(root, '.build', name);
  // The extension stays installed: where it is another by now, it is installed anew.
  for (const part of ['data', 'workspace', 'editor/server', 'editor/server.log'])
    rmSync(join(home, part), { recursive: true, force: true });
  const product = spawn(process.execPath, ['scripts/start.mjs', '--json', '--home', home, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  products.add(product);
  const [line] = await Promise.race([
    once(createInterface({ input: product.stdout }), 'line'),
    once(product, 'exit').then(() => []),
  ]);
  if (line === undefined) throw new Error('npm start ended before it was up.');
  return line;
}

/** Ends all, and waits until they have ended. */
export async function endProducts() {
  await Promise.all([...products].map((product) => (product.kill('SIGTERM'), once(product, 'exit'))));
  products.clear();
}

/** Keeps what an editor logged. @param {string} suite the one that failed @param {string} name of its home */
export function keepProductLogs(suite, name) {
  keepLogs(join(root, '.build', name, 'editor'), join(root, '.failures', suite, name));
}
