import * as vscode from 'vscode';
import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';
import { isFinal } from '../../run/outcome';
import { runRow } from '../../view/run-row';
import type { Run, Scenario } from '../../wire/records';
import { run, type CommandHandler } from '../commands';
import { commands, type CommandId } from '../ids';
import { webLink } from '../links';
import { showInformation } from '../report';
import { isScenarioFile } from '../scenario-files';
import type { Session, Sessions } from '../session/session';
import { scenarioKey, type StartGate } from '../../run/start-gate';
import type { RunChannels } from './channels';
import { channelKey, type WatchTarget } from './open-transcript';
import type { RunAddress, RunDocuments } from './run-documents';
import { runSeveral } from './run-folder';
import type { RunStarter, StartOptions } from './run-starter';
import type { RunNews, WatchedRun } from './run-news';
import type { RunWatcher } from './run-watcher';
import { time } from '../time';

/** The scenarios that are known, and a way to let the user pick one. */
export interface KnownScenarios {
  /** The scenario that a command's argument, or the active editor, means; else the user picks. */
  resolve(argument: unknown, title: string): Promise<number | undefined>;
  /** The scenarios of the folder that an argument means, or the user picks; `undefined` when the user steps back. */
  inFolder(argument: unknown, title: string): Promise<readonly Scenario[] | undefined>;
  /** The scenarios among rows of the view. */
  among(rows: readonly unknown[]): readonly Scenario[];
}

export interface RunCommandsWorld {
  readonly sessions: Sessions;
  readonly scenarios: KnownScenarios;
  readonly starter: RunStarter;
  readonly gate: StartGate;
  readonly watcher: RunWatcher;
  readonly news: RunNews;
  readonly channels: RunChannels;
  readonly documents: RunDocuments;
  readonly tell: (error: unknown) => void;
  readonly say: (error: unknown) => string;
}

interface Place {
  readonly session: Session;
  readonly scenario: Scenario;
}

/** The commands that start, watch and show runs. */
export function runCommands(world: RunCommandsWorld): Partial<Record<CommandId, CommandHandler>> {
  return {
    [commands.runScenario]: async (argument, selected) =>
      (await runSelected(world, selected)) || runScenario(world, argument),
    [commands.runFolder]: async (argument) => runFolder(world, argument),
    [commands.showRun]: async (argument) => showRun(world, argument),
    [commands.watchRun]: async (argument) => watchRun(world, argument),
    [commands.stopWatching]: async (argument) => {
      const watch = await pickWatched(world.news, argument, t('Stop Watching Run'));
      if (watch) world.watcher.stop(watch.key);
    },
    [commands.showChannel]: async (argument) => showChannel(world, argument),
  };
}

/** The session in use, once it is known whether it costs. */
const probed = ({ sessions }: RunCommandsWorld): Promise<Session> => sessions.probe();

/** A scenario file on a disk that an argument or the active editor means: its own rules say what is run. One outside of the workspace means nothing unless it is named. */
function scenarioFile(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return isScenarioFile(argument) ? argument : undefined;
  const active = argument === undefined ? vscode.window.activeTextEditor?.document.uri : undefined;
  return active && isScenarioFile(active) && vscode.workspace.getWorkspaceFolder(active) ? active : undefined;
}

async function place(world: RunCommandsWorld, argument: unknown, title: string): Promise<Place | undefined> {
  const scenarioId = await world.scenarios.resolve(argument, title);
  return scenarioId === undefined ? undefined : placeOf(world, scenarioId);
}

/** Read before write: the definition that will run is read now, not remembered. */
async function placeOf(world: RunCommandsWorld, scenarioId: number, known?: Session): Promise<Place> {
  const session = known ?? (await probed(world));
  const scenario = await session.api.scenarios.get(session.organization, scenarioId);
  // That answer, too, says whether this is a sandbox.
  return { session: await world.sessions.forBinding(session.binding, session.folder), scenario };
}

function targetOf({ session, scenario }: Place, run: Run): WatchTarget {
  const link = webLink({ organization: session.organization, scenarioId: scenario.id, runId: run.id });
  return { session, scenario, run, ...(link === undefined ? {} : { link }) };
}

async function runScenario(world: RunCommandsWorld, argument: unknown): Promise<void> {
  const file = scenarioFile(argument);
  if (file) {
    await run(commands.runFile, file);
    return;
  }
  const scenarioId = await world.scenarios.resolve(argument, t('Run Scenario'));
  if (scenarioId !== undefined) await startRun(world, scenarioId);
}

/**
 * Starts a run of a scenario and follows it, in the session in use unless `session` says another.
 * @returns whether a run was started.
 */
export async function startRun(
  world: RunCommandsWorld,
  scenarioId: number,
  { session, ...options }: StartOptions & { readonly session?: Session } = {},
): Promise<boolean> {
  const { organization } = session ?? (await world.sessions.require());
  let hasStarted = false;
  await world.gate.once(scenarioKey(organization, scenarioId), async () => {
    const where = await placeOf(world, scenarioId, session);
    const follow = (found: Run): void => void world.watcher.watch(targetOf(where, found)).catch(world.tell);
    const again = (): unknown => startRun(world, scenarioId, { ...options, session: where.session });
    const started = await world.starter.start(where.session, where.scenario, { again, ...options, onFound: follow });
    if (started) follow(started);
    hasStarted = started !== undefined;
    return hasStarted;
  });
  return hasStarted;
}

