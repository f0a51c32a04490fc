import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { languageId } from '../ids';
import { findScenarioFiles } from '../scenario-files';
import type { Started } from '../../base/start-later';

/** Has what helps authors started when a scenario document is open, or the workspace holds one. */
export function startWithFirstScenario(authoring: Started<Disposable>): Disposable {
  const store = new DisposableStore();
  store.add(authoring);
  const look = ({ languageId: language }: vscode.TextDocument): void => {
    if (language === languageId) void authoring.ready();
  };
  store.add(vscode.workspace.onDidOpenTextDocument(look));
  vscode.workspace.textDocuments.forEach(look);
  // Symbols of the workspace are asked for before any of its files is open.
  findScenarioFiles(1).then(
    ([found]) => {
      if (found) void authoring.ready();
    },
    () => undefined,
  );
  return store;
}
