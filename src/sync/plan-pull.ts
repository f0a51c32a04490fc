import { t } from '../base/localize';
import type { Id } from '../wire/payload';
import type { Scenario } from '../wire/records';
import type { Desk } from './desk';
import { examine, itemOf, readUnlinked } from './examine';
import { filesAtOnce, type LinkedFile, type Look } from './look';
import { scenarioEnding } from '../scenario/file-name';
import { directoriesOf, samePath, TakenPaths, usualPath } from './names';
import type { PlanItem } from './plan';
import { noDefinition, planLinked } from './plan-linked';
import { several } from '../base/several';

/** What is pulled: some scenarios, a folder (null: those in none), or everything. */
export type PullScope = { readonly ids: readonly Id[] } | { readonly folder: Id | null } | 'everything';

export async function planPull(desk: Desk, look: Look, scope: PullScope): Promise<readonly PlanItem[]> {
  const linked = look.links.filter(({ id }) => isInScope(scope, id, look.scenarios.get(id)));
  const planned = await several(linked, (file) => planOne(desk, look, { file, isAskedFor: scope !== 'everything' && 'ids' in scope }), { atOnce: filesAtOnce });
  const known = new Set(look.links.map(({ id }) => id));
  const fresh = [...look.scenarios.values()].filter((scenario) => !known.has(scenario.id) && isInScope(scope, scenario.id, scenario));
  return [...planned.filter((item) => item !== undefined), ...(await planNew(desk, look, fresh))];
}

function isInScope(scope: PullScope, id: Id, scenario: Scenario | undefined): boolean {
  if (scope === 'everything') return true;
  return 'ids' in scope ? scope.ids.includes(id) : scenario !== undefined && (scenario.folder?.id ?? null) === scope.folder;
}

async function planOne(desk: Desk, look: Look, { file, isAskedFor }: { readonly file: LinkedFile; readonly isAskedFor: boolean }): Promise<PlanItem> {
  const item = planLinked(desk, 'pull', await examine(desk, look, file));
  if (look.isHeld(file) === 'busy') return busy(item);
  return item.what === 'create' && isAskedFor ? { ...item, isChosen: true } : item;
}

export const busy = (item: PlanItem): PlanItem => ({ ...item, what: 'blocked', isChosen: false, note: t('Another window is at it. Try again when it is done.') });

/** Scenarios that have no file: each gets a path of its own, or the file that says the same already. */
async function planNew(desk: Desk, look: Look, scenarios: readonly Scenario[]): Promise<readonly PlanItem[]> {
  const directories = directoriesOf(look.references.folders, desk.root);
  const taken = new TakenPaths(look.paths);
  for (const directory of directories.values()) taken.add(directory);
  const unlinked = new Map(look.unlinked.map((path) => [samePath(path), path]));
  const items: PlanItem[] = [];
  for (const scenario of [...scenarios].sort((one, other) => one.id - other.id)) {
    const item: PlanItem = { ...itemOf({ id: scenario.id, seen: { scenario, theirs: desk.contentOf(scenario, look.references) } }), direction: 'pull', what: 'create' };
    const blocked = blockNew(look, item);
    if (blocked) {
      items.push(blocked);
      continue;
    }
    const directory = (scenario.folder && directories.get(scenario.folder.id)) ?? desk.root;
    const adopted = await adopt(desk, look, { item, path: unlinked.get(samePath(usualPath(directory, scenario.name))) });
    if (adopted?.path !== undefined) unlinked.delete(samePath(adopted.path));
    items.push(adopted ?? { ...item, path: taken.take(directory, scenario.name, { ending: scenarioEnding, otherwise: 'Scenario' }) });
  }
  return items;
}

function blockNew(look: Look, item: PlanItem): PlanItem | undefined {
  const held = look.isHeld(item);
  if (held === 'busy') return busy(item);
  if (held) return { ...item, what: 'blocked', isChosen: false, note: t('The links contradict each other about it: see the problems.') };
  return item.seen.scenario?.definition ? undefined : { ...item, what: 'blocked', isChosen: false, note: noDefinition() };
}

/** A file that is not linked, where the scenario's would lie, and says the same: it needs no second one beside it. */
async function adopt(desk: Desk, look: Look, { item, path }: { readonly item: PlanItem; readonly path: string | undefined }): Promise<PlanItem | undefined> {
  const file = path === undefined ? undefined : await readUnlinked(desk, path);
  const { scenario } = item.seen;
  if (!scenario || path === undefined || !file?.seen.content) return undefined;
  const theirs = desk.contentOf(scenario, look.references, file.seen.content.settings);
  return desk.isSame(theirs, file.seen.content) ? { ...item, path, what: 'link', seen: { ...item.seen, ...file.seen, theirs } } : undefined;
}
