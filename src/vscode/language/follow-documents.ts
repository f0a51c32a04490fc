import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { languageId } from '../ids';

interface Registries {
  need(uri: vscode.Uri): Promise<unknown>;
}

/** Whoever opens a scenario, or comes back to one, needs the registry: only then is it looked for. */
export function followDocuments(registries: Registries): Disposable {
  const store = new DisposableStore();
  const look = (document: vscode.TextDocument | undefined): void => {
    if (document?.languageId === languageId) void registries.need(document.uri);
  };
  store.add(vscode.workspace.onDidOpenTextDocument(look));
  store.add(vscode.window.onDidChangeActiveTextEditor((editor) => look(editor?.document)));
  vscode.workspace.textDocuments.forEach(look);
  return store;
}
