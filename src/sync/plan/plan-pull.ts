import { t } from '../../base/localize';
import type { Id } from '../../wire/payload';
import type { Scenario } from '../../wire/records';
import { TimeSlicer } from '../../base/time-slices';
import type { SyncContext } from './context';
import { itemOf } from './examine';
import { fileless, kinshipOf, type Kinship } from './kinship';
import { filesAtOnce } from '../model/limits';
import type { Look } from './look';
import { scenarioEnding } from '../../scenario/file-name';
import { directoriesOf, isScenarioPath, TakenPaths } from '../model/names';
import type { PlanItem } from './plan';
import { amongKin } from './plan-kin';
import { busy, planLinkedFile } from './plan-moves';
import { whyUnreadable } from '../model/readable';
import { mapConcurrent } from '../../base/map-concurrent';
import { readUnlinked } from './unlinked';

/** What is pulled: some scenarios, a folder (null: those in none), or everything. */
export type PullScope = { readonly ids: readonly Id[] } | { readonly folder: Id | null } | 'everything';

export async function planPull(context: SyncContext, look: Look, scope: PullScope): Promise<readonly PlanItem[]> {
  const linked = look.links.filter(({ id }) => isInScope(scope, id, look.scenarios.get(id)));
  const planned = await mapConcurrent(
    linked,
    (file) =>
      planLinkedFile(context, look, { direction: 'pull', file, isAskedFor: scope !== 'everything' && 'ids' in scope }),
    { atOnce: filesAtOnce },
  );
  return [...planned.filter((item) => item !== undefined), ...(await planNew(context, look, scope))];
}

function isInScope(scope: PullScope, id: Id, scenario: Scenario | undefined): boolean {
  if (scope === 'everything') return true;
  return 'ids' in scope
    ? scope.ids.includes(id)
    : scenario !== undefined && (scenario.folder?.id ?? null) === scope.folder;
}

/** Scenarios that have no file: each gets a path of its own, or a file that is there already. */
async function planNew(context: SyncContext, look: Look, scope: PullScope): Promise<readonly PlanItem[]> {
  const known = new Set(look.links.map(({ id }) => id));
  const fresh = [...look.scenarios.values()].filter(
    (scenario) => !known.has(scenario.id) && isInScope(scope, scenario.id, scenario),
  );
  if (fresh.length === 0) return [];
  const kinship = await kinOf(context, look, scope);
  const directories = directoriesOf(look.references.folders, context.root);
  const taken = new TakenPaths(look.paths);
  for (const directory of directories.values()) taken.add(directory);
  const slicer = new TimeSlicer(context.clock);
  const items: PlanItem[] = [];
  const planOneNew = (scenario: Scenario): PlanItem => {
    const item: PlanItem = {
      ...itemOf({ id: scenario.id, seen: { scenario, theirs: context.contentOf(scenario, look.references) } }),
      direction: 'pull',
      what: 'create',
    };
    const blocked = blockNew(look, item);
    if (blocked) return blocked;
    const directory = (scenario.folder && directories.get(scenario.folder.id)) ?? context.root;
    const path = () => taken.take(directory, scenario.name, { ending: scenarioEnding, otherwise: 'Scenario' });
    return blockNew(look, item) ?? blockBad(look, placeNew(item, { kinship, path }));
  };
  for (const scenario of fresh.sort((one, other) => one.id - other.id))
    items.push(await slicer.run(() => planOneNew(scenario)));
  return items;
}

/** Which files that are not linked may be which scenarios. Of scenarios that a person names, those alone come into question. */
async function kinOf(context: SyncContext, look: Look, scope: PullScope): Promise<Kinship> {
  const scenarios = fileless(
    look,
    (scenario) => scope === 'everything' || 'folder' in scope || isInScope(scope, scenario.id, scenario),
  );
  const paths = look.unlinked.filter((path) => isScenarioPath(path) && !look.isHeld({ path }));
  const files = scenarios.size === 0 ? [] : await readUnlinked(context, paths, (name) => scenarios.has(name));
  return kinshipOf(context, look, { files, scenarios });
}

interface Placing {
  readonly kinship: Kinship;
  /** Takes a path for a new file. */
  readonly path: () => string;
}

function placeNew(item: PlanItem, { kinship, path }: Placing): PlanItem {
  const pairs = item.id === undefined ? [] : kinship.ofScenario(item.id);
  return amongKin({ ...item, path: path() }, { pairs, kinship });
}

/** Its line in the file of links may mean a file that is there by another path: nobody gets a second one unasked. */
function blockBad(look: Look, item: PlanItem): PlanItem {
  const words = item.id === undefined ? undefined : look.badPaths.get(item.id);
  return words !== undefined && item.what === 'create' && !item.choices
    ? { ...item, what: 'blocked', isChosen: false, note: words }
    : item;
}

function blockNew(look: Look, item: PlanItem): PlanItem | undefined {
  const held = look.isHeld(item);
  if (held === 'busy') return busy(item);
  if (held)
    return {
      ...item,
      what: 'blocked',
      isChosen: false,
      note: t('Its links are contradictory. See the problems.'),
    };
  const note = item.seen.scenario && whyUnreadable(item.seen.scenario);
  return note === undefined ? undefined : { ...item, what: 'blocked', isChosen: false, note };
}
