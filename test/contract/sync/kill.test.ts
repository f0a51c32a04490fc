import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Content } from '../../../src/sync/content';
import { definitionOf, fileText, madeRules } from '../../unit/sync/made-rules';
import { endProcess, install, startProcess, type Address, type Installation } from '../sandbox/process';
import { machine } from './machine';

/** How often a process is killed; 100 in a long run. */
const kills = Number(process.env['STACK_MOXIE_SOAK_KILLS'] ?? 10);
const language = { catalog: undefined, now: 0 };
const made = (name: string, description: string): Content => ({ name, description, tokens: {}, steps: [{ cog: 'sandbox/text', stepId: 'CompareValues', data: { value: name } }], settings: {} });
const read = (text: string): Content | undefined => madeRules.compileFile(text, language).content;

interface Place {
  readonly address: Address;
  readonly folder: string;
  readonly worker: string;
}

/** Runs the worker, and kills it a moment after it has done some items. @returns whether it was killed before its end. */
async function run({ address, folder, worker }: Place, direction: 'pull' | 'push', { items, milliseconds }: Moment): Promise<boolean> {
  const child = spawn(process.execPath, [worker, JSON.stringify(address), folder, direction], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let lines = 0;
  createInterface({ input: child.stdout }).on('line', () => {
    lines += 1;
    // The first line tells that it begins.
    if (lines === items + 1) void delay(milliseconds).then(() => child.kill('SIGKILL'));
  });
  const [code, signal] = (await ended) as [number | null, string | null];
  assert.ok(signal === 'SIGKILL' || code === 0, `the process ended with ${String(code)}`);
  return signal === 'SIGKILL';
}

interface Moment {
  readonly items: number;
  readonly milliseconds: number;
}

const never: Moment = { items: Number.POSITIVE_INFINITY, milliseconds: 0 };
/** Of the 40 items of a round, and within the time that one takes; the same moments in every run of the test, as far as a machine can. */
const momentOf = (round: number): Moment => ({ items: (round * 17) % 40, milliseconds: (round * 7) % 12 });

const scenarioFiles = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.crank.yml'));

/** Every file is whole and one of those that were meant; so are links and bases. No name is there twice. */
function verifyWhole(folder: string, meant: ReadonlyMap<string, ReadonlySet<string>>): void {
  const names: string[] = [];
  for (const path of scenarioFiles(folder)) {
    const content = read(readFileSync(join(folder, path), 'utf8'));
    assert.ok(content && meant.get(content.name)?.has(content.description), `${path} is whole, and old or new: ${content?.description ?? 'broken'}`);
    names.push(content.name);
  }
  assert.equal(new Set(names).size, names.length, 'no scenario has two files');
  const state = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.startsWith('.stackmoxie') && path.endsWith('.json'));
  for (const path of state) JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

/** The status says what a look at both sides says. */
async function verifyTruth({ address, folder }: Place): Promise<void> {
  const { engine, cloud } = machine(address, folder);
  const { files, problems } = await engine.status();
  const scenarios = await cloud.scenarios();
  assert.deepEqual(problems, []);
  assert.equal(new Set(scenarios.map(({ name }) => name)).size, scenarios.length, 'nothing was created twice');
  const inCloud = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  const here = new Map(scenarioFiles(folder).map((path) => [read(readFileSync(join(folder, path), 'utf8'))?.name ?? '', path]));
  for (const { state, path, id } of files) {
    const content = path === undefined ? undefined : read(readFileSync(join(folder, path), 'utf8'));
    const theirs = content ? inCloud.get(content.name) : scenarios.find((scenario) => scenario.id === id);
    if (state === 'inSync') assert.equal(content?.description, theirs?.description, path);
    else if (state === 'localChanges' || state === 'cloudChanges') assert.notEqual(content?.description, theirs?.description, path);
    else if (state === 'notLinked') assert.equal(theirs, undefined, `${path ?? ''} is in the cloud and not linked`);
    else if (state === 'cloudOnly') assert.equal(here.get(theirs?.name ?? ''), undefined, `${theirs?.name ?? ''} has a file and is not linked`);
    else assert.fail(`${path ?? ''} is ${state}`);
  }
}

describe('killing a process that pulls or pushes', () => {
  let place: Installation;
  let worker: string;
  let folder: string;

  before(async () => {
    place = install();
    folder = mkdtempSync(join(tmpdir(), 'sync-'));
    worker = join(folder, '..', `${folder.split('/').at(-1) ?? ''}-worker.cjs`);
    await build({ entryPoints: ['test/contract/sync/worker.ts'], bundle: true, platform: 'node', target: 'node20', format: 'cjs', outfile: worker, logLevel: 'warning', supported: { 'dynamic-import': false } });
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(worker, { force: true });
    await place.remove();
  });

  it(`${kills} times at any moment leaves each file, link and base old or new, and tells the truth`, async function patient() {
    this.timeout(60_000 + kills * 10_000);
    const sandbox = startProcess(place, { args: ['--json', '--empty'] });
    const address = await sandbox.ready;
    const { client, engine } = machine(address, folder);
    const meant = new Map<string, Set<string>>();
    const mean = (name: string, description: string): Content => {
      meant.set(name, (meant.get(name) ?? new Set()).add(description));
      return made(name, description);
    };
    let killed = 0;
    for (let round = 0; round < kills; round += 1) {
      const direction = round % 2 === 0 ? 'pull' : 'push';
      const known = [...meant.keys()].slice(-20);
      const fresh = Array.from({ length: 20 }, (_, index) => `round ${round} ${index}`);
      if (direction === 'pull') {
        const all = new Map((await client.scenarios.list(address.organization)).map((scenario) => [scenario.name, scenario]));
        for (const name of known) {
          const content = mean(name, `cloud ${round}`);
          await client.scenarios.update(address.organization, all.get(name)?.id ?? 0, { description: content.description, definition: definitionOf(content) });
        }
        for (const name of fresh) {
          const content = mean(name, `cloud ${round}`);
          await client.scenarios.create(address.organization, { name, description: content.description, definition: definitionOf(content) });
        }
      } else {
        for (const name of [...known, ...fresh]) writeFileSync(join(folder, `${name}.crank.yml`), fileText(mean(name, `file ${round}`)));
      }
      const wasKilled = await run({ address, folder, worker }, direction, momentOf(round));
      killed += wasKilled ? 1 : 0;
      verifyWhole(folder, meant);
      await verifyTruth({ address, folder, worker });
      assert.equal(await run({ address, folder, worker }, direction, never), false, 'the next one ends by itself');
      const { files } = await engine.status();
      assert.deepEqual(files.filter(({ state }) => state !== 'inSync').map(({ state, name }) => `${state} ${name}`), []);
      assert.equal(files.length, meant.size);
      assert.deepEqual(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tmp$|journal\/./.test(path)), [], 'nothing is left lying about but a lock that the next who needs it breaks');
      // Old is what is there now.
      for (const descriptions of meant.values()) for (const description of descriptions) if (!description.endsWith(` ${round}`)) descriptions.delete(description);
      for (const { name } of files) meant.set(name, meant.get(name)?.size ? (meant.get(name) ?? new Set()) : new Set([descriptionOf(folder, name)]));
    }
    assert.ok(killed >= kills / 2, `${killed} were killed at their work`);
    assert.equal(await endProcess(sandbox), 0);
  });
});

const descriptionOf = (folder: string, name: string): string => read(readFileSync(join(folder, `${name}.crank.yml`), 'utf8'))?.description ?? '';
