import type { Id } from '../../wire/payload';
import type { Content } from '../model/content';
import type { SyncContext } from './context';
import { examine, itemOf, refusalOf, type Examined } from './examine';
import { filesAtOnce } from '../model/limits';
import type { Look } from './look';
import type { PlanItem } from './plan';
import { busy } from './plan-moves';
import { whyUnreadable } from '../model/readable';
import { mapConcurrent } from '../../base/map-concurrent';
import { isSame } from '../diff/compare';
import { holdsAll } from '../model/held-settings';

/** Another name, or another folder (null: none). */
export type Edit = { readonly name: string } | { readonly folder: Id | null };

/** Scenarios with their files, or without one. */
async function examineAll(
  context: SyncContext,
  look: Look,
  ids: readonly Id[],
): Promise<readonly (Pick<Examined, 'seen'> & Partial<Examined> & { readonly id: Id })[]> {
  const found = await mapConcurrent(
    ids,
    async (id) => {
      const file = look.links.find((link) => link.id === id);
      if (file) return examine(context, look, file);
      const scenario = look.scenarios.get(id);
      return scenario && { id, seen: { scenario, theirs: context.contentOf(scenario, look.references) } };
    },
    { atOnce: filesAtOnce },
  );
  return found.filter((one) => one !== undefined);
}

export async function planDelete(
  context: SyncContext,
  look: Look,
  { where, ids }: { readonly where: 'here' | 'cloud'; readonly ids: readonly Id[] },
): Promise<readonly PlanItem[]> {
  const examined = await examineAll(context, look, ids);
  const items = examined.map((one): PlanItem => {
    const item: PlanItem = { ...itemOf(one), direction: where === 'here' ? 'pull' : 'push', what: 'delete' };
    const refusal = where === 'here' ? refusalOf(one) : undefined;
    return refusal === undefined ? item : { ...item, what: 'blocked', isChosen: false, note: refusal };
  });
  const there = items.filter(
    ({ what, seen }) =>
      what === 'blocked' || (where === 'here' ? seen.text !== undefined : seen.scenario !== undefined),
  );
  return there.map((item) => {
    if (look.isHeld(item) === 'busy') return busy(item);
    return where === 'cloud' ? unlessNameless(item) : item;
  });
}

/** Where not even the name can be read, what would be deleted or renamed is unknown. */
function unlessNameless(item: PlanItem): PlanItem {
  const { scenario } = item.seen;
  const note = scenario?.unread?.includes('name') ? whyUnreadable(scenario) : undefined;
  return note === undefined ? item : { ...item, what: 'blocked', isChosen: false, note };
}

export async function planEdit(
  context: SyncContext,
  look: Look,
  { ids, edit }: { readonly ids: readonly Id[]; readonly edit: Edit },
): Promise<readonly PlanItem[]> {
  const examined = await examineAll(context, look, ids);
  return examined.flatMap((one): readonly PlanItem[] => {
    const { theirs } = one.seen;
    if (!theirs) return [];
    const wanted = edited(theirs, look, edit);
    const item: PlanItem = {
      ...itemOf({ ...one, seen: { ...one.seen, wanted, ...('folder' in edit ? { folder: edit.folder } : {}) } }),
      direction: 'push',
      // A folder that cannot be read is not the one that is wanted.
      what: isSame(theirs, wanted) && holdsAll(theirs, wanted, undefined) ? 'unchanged' : 'update',
    };
    return [look.isHeld(item) === 'busy' ? busy(item) : unlessNameless(item)];
  });
}

function edited(content: Content, { references }: Look, edit: Edit): Content {
  if ('name' in edit) return { ...content, name: edit.name };
  const folder = edit.folder === null ? null : references.nameOfFolder(edit.folder);
  return { ...content, settings: { ...content.settings, folder } };
}
