import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import type { Log } from '../../base/log';
import type { Refresher } from './refresh';
import type { SyncFolder, SyncFolders } from './sync-folders';

export interface MovedFilesWorld {
  readonly folders: SyncFolders;
  readonly refresher: Refresher;
  readonly log: Log;
}

/** Links follow files and folders that are renamed or moved in the Explorer; of files that are deleted their links tell. */
export function followMovedFiles({ folders, refresher, log }: MovedFilesWorld): Disposable {
  const store = new DisposableStore();
  const follow = async (moves: readonly Move[]): Promise<void> => {
    for (const move of moves) {
      const folder = await folders.at(move.oldUri).catch(() => undefined);
      if (folder) await followMove(folder, move);
    }
    refresher.filesChanged();
  };
  store.add(vscode.workspace.onDidRenameFiles(({ files }) => {
    follow(files).catch((error: unknown) => log.warn(`A link did not follow its file: ${String(error)}`));
  }));
  store.add(vscode.workspace.onDidDeleteFiles(() => refresher.filesChanged()));
  return store;
}

interface Move {
  readonly oldUri: vscode.Uri;
  readonly newUri: vscode.Uri;
}

async function followMove(folder: SyncFolder, { oldUri, newUri }: Move): Promise<void> {
  const [from, to] = [folder.pathOf(oldUri), folder.pathOf(newUri)];
  // A file that leaves the folder leaves its link behind: it says that the file was deleted here.
  if (from === undefined || to === undefined) return;
  if (await folder.engine.linkOf(from)) {
    await folder.engine.movedFile(from, to);
    return;
  }
  const { files } = await folder.refresh({ local: 'all' });
  const below = files.filter(({ id, path }) => id !== undefined && path?.startsWith(`${from}/`));
  for (const { path } of below) if (path !== undefined) await folder.engine.movedFile(path, to + path.slice(from.length));
}
