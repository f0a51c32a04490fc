import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Content, SyncState } from '../../../src/sync/content';
import { definitionOf, fileText, madeRules } from '../../unit/sync/made-rules';
import { endProcess, install, startProcess, type Address, type Installation } from '../sandbox/process';
import { machine } from './machine';

/** How often a process is killed; 100 in a long run. */
const kills = Number(process.env['STACK_MOXIE_SOAK_KILLS'] ?? 5);
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

/** Runs the worker to its end, whatever it finds that another has done. */
async function tryOnce({ address, folder, worker }: Place, direction: 'pull' | 'push'): Promise<void> {
  await once(spawn(process.execPath, [worker, JSON.stringify(address), folder, direction], { stdio: 'ignore' }), 'exit');
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
function verifyWhole(folder: string, meant: Meant): void {
  const names: string[] = [];
  for (const path of scenarioFiles(folder)) {
    const content = read(readFileSync(join(folder, path), 'utf8'));
    assert.ok(content && meant.has(content), `${path} is whole, and old or new: ${content?.description ?? 'broken'}`);
    names.push(content.name);
  }
  assert.equal(new Set(names).size, names.length, 'no scenario has two files');
  const state = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.startsWith('.stackmoxie') && path.endsWith('.json'));
  for (const path of state) JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

/** What a status may say of a file and a scenario of one name, by their descriptions. */
const isTrue: Readonly<Partial<Record<SyncState, (here: string | undefined, there: string | undefined) => boolean>>> = {
  inSync: (here, there) => here !== undefined && here === there,
  localChanges: (here, there) => here !== there,
  cloudChanges: (here, there) => here !== there,
  notLinked: (_here, there) => there === undefined,
  cloudOnly: (here) => here === undefined,
};

/** The status says what a look at both sides says. */
async function verifyTruth({ address, folder }: Place): Promise<void> {
  const { engine, cloud } = machine(address, folder);
  const { files, problems } = await engine.status();
  const scenarios = await cloud.scenarios();
  assert.deepEqual(problems, []);
  assert.equal(new Set(scenarios.map(({ name }) => name)).size, scenarios.length, 'nothing was created twice');
  const there = new Map(scenarios.map(({ name, description }) => [name, description]));
  const here = new Map(scenarioFiles(folder).map((path) => [nameOf(path), descriptionOf(folder, nameOf(path))]));
  assert.equal(files.length, new Set([...there.keys(), ...here.keys()]).size);
  for (const { state, path, name } of files) {
    const own = path === undefined ? name : nameOf(path);
    assert.ok(isTrue[state]?.(here.get(own), there.get(own)), `${own} is ${state}: ${String(here.get(own))}, ${String(there.get(own))}`);
  }
}

const nameOf = (path: string): string => path.replace(/\.crank\.yml$/, '');
const descriptionOf = (folder: string, name: string): string => read(readFileSync(join(folder, `${name}.crank.yml`), 'utf8'))?.description ?? '';

/** Everything is done, and nothing is left lying about but a lock that the next who needs it breaks. */
async function verifyEnd({ address, folder }: Place, names: Iterable<string>): Promise<void> {
  const { files } = await machine(address, folder).engine.status();
  assert.deepEqual(files.filter(({ state }) => state !== 'inSync').map(({ state, name }) => `${state} ${name}`), []);
  assert.deepEqual(files.map(({ name }) => name).sort(), [...names].sort());
  assert.deepEqual(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tmp$|journal\/./.test(path)), []);
}

/** What scenarios may say: what they said before a round, and what the round makes them say. */
class Meant {
  readonly #descriptions = new Map<string, readonly string[]>();

  get names(): readonly string[] {
    return [...this.#descriptions.keys()];
  }

  change(name: string, description: string): Content {
    this.#descriptions.set(name, [...(this.#descriptions.get(name) ?? []).slice(-1), description]);
    return made(name, description);
  }

  has({ name, description }: Content): boolean {
    return this.#descriptions.get(name)?.includes(description) ?? false;
  }
}

/** Twenty new scenarios and twenty known ones say something new, in the cloud. */
async function changeCloud({ address, folder }: Place, names: readonly string[], say: (name: string) => Content): Promise<void> {
  const { client } = machine(address, folder);
  const { organization } = address;
  const ids = new Map((await client.scenarios.list(organization)).map(({ id, name }) => [name, id]));
  for (const name of names) {
    const input = { name, description: say(name).description, definition: definitionOf(say(name)) };
    const id = ids.get(name);
    await (id === undefined ? client.scenarios.create(organization, input) : client.scenarios.update(organization, id, input));
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
    const here = { address, folder, worker };
    const meant = new Meant();
    let killed = 0;
    for (let round = 0; round < kills; round += 1) {
      const direction = round % 2 === 0 ? 'pull' : 'push';
      const names = [...meant.names.slice(-20), ...Array.from({ length: 20 }, (_, index) => `round ${round} ${index}`)];
      const says = new Map(names.map((name) => [name, meant.change(name, `${direction} ${round}`)]));
      if (direction === 'pull') await changeCloud(here, names, (name) => says.get(name) ?? made(name, ''));
      else for (const [name, content] of says) writeFileSync(join(folder, `${name}.crank.yml`), fileText(content));
      killed += (await run(here, direction, momentOf(round))) ? 1 : 0;
      verifyWhole(folder, meant);
      await verifyTruth(here);
      assert.equal(await run(here, direction, never), false, 'the next one ends by itself');
      await verifyEnd(here, meant.names);
    }
    assert.ok(killed >= kills / 2, `${killed} were killed at their work`);
    assert.equal(await endProcess(sandbox), 0);
  });

  it('is no worse than two processes that pull, or push, into one folder at once', async function patient() {
    this.timeout(60_000);
    const sandbox = startProcess(place, { args: ['--json'] });
    const address = await sandbox.ready;
    const own = mkdtempSync(join(tmpdir(), 'sync-two-'));
    const here = { address, folder: own, worker };
    const say = (name: string): Content => made(name, 'made');
    try {
      const before = new Set((await machine(address, own).cloud.scenarios()).map(({ id }) => id));
      for (const id of before) await machine(address, own).cloud.delete(id);
      await changeCloud(here, Array.from({ length: 30 }, (_, index) => `in the cloud ${index}`), say);
      for (const direction of ['pull', 'push'] as const) {
        if (direction === 'push') for (let index = 0; index < 20; index += 1) writeFileSync(join(own, `here ${index}.crank.yml`), fileText(say(`here ${index}`)));
        await Promise.all([tryOnce(here, direction), tryOnce(here, direction)]);
        assert.equal(await run(here, direction, never), false);
      }
      await verifyTruth(here);
      await verifyEnd(here, [...Array.from({ length: 30 }, (_, index) => `in the cloud ${index}`), ...Array.from({ length: 20 }, (_, index) => `here ${index}`)]);
    } finally {
      rmSync(own, { recursive: true, force: true });
      await endProcess(sandbox);
    }
  });
});
