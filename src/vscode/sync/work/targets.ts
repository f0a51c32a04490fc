import { findScenarioFiles, isScenarioFile } from '../../scenario-files';
import { showInformation } from '../../report';
import { checkNested } from './nested-links';
import { refuseOutside, refuseActiveUnsaved } from './misplaced';
import * as vscode from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import type { FileStatus } from '../../../sync/plan/status';
import { organizationWords } from '../../../view/sync/messages/names';
import type { Id } from '../../../wire/payload';
import type { OpenFolder } from './job';
import type { SyncFolder } from '../folder/sync-folders';
import type { Told } from './told';
import { folderOfScenarios, wholeFolder, type FoldersInUse, inFolder } from '../folder/which-folder';

/** What it takes to find the workspace folder that a command means. */
export interface TargetsWorld {
  readonly open: OpenFolder;
  /** The workspace's folders, for commands that no file tells one. */
  readonly inUse: FoldersInUse;
}

/** Scenarios that a command is about, and the folder that takes care of them. */
export interface ScenarioTargets {
  readonly folder: SyncFolder;
  /** Never empty. */
  readonly ids: readonly Id[];
}

/** Files that a command is about, all of one workspace folder. */
export interface FileTargets {
  readonly folder: SyncFolder;
  /** Never empty. */
  readonly paths: readonly string[];
}

/** The workspace folder that a command means that is about all of one. Throws a `CancelledError` when the user steps back. */
export const folderOf = async (
  { open, inUse }: TargetsWorld,
  { workspaceFolder }: Pick<Told, 'workspaceFolder'>,
  title: string,
): Promise<SyncFolder> => open(workspaceFolder ?? (await wholeFolder(inUse, title)));

/** The workspace folder that takes care of scenarios that are known by their numbers, or of folders of the cloud. */
export async function folderOfRows(
  { open, inUse }: TargetsWorld,
  { ids, workspaceFolder, organization }: Pick<Told, 'ids' | 'workspaceFolder' | 'organization'>,
  title: string,
): Promise<SyncFolder> {
  return open(workspaceFolder ?? (await folderOfScenarios(inUse, { ids, organization, title })).uri);
}

/** The workspace folder of files. Throws where they are of several: each may belong to another organization; a `CancelledError` where one is in none, which is told. */
export async function filesOfFolder(open: OpenFolder, files: readonly vscode.Uri[]): Promise<FileTargets> {
  const folders = files.map((file) => vscode.workspace.getWorkspaceFolder(file));
  const outside = files[folders.indexOf(undefined)];
  if (outside) refuseOutside(outside);
  if (new Set(folders).size > 1)
    throw new Error(t('The selected files are in several workspace folders. Select files of one folder.'));
  const [root] = folders;
  if (root)
    for (const file of files) await checkNested(file, { root: root.uri, isLinked: (one) => isLinked(open, one) });
  const folder = await open(files[0]);
  return { folder, paths: files.flatMap((file) => folder.pathOf(file) ?? []) };
}

/** Whether a file is linked in its workspace folder; one without an organization has no links. */
async function isLinked(open: OpenFolder, file: vscode.Uri): Promise<boolean> {
  const folder = await open(file).catch(() => undefined);
  const path = folder?.pathOf(file);
  return path !== undefined && (await folder?.engine.linkOf(path)) !== undefined;
}

/** The scenarios that rows or files mean; else the user picks one. Throws where a file is linked to none, and a `CancelledError` when the user steps back. */
export async function scenarioTargets(world: TargetsWorld, told: Told, title: string): Promise<ScenarioTargets> {
  const { ids, files } = told;
  if (files.length > 0) return linkedTargets(await filesOfFolder(world.open, files));
  const folder = await folderOfRows(world, told, title);
  return { folder, ids: ids.length > 0 ? ids : [await pickScenario(folder, title)] };
}

/** The scenario files that a command means; else the user picks one. Throws as `scenarioTargets`. */
export async function fileTargets({ open }: TargetsWorld, { files }: Told, title: string): Promise<FileTargets> {
  if (files.length === 0) refuseActiveUnsaved();
  return filesOfFolder(open, files.length > 0 ? files : [await pickFile(title)]);
}

async function linkedTargets({ folder, paths }: FileTargets): Promise<ScenarioTargets> {
  const ids = await folder.engine.linksOf(paths);
  const unlinked = paths[ids.indexOf(undefined)];
  if (unlinked !== undefined)
    throw new Error(
      t(
        '{0} is not linked to a scenario in {1}. Use “Link to Scenario…” to link it.',
        plainName(unlinked, ''),
        organizationWords(folder.session),
      ),
    );
  return { folder, ids: ids.filter((id) => id !== undefined) };
}

/** What a list of scenarios and files is for. */
export interface StatusQuestion {
  readonly title: string;
  readonly isOffered: (file: FileStatus) => boolean;
  /** Said in place of an empty list. @param organization as messages name it */
  readonly none: (organization: string) => string;
}

/** Asks for one of a folder's scenarios or files; `undefined`: the user stepped back, or there is none, and that was said. */
export async function pickStatus(
  folder: SyncFolder,
  { title, isOffered, none }: StatusQuestion,
): Promise<FileStatus | undefined> {
  const { files } = await folder.refresh();
  const items = files.filter(isOffered).map((file) => ({
    label: plainName(file.name, file.path ?? t('Unnamed scenario')),
    description: file.path === file.name ? '' : (file.path ?? ''),
    file,
  }));
  if (items.length === 0) showInformation(inFolder(folder, none(organizationWords(folder.session))));
  return items.length === 0
    ? undefined
    : (await vscode.window.showQuickPick(items, { title, placeHolder: t('Which scenario?'), matchOnDescription: true }))
        ?.file;
}

async function pickScenario({ session }: SyncFolder, title: string): Promise<Id> {
  const { api, organization } = session;
  const read = async (): Promise<readonly (vscode.QuickPickItem & { readonly id: Id })[]> => {
    const scenarios = await api.scenarios.list(organization);
    return scenarios
      .map(({ id, name }) => ({ label: plainName(name, t('Scenario {0}', id)), description: String(id), id }))
      .sort((one, other) => one.label.localeCompare(other.label));
  };
  const picked = await vscode.window.showQuickPick(read(), {
    title,
    placeHolder: t('Which scenario in {0}?', organizationWords(session)),
    matchOnDescription: true,
  });
  if (!picked) throw new CancelledError();
  return picked.id;
}

async function pickFile(title: string): Promise<vscode.Uri> {
  const uris = (await findScenarioFiles()).filter(isScenarioFile);
  if (uris.length === 0) throw new Error(t('There is no scenario file here yet. Use “New Scenario” to create one.'));
  const items = uris
    .map((uri) => ({ label: plainName(vscode.workspace.asRelativePath(uri), ''), uri }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: t('Which file?') });
  if (!picked) throw new CancelledError();
  return picked.uri;
}
