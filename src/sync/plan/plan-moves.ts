import { t } from '../../base/localize';
import type { SyncContext } from './context';
import { examine } from './examine';
import type { LinkedFile } from '../model/linked-file';
import { busyWords } from '../store/journal';
import type { Look } from './look';
import type { Direction, PlanItem } from './plan';
import { planLinked } from './plan-linked';
import { samePath } from '../model/names';
import type { UnclearMove } from './moves';

/** The item of a linked file; where it was moved outside of the editor and nothing else is to be done, its link follows. */
export function withMove(item: PlanItem): PlanItem {
  return item.movedFrom !== undefined && item.what === 'unchanged' ? { ...item, what: 'move' } : item;
}

/** What is planned for a linked file. */
interface Planned {
  readonly direction: Direction;
  readonly file: LinkedFile;
  /** Whether the file or its scenario was named, not all of them meant. */
  readonly isAskedFor: boolean;
}

/** The item of a linked file that is pushed or pulled. */
export async function planLinkedFile(
  context: SyncContext,
  look: Look,
  { direction, file, isAskedFor }: Planned,
): Promise<PlanItem> {
  const item = withMove(planLinked(context, direction, await examine(context, look, file)));
  if (look.isHeld(file) === 'busy') return busy(item);
  return unlessMoved(context, look, item.what === 'create' && isAskedFor ? { ...item, isChosen: true } : item);
}

export const busy = (item: PlanItem): PlanItem => ({ ...item, what: 'blocked', isChosen: false, note: busyWords() });

/** What would be done with a file if it were the moved one. */
async function asMoved(
  context: SyncContext,
  look: Look,
  { direction, move: { id, from, to } }: { readonly direction: Direction; readonly move: UnclearMove },
): Promise<PlanItem> {
  return {
    ...withMove(planLinked(context, direction, await examine(context, look, { id, path: to, movedFrom: from }))),
    isChosen: true,
  };
}

/** Files whose links may be meant by a file that nobody linked: a person chooses among them, or it is new. */
export async function amongMoved(context: SyncContext, look: Look, item: PlanItem): Promise<PlanItem> {
  const meant = look.unclear.filter(({ to }) => item.path !== undefined && samePath(to) === samePath(item.path));
  if (meant.length === 0 || item.what === 'blocked') return item;
  const moved = await Promise.all(meant.map((move) => asMoved(context, look, { direction: 'push', move })));
  const others = item.choices ?? [item];
  const created = others.find(({ what }) => what === 'create') ?? item;
  const note = t('It may be {0}, moved. Select this item to choose.', listed(meant.map(({ from }) => from)));
  return { ...created, choices: [...moved, ...others], isChosen: false, note };
}

/** A file that is gone and may have been moved: a pull asks before it writes it again, and a push does not delete its scenario. */
export async function unlessMoved(context: SyncContext, look: Look, item: PlanItem): Promise<PlanItem> {
  const meant = look.unclear.filter(({ id }) => id === item.id);
  if (meant.length === 0) return item;
  const paths = listed(meant.map(({ to }) => to));
  if (item.what === 'delete' && item.seen.scenario)
    return {
      ...item,
      what: 'blocked',
      isChosen: false,
      note: t('Its file may have been moved to {0}. Push that file to choose.', paths),
    };
  if (item.what !== 'create' || item.direction === 'push') return item;
  const moved = await Promise.all(meant.map((move) => asMoved(context, look, { direction: 'pull', move })));
  return {
    ...item,
    choices: [...moved, item],
    isChosen: false,
    note: t('Its file may have been moved to {0}. Select this item to choose.', paths),
  };
}

const mostListed = 3;
const listed = (names: readonly string[]): string =>
  names.length <= mostListed
    ? names.join(', ')
    : t('{0} and {1} more', names.slice(0, mostListed).join(', '), names.length - mostListed);
