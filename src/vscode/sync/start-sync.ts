import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { syncScheme } from '../ids';
import type { Started } from '../../base/start-later';

/** Where links are kept in each workspace folder, and what was begun and not ended. */
const state = '.stackmoxie';

/**
 * Has push and pull started where a workspace folder was pulled into or pushed from: what has changed is then seen at a glance;
 * and where an earlier window has left a comparison behind.
 */
export function startWhereUsed(sync: Started<Disposable>): Disposable {
  const store = new DisposableStore();
  store.add(sync);
  const look = (): void => {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      vscode.workspace.fs.stat(vscode.Uri.joinPath(uri, state)).then(
        () => void sync.ready(),
        () => undefined,
      );
    }
  };
  store.add(vscode.workspace.onDidChangeWorkspaceFolders(look));
  look();
  if (
    vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ input }) => input instanceof vscode.TabInputTextDiff && input.original.scheme === syncScheme),
    )
  )
    void sync.ready();
  return store;
}
