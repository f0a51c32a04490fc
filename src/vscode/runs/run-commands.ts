import * as vscode from 'vscode';
import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import type { Run, Scenario } from '../../wire/records';
import type { CommandHandler } from '../commands';
import { commands, type CommandId } from '../ids';
import { webLink } from '../links';
import { showInformation } from '../report';
import type { Session, Sessions } from '../session';
import type { RunChannels } from './channels';
import type { RunStarter } from './run-starter';
import type { RunWatcher } from './run-watcher';

/** The scenarios that are known, and a way to let the user pick one. */
export interface KnownScenarios {
  /** The scenario that a command's argument, or the active editor, means; else the user picks. */
  resolve(argument: unknown, title: string): Promise<number | undefined>;
  inFolder(argument: unknown): readonly Scenario[];
}

export interface RunCommandsWorld {
  readonly sessions: Sessions;
  readonly scenarios: KnownScenarios;
  readonly starter: RunStarter;
  readonly watcher: RunWatcher;
  readonly channels: RunChannels;
  readonly tell: (error: unknown) => void;
}

interface Place {
  readonly session: Session;
  readonly scenario: Scenario;
}

const channelKey = ({ session, scenario }: Place): string => `${session.organization}/${String(scenario.id)}`;

/** The commands that start, watch and show runs. */
export function runCommands(world: RunCommandsWorld): Partial<Record<CommandId, CommandHandler>> {
  return {
    [commands.runScenario]: async (argument) => runScenario(world, argument),
    [commands.runFolder]: async (argument) => runFolder(world, argument),
    [commands.showRun]: async (argument) => showRun(world, argument),
    [commands.watchRun]: async (argument) => showRun(world, argument),
    [commands.stopWatching]: async (argument) => stopWatching(world, argument),
    [commands.showChannel]: async (argument) => showChannel(world, argument),
  };
}

/** Read before write: the definition that will run is read now, not remembered. */
async function place({ sessions, scenarios }: RunCommandsWorld, argument: unknown, title: string): Promise<Place | undefined> {
  const { state } = sessions.bindings;
  const known = state.kind === 'bound' ? await sessions.probe(state.binding) : await sessions.require();
  const scenarioId = await scenarios.resolve(argument, title);
  if (scenarioId === undefined) return undefined;
  const scenario = await known.api.scenarios.get(known.organization, scenarioId);
  return { session: state.kind === 'bound' ? await sessions.forBinding(state.binding) : known, scenario };
}

function follow(world: RunCommandsWorld, { session, scenario }: Place, run: Run): void {
  const link = webLink({ organization: session.organization, scenarioId: scenario.id, runId: run.id });
  world.watcher.watch({ session, scenario, run, ...(link === undefined ? {} : { link }) }).catch(world.tell);
}

async function runScenario(world: RunCommandsWorld, argument: unknown): Promise<void> {
  const where = await place(world, argument, t('Run Scenario'));
  const run = where && (await world.starter.start(where.session, where.scenario));
  if (where && run) follow(world, where, run);
}

async function runFolder(world: RunCommandsWorld, argument: unknown): Promise<void> {
  const session = await world.sessions.require();
  const scenarios = world.scenarios.inFolder(argument);
  if (scenarios.length === 0) {
    showInformation(t('There is no scenario here to run.'));
    return;
  }
  if (!(await world.starter.maySeveral(session, scenarios.length))) return;
  const options = { location: vscode.ProgressLocation.Notification, title: t('Starting runs in {0}', session.name), cancellable: true };
  await vscode.window.withProgress(options, async (progress, cancellation) => {
    for (const { id, name } of scenarios) {
      if (cancellation.isCancellationRequested) return;
      progress.report({ message: name, increment: 100 / scenarios.length });
      const scenario = await session.api.scenarios.get(session.organization, id);
      const run = await world.starter.startAsked(session, scenario);
      if (run) follow(world, { session, scenario }, run);
    }
  });
}

async function showRun(world: RunCommandsWorld, argument: unknown): Promise<void> {
  const where = await place(world, argument, t('Show Run'));
  if (!where) return;
  const run = await pickRun(where, argument);
  if (!run) return;
  const link = webLink({ organization: where.session.organization, scenarioId: where.scenario.id, runId: run.id });
  await world.watcher.show({ ...where, run, ...(link === undefined ? {} : { link }) });
}

async function pickRun({ session, scenario }: Place, argument: unknown): Promise<Run | undefined> {
  if (isRecord(argument) && typeof argument['runId'] === 'number') return session.api.runs.get(session.organization, scenario.id, argument['runId']);
  const first = await session.api.runs.pages(session.organization, scenario.id)[Symbol.asyncIterator]().next();
  const runs: readonly Run[] = first.done === true ? [] : first.value;
  const items = runs.map((run) => ({ label: t('Run {0}', run.id), description: run.outcome, run }));
  const picked = await vscode.window.showQuickPick(items, { title: scenario.name, placeHolder: items.length === 0 ? t('No runs yet') : t('Which run?') });
  return picked?.run;
}

async function stopWatching({ watcher }: RunCommandsWorld, argument: unknown): Promise<void> {
  const { watched } = watcher;
  const runId = isRecord(argument) ? argument['runId'] : undefined;
  const named = watched.find((watch) => watch.runId === runId);
  const only = watched.length === 1 ? watched[0] : undefined;
  const picked =
    named ??
    only ??
    (await vscode.window.showQuickPick(
      watched.map((watch) => ({ ...watch, label: watch.scenarioName, description: t('Run {0}', watch.runId) })),
      { title: t('Stop Watching Run') },
    ));
  if (picked) watcher.stop(picked.key);
}

async function showChannel(world: RunCommandsWorld, argument: unknown): Promise<void> {
  const where = await place(world, argument, t('Show Runs of Scenario'));
  if (where && !world.channels.show(channelKey(where))) showInformation(t('No run of "{0}" was watched here yet. Pick one of its runs in the view.', where.scenario.name));
}
