import { t } from '../../base/localize';
import type { StoredBackup } from '../../sync/backups';
import { usualPath } from '../../sync/names';
import type { Id } from '../../wire/payload';
import { organizationWords, scenarioWords } from '../../view/sync/names';
import { run, type CommandHandler } from '../commands';
import { commands, syncCommands, type SyncCommandId } from '../ids';
import { showInformation } from '../report';
import { time } from '../time';
import { lookAgain } from './carry-out';
import { button, type ExchangeWorld } from './job';
import { isThere, pickBackup } from './pick-backup';
import { openFile } from './show-text';
import type { SyncFolder } from './sync-folders';
import { filesOfFolder, folderOf, folderOfRows } from './targets';
import { readArguments, type Told } from './told';

export function backupCommands(world: ExchangeWorld): Partial<Record<SyncCommandId, CommandHandler>> {
  return { [syncCommands.restoreBackup]: (...args) => restoreBackup(world, { ...readArguments(args), isAsked: args.length > 0 }) };
}

/** Puts a backup in its file's place. Of a row or file its own backups are offered; without either, all. @returns the path */
async function restoreBackup(world: ExchangeWorld, told: Told & { readonly isAsked: boolean }): Promise<string | undefined> {
  const { folder, of } = await subject(world, told);
  const backups = await folder.engine.backups(of);
  if (backups.length === 0) {
    showInformation(t('There are no backups here yet: they are made before anything is overwritten or deleted.'));
    return undefined;
  }
  const { place } = told.answers;
  const backup = place === undefined ? await pickBackup(world, folder, backups) : backups.find((one) => one.place === place);
  return backup && restore(world, folder, backup);
}

interface Subject {
  readonly folder: SyncFolder;
  readonly of: { readonly id?: Id; readonly path?: string };
}

async function subject({ openUnasked, inUse }: ExchangeWorld, { isAsked, ...told }: Told & { readonly isAsked: boolean }): Promise<Subject> {
  const { ids, files } = told;
  const finding = { open: openUnasked, inUse };
  // From the palette all backups are offered: what was deleted has no editor.
  if (!isAsked || files.length + ids.length === 0) return { folder: await folderOf(finding, told, t('Restore Backup')), of: {} };
  if (ids[0] !== undefined) return { folder: await folderOfRows(finding, told, t('Restore Backup')), of: { id: ids[0] } };
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
  const push = isLinked ? button(world, t('Push'), () => run(commands.pushFile, folder.uriOf(path))) : button(world, t('Create in Cloud'), () => run(commands.createInCloud, folder.uriOf(path)));
  const as = t('“{0}” is as it was {1} again, in {2}.', scenarioWords(backup), time.moment(backup.when, world.clock.now()), path);
  showInformation(isLinked ? `${as} ${t('A push brings it to {0}.', organizationWords(folder.session))}` : as, push);
  lookAgain(world, folder);
  return path;
}

async function freePath(folder: SyncFolder, name: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const path = usualPath('', count === 1 ? name : `${name} (${String(count)})`);
    if (!(await isThere(folder.uriOf(path)))) return path;
  }
}
