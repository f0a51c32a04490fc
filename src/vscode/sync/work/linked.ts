import { t } from '../../../base/localize';
import type { FileStatus } from '../../../sync/plan/status';
import { run } from '../../commands';
import { commands } from '../../ids';
import { showInformation } from '../../report';
import { button, type ExchangeWorld, type OpenFolder } from './job';
import type { SyncFolder } from '../folder/sync-folders';
import { filesOfFolder, folderOf, folderOfRows, pickStatus, type FileTargets, type ScenarioTargets } from './targets';
import type { Told } from './told';

interface Asked {
  readonly title: string;
  readonly isOffered: (file: FileStatus) => boolean;
  readonly open?: OpenFolder;
}

/** The scenarios that a command means, by their rows or files; asked for where neither tells. `undefined`: nothing to do, and told why. */
export async function scenariosOf(
  world: ExchangeWorld,
  told: Told,
  { title, isOffered, open = world.open }: Asked,
): Promise<ScenarioTargets | undefined> {
  const { ids, files } = told;
  const finding = { open, inUse: world.inUse };
  if (ids.length > 0) return { folder: await folderOfRows(finding, told, title), ids };
  if (files.length > 0) return linkedTo(world, await filesOfFolder(open, files));
  const folder = await folderOf(finding, told, title);
  const picked = await pickStatus(folder, title, isOffered);
  return picked?.id === undefined ? undefined : { folder, ids: [picked.id] };
}

async function linkedTo(world: ExchangeWorld, { folder, paths }: FileTargets): Promise<ScenarioTargets | undefined> {
  const ids = (await folder.engine.linksOf(paths)).filter((id) => id !== undefined);
  if (ids.length > 0) return { folder, ids };
  tellNotLinked(world, folder, paths[0] ?? '');
  return undefined;
}

/** Says that a file has no scenario, and how it gets one. */
function tellNotLinked(world: ExchangeWorld, folder: SyncFolder, path: string): void {
  const uri = folder.uriOf(path);
  showInformation(
    t('{0} is not linked to a scenario yet.', path),
    button(world, t('Create in Cloud'), () => run(commands.createInCloud, uri)),
    button(world, t('Link to Scenario…'), () => run(commands.linkFile, uri)),
  );
}