/** Where several rows are selected all of them are meant. @returns whether they were */
async function runSelected(world: RunCommandsWorld, selected: unknown): Promise<boolean> {
  const scenarios = Array.isArray(selected) ? world.scenarios.among(selected) : [];
  if (scenarios.length < 2) return false;
  await runAll(world, scenarios);
  return true;
}

async function runFolder(world: RunCommandsWorld, argument: unknown): Promise<void> {
  const scenarios = await world.scenarios.inFolder(argument, t('Run All Scenarios in Folder'));
  if (scenarios) await runAll(world, scenarios);
}

async function runAll(world: RunCommandsWorld, scenarios: readonly Scenario[]): Promise<void> {
  const { gate, starter, say } = world;
  const { organization } = await world.sessions.require();
  const follow = (session: Session, scenario: Scenario, started: Run): void =>
    void world.watcher.watch(targetOf({ session, scenario }, started), { quiet: true }).catch(world.tell);
  const again = (session: Session, id: number): unknown => startRun(world, id, { session });
  await runSeveral({ session: () => probed(world), organization, scenarios, starter, gate, follow, again, say });
}

async function pickedRun(world: RunCommandsWorld, argument: unknown, title: string): Promise<WatchTarget | undefined> {
  const where = await place(world, argument, title);
  const run = where && (await pickRun(where, argument));
  return where && run && targetOf(where, run);
}

/** Opens a run's document. */
async function showRun(world: RunCommandsWorld, argument: unknown): Promise<void> {
  const target = await pickedRun(world, argument, t('Show Run'));
  if (target) await world.documents.open(target);
}

/** Watches a run in its scenario's channel, as when it is started; one that was written there to its end is shown. */
async function watchRun(world: RunCommandsWorld, argument: unknown): Promise<void> {
  const target = await pickedRun(world, argument, t('Watch Run'));
  if (!target) return;
  if (world.documents.isWhole(target)) await world.documents.open(target);
  else await world.watcher.watch(target, { times: isFinal(target.run.outcome) ? 'unknown' : 'seen' });
}

/** A run that a document's address names, for the document to read. */
export async function runTarget(
  sessions: Sessions,
  { organization, scenarioId, runId }: RunAddress,
): Promise<WatchTarget> {
  const session = await sessions.forOrganization(organization);
  const [scenario, run] = await Promise.all([
    session.api.scenarios.get(organization, scenarioId),
    session.api.runs.get(organization, scenarioId, runId),
  ]);
  return targetOf({ session, scenario }, run);
}

async function pickRun({ session, scenario }: Place, argument: unknown): Promise<Run | undefined> {
  if (isRecord(argument) && typeof argument['runId'] === 'number')
    return session.api.runs.get(session.organization, scenario.id, argument['runId']);
  const first = await session.api.runs.pages(session.organization, scenario.id)[Symbol.asyncIterator]().next();
  const runs: readonly Run[] = first.done === true ? [] : first.value;
  const world = {
    runs: { runs: () => undefined, failedStep: () => undefined, live: () => undefined },
    time,
    now: Date.now(),
  };
  const items = runs.map((run) => {
    const { label, description, icon } = runRow(run, world);
    return { label: `$(${icon.id}) ${label}`, description, detail: t('Run {0}', run.id), run };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: scenario.name,
    placeHolder: items.length === 0 ? t('No runs yet') : t('Which run?'),
  });
  return picked?.run;
}

/** The watched run that an argument means, the only one there is, or the one that the user picks. */
async function pickWatched({ watched }: RunNews, argument: unknown, title: string): Promise<WatchedRun | undefined> {
  const runId = isRecord(argument) ? argument['runId'] : undefined;
  if (runId !== undefined) return watched.find((watch) => watch.runId === runId);
  if (watched.length === 1) return watched[0];
  const items = watched.map((watch) => ({
    watch,
    label: plainName(watch.scenarioName, ''),
    description: t('Run {0}', watch.runId),
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: t('Which run?') }))?.watch;
}

async function showChannel(world: RunCommandsWorld, argument: unknown): Promise<void> {
  const { news, channels } = world;
  // From the status bar: the runs that go on now.
  if (argument === undefined && news.watched.length > 0) {
    const watch = await pickWatched(news, argument, t('Show Runs of Scenario'));
    if (watch) channels.show(watch.channel);
    return;
  }
  const scenarioId = await world.scenarios.resolve(argument, t('Show Runs of Scenario'));
  const session = await world.sessions.require();
  if (scenarioId === undefined || channels.show(channelKey({ session, scenario: { id: scenarioId } }))) return;
  const where = await placeOf(world, scenarioId);
  showInformation(
    t(
      'No run of “{0}” has been watched here yet. Pick one of its runs in the view.',
      plainName(where.scenario.name, ''),
    ),
  );
}
