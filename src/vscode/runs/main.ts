import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import type { CommandHandler } from '../commands';
import { systemClock } from '../clock';
import type { CommandId } from '../ids';
import type { Session, Sessions } from '../session/session';
import { revealRuns } from '../settings';
import type { StartGate } from '../../run/start-gate';
import { time } from '../time';
import { RunChannels } from './channels';
import { runCommands, runTarget, startRun, type KnownScenarios } from './run-commands';
import { RunDocuments } from './run-documents';
import type { RunNews } from './run-news';
import { RunStarter, type StartOptions } from './run-starter';
import { RunWatcher } from './run-watcher';

export interface RunsWorld {
  readonly sessions: Sessions;
  readonly scenarios: KnownScenarios;
  readonly gate: StartGate;
  readonly news: RunNews;
  /** What is remembered for the workspace. */
  readonly state: vscode.Memento;
  /** Hears that the text of a run's document is another now. */
  readonly changed: (uri: vscode.Uri) => void;
  readonly tell: (error: unknown) => void;
  readonly say: (error: unknown) => string;
}

/** All about runs, once it is loaded. */
export interface Runs extends Disposable {
  readonly commands: Partial<Record<CommandId, CommandHandler>>;
  /** Starts a run and follows it. @returns whether a run was started. */
  start(scenarioId: number, options: StartOptions & { readonly session?: Session }): Promise<boolean>;
  /** The text of a run's document. */
  text(uri: vscode.Uri): Promise<string>;
}

export function startRuns({ sessions, scenarios, gate, news, state, changed, tell, say }: RunsWorld): Runs {
  const store = new DisposableStore();
  const channels = store.add(new RunChannels((name) => vscode.window.createOutputChannel(name)));
  const documents: RunDocuments = new RunDocuments({
    time,
    target: (address) => runTarget(sessions, address),
    watch: (target) => void watcher.watch(target, { quiet: true }).catch(tell),
    onRead: (...read) => watcher.learn(...read),
    changed,
    say,
  });
  const watcher = new RunWatcher({
    clock: systemClock,
    time,
    channels,
    news,
    write: (...begun) => documents.write(...begun),
    renewed: (session) => sessions.renewed(session),
    onDidChangeSessions: sessions.onDidChange,
    reveal: revealRuns,
    say,
    tell,
  });
  store.add(documents);
  store.add(watcher);
  store.add(sessions.onDidChange(() => documents.tryAgain()));
  const starter = new RunStarter(state, { clock: systemClock, stillOwner: (session) => sessions.stillOwner(session) });
  const world = { sessions, scenarios, starter, gate, watcher, news, channels, documents, tell, say };
  return {
    commands: runCommands(world),
    start: (scenarioId, options) => startRun(world, scenarioId, options),
    text: (uri) => documents.text(uri),
    dispose: () => store.dispose(),
  };
}
