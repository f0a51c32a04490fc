import type { Id } from '../../wire/payload';
import type { Scenario } from '../../wire/records';
import { TimeSlicer } from '../../base/time-slices';
import type { Content } from '../model/content';
import type { SyncContext } from './context';
import type { Look } from './look';
import { directoriesOf, samePath, usualPath } from '../model/names';
import { isReadable } from '../model/readable';
import type { UnlinkedFile } from './unlinked';
import { isSame } from '../diff/compare';

/** A file that is not linked and a scenario without a file, of one name. */
export interface Pair {
  readonly file: UnlinkedFile;
  readonly scenario: Scenario;
  readonly theirs: Content;
  readonly saysTheSame: boolean;
}

/** Files that are not linked, and the scenarios that they may be. */
export class Kinship {
  readonly #ofScenario = new Map<Id, Pair[]>();
  readonly #ofFile = new Map<string, Pair[]>();

  add(pair: Pair): void {
    const { scenario, file } = pair;
    this.#ofScenario.set(scenario.id, [...this.ofScenario(scenario.id), pair]);
    this.#ofFile.set(samePath(file.path), [...this.ofFile(file.path), pair]);
  }

  ofScenario(id: Id): readonly Pair[] {
    return this.#ofScenario.get(id) ?? [];
  }

  ofFile(path: string): readonly Pair[] {
    return this.#ofFile.get(samePath(path)) ?? [];
  }

  /** Whether nobody else comes into question, for the file nor for the scenario. */
  isClear({ scenario, file }: Pair): boolean {
    return this.ofScenario(scenario.id).length === 1 && this.ofFile(file.path).length === 1;
  }
}

/** Comparisons of files and scenarios of one name; more are too many for anybody to tell apart. */
const mostPairs = 2_500;

/** Scenarios of the cloud that have no file and can be read, by their names. */
export function fileless(
  look: Look,
  isMeant: (scenario: Scenario) => boolean = () => true,
): ReadonlyMap<string, readonly Scenario[]> {
  const linked = new Set(look.links.map(({ id }) => id));
  const found = new Map<string, Scenario[]>();
  const inOrder = [...look.scenarios.values()].sort((one, other) => one.id - other.id);
  for (const scenario of inOrder) {
    if (linked.has(scenario.id) || !isReadable(scenario) || look.isHeld({ id: scenario.id }) || !isMeant(scenario))
      continue;
    const name = scenario.name.trim();
    const alike = found.get(name);
    if (alike) alike.push(scenario);
    else found.set(name, [scenario]);
  }
  return found;
}

/**
 * Finds out which files are which scenarios, by name and then by what they say. A file where a pull would put the scenario's
 * and that says the same is its file, whatever else says the same.
 */
export async function kinshipOf(
  context: SyncContext,
  look: Look,
  {
    files,
    scenarios,
  }: { readonly files: readonly UnlinkedFile[]; readonly scenarios: ReadonlyMap<string, readonly Scenario[]> },
): Promise<Kinship> {
  const kinship = new Kinship();
  const slicer = new TimeSlicer(context.clock);
  const directories = directoriesOf(look.references.folders, context.root);
  const placeOf = ({ folder, name }: Scenario): string =>
    samePath(usualPath((folder && directories.get(folder.id)) ?? context.root, name));
  for (const [name, alike] of byName(files)) {
    const named = scenarios.get(name) ?? [];
    if (named.length === 0 || named.length * alike.length > mostPairs) continue;
    const pairs: Pair[] = [];
    for (const scenario of named) {
      pairs.push(...(await slicer.run(() => alike.map((file) => pairOf(context, look, { file, scenario })))));
    }
    for (const pair of likely(pairs, placeOf)) kinship.add(pair);
  }
  return kinship;
}

function byName(files: readonly UnlinkedFile[]): ReadonlyMap<string, readonly UnlinkedFile[]> {
  const found = new Map<string, UnlinkedFile[]>();
  for (const file of files) {
    if (file.name !== undefined && file.text !== undefined)
      found.set(file.name, [...(found.get(file.name) ?? []), file]);
  }
  return found;
}

function pairOf(context: SyncContext, { references }: Look, { file, scenario }: Pick<Pair, 'file' | 'scenario'>): Pair {
  const { content } = file.compiled;
  const theirs = context.contentOf(scenario, references, content?.settings);
  return { file, scenario, theirs, saysTheSame: content !== undefined && isSame(theirs, content) };
}

/** Of all pairs of one name those that count: first by place, then by content, and what is left by the name alone. */
function likely(pairs: readonly Pair[], placeOf: (scenario: Scenario) => string): readonly Pair[] {
  const [files, ids] = [new Set<UnlinkedFile>(), new Set<Id>()];
  const isFree = ({ file, scenario }: Pair): boolean => !files.has(file) && !ids.has(scenario.id);
  const take = (found: readonly Pair[]): readonly Pair[] => {
    for (const { file, scenario } of found) {
      files.add(file);
      ids.add(scenario.id);
    }
    return found;
  };
  const inPlace = pairs
    .filter((pair) => pair.saysTheSame && samePath(pair.file.path) === placeOf(pair.scenario))
    .flatMap((pair) => (isFree(pair) ? take([pair]) : []));
  const same = take(pairs.filter((pair) => pair.saysTheSame && isFree(pair)));
  return [...inPlace, ...same, ...pairs.filter((pair) => isFree(pair))];
}
