import { t } from '../../base/localize';
import type { Scenario } from '../../wire/records';
import type { Content } from '../model/content';
import { agreedBase } from '../plan/agreed-base';
import { done, type Applying } from './apply-context';
import { written, type Written } from '../plan/write-file';
import { baseOf } from '../plan/agreed-base';
import { saysTheSame, type PlanItem, type PlanVerb, type Seen } from '../plan/plan';
import { present } from '../model/present';
import { agreed, asFileSays } from '../plan/states';
import { type ItemResult } from './summary';
import { conflictNow, NotDone } from '../model/not-done';
import { mergeContents } from '../diff/merge';

/**
 * Brings the cloud's changes into a file.
 *
 * Order, so that a process that is killed leaves the truth behind: the backup, the file, the base, the link. With the file
 * new and the base old, both sides say the same (or merge to the same again), and the next look sees that. With the base
 * new and the file old, the file would seem to take the cloud's change back: that never is. A new file whose link is
 * missing is told by the journal.
 */
export function applyPull(applying: Applying, item: PlanItem): Promise<ItemResult> {
  return pulls[item.what](applying, item);
}

const nothing = (_: Applying, item: PlanItem): Promise<ItemResult> => Promise.resolve(done(item));

const pulls: Readonly<Record<PlanVerb, (applying: Applying, item: PlanItem) => Promise<ItemResult>>> = {
  create: createFile,
  update: takeTheirs,
  merge: mergeIntoFile,
  conflict: endConflict,
  link: agree,
  agree,
  delete: deleteFile,
  move: nothing,
  unchanged: nothing,
  blocked: nothing,
};

interface Known extends Seen {
  readonly path: string;
  readonly id: number;
  readonly scenario: Scenario;
  readonly theirs: Content;
}

/** What an item of a linked file always has; a plan that was put together otherwise is refused. */
export function known({ path, id, seen }: PlanItem): Known {
  const { scenario, theirs } = seen;
  if (path === undefined || id === undefined || !scenario || !theirs)
    throw new NotDone('failed', t('This scenario is not part of the plan. Make a new plan.'));
  return { ...seen, path, id, scenario, theirs };
}

/** The file's text in the plan; a file that is new there has none. */
function textOf({ seen }: PlanItem): string {
  if (seen.text === undefined) throw new NotDone('failed', t('This file is not part of the plan. Make a new plan.'));
  return seen.text;
}

async function createFile(applying: Applying, item: PlanItem): Promise<ItemResult> {
  const { context } = applying;
  const { path, id, scenario, theirs } = known(item);
  const file = written(applying.context, theirs);
  await context.files.write(path, file.text, undefined);
  // The link first: a file without it would be taken for another scenario's; a base that is missing is made anew.
  await context.links.add({ organization: context.organization, path, id });
  await context.bases.put(id, baseOf(file, theirs, scenario));
  return done(item, { path, id });
}

async function takeTheirs(applying: Applying, item: PlanItem): Promise<ItemResult> {
  const { context } = applying;
  const { path, id, base, scenario, theirs } = known(item);
  const text = textOf(item);
  const wanted = asFileSays(theirs, base);
  // The tokens of a file that is behind are old too.
  const newest =
    item.isBehind === true ? { ...wanted, ...present({ tokens: wanted.tokens ?? base?.file.tokens }) } : wanted;
  const file = written(applying.context, newest, text);
  await replaceFile(applying, item, file);
  await context.bases.put(id, agreedBase(context, file, { cloud: theirs, scenario, before: base }));
  return done(item, { path, id, notes: notesOn(file) });
}

const notesOn = ({ isAnew }: Written): readonly string[] =>
  isAnew ? [t('The file was rewritten without its comments and layout. The original is in the backups.')] : [];

