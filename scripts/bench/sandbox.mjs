// @ts-check
// npm run bench:sandbox: how fast the sandbox answers with much in it, whether a far page costs more than a near one, and whether its memory stays flat.
// Options: --scenarios N, --runs N, --requests N (for the memory). Fails where a page at the end costs more than `pageLimit` times one at the start, or memory grows.
import { spawn, spawnSync, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, root } from '../build.mjs';
import { ensureNode } from '../host/setup.mjs';

const connections = 16;
/** How much more a page at the end of a list may cost than one at its start. */
const pageLimit = 1.5;
/** How much the memory may grow from the first tenth of the requests to the last. */
const memoryLimit = 1.15;

const { values } = parseArgs({
  options: {
    scenarios: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '200000' },
    requests: { type: 'string', default: '100000' },
  },
});
const amounts = { scenarios: Number(values.scenarios), runs: Number(values.runs) };
const requests = Number(values.requests);
const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);
const number = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');

/** @param {string} data @returns {Promise<{ child: import('node:child_process').ChildProcess, address: import('./load.mjs').Address }>} */
async function start(data) {
  const child = spawn(
    process.execPath,
    [join(root, 'dist', 'sandbox.mjs'), '--data', data, '--port', '0', '--empty', '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`The sandbox ended with code ${code}.`)));
  });
  return { child, address: JSON.parse(line) };
}

/** @param {import('node:child_process').ChildProcess} child */
const stop = (child) =>
  new Promise((resolve) => {
    child.removeAllListeners('exit').once('exit', resolve);
    child.kill('SIGTERM');
  });

/** Mebibytes that a process holds. @param {number | undefined} pid */
const memoryOf = (pid) => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;

/** Median milliseconds of two requests that take turns, so that what else goes on hits both. @param {(path: string) => Promise<number>} ask @param {readonly [string, string]} paths */
async function compare(ask, paths) {
  const { median } = await import('./load.mjs');
  /** @type {[number[], number[]]} */
  const times = [[], []];
  for (let turn = 0; turn < 400; turn += 1)
    for (const side of /** @type {const} */ ([0, 1])) times[side].push(await ask(paths[side]));
  const [first, last] = [median(times[0].slice(50)), median(times[1].slice(50))];
  return { first, last, ratio: last / first };
}

/** @param {string} data */
async function measure(data) {
  const { createLoad } = await import('./load.mjs');
  const { fill } = await import('./fill.mjs');
  await stop((await start(data)).child);
  say(`Storing ${number(amounts.scenarios)} scenarios and ${number(amounts.runs)} runs with their logs…`);
  const { runsOfFirst, scenarioOf } = fill(data, amounts);
  const { child, address } = await start(data);
  const load = createLoad(address, connections);
  const failures = [];
  const anyOf = (/** @type {number} */ index, /** @type {number} */ count) => 1 + ((index * 7919) % count);
  const paths = {
    list: (/** @type {number} */ index) => `/scenarios?limit=30&skip=${anyOf(index, amounts.scenarios - 30)}`,
    get: (/** @type {number} */ index) => `/scenarios/${anyOf(index, amounts.scenarios)}`,
    log: (/** @type {number} */ index) => {
      const run = anyOf(index, amounts.runs);
      return `/scenarios/${scenarioOf(run)}/runs/${run}/log/${run}`;
    },
  };
  await load.run(2_000, paths.get);
  say(`\n${connections} connections   requests/s   p50 ms   p99 ms`);
  for (const [name, pathOf] of Object.entries(paths)) {
    const { perSecond, p50, p99 } = await load.run(10_000, pathOf);
    say(
      `${name.padEnd(15)} ${number(perSecond).padStart(11)} ${p50.toFixed(2).padStart(8)} ${p99.toFixed(2).padStart(8)}`,
    );
  }
  const pages = Math.ceil(runsOfFirst / 30);
  const lists = /** @type {const} */ ([
    [
      `scenarios, record ${number(amounts.scenarios)}`,
      '/scenarios?limit=30',
      `/scenarios?limit=30&skip=${amounts.scenarios - 30}`,
    ],
    [`runs, page ${number(pages)}`, '/scenarios/1/runs', `/scenarios/1/runs?page=${pages}`],
    [
      `runs that passed, page ${number(pages)}`,
      '/scenarios/1/runs?outcome=Passed',
      `/scenarios/1/runs?outcome=Passed&page=${pages}`,
    ],
  ]);
  say('\nlast page                    first ms   last ms   ratio');
  for (const [name, first, last] of lists) {
    const result = await compare(load.ask, [first, last]);
    say(
      `${name.padEnd(28)} ${result.first.toFixed(2).padStart(8)} ${result.last.toFixed(2).padStart(9)} ${result.ratio.toFixed(2).padStart(7)}`,
    );
    // A filter has to be counted through: it is shown, and not held to the limit.
    if (result.ratio > pageLimit && !last.includes('outcome'))
      failures.push(
        `The last page of ${name} costs ${result.ratio.toFixed(2)} times the first, more than ${pageLimit}.`,
      );
  }
  const memory = [];
  const mixed = [paths.list, paths.get, paths.log];
  for (let tenth = 0; tenth < 10; tenth += 1) {
    await load.run(requests / 10, (index) => (mixed[index % 3] ?? paths.get)(index + tenth));
    memory.push(memoryOf(child.pid));
  }
  say(`\nmemory in MiB over ${number(requests)} requests: ${memory.map(number).join(' ')}`);
  const growth = Math.min(...memory.slice(-3)) / Math.max(...memory.slice(0, 3));
  if (growth > memoryLimit) failures.push(`The memory has grown ${growth.toFixed(2)} times.`);
  load.close();
  await stop(child);
  return failures;
}

const node = await ensureNode((line) => process.stderr.write(`${line}\n`));
if (node !== process.execPath) {
  // This Node has no SQLite: go on with one that has.
  process.exitCode =
    spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
} else {
  await build();
  const data = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const failures = await measure(data);
    failures.forEach(say);
    process.exitCode = failures.length === 0 ? 0 : 1;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
