import type { Cancellation } from '../../base/cancellation';
import { t } from '../../base/localize';
import type { Scenario } from '../../wire/records';
import { contentNow, done, keepBase, notKept, type Applying } from './apply-context';
import { baseOf } from '../plan/agreed-base';
import { createScenario } from './apply-create';
import { acceptTheirs, agree, applyPull, known, mergeFile } from './apply-pull';
import type { Base, Content } from '../model/content';
import { namedAlone, namedUnlike } from '../model/held-settings';
import { asKept } from '../model/kept-settings';
import { deleteWords, lookForLost, updateWords } from './lost-answer';
import type { PlanItem, PlanVerb } from '../plan/plan';
import type { CloudInput } from '../model/ports';
import { present } from '../model/present';
import { withRawDefinition } from '../model/raw-changes';
import { isReadable, mustBeReadable, rawDefinition, sameDefinition, whyUnreadable } from '../model/readable';
import { agreed, asFileSays } from '../plan/states';
import { type ItemResult } from './summary';
import { conflictNow, NotDone } from '../model/not-done';
import { renderFile } from '../file/rewrite';
import { sameValue } from '../../scenario/edit/plain-value';
import { isSame } from '../diff/compare';
import { mergeContents } from '../diff/merge';
import { changesFor } from '../diff/changes';

/**
 * Brings a file's changes into the cloud. The scenario is read again right before it is written: where it is not as the
 * plan saw it, that is a conflict. Killed between the write and the base, both sides say the same, and the next look sees
 * that.
 */
export function applyPush(applying: Applying, item: PlanItem): Promise<ItemResult> {
  return pushes[item.what](applying, item);
}

const nothing = (_: Applying, item: PlanItem): Promise<ItemResult> => Promise.resolve(done(item));

const pushes: Readonly<Record<PlanVerb, (applying: Applying, item: PlanItem) => Promise<ItemResult>>> = {
  create: createScenario,
  update: updateScenario,
  merge: mergeBoth,
  conflict: endConflict,
  delete: deleteScenario,
  link: agree,
  agree,
  move: nothing,
  unchanged: nothing,
  blocked: nothing,
};

/** The scenario as it is now, if it is as the plan saw it. */
async function readAgain(applying: Applying, item: PlanItem): Promise<Scenario> {
  const { context } = applying;
  const { id, theirs } = known(item);
  const now = await context.cloud.scenario(id);
  if (!now) throw conflictNow(t('The scenario was deleted in the cloud in the meantime.'));
  mustBeReadable(now);
  if (!isAsSeen(applying, item, { theirs, now: contentNow(applying, now, item) }))
    throw conflictNow(
      t(
        'The scenario was changed in the cloud in the meantime, by {0}.',
        now.lastUpdatedBy?.record?.fullName ?? t('somebody'),
      ),
    );
  return now;
}

/** A setting that the cloud came to hold since is a colleague's, where the file would write over it. */
function isAsSeen(
  { context }: Applying,
  { seen: { content } }: PlanItem,
  { theirs, now }: { readonly theirs: Content; readonly now: Content },
): boolean {
  const added = namedAlone(now.settings, theirs.settings);
  return (
    context.isStill(theirs, now) &&
    !namedUnlike(now.settings, content?.settings ?? {}).some((key) => added.includes(key))
  );
}

async function updateScenario(applying: Applying, item: PlanItem): Promise<ItemResult> {
  const { context } = applying;
  const { path, id, text, content, base, theirs } = known(item);
  if (text === undefined || !content)
    throw new NotDone('failed', t('This file is not part of the plan. Make a new plan.'));
  const now = await readAgain(applying, item);
  if ((await context.files.read(path)) !== text) throw conflictNow(t('The file was changed in the meantime.'));
  // Settings that are gone since the plan are sent again.
  const held = { ...theirs, settings: contentNow(applying, now, item).settings };
  const { scenario, notes } = await send(applying, item, {
    now,
    wanted: content,
    before: sentBefore(asFileSays(held, base), base),
  });
  const unkept = await keepBase(
    applying,
    scenario,
    baseOf({ text, content }, contentNow(applying, scenario, item), scenario),
  );
  return done(item, { path, id, scenario, notes: [...notes, ...unkept] });
}

/** Tokens that the service does not keep count as sent before: they alone are no reason to send the steps again. */
const sentBefore = (content: Content, base: Base | undefined): Content => ({
  ...content,
  ...present({ tokens: content.tokens ?? base?.file.tokens }),
});

