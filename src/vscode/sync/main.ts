// Loaded with the first command of push and pull, or where the workspace was pulled into or pushed from.
import { DisposableStore, type Disposable } from '../../base/dispose';
import type { RowMarks } from '../../view/row-mark';
import type { CommandHandler } from '../commands';
import { plainArguments } from './drift/change-arguments';
import { startDrift } from './drift/drift';
import { tellEncoding } from './work/save-as-utf8';
import { manageHandlers } from './commands/manage';
import type { SyncCommandId } from '../ids';
import { createExchange } from './commands/exchange';
import type { RunStarting } from './commands/run-file';
import * as vscode from 'vscode';
import type { Id } from '../../wire/payload';
import { SyncFolders, type SyncFoldersWorld } from './folder/sync-folders';

export interface SyncWorld extends SyncFoldersWorld, RunStarting {
  /** Words an error for people. */
  readonly say: (error: unknown) => string;
  /** Shows in the view how files stand. */
  readonly mark: (marks: RowMarks) => void;
  /** Rows of the view that are selected. */
  readonly selection: () => readonly unknown[];
}

/** Push and pull, with what commands ask of it. */
export interface Sync extends Disposable {
  run(command: SyncCommandId, ...args: readonly unknown[]): Promise<unknown>;
  /** The file of the workspace that is linked to a scenario; `undefined` also where it was deleted here. */
  fileOf(organization: string, scenarioId: Id): Promise<vscode.Uri | undefined>;
}

export function startSync(world: SyncWorld): Sync {
  const store = new DisposableStore();
  const folders = store.add(new SyncFolders(world));
  const drift = store.add(startDrift({ ...world, folders }));
  const exchange = store.add(createExchange({ ...world, folders }));
  const handlers: Partial<Record<SyncCommandId, CommandHandler>> = {
    ...drift.handlers,
    ...exchange.handlers,
    ...manageHandlers({ ...world, open: (uri) => folders.probed(uri), inUse: { folders, sessions: world.sessions } }),
  };
  const runCommand = async (command: SyncCommandId, args: readonly unknown[]): Promise<unknown> => {
    try {
      return await handlers[command]?.(...plainArguments(args, world.selection));
    } catch (error) {
      tellEncoding(error);
      return undefined;
    }
  };
  return {
    run: (command, ...args) => runCommand(command, args),
    fileOf: (organization, id) => linkedFile(folders, organization, id),
    dispose: () => store.dispose(),
  };
}

async function linkedFile(folders: SyncFolders, organization: string, id: Id): Promise<vscode.Uri | undefined> {
  for (const folder of await folders.all()) {
    const path = folder.session.organization === organization ? await folder.engine.pathOf(id) : undefined;
    if (path !== undefined && (await isThere(folder.uriOf(path)))) return folder.uriOf(path);
  }
  return undefined;
}

const isThere = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
