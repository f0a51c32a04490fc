import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import type { Log } from '../../base/log';
import { languageId } from '../ids';

/** What is started when it is needed. */
export interface Started<T> extends Disposable {
  /** Starts it if need be; `undefined` where it could not be. */
  ready(): Promise<T | undefined>;
}

/** Starts what helps authors when a scenario document is open, or the workspace holds one, or a command needs it: until then nothing of it is loaded. */
export function startWithFirstScenario<T extends Disposable>(start: () => Promise<T>, log: Log): Started<T> {
  let started: Promise<T | undefined> | undefined;
  let isDisposed = false;
  const begin = async (): Promise<T | undefined> => {
    try {
      const authoring = await start();
      if (isDisposed) authoring.dispose();
      return authoring;
    } catch (error) {
      log.error(`The language service could not be loaded: ${String(error)}`);
      return undefined;
    }
  };
  const look = ({ languageId: language }: vscode.TextDocument): void => {
    if (language === languageId) started ??= begin();
  };
  const listener = vscode.workspace.onDidOpenTextDocument(look);
  vscode.workspace.textDocuments.forEach(look);
  // Symbols of the workspace are asked for before any of its files is open.
  vscode.workspace.findFiles('**/*.crank.{yml,yaml}', '**/node_modules/**', 1).then(([found]) => {
    if (found) started ??= begin();
  }, () => undefined);
  return {
    ready: () => (started ??= begin()),
    dispose: () => {
      isDisposed = true;
      listener.dispose();
      void started?.then((authoring) => authoring?.dispose());
    },
  };
}