/** Puts another text in a file's place, with a backup of it as it was; not where it is the same. */
export async function replaceFile(
  { context }: Applying,
  item: PlanItem,
  { text }: Pick<Written, 'text'>,
): Promise<void> {
  const { path, id } = known(item);
  const old = textOf(item);
  if (text === old) {
    // Also where nothing is written: what was looked at is not there any more.
    if ((await context.files.read(path)) !== old) throw conflictNow(t('The file was changed in the meantime.'));
    return;
  }
  await context.backups.keep({ side: 'file', why: item.direction, name: item.name, path, id, text: old });
  await context.files.write(path, text, old);
  await context.backups.prune({ id });
}

/** Brings both sides' changes together in the file. @returns the item as it stands then: changed here only. */
export async function mergeFile(
  applying: Applying,
  item: PlanItem,
): Promise<PlanItem & { readonly notes: readonly string[] }> {
  const { base, content, theirs } = known(item);
  if (!base || !content) throw conflictNow(t('There is no base version to compare with. Choose one side.'));
  const [before, after] = [agreed(base), asFileSays(theirs, base)];
  const [first, second] = applying.resolution === 'mergeTheirs' ? [after, content] : [content, after];
  const { content: merged } = mergeContents(before, first, second);
  const file = written(applying.context, merged, textOf(item));
  await replaceFile(applying, item, file);
  const next = await acceptTheirs(applying, item);
  return {
    ...item,
    what: 'update',
    seen: { ...item.seen, text: file.text, content: file.content, base: next },
    notes: notesOn(file),
  };
}

async function mergeIntoFile(applying: Applying, item: PlanItem): Promise<ItemResult> {
  const { path, id, notes } = await mergeFile(applying, item);
  return done(item, { notes, ...(path === undefined ? {} : { path }), ...(id === undefined ? {} : { id }) });
}

/** Makes what the cloud says now the base: all that the file says otherwise is a change made here. */
export async function acceptTheirs(applying: Applying, item: PlanItem) {
  const { context } = applying;
  const { id, base, scenario, theirs } = known(item);
  const file = written(applying.context, asFileSays(theirs, base), base?.text ?? textOf(item));
  const next = agreedBase(context, file, { cloud: theirs, scenario, before: base });
  await context.bases.put(id, next);
  return next;
}

async function endConflict(applying: Applying, item: PlanItem): Promise<ItemResult> {
  switch (applying.resolution) {
    case 'theirs':
      return takeTheirs(applying, item);
    case 'merge':
    case 'mergeTheirs':
      return mergeIntoFile(applying, item);
    case 'mine':
      await acceptTheirs(applying, item);
      return done(item);
    case undefined:
      throw conflictNow(t('Both sides changed it. Choose which to keep.'));
  }
}

/** Only link and base are written; no base where both say different things: then whatever differs asks. */
export async function agree({ context }: Applying, item: PlanItem): Promise<ItemResult> {
  const { path, id, base, scenario, theirs, content } = known(item);
  const text = textOf(item);
  if ((await context.files.read(path)) !== text) throw conflictNow(t('The file was changed in the meantime.'));
  if (saysTheSame(item))
    await context.bases.put(
      id,
      agreedBase(
        context,
        { text, content: content ?? theirs },
        { cloud: theirs, scenario, before: item.what === 'link' ? undefined : base },
      ),
    );
  // An old base would speak of another file.
  else await context.bases.delete(id);
  if (item.what === 'link') await context.links.add({ organization: context.organization, path, id });
  return done(item, { path, id });
}

/** Deletes the file of a scenario; then link and base. Killed in between, the file is deleted here, and that is so. */
export async function deleteFile({ context }: Applying, item: PlanItem): Promise<ItemResult> {
  const { path, id, seen } = item;
  if (path !== undefined && seen.text !== undefined) {
    await context.backups.keep({
      side: 'file',
      why: 'deleteHere',
      name: item.name,
      path,
      text: seen.text,
      ...(id === undefined ? {} : { id }),
    });
    await context.files.remove(path, seen.text);
  }
  if (id === undefined) return done(item);
  await context.links.remove(context.organization, id, path);
  await context.bases.delete(id);
  return done(item);
}
