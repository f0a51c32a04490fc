import * as vscode from 'vscode';
import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';
import { isScenarioName } from '../../scenario/file-name';
import { present } from '../../sync/present';
import type { FileStatus } from '../../sync/status';
import type { Id } from '../../wire/payload';
import { documentScheme } from '../ids';
import type { Answers, ExchangeWorld, OpenFolder } from './job';
import { scenarioOf } from './scenario-row';
import type { SyncFolder } from './sync-folders';
import { folderOfScenarios, wholeFolder } from './which-folder';

/** What a command was told: rows of a view, files, answers. */
export interface Told {
  readonly ids: readonly Id[];
  /** `'none'`: scenarios in no folder. */
  readonly folderIds: readonly (Id | 'none')[];
  readonly files: readonly vscode.Uri[];
  /** The workspace folder itself. */
  readonly workspaceFolder?: vscode.Uri;
  /** The organization that the numbers are of; absent: the one that the view shows. */
  readonly organization?: string;
  readonly answers: Answers;
}

/** Also one that is on no disk: what it lacks is told where it is asked about. */
const isOfAuthor = (uri: vscode.Uri): boolean => isScenarioName(uri.path) && uri.scheme !== documentScheme;

/**
 * Reads a command's arguments: a row, a file, or a number; then, where several are selected, all of them; then, from code,
 * `{ answers }`. Without any, the active editor counts.
 */
export function readArguments(args: readonly unknown[]): Told {
  const answers = args.find((argument) => isRecord(argument) && isRecord(argument['answers']));
  const several: readonly unknown[] | undefined = args.find((argument) => Array.isArray(argument) && argument.length > 0) as readonly unknown[] | undefined;
  const told = { ...readItems(several ?? args.slice(0, 1)), answers: (isRecord(answers) ? answers['answers'] : {}) as Answers };
  const active = vscode.window.activeTextEditor?.document.uri;
  const isNothing = told.ids.length + told.folderIds.length + told.files.length === 0;
  return isNothing && active ? { ...told, ...readItems([active]) } : told;
}

type Items = Pick<Told, 'ids' | 'folderIds' | 'files' | 'workspaceFolder' | 'organization'>;

function readItems(items: readonly unknown[]): Items {
  const uris = items.flatMap((item) => uriOf(item) ?? []);
  return {
    ids: [...items.flatMap((item) => idOf(item) ?? []), ...uris.flatMap((uri) => documentId(uri) ?? [])],
    folderIds: items.flatMap((item) => cloudFolderOf(item) ?? []),
    files: uris.filter(isOfAuthor),
    ...present({ workspaceFolder: placesOf(items)[0] ?? uris.find(isWorkspaceFolder), organization: uris.find(({ scheme }) => scheme === documentScheme)?.authority }),
  };
}

const isWorkspaceFolder = (uri: vscode.Uri): boolean => (vscode.workspace.workspaceFolders ?? []).some((folder) => folder.uri.toString() === uri.toString());

/** Where a line of Source Control that has no file comes from. */
const placesOf = (items: readonly unknown[]): readonly vscode.Uri[] => items.flatMap((item) => (isRecord(item) && item['workspaceFolder'] instanceof vscode.Uri ? [item['workspaceFolder']] : []));

function uriOf(item: unknown): vscode.Uri | undefined {
  if (item instanceof vscode.Uri) return item;
  const resource = isRecord(item) ? item['resourceUri'] : undefined;
  return resource instanceof vscode.Uri ? resource : undefined;
}

function idOf(item: unknown): Id | undefined {
  return typeof item === 'number' ? item : scenarioOf(item);
}

function cloudFolderOf(item: unknown): Id | 'none' | undefined {
  const value = isRecord(item) ? item['folderId'] : undefined;
  return typeof value === 'number' || value === 'none' ? value : undefined;
}

/** The scenario whose read-only document this is. */
function documentId({ scheme, path }: vscode.Uri): Id | undefined {
  const id = Number(path.split('/')[1]);
  return scheme === documentScheme && Number.isInteger(id) && id > 0 ? id : undefined;
}

type Finding = Pick<ExchangeWorld, 'open' | 'inUse'>;

/** The workspace folder that a command means that is about all of one. */
export const folderOf = async ({ open, inUse }: Finding, { workspaceFolder }: Pick<Told, 'workspaceFolder'>, title: string): Promise<SyncFolder> => open(workspaceFolder ?? (await wholeFolder(inUse, title)));

/** The workspace folder that takes care of scenarios that are known by their numbers, or of folders of the cloud. */
export async function folderOfRows({ open, inUse }: Finding, { ids, workspaceFolder, organization }: Pick<Told, 'ids' | 'workspaceFolder' | 'organization'>, title: string): Promise<SyncFolder> {
  return open(workspaceFolder ?? (await folderOfScenarios(inUse, { ids, organization, title })).uri);
}

/** Files of one workspace folder. */
export interface FilesOfFolder {
  readonly folder: SyncFolder;
  /** Never empty. */
  readonly paths: readonly string[];
}

/** The workspace folder of files. Throws where one is in none, or in another: each folder may belong to another organization. */
export async function filesOfFolder(open: OpenFolder, files: readonly vscode.Uri[]): Promise<FilesOfFolder> {
  const folders = files.map((file) => vscode.workspace.getWorkspaceFolder(file));
  const outside = files[folders.indexOf(undefined)];
  if (outside) throw new Error(t('{0} is in no folder of this workspace: only files in one can be linked.', plainName(vscode.workspace.asRelativePath(outside), '')));
  if (new Set(folders).size > 1) throw new Error(t('The selected files are in several workspace folders: choose files of one.'));
  const folder = await open(files[0]);
  return { folder, paths: files.flatMap((file) => folder.pathOf(file) ?? []) };
}

/** Asks for one of a folder's scenarios or files. */
export async function pickStatus(folder: SyncFolder, title: string, isOffered: (file: FileStatus) => boolean): Promise<FileStatus | undefined> {
  const { files } = await folder.refresh();
  const items = files.filter(isOffered).map((file) => ({ label: plainName(file.name, file.path ?? t('Scenario without a name')), description: file.path === file.name ? '' : (file.path ?? ''), file }));
  const placeHolder = items.length === 0 ? t('There is none here yet') : t('Which scenario?');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.file;
}
