import { conflictNow } from '../model/not-done';
import { t } from '../../base/localize';
import type { Base } from '../model/content';
import type { Id } from '../../wire/payload';
import type { PlanItem, PlanVerb } from '../plan/plan';

/** What builds on the base that the plan saw. */
const onBase: ReadonlySet<PlanVerb> = new Set(['update', 'merge', 'conflict', 'agree']);

interface BasesWorld {
  readonly bases: { get(id: Id): Promise<Base | undefined> };
}

/**
 * Throws where both sides have agreed on something else since the plan was made: another command, or another window, has changed
 * the item. What the plan takes for a change of somebody's would be none.
 */
export async function checkBase({ bases }: BasesWorld, { what, path, id, seen }: PlanItem): Promise<void> {
  if (path === undefined || id === undefined || !onBase.has(what)) return;
  if (!isSame(await bases.get(id), seen.base))
    throw conflictNow(t('Another command changed it in the meantime. Try again.'));
}

const isSame = (one: Base | undefined, other: Base | undefined): boolean =>
  JSON.stringify(folderless(one)) === JSON.stringify(folderless(other));

/** A plan sees the cloud's folder by the name that it has now, whatever it was called when both sides agreed. */
const folderless = (base: Base | undefined): unknown =>
  base && { ...base, cloud: { ...base.cloud, settings: { ...base.cloud.settings, folder: undefined } } };
