import { t } from '../base/localize';
import type { Id } from '../wire/payload';
import type { Folder, Scenario } from '../wire/records';
import { plainName } from '../base/plain-text';

/** A folder with the scenarios in it; `folder` is absent for those in no folder that is known. */
export interface IndexedFolder {
  readonly folder?: Folder;
  readonly name: string;
  readonly scenarios: readonly Scenario[];
}

/** The scenarios of an organization, by folder, sorted: made once a change, asked often. */
export interface ScenarioIndex {
  readonly folders: readonly IndexedFolder[];
  readonly isFiltered: boolean;
  /** Scenarios in all, and those that the filter lets through. */
  readonly total: number;
  readonly shown: number;
  folder(id: Id | 'none'): IndexedFolder | undefined;
  scenario(id: Id): Scenario | undefined;
  /** `none` where the scenario is in no known folder. */
  folderOf(scenarioId: Id): Id | 'none';
}

export interface ScenarioList {
  readonly folders: readonly Folder[];
  readonly scenarios: readonly Scenario[];
  /** Words that must all stand in the scenario's name or its folder's, in any order; case and accents do not count. */
  readonly filter?: string;
  readonly locale?: string | undefined;
}

/** Sorts as people do (`Step 2` before `Step 10`), and puts scenarios without a known folder last. */
export function createScenarioIndex({ folders, scenarios, filter = '', locale }: ScenarioList): ScenarioIndex {
  const knownFolders = new Map(folders.map((folder) => [folder.id, folder]));
  const knownScenarios = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const words = toWords(filter);
  const folderOf = (scenarioId: Id): Id | 'none' => {
    const id = knownScenarios.get(scenarioId)?.folder?.id;
    return id !== undefined && knownFolders.has(id) ? id : 'none';
  };
  const groups = new Map<Id | 'none', Scenario[]>([...knownFolders.keys()].map((id) => [id, []]));
  for (const scenario of knownScenarios.values()) {
    const key = folderOf(scenario.id);
    const folderName = key === 'none' ? '' : (knownFolders.get(key)?.name ?? '');
    if (matches(words, `${folderName} ${scenario.name}`)) groupOf(groups, key).push(scenario);
  }
  const indexed = new Map(
    [...groups].map(([id, group]) => [id, indexFolder(id, id === 'none' ? undefined : knownFolders.get(id), group)]),
  );
  const isFiltered = words.length > 0;
  return {
    folders: sortFolders([...indexed.values()], locale).filter((entry) => !isFiltered || entry.scenarios.length > 0),
    isFiltered,
    total: knownScenarios.size,
    shown: [...groups.values()].reduce((sum, group) => sum + group.length, 0),
    folder: (id) => indexed.get(id),
    scenario: (id) => knownScenarios.get(id),
    folderOf,
  };

  function indexFolder(id: Id | 'none', folder: Folder | undefined, group: readonly Scenario[]): IndexedFolder {
    const name = id === 'none' ? t('No folder') : plainName(folder?.name, t('Folder {0}', id));
    const byName = (a: Scenario, b: Scenario): number => collator(locale).compare(a.name, b.name) || a.id - b.id;
    return { ...(folder ? { folder } : {}), name, scenarios: [...group].sort(byName) };
  }
}

function groupOf(groups: Map<Id | 'none', Scenario[]>, key: Id | 'none'): Scenario[] {
  const known = groups.get(key);
  if (known) return known;
  const made: Scenario[] = [];
  groups.set(key, made);
  return made;
}

function sortFolders(folders: readonly IndexedFolder[], locale: string | undefined): readonly IndexedFolder[] {
  return [...folders].sort((a, b) => {
    if (!a.folder || !b.folder) return (a.folder ? 0 : 1) - (b.folder ? 0 : 1);
    return collator(locale).compare(a.name, b.name) || a.folder.id - b.folder.id;
  });
}

function toWords(text: string): readonly string[] {
  return fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}

function matches(words: readonly string[], text: string): boolean {
  if (words.length === 0) return true;
  const folded = fold(text);
  return words.every((word) => folded.includes(word));
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const collators = new Map<string | undefined, Intl.Collator>();

function collator(locale: string | undefined): Intl.Collator {
  const known = collators.get(locale);
  if (known) return known;
  const made = makeCollator(locale);
  collators.set(locale, made);
  return made;
}

function makeCollator(locale: string | undefined): Intl.Collator {
  const options = { numeric: true, sensitivity: 'base' } as const;
  try {
    return new Intl.Collator(locale, options);
  } catch {
    return new Intl.Collator(undefined, options);
  }
}
