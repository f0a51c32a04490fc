import { NotFoundError } from '../../../api/http/errors';
import { t } from '../../../base/localize';
import type { StoredBackup } from '../../../sync/store/backups';
import { usualPath } from '../../../sync/model/names';
import { canGoToCloud, isForCloudAlone } from '../../../sync/apply/restore-cloud';
import type { Id } from '../../../wire/payload';
import { organizationWords, scenarioWords } from '../../../view/sync/messages/names';
import { restoreAsFile, restoredInCloud, restoreInCloudQuestion } from '../../../view/sync/prompts/restore-words';
import { run, type CommandHandler } from '../../commands';
import { commands, syncCommands, type SyncCommandId } from '../../ids';
import { ask, choice, showInformation, withProgress } from '../../report';
import { time } from '../../time';
import { lookAgain } from '../work/carry-out';
import type { ExchangeWorld } from '../work/job';
import { isThere, pickBackup } from './pick-backup';
import { confirmChange } from '../work/protected';
import { openFile } from '../work/show-text';
import type { SyncFolder } from '../folder/sync-folders';
import { filesOfFolder, folderOf, folderOfRows } from '../work/targets';
import { readArguments, type Told } from '../work/told';

export function backupCommands(world: ExchangeWorld): Partial<Record<SyncCommandId, CommandHandler>> {
  return {
    [syncCommands.restoreBackup]: (...args) =>
      restoreBackup(world, { ...readArguments(args), isAsked: args.length > 0 }),
  };
}

/** Puts a backup in its file's place. Of a row or file its own backups are offered; without either, all. @returns the path */
async function restoreBackup(
  world: ExchangeWorld,
  told: Told & { readonly isAsked: boolean },
): Promise<string | undefined> {
  const { folder, of } = await subject(world, told);
  const backups = await folder.engine.backups(of);
  if (backups.length === 0) {
    showInformation(t('There are no backups here yet. They are made before anything is overwritten or deleted.'));
    return undefined;
  }
  const { place } = told.answers;
  const backup =
    place === undefined ? await pickBackup(world, folder, backups) : backups.find((one) => one.place === place);
  if (!backup) return undefined;
  const where = await askWhere(world, folder, backup);
  if (where === 'cloud') await restoreInCloud(world, folder, backup);
  return where === 'file' ? restore(world, folder, backup) : undefined;
}

/**
 * Where a backup goes. Into the cloud, if a person agrees, where a file cannot say it; where there is no file of it, a person
 * says which. @returns `undefined` when the user steps back
 */
async function askWhere(
  world: ExchangeWorld,
  folder: SyncFolder,
  backup: StoredBackup,
): Promise<'file' | 'cloud' | undefined> {
  const isForCloud = isForCloudAlone(backup);
  if (!canGoToCloud(backup) || (!isForCloud && (await hasFile(folder, backup)))) return 'file';
  const { session } = folder;
  const isInCloud =
    backup.id !== undefined && (await isFound(session.api.scenarios.get(session.organization, backup.id)));
  const question = restoreInCloudQuestion({
    name: backup.name,
    organization: organizationWords(session),
    when: time.moment(backup.when, world.clock.now()),
    isThere: isInCloud,
  });
  if (isForCloud) return (await confirmChange(session, question)) ? 'cloud' : undefined;
  const picked = await ask(question.message, question.detail, question.verb, restoreAsFile());
  if (picked === restoreAsFile()) return 'file';
  // A protected organization asks for its name.
  return picked === question.verb && (await confirmChange(session, { message: question.message }))
    ? 'cloud'
    : undefined;
}

const hasFile = async (folder: SyncFolder, { path }: StoredBackup): Promise<boolean> =>
  path !== undefined && isThere(folder.uriOf(path));

/** Whether an answer came, or a word that there is none. */
async function isFound(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

async function restoreInCloud(world: ExchangeWorld, folder: SyncFolder, backup: StoredBackup): Promise<void> {
  const organization = organizationWords(folder.session);
  const { scenario, isNew } = await withProgress(t('Restoring in {0}…', organization), 'statusBar', () =>
    folder.engine.restoreInCloud(backup),
  );
  showInformation(restoredInCloud({ name: backup.name, organization }, { isNew, id: scenario.id }));
  lookAgain(world, folder);
}

interface Subject {
  readonly folder: SyncFolder;
  readonly of: { readonly id?: Id; readonly path?: string };
}

async function subject(
  { openUnasked, inUse }: ExchangeWorld,
  { isAsked, ...told }: Told & { readonly isAsked: boolean },
): Promise<Subject> {
  const { ids, files } = told;
  const finding = { open: openUnasked, inUse };
  // From the palette all backups are offered: what was deleted has no editor.
  if (!isAsked || files.length + ids.length === 0)
    return { folder: await folderOf(finding, told, t('Restore Backup')), of: {} };
  if (ids[0] !== undefined)
    return { folder: await folderOfRows(finding, told, t('Restore Backup')), of: { id: ids[0] } };
  const { folder, paths } = await filesOfFolder(openUnasked, files);
  const [path = ''] = paths;
  const id = await folder.engine.linkOf(path);
  return { folder, of: id === undefined ? { path } : { id } };
}

async function restore(world: ExchangeWorld, folder: SyncFolder, backup: StoredBackup): Promise<string> {
  // A scenario that never had a file gets one, and overwrites none.
  const path = backup.path ?? (await freePath(folder, backup.name));
  await folder.engine.restore(backup, path);
  await openFile(folder, path);
  const isLinked = (await folder.engine.linkOf(path)) !== undefined;
  const push = isLinked
    ? choice(t('Push'), () => run(commands.pushFile, folder.uriOf(path)))
    : choice(t('Create in Cloud'), () => run(commands.createInCloud, folder.uriOf(path)));
  const as = t(
    'Restored “{0}” as it was {1}, in {2}.',
    scenarioWords(backup),
    time.moment(backup.when, world.clock.now()),
    path,
  );
  showInformation(isLinked ? `${as} ${t('A push updates {0}.', organizationWords(folder.session))}` : as, push);
  lookAgain(world, folder);
  return path;
}

async function freePath(folder: SyncFolder, name: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const path = usualPath('', count === 1 ? name : `${name} (${String(count)})`);
    if (!(await isThere(folder.uriOf(path)))) return path;
  }
}
