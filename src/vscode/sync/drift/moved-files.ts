import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { t } from '../../../base/localize';
import type { Log } from '../../../base/log';
import type { Id } from '../../../wire/payload';
import { leftBehind, wentAlong, type Moved } from '../../../view/sync/messages/moved-words';
import { organizationWords } from '../../../view/sync/messages/names';
import { showInformation, showWarning } from '../../report';
import type { Refresher } from './refresh';
import type { SyncFolder, SyncFolders } from '../folder/sync-folders';

export interface MovedFilesWorld {
  readonly folders: SyncFolders;
  readonly refresher: Refresher;
  readonly log: Log;
}

/** Links follow files and folders that are renamed or moved in the Explorer, also into another workspace folder of the same organization; of files that are deleted their links tell. */
export function followMovedFiles({ folders, refresher, log }: MovedFilesWorld): Disposable {
  const store = new DisposableStore();
  const follow = async (moves: readonly Move[]): Promise<void> => {
    for (const move of moves) {
      const folder = await folders.at(move.oldUri).catch(() => undefined);
      if (folder) await followMove(folders, folder, move);
    }
    refresher.filesChanged();
  };
  store.add(
    vscode.workspace.onDidRenameFiles(({ files }) => {
      follow(files).catch((error: unknown) => log.warn(`A link did not follow its file: ${String(error)}`));
    }),
  );
  store.add(vscode.workspace.onDidDeleteFiles(() => refresher.filesChanged()));
  return store;
}

interface Move {
  readonly oldUri: vscode.Uri;
  readonly newUri: vscode.Uri;
}

async function followMove(folders: SyncFolders, folder: SyncFolder, { oldUri, newUri }: Move): Promise<void> {
  const from = folder.pathOf(oldUri);
  if (from === undefined) return;
  const linked = await linkedBelow(folder, from);
  const goal = vscode.workspace.getWorkspaceFolder(newUri);
  const to = goal?.uri.toString() === folder.uri.toString() ? folder.pathOf(newUri) : undefined;
  if (to === undefined)
    await followOut(folder, linked, {
      goal,
      folders,
      uriOf: (path) => newUri.with({ path: newUri.path + path.slice(from.length) }),
    });
  else for (const { path } of linked) await folder.engine.movedFile(path, to + path.slice(from.length));
}

interface LinkedPath {
  readonly path: string;
  readonly id: Id;
}

/** A linked file, or those in a directory. */
async function linkedBelow(folder: SyncFolder, from: string): Promise<readonly LinkedPath[]> {
  const id = await folder.engine.linkOf(from);
  return id === undefined ? folder.engine.linksBelow(from) : [{ path: from, id }];
}

interface Out {
  readonly goal: vscode.WorkspaceFolder | undefined;
  readonly folders: SyncFolders;
  /** Where a file is now. */
  readonly uriOf: (path: string) => vscode.Uri;
}

/** Links go along into a folder of the same organization that has no other file of the scenario; others stay, and that is told. */
async function followOut(
  folder: SyncFolder,
  linked: readonly LinkedPath[],
  { goal, folders, uriOf }: Out,
): Promise<void> {
  const next = goal && (await folders.at(goal.uri).catch(() => undefined));
  const [along, left]: [string[], string[]] = [[], []];
  for (const file of linked) {
    const hasGone =
      next !== undefined && (await takeAlong(folder, next, { ...file, to: next.pathOf(uriOf(file.path)) }));
    (hasGone ? along : left).push(file.path);
  }
  const to = goal && { name: goal.name, ...(next ? { organization: organizationWords(next.session) } : {}) };
  const about = { from: folder.name, organization: organizationWords(folder.session), ...(to ? { to } : {}) };
  tell(folder, { along: { ...about, paths: along }, left: { ...about, paths: left } });
}

/** Gives a file's link, and what both sides agreed on, to another folder. @returns whether that folder may have it */
async function takeAlong(
  folder: SyncFolder,
  next: SyncFolder,
  { path, id, to }: LinkedPath & { readonly to: string | undefined },
): Promise<boolean> {
  if (to === undefined || !isSameOrganization(folder, next) || (await next.engine.pathOf(id)) !== undefined)
    return false;
  await next.engine.adopt(to, { id, base: await folder.engine.base(id) });
  await folder.engine.unlink([path]);
  return true;
}

function tell(folder: SyncFolder, { along, left }: { readonly along: Moved; readonly left: Moved }): void {
  if (along.paths.length > 0) showInformation(wentAlong(along));
  if (left.paths.length === 0) return;
  const unlink = async (): Promise<void> => {
    await folder.engine.unlink(left.paths);
    await folder.refresh();
  };
  showWarning(leftBehind(left), { title: t('Unlink'), run: unlink });
}

const isSameOrganization = ({ session: one }: SyncFolder, { session: other }: SyncFolder): boolean =>
  one.organization === other.organization && one.binding.account.id === other.binding.account.id;
