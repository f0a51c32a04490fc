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
import type { RunFileWorld } from './commands/run-file';
import { SyncFolders, type SyncFoldersWorld } from './folder/sync-folders';

export interface SyncWorld extends SyncFoldersWorld, Omit<RunFileWorld, 'open' | 'inUse'> {
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
    dispose: () => store.dispose(),
  };
}
