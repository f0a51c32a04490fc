import type { Id } from '../../wire/payload';
import type { SyncContext } from './context';
import type { Look } from './look';
import type { PlanItem } from './plan';
import { planDelete, planEdit, type Edit } from './plan-changes';
import { planPull } from './plan-pull';
import { planPush } from './plan-push';
import { present } from '../model/present';

/** Plans anew what was not done. @param left items of an earlier plan */
export async function planAgain(
  context: SyncContext,
  seen: Look,
  left: readonly PlanItem[],
): Promise<readonly PlanItem[]> {
  const { pulls, deletes, edits, sent } = kindsOf(left);
  const pulled = pulls.length === 0 ? [] : await planPull(context, seen, { ids: pulls });
  const pushed = await Promise.all(
    sent.map((item) => planPush(context, seen, { paths: listOf(item.path), ...present({ folder: item.seen.folder }) })),
  );
  const edited = await Promise.all(
    edits.map((item) => planEdit(context, seen, { ids: listOf(item.id), edit: editOf(item) })),
  );
  return [
    ...pulled,
    ...pushed.flat(),
    ...edited.flat(),
    ...(await planDelete(context, seen, { where: 'cloud', ids: deletes })),
  ];
}

interface Kinds {
  readonly pulls: readonly Id[];
  /** In the cloud. */
  readonly deletes: readonly Id[];
  /** New names and folders. */
  readonly edits: readonly PlanItem[];
  readonly sent: readonly PlanItem[];
}

function kindsOf(items: readonly PlanItem[]): Kinds {
  const isEdit = ({ seen }: PlanItem): boolean => seen.wanted !== undefined;
  const pushes = items.filter(({ direction }) => direction === 'push');
  return {
    pulls: items.filter(({ direction }) => direction === 'pull').flatMap(({ id }) => listOf(id)),
    deletes: pushes.filter(({ what }) => what === 'delete').flatMap(({ id }) => listOf(id)),
    edits: pushes.filter(isEdit),
    sent: pushes.filter((item) => !isEdit(item) && item.what !== 'delete'),
  };
}

const listOf = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

function editOf({ seen: { wanted, theirs, folder } }: PlanItem): Edit {
  return wanted && wanted.name !== theirs?.name ? { name: wanted.name } : { folder: folder ?? null };
}
