import * as vscode from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { t } from '../../../base/localize';
import { iconless, plainName } from '../../../base/plain-text';
import type { Id } from '../../../wire/payload';
import { organizationWords } from '../../../view/sync/messages/names';
import type { Sessions } from '../../session/session';
import type { SyncFolder, SyncFolders } from './sync-folders';

export interface FoldersInUse {
  readonly folders: SyncFolders;
  readonly sessions: Sessions;
}

/** Scenarios by their numbers, which mean nothing without an organization. */
export interface MeantScenarios {
  readonly ids: readonly Id[];
  /** Absent: the one that the view shows. */
  readonly organization?: string | undefined;
  readonly title: string;
}

/** The workspace folder of the active editor. */
function activeFolder(): string | undefined {
  const active = vscode.window.activeTextEditor?.document.uri;
  return active && vscode.workspace.getWorkspaceFolder(active)?.uri.toString();
}

interface ProbedFolders {
  readonly folders: { allProbed(): Promise<readonly SyncFolder[]> };
}

/** The folder that a command means that is about a whole folder: the only one, or one that the user picks. Throws a `CancelledError` when the user steps back. */
export async function wholeFolder({ folders }: ProbedFolders, title: string): Promise<vscode.Uri | undefined> {
  const places = vscode.workspace.workspaceFolders ?? [];
  if (places.length < 2) return places[0]?.uri;
  const bound = new Map((await folders.allProbed()).map((folder) => [folder.uri.toString(), folder]));
  const items = places.map(({ uri, name }) => {
    const folder = bound.get(uri.toString());
    return {
      label: iconless(plainName(name, '')),
      description: folder ? organizationWords(folder.session) : t('no organization'),
      uri,
    };
  });
  const active = activeFolder();
  const inOrder = [
    ...items.filter(({ uri }) => uri.toString() === active),
    ...items.filter(({ uri }) => uri.toString() !== active),
  ];
  return (await pick(inOrder, title)).uri;
}

/**
 * The folder that takes care of scenarios: of those of their organization the one that has files of them, else the active
 * editor's; where several could be meant, the user picks. Throws where no folder is of that organization: what was meant must
 * not happen in another one.
 */
export async function folderOfScenarios(
  { folders, sessions }: FoldersInUse,
  { ids, organization, title }: MeantScenarios,
): Promise<SyncFolder> {
  const wanted = organization ?? (await sessions.require()).organization;
  const all = (await folders.all()).filter(({ session }) => session.organization === wanted);
  const linked = await Promise.all(
    all.map(async ({ engine }) => (await engine.pathsOf(ids)).some((path) => path !== undefined)),
  );
  const having = all.filter((_, index) => linked[index]);
  const meant = having.length > 0 ? having : all;
  const active = activeFolder();
  const found = meant.length === 1 ? meant[0] : meant.find(({ uri }) => uri.toString() === active);
  if (found) return found;
  if (meant.length > 1) return pickAmong(await Promise.all(meant.map(({ uri }) => folders.probed(uri))), title);
  // Where no folder is open at all, this says so.
  await folders.at(undefined);
  throw new Error(
    t('No folder of this workspace uses this organization. Choose “Switch Organization” to change that.'),
  );
}

async function pickAmong(folders: readonly SyncFolder[], title: string): Promise<SyncFolder> {
  const items = folders.map((folder) => ({
    label: iconless(plainName(folder.name, '')),
    description: organizationWords(folder.session),
    folder,
  }));
  return (await pick(items, title)).folder;
}

async function pick<T extends vscode.QuickPickItem>(items: readonly T[], title: string): Promise<T> {
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: t('Choose a workspace folder') });
  if (!picked) throw new CancelledError();
  return picked;
}

/** Names the folder where there are several: `Second: …`. */
export const inFolder = ({ name }: { readonly name: string }, text: string): string =>
  (vscode.workspace.workspaceFolders ?? []).length > 1 ? t('{0}: {1}', plainName(name, ''), text) : text;
