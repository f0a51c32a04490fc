import { conflictNow } from '../model/not-done';
import { t } from '../../base/localize';
import type { SyncContext } from '../plan/context';
import { samePath } from '../model/names';
import type { PlanItem } from '../plan/plan';

/**
 * Lets the link of a file that was moved outside of the editor follow it, before anything else is done with the item: what is
 * killed after that is an item of a file that nobody moved. No request is made.
 */
export async function followMove(context: SyncContext, { what, path, id, movedFrom, seen }: PlanItem): Promise<void> {
  if (path === undefined || id === undefined || movedFrom === undefined) return;
  const { organization } = context;
  const own = (await context.links.read()).links.filter((link) => link.organization === organization);
  const isOurs = own.every((link) =>
    link.id === id
      ? [movedFrom, path].some((known) => samePath(known) === samePath(link.path))
      : samePath(link.path) !== samePath(path),
  );
  if (!isOurs) throw conflictNow(t('It was linked in the meantime. Make a new plan.'));
  if ((await context.files.read(movedFrom)) !== undefined)
    throw conflictNow(t('The file {0} exists again. Make a new plan.', movedFrom));
  if ((await context.files.read(path)) !== seen.text) throw conflictNow(t('The file was changed in the meantime.'));
  await context.links.add({ organization, path, id });
  if (what !== 'move') await context.links.flush();
}
