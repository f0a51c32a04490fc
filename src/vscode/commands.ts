import * as vscode from 'vscode';
import { CancelledError } from '../base/cancellation';
import { DisposableStore, type Disposable } from '../base/dispose';
import { errorText } from '../base/error-text';
import type { Log } from '../base/log';
import type { CommandId } from './ids';

export type CommandHandler = (...args: readonly unknown[]) => unknown;
/** Shows an error to the user; `ErrorTeller` has its words. `failed`: the command that did not end. */
export type TellError = (error: unknown, failed?: string) => void;

/** Registers commands. What a handler throws is told to the user once, here, and written to the log. */
export function registerCommands(
  handlers: Partial<Record<CommandId, CommandHandler>>,
  log: Log,
  tell: TellError,
): Disposable {
  const store = new DisposableStore();
  for (const [id, handler] of Object.entries(handlers)) {
    store.add(
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          return await handler(...args);
        } catch (error) {
          if (error instanceof CancelledError) return undefined;
          log.error(`${id}: ${errorText(error)}`);
          tell(error, id);
          return undefined;
        }
      }),
    );
  }
  return store;
}

/** Runs one of our commands by its id. */
export async function run(id: CommandId, ...args: readonly unknown[]): Promise<unknown> {
  return vscode.commands.executeCommand(id, ...args);
}
