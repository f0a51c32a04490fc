import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Content } from '../../../src/sync/model/content';
import { parseLinks } from '../../../src/sync/store/links';
import { isSame } from '../../../src/sync/diff/compare';
import type { FileStatus } from '../../../src/sync/plan/status';
import type { Scenario } from '../../../src/wire/records';
import { machine, type Place } from './machine';
import { definitionFor } from '../../../src/sync/diff/changes';
import { contentOfScenario } from '../../../src/sync/model/cloud-content';
import { contentIn } from '../../unit/sync/made-texts';

/** What a scenario of these tests says; each is told by its name. */
export const made = (name: string, description: string, value = name): Content => ({
  name,
  description,
  tokens: {},
  steps: [{ cog: 'sandbox/text', stepId: 'CompareValues', data: { value, operator: 'be', expectation: name } }],
  settings: {},
});

/** What scenarios may say: what they said before a change, and what it makes them say. */
export class Meant {
  readonly #before = new Map<string, Content>();
  readonly #now = new Map<string, readonly Content[]>();

  get names(): readonly string[] {
    return [...this.#now.keys()];
  }

  /** @param contents what a scenario may say from now on, what it says in the end last */
  change(name: string, ...contents: readonly Content[]): void {
    const last = this.#now.get(name)?.at(-1);
    if (last) this.#before.set(name, last);
    this.#now.set(name, contents);
  }

  has(content: Content): boolean {
    return this.isBefore(content) || this.#now.get(content.name)?.some((meant) => this.isSame(meant, content)) === true;
  }

  isBefore(content: Content): boolean {
    const before = this.#before.get(content.name);
    return before !== undefined && this.isSame(before, content);
  }

  /** Whether it is what a scenario says in the end, both sides' changes with it. */
  isEnd(content: Content): boolean {
    const end = this.#now.get(content.name)?.at(-1);
    return end !== undefined && this.isSame(end, content);
  }

  /** Folders are nobody's matter here. */
  isSame(one: Content, other: Content): boolean {
    return isSame({ ...one, settings: {} }, { ...other, settings: {} });
  }
}

export const nameOf = (path: string): string => basename(path, '.crank.yml');
/** The paths of all files that lie in a folder, hidden ones too. */
const filesIn = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' });
export const scenarioFiles = (folder: string): readonly string[] =>
  filesIn(folder).filter((path) => path.endsWith('.crank.yml'));

/** What the files say, by the names that they have. */
function here({ folder }: Place): ReadonlyMap<string, Content> {
  return new Map(
    scenarioFiles(folder).map((path) => {
      const content = contentIn(readFileSync(join(folder, path), 'utf8'));
      assert.ok(content, `${path} is whole`);
      return [nameOf(path), content];
    }),
  );
}

/** What the scenarios say. */
async function there(
  place: Place,
): Promise<{ readonly scenarios: readonly Scenario[]; readonly contents: ReadonlyMap<string, Content> }> {
  const scenarios = await machine(place).cloud.scenarios();
  return {
    scenarios,
    contents: new Map(scenarios.map((scenario) => [scenario.name, contentOfScenario(scenario)])),
  };
}

/** Every file is whole and says what it may say, and so do bases; links name a file's own scenario. No name is there twice, on either side. */
export async function verifyWhole(place: Place, meant: Meant): Promise<void> {
  const { folder } = place;
  const files = scenarioFiles(folder).map(nameOf);
  assert.equal(new Set(files).size, files.length, 'no scenario has two files');
  for (const [name, content] of here(place))
    assert.ok(content.name === name && meant.has(content), `${name} is old or new: ${JSON.stringify(content)}`);
  const { scenarios, contents } = await there(place);
  assert.equal(contents.size, scenarios.length, 'no scenario was created twice');
  for (const content of contents.values()) assert.ok(meant.has(content), `${content.name} is old or new in the cloud`);
  const names = new Map(scenarios.map(({ id, name }) => [String(id), name]));
  const state = filesIn(folder).filter((path) => path.startsWith('.stackmoxie') && path.endsWith('.json'));
  for (const path of state) verifyState(path, readFileSync(join(folder, path), 'utf8'), { meant, names });
}

/** One file of the state folder. @param names of scenarios by their numbers */
function verifyState(
  path: string,
  text: string,
  { meant, names }: { readonly meant: Meant; readonly names: ReadonlyMap<string, string> },
): void {
  const value = JSON.parse(text) as { readonly file: Content; readonly cloud: Content };
  if (path.endsWith('links.json')) {
    const { links, problems } = parseLinks(text);
    assert.deepEqual(problems, []);
    for (const link of links)
      assert.equal(names.get(String(link.id)), nameOf(link.path), 'a link is of a file and its own scenario');
  } else if (/[/\\]base[/\\][^/\\]+[/\\][^/\\]+$/.test(path)) {
    for (const content of [value.file, value.cloud])
      assert.ok(
        content.name === names.get(basename(path, '.json')) && meant.has(content),
        `${path} is old or new: ${JSON.stringify(content)}`,
      );
  }
}

interface Sides {
  readonly here: Content | undefined;
  readonly there: Content | undefined;
}

/** Whether a state may be told of what both sides say. */
const isTrue: Readonly<Partial<Record<FileStatus['state'], (sides: Sides, meant: Meant) => boolean>>> = {
  inSync: ({ here, there }, meant) => !!here && !!there && meant.isSame(here, there),
  localChanges: ({ here, there }, meant) =>
    !!here && !!there && !meant.isSame(here, there) && (meant.isBefore(there) || meant.isEnd(here)),
  cloudChanges: ({ here, there }, meant) => !!here && !!there && !meant.isSame(here, there) && meant.isBefore(here),
  conflict: ({ here, there }, meant) =>
    !!here && !!there && !meant.isSame(here, there) && !meant.isBefore(here) && !meant.isBefore(there),
  notLinked: ({ here, there }) => !!here && !there,
  cloudOnly: ({ here, there }) => !here && !!there,
};

/** The status says what a look at both sides says. @returns it */
export async function verifyTruth(place: Place, meant: Meant): Promise<readonly FileStatus[]> {
  const { files, problems } = await machine(place).engine.status();
  assert.deepEqual(problems, []);
  const [mine, { contents: theirs }] = [here(place), await there(place)];
  assert.equal(files.length, new Set([...mine.keys(), ...theirs.keys()]).size);
  for (const { state, path, name } of files) {
    const own = path === undefined ? name : nameOf(path);
    const sides = { here: mine.get(own), there: theirs.get(own) };
    assert.ok(isTrue[state]?.(sides, meant), `${own} is ${state}: ${JSON.stringify(sides)}`);
  }
  return files;
}

/** Both sides say what was meant in the end, and nothing is left lying about but a lock that the next who needs it breaks. */
export async function verifyEnd(place: Place, meant: Meant): Promise<void> {
  const { files } = await machine(place).engine.status();
  assert.deepEqual(
    files.filter(({ state }) => state !== 'inSync').map(({ state, name }) => `${state} ${name}`),
    [],
  );
  assert.deepEqual(files.map(({ name }) => name).sort(), [...meant.names].sort());
  for (const content of here(place).values())
    assert.ok(meant.isEnd(content), `${content.name} says what was meant: ${JSON.stringify(content)}`);
  assert.deepEqual(
    filesIn(place.folder).filter((path) => /\.tmp$|journal[/\\]./.test(path)),
    [],
  );
}

/** A colleague makes scenarios say something new, those that are not there too. @param folder where new ones go */
export async function changeCloud(place: Place, contents: readonly Content[], folder?: number): Promise<void> {
  const { client } = machine(place);
  const { organization } = place.address;
  const ids = new Map((await client.scenarios.list(organization)).map(({ id, name }) => [name, id]));
  for (const content of contents) {
    const input = { name: content.name, description: content.description, definition: definitionFor(content) };
    const id = ids.get(content.name);
    await (id === undefined
      ? client.scenarios.create(organization, { ...input, ...(folder === undefined ? {} : { folder }) })
      : client.scenarios.update(organization, id, input));
  }
}
