import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import type { Log } from '../../base/log';
import type { CommandHandler } from '../commands';
import { commands, runScheme, type CommandId } from '../ids';
import { startLater } from '../../base/start-later';
import type { Runs, RunsWorld } from './main';
import { RunNews } from './run-news';

/** What is there of runs from the start. */
export interface RunsLater extends Disposable {
  readonly news: RunNews;
  readonly commands: Partial<Record<CommandId, CommandHandler>>;
  readonly start: Runs['start'];
}

const runCommandIds = [
  commands.runScenario,
  commands.runFolder,
  commands.showRun,
  commands.watchRun,
  commands.stopWatching,
  commands.showChannel,
] as const;

/** Runs: loaded with the first command of theirs, or with a run's document that was open when the window closed. */
export function runsLater({ log, ...world }: Omit<RunsWorld, 'news' | 'changed'> & { readonly log: Log }): RunsLater {
  const store = new DisposableStore();
  const news = store.add(new RunNews());
  const changed = store.add(new vscode.EventEmitter<vscode.Uri>());
  const start = async (): Promise<Runs> =>
    (await import('./main')).startRuns({ ...world, news, changed: (uri) => changed.fire(uri) });
  const runs = store.add(startLater(start, { what: 'The part for runs', log }));
  const provideTextDocumentContent = async (uri: vscode.Uri): Promise<string> => (await runs.ready())?.text(uri) ?? '';
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(runScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent,
    }),
  );
  const handler =
    (id: CommandId): CommandHandler =>
    async (...args) =>
      (await runs.ready())?.commands[id]?.(...args);
  return {
    news,
    commands: Object.fromEntries(runCommandIds.map((id) => [id, handler(id)])),
    start: async (...args) => (await runs.ready())?.start(...args) ?? false,
    dispose: () => store.dispose(),
  };
}