interface Sending {
  readonly now: Scenario;
  readonly before: Content;
  readonly wanted: Content;
}

interface Sent {
  readonly scenario: Scenario;
  readonly notes: readonly string[];
}

/** Changes a scenario, with a backup of it as it was. An answer that is lost is looked for. */
export async function send(applying: Applying, item: PlanItem, { now, before, wanted }: Sending): Promise<Sent> {
  const { context, references } = applying;
  const changes = withRawDefinition(changesFor(before, wanted, references, now.definition), {
    now,
    before,
    wanted,
  });
  if (Object.keys(changes).length === 0) return { scenario: now, notes: [] };
  await keepScenario(applying, item, now);
  const scenario = await update(applying, item, { changes, now, wanted });
  await context.backups.prune({ id: now.id });
  // What cannot be read any more says nothing of what it has kept.
  const canTell = isReadable(scenario) || !isReadable(now);
  return {
    scenario,
    notes: canTell ? notKept(contentNow(applying, scenario, item), { wanted, sent: changes }) : [],
  };
}

async function keepScenario(applying: Applying, item: PlanItem, scenario: Scenario): Promise<void> {
  const { context } = applying;
  const text = textOf(applying, item, scenario);
  const { path, what } = item;
  await context.backups.keep({
    side: 'cloud',
    why: what === 'delete' ? 'deleteInCloud' : 'push',
    name: scenario.name,
    id: scenario.id,
    text,
    scenario,
    ...(path === undefined ? {} : { path }),
  });
}

/** A definition that cannot be read stands as it came: a file without steps would say that it has none. */
function textOf(applying: Applying, item: PlanItem, scenario: Scenario): string {
  const { language } = applying.context;
  if (isReadable(scenario)) return renderFile(contentNow(applying, scenario, item), language());
  const raw = rawDefinition(scenario);
  if (raw === undefined && scenario.unread?.includes('definition'))
    throw new NotDone('failed', t('The scenario in the cloud is nested too deep for a backup. It was left unchanged.'));
  return `${JSON.stringify(raw ?? null, null, 2)}\n`;
}

interface Update extends Omit<Sending, 'before'> {
  readonly changes: CloudInput;
}

interface Lost extends Update {
  readonly cause: unknown;
}

async function update(applying: Applying, item: PlanItem, { changes, now, wanted }: Update): Promise<Scenario> {
  const { cloud } = applying.context;
  try {
    const answer = await cloud.update(now.id, changes);
    // A service may answer with less than the whole record.
    return await asKept(
      cloud,
      answer.definition ? answer : ((await cloud.scenario(now.id).catch(() => undefined)) ?? answer),
      changes,
    );
  } catch (error) {
    if (!cloud.isUnclear(error)) throw error;
    return settle(applying, item, { cause: error, changes, now, wanted });
  }
}

/** After a lost answer: reads until the change is seen, or something else. */
async function settle(applying: Applying, item: PlanItem, { cause, changes, now, wanted }: Lost): Promise<Scenario> {
  const { context } = applying;
  const before = contentNow(applying, now, item);
  const saysAllButTokens = (content: Content): boolean => {
    const isLeftOut = namedAlone(wanted.settings, content.settings).some((key) => changes[key] !== undefined);
    return !isLeftOut && isSame(withoutTokens(wanted), withoutTokens(content));
  };
  // Where nothing else was changed, tokens alone tell whether it was done.
  const needsTokens = saysAllButTokens(before);
  const isAsWanted = (scenario: Scenario): boolean => {
    const content = contentNow(applying, scenario, item);
    return saysAllButTokens(content) && (!needsTokens || sameValue(wanted.tokens ?? {}, content.tokens ?? {}));
  };
  const look = async (cancellation: Cancellation): Promise<{ readonly found: Scenario | undefined } | undefined> => {
    const found = await context.cloud.scenario(now.id, cancellation);
    return !found || isAsWanted(found) || !context.isStill(before, contentNow(applying, found, item))
      ? { found }
      : undefined;
  };
  const { found } = await lookForLost(applying, look, { ...updateWords(now.name), cause });
  if (!found) throw new NotDone('conflict', t('The scenario was deleted in the cloud in the meantime.'), { cause });
  if (isAsWanted(found)) return found;
  throw new NotDone(
    'unknown',
    t('The answer was lost, and the scenario matches neither its old version nor the file. Compare before you push.'),
    { cause },
  );
}

