import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Context } from 'mocha';
import { createCatalog, type Catalog } from '../../src/registry/catalog';
import type { RegistryEntryPayload } from '../../src/wire/registry';

export interface CorpusFile {
  /** From the folder of its kind. */
  readonly path: string;
  readonly text: string;
}

/** Registries and the scenario files that go with them. */
export interface Corpus {
  readonly registryFiles: readonly CorpusFile[];
  /** File by file. */
  readonly registries: readonly (readonly RegistryEntryPayload[])[];
  /** Of all registries. */
  readonly catalog: Catalog;
  readonly scenarios: readonly CorpusFile[];
}

function filesIn(folder: string, ending: RegExp): readonly CorpusFile[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => ending.test(path));
  if (paths.length === 0) throw new Error(`${folder} holds no file of a corpus.`);
  return paths.toSorted().map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

/** Reads a folder with `registry/` and `scenarios/`. Throws where one of them is missing or empty. */
function readCorpus(folder: string): Corpus {
  const registryFiles = filesIn(join(folder, 'registry'), /\.json$/);
  const registries = registryFiles.map(({ text }) =>
    [JSON.parse(text) as RegistryEntryPayload | RegistryEntryPayload[]].flat(),
  );
  const scenarios = filesIn(join(folder, 'scenarios'), /\.ya?ml$/);
  return { registryFiles, registries, catalog: createCatalog(registries.flat()), scenarios };
}

const once = (folder: string): (() => Corpus) => {
  let corpus: Corpus | undefined;
  return () => (corpus ??= readCorpus(folder));
};
const made = once(join('test', 'support', 'corpus'));
const realFolder = process.env['STACK_MOXIE_CORPUS'];
const real = realFolder ? once(realFolder) : undefined;

type CorpusTest = (this: Context, corpus: Corpus) => unknown;

/** A test on the real registries and scenarios that `STACK_MOXIE_CORPUS` names; pending where it names none. */
export function itWithCorpus(title: string, test: CorpusTest): void {
  if (real === undefined) it.skip(title);
  else
    it(title, function () {
      return test.call(this, real());
    });
}

/** A test on the small corpus of this folder, and on the real one where there is one. */
export function itOnEachCorpus(title: string, test: CorpusTest): void {
  it(`${title} (made files)`, function () {
    return test.call(this, made());
  });
  itWithCorpus(`${title} (real files)`, test);
}

/** A test on the small corpus of this folder alone. */
export function itOnMadeCorpus(title: string, test: CorpusTest): void {
  it(title, function () {
    return test.call(this, made());
  });
}

/** Whether push and pull take a file for a scenario. */
export const isScenarioFile = ({ path }: CorpusFile): boolean => /\.crank\.ya?ml$/.test(basename(path));
