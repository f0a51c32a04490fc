import { t } from '../../../base/localize';
import { run } from '../../commands';
import { commands } from '../../ids';
import { choice, showInformation } from '../../report';
import type { ExchangeWorld, OpenFolder } from './job';
import type { SyncFolder } from '../folder/sync-folders';
import {
  filesOfFolder,
  folderOf,
  folderOfRows,
  pickStatus,
  type FileTargets,
  type ScenarioTargets,
  type StatusQuestion,
} from './targets';
import type { Told } from './told';

interface Asked extends StatusQuestion {
  readonly open?: OpenFolder;
}

/** Linked files, for what holds a file against its scenario. */
export const linkedFiles: Omit<StatusQuestion, 'title'> = {
  isOffered: ({ id, path }) => id !== undefined && path !== undefined,
  none: (organization) => t('No file here is linked to a scenario in {0} yet.', organization),
};

/** The scenarios that a command means, by their rows or files; asked for where neither tells. `undefined`: nothing to do, and told why. */
export async function scenariosOf(
  world: ExchangeWorld,
  told: Told,
  { open = world.open, ...question }: Asked,
): Promise<ScenarioTargets | undefined> {
  const { ids, files } = told;
  const { title } = question;
  const finding = { open, inUse: world.inUse };
  if (ids.length > 0) return { folder: await folderOfRows(finding, told, title), ids };
  if (files.length > 0) return linkedTo(await filesOfFolder(open, files));
  const folder = await folderOf(finding, told, title);
  const picked = await pickStatus(folder, question);
  return picked?.id === undefined ? undefined : { folder, ids: [picked.id] };
}

async function linkedTo({ folder, paths }: FileTargets): Promise<ScenarioTargets | undefined> {
  const ids = (await folder.engine.linksOf(paths)).filter((id) => id !== undefined);
  if (ids.length > 0) return { folder, ids };
  tellNotLinked(folder, paths[0] ?? '');
  return undefined;
}

/** Says that a file has no scenario, and how it gets one. */
function tellNotLinked(folder: SyncFolder, path: string): void {
  const uri = folder.uriOf(path);
  showInformation(
    t('{0} is not linked to a scenario yet.', path),
    choice(t('Create in Cloud'), () => run(commands.createInCloud, uri)),
    choice(t('Link to Scenario…'), () => run(commands.linkFile, uri)),
  );
}