/** A service may drop tokens. */
const withoutTokens = (content: Content): Content => ({ ...content, tokens: {} });

async function mergeBoth(applying: Applying, item: PlanItem): Promise<ItemResult> {
  await readAgain(applying, item);
  const { notes, ...merged } = await mergeFile(applying, item);
  const result = await updateScenario(applying, merged);
  return { ...result, item, notes: [...notes, ...result.notes] };
}

async function endConflict(applying: Applying, item: PlanItem): Promise<ItemResult> {
  switch (applying.resolution) {
    case 'theirs':
      return applyPull(applying, item);
    case 'merge':
    case 'mergeTheirs':
      return mergeBoth(applying, item);
    case 'mine':
      return keepMine(applying, item);
    case undefined:
      throw conflictNow(t('Both sides changed it. Choose which to keep.'));
  }
}

/** The file's word counts, over what the cloud says now. */
async function keepMine(applying: Applying, item: PlanItem): Promise<ItemResult> {
  await readAgain(applying, item);
  const base = await acceptTheirs(applying, item);
  return { ...(await updateScenario(applying, { ...item, seen: { ...item.seen, base } })), item };
}

/**
 * Changes a scenario's name or folder in the cloud, and brings that into its file. Killed in between, the cloud is newer
 * than the file, and the next pull brings it.
 */
export async function editScenario(applying: Applying, item: PlanItem): Promise<ItemResult> {
  const { context } = applying;
  const { id, seen } = item;
  if (id === undefined || !seen.wanted || !seen.theirs)
    throw new NotDone('failed', t('This scenario is not part of the plan. Make a new plan.'));
  const now = await context.cloud.scenario(id);
  if (!now) throw conflictNow(t('The scenario was deleted in the cloud in the meantime.'));
  const before = contentNow(applying, now, item);
  if (!context.isStill(seen.theirs, before))
    throw conflictNow(t('The scenario was changed in the cloud in the meantime.'));
  const { scenario, notes } = await send(applying, item, { now, before, wanted: seen.wanted });
  return done(item, { id, scenario, notes: [...notes, ...(await followInFile(applying, item, scenario))] });
}

/** The file says the new name or folder too, where it says any; its own changes stay. */
async function followInFile(applying: Applying, item: PlanItem, scenario: Scenario): Promise<readonly string[]> {
  const { context } = applying;
  const { base, content, text } = item.seen;
  // Where the disk does not give the file, the problems say why.
  if (item.path === undefined || text === undefined) return item.problems.map(({ message }) => message);
  const why = whyUnreadable(scenario);
  if (why !== undefined) return [t('The file was not updated. {0}', why)];
  // What is behind stays so, to be told from a change.
  if (!base || !content || (!isSame(agreed(base), content) && (await context.bases.isEarlier(scenario.id, content))))
    return [t('The file is not up to date. Pull it.')];
  const theirs = contentNow(applying, scenario, item);
  const { conflicts } = mergeContents(agreed(base), content, asFileSays(theirs, base));
  if (conflicts.length > 0) return [t('The file differs. Pull it, and choose.')];
  const { notes } = await mergeFile(applying, { ...item, seen: { ...item.seen, scenario, theirs } });
  return notes;
}

/** Deletes the scenario; its file, if there is one, stays and is linked no more. */
async function deleteScenario(applying: Applying, item: PlanItem): Promise<ItemResult> {
  const { context } = applying;
  const { id, seen } = item;
  if (id === undefined) return done(item);
  const now = await context.cloud.scenario(id);
  if (now) {
    const isAsPlanned =
      (!seen.theirs || context.isStill(seen.theirs, contentNow(applying, now, item))) &&
      (!seen.scenario || isReadable(now) || sameDefinition(seen.scenario, now));
    if (!isAsPlanned)
      throw conflictNow(t('The scenario was changed in the cloud in the meantime. Check it before you delete it.'));
    await keepScenario(applying, item, now);
    await remove(applying, now);
  }
  await context.links.remove(context.organization, id);
  await context.bases.delete(id);
  return done(item);
}

async function remove(applying: Applying, { id, name }: Scenario): Promise<void> {
  const { cloud } = applying.context;
  try {
    await cloud.delete(id);
  } catch (cause) {
    if (!cloud.isUnclear(cause)) throw cause;
    const look = async (cancellation: Cancellation): Promise<true | undefined> =>
      (await cloud.scenario(id, cancellation)) ? undefined : true;
    await lookForLost(applying, look, { ...deleteWords(name), cause });
  }
}
