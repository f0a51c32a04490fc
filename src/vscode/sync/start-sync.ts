import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { syncScheme } from '../ids';
import type { Started } from '../../base/start-later';

/** Where links are kept in each workspace folder, and what was begun and not ended. */
const state = '.stackmoxie';

const mostNested = 20;

/**
 * Has push and pull started where a workspace folder was pulled into or pushed from: what has changed is then seen at a glance;
 * and where an earlier window has left a comparison behind. Where only a folder below was, that is told.
 */
export function startWhereUsed(sync: Started<Disposable>, memento: vscode.Memento): Disposable {
  const store = new DisposableStore();
  store.add(sync);
  const look = (): void => {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      vscode.workspace.fs.stat(vscode.Uri.joinPath(uri, state)).then(
        () => void sync.ready(),
        () => undefined,
      );
    }
    void tellOfNested(memento);
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

/** A search that fails says nothing: a command on such a file still asks. */
async function tellOfNested(memento: vscode.Memento): Promise<void> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const search = (folder: vscode.WorkspaceFolder) =>
    vscode.workspace.findFiles(
      new vscode.RelativePattern(folder, `*/**/${state}/links.json`),
      '**/node_modules/**',
      mostNested,
    );
  const found = (
    await Promise.all(
      folders.map((folder) =>
        search(folder).then(
          (files) => files,
          () => [],
        ),
      ),
    )
  ).flat();
  if (found.length > 0) await (await import('./work/nested-links')).tellOfNested(found, memento);
}
