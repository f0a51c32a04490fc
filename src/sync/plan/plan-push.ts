import { t } from '../../base/localize';
import type { Id } from '../../wire/payload';
import { TimeSlicer } from '../../base/time-slices';
import type { SyncContext } from './context';
import { itemOf, refusalOf } from './examine';
import { fileless, kinshipOf, type Kinship } from './kinship';
import { filesAtOnce } from '../model/limits';
import type { Look } from './look';
import { unfinishedMerge } from './merge-marks';
import { isScenarioPath, samePath } from '../model/names';
import type { PlanItem } from './plan';
import { amongKin } from './plan-kin';
import { refusedNumbers } from './plan-linked';
import { amongMoved, planLinkedFile, busy } from './plan-moves';
import { present } from '../model/present';
import type { Compiled } from '../model/findings';
import { mapConcurrent } from '../../base/map-concurrent';
import { readUnlinked, type UnlinkedFile } from './unlinked';

/** What is pushed: some files, or everything that changed; new files are created where `folder` says, null for no folder. */
export type PushScope = { readonly paths: readonly string[]; readonly folder?: Id | null } | 'everything';

export async function planPush(context: SyncContext, look: Look, scope: PushScope): Promise<readonly PlanItem[]> {
  const wanted = scope === 'everything' ? undefined : new Set(scope.paths.map(samePath));
  const isWanted = (path: string): boolean => wanted?.has(samePath(path)) ?? true;
  const linked = look.links.filter(({ path }) => isWanted(path));
  const planned = await mapConcurrent(
    linked,
    (file) => planLinkedFile(context, look, { direction: 'push', file, isAskedFor: wanted !== undefined }),
    {
      atOnce: filesAtOnce,
    },
  );
  const held = scope === 'everything' ? [] : scope.paths.filter((path) => look.isHeld({ path }) === 'contradiction');
  const fresh = look.unlinked.filter((path) => isWanted(path) && isScenarioPath(path));
  const folder = scope === 'everything' ? undefined : scope.folder;
  const created = await planNew(context, look, {
    paths: fresh,
    isAskedFor: wanted !== undefined,
    ...present({ folder }),
  });
  return [
    ...(wanted === undefined ? unlessDisplaced(planned) : planned),
    ...held.map(contradicting),
    ...created,
  ].filter((item) => item !== undefined);
}

/**
 * A file that says to the letter what another linked file said, which says it no more, was renamed over this one or swapped with it: one
 * scenario would get another one's steps. Nobody is to push that by the way.
 */
function unlessDisplaced(planned: readonly (PlanItem | undefined)[]): readonly PlanItem[] {
  const items = planned.filter((item) => item !== undefined);
  const saidBy = new Map<string, PlanItem[]>();
  for (const item of items) {
    const text = item.seen.base?.text;
    if (text !== undefined && text !== item.seen.text) saidBy.set(text, [...(saidBy.get(text) ?? []), item]);
  }
  return items.map((item) => {
    const other = displacing(item, saidBy);
    return other ? { ...item, isChosen: false, note: displacedWords(other) } : item;
  });
}

const displacing = (
  { what, id, seen: { text = '', base } }: PlanItem,
  saidBy: ReadonlyMap<string, readonly PlanItem[]>,
): PlanItem | undefined =>
  (what === 'update' || what === 'merge') && text !== base?.text
    ? saidBy.get(text)?.find((other) => other.id !== id)
    : undefined;

const displacedWords = ({ path = '', movedFrom = path }: PlanItem): string =>
  t(
    'The file contains what {0} contained before. If files were renamed or swapped, link each one to its scenario again before you push.',
    movedFrom,
  );

const contradicting = (path: string): PlanItem => ({
  ...itemOf({ path, seen: {} }),
  direction: 'push',
  what: 'blocked',
  isChosen: false,
  note: t('The links of this file are contradictory. See the problems.'),
});

interface New {
  readonly paths: readonly string[];
  readonly isAskedFor: boolean;
  readonly folder?: Id | null;
}

/** Files that have no scenario: each gets one, or one that is there already. */
async function planNew(
  context: SyncContext,
  look: Look,
  { paths, isAskedFor, folder }: New,
): Promise<readonly PlanItem[]> {
  const files = await readUnlinked(context, paths);
  const kinship = await kinshipOf(context, look, {
    files: files.filter(({ path }) => !look.isHeld({ path })),
    scenarios: fileless(look),
  });
  const slicer = new TimeSlicer(context.clock);
  const items: PlanItem[] = [];
  for (const file of files)
    items.push(
      await amongMoved(
        context,
        look,
        await slicer.run(() => planCreate(context, look, { file, kinship, isAskedFor, ...present({ folder }) })),
      ),
    );
  return items;
}

interface Creating extends Pick<New, 'isAskedFor' | 'folder'> {
  readonly file: UnlinkedFile;
  readonly kinship: Kinship;
}

/** A file whose numbers would arrive as others is not created; to be linked it needs no sending. */
function sendable(context: SyncContext, item: PlanItem, kin: Parameters<typeof amongKin>[1]): PlanItem {
  const refused = refusedNumbers(context, item.seen);
  if (!refused) return amongKin(item, kin);
  const blocked = { ...item, ...refused };
  const among = amongKin(blocked, kin);
  return among.what === 'blocked' ? blocked : among;
}

function planCreate(
  context: SyncContext,
  look: Look,
  { file: { path, text, compiled }, kinship, isAskedFor, folder }: Creating,
): PlanItem {
  const { content } = compiled;
  const item: PlanItem = {
    ...itemOf({ path, compiled, seen: present({ text, content, folder }) }),
    direction: 'push',
    what: 'create',
    isChosen: isAskedFor,
  };
  if (look.isHeld({ path }) === 'busy') return busy(item);
  if (!content) return { ...item, ...unreadableNow(item, compiled) };
  const unanswered = look.unanswered.has(samePath(path)) ? unansweredCreate() : {};
  return sendable(context, { ...item, ...unanswered }, { pairs: kinship.ofFile(path), kinship });
}

function unreadableNow(
  { seen }: Pick<PlanItem, 'seen'>,
  compiled: Compiled,
): Pick<PlanItem, 'what' | 'isChosen' | 'note'> {
  const note = refusalOf({ seen, compiled }) ?? t('The file cannot be read as a scenario. Correct it and push again.');
  return unfinishedMerge({ seen, compiled }) ?? { what: 'blocked', isChosen: false, note };
}

const unansweredCreate = (): Pick<PlanItem, 'isUnanswered' | 'isChosen' | 'note'> => ({
  isUnanswered: true,
  isChosen: false,
  note: t(
    'The answer to an earlier request to create it was lost. If that request is still under way, there will be two scenarios.',
  ),
});
