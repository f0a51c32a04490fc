import * as vscode from 'vscode';
import { CancelledError } from '../../base/cancellation';
import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';
import { isScenarioPath } from '../../sync/names';
import type { Id } from '../../wire/payload';
import { organizationWords } from '../../view/sync/names';
import { isScenarioFile } from '../scenario-file';
import type { Sessions } from '../session';
import { scenarioOf } from './scenario-row';
import type { SyncFolder, SyncFolders } from './sync-folders';
import { folderOfScenarios, type MeantScenarios } from './which-folder';

export interface TargetsWorld {
  readonly folders: SyncFolders;
  readonly sessions: Sessions;
  /** The scenario whose document of the cloud is active. */
  readonly shown: () => { readonly organization: string; readonly scenarioId: Id } | undefined;
}

/** Scenarios that a command is about, and the folder that takes care of them. */
export interface ScenarioTargets {
  readonly folder: SyncFolder;
  readonly ids: readonly Id[];
}

/** Files that a command is about. */
export interface FileTargets {
  readonly folder: SyncFolder;
  readonly paths: readonly string[];
}

type Args = readonly unknown[];

/** The scenarios that rows, files, or the active editor mean; else the user picks one. Throws a `CancelledError` when the user steps back. */
export async function scenarioTargets(world: TargetsWorld, args: Args, title: string): Promise<ScenarioTargets> {
  if (urisIn(args).length > 0) return linkedTargets(world, args);
  const ids = idsIn(args);
  if (ids.length > 0) return { folder: await folderOf(world, { ids, title, workspaceFolder: placeIn(args) }), ids };
  const active = vscode.window.activeTextEditor?.document.uri;
  const shown = world.shown();
  if (shown) return { folder: await folderOf(world, { ids: [shown.scenarioId], organization: shown.organization, title }), ids: [shown.scenarioId] };
  if (active && isScenarioFile(active)) return linkedTargets(world, [active]);
  return pickScenario(world, title);
}

/** The scenario files that arguments or the active editor mean; else the user picks one. Throws as `scenarioTargets`. */
export async function fileTargets(world: TargetsWorld, args: Args, title: string): Promise<FileTargets> {
  const given = urisIn(args);
  const active = vscode.window.activeTextEditor?.document.uri;
  const uris = given.length > 0 ? given : active && isScenarioFile(active) ? [active] : [await pickFile(title)];
  const folder = await namedFolder(world, uris[0]);
  const paths = uris.flatMap((uri) => folder.pathOf(uri) ?? []).filter(isScenarioPath);
  if (paths.length === 0) throw new Error(t('Open the folder of this file first: only scenario files of a workspace folder have scenarios in the cloud.'));
  if (paths.length < uris.length) throw new Error(t('Choose scenario files of one workspace folder.'));
  return { folder, paths };
}

/** The scenarios that files are linked to. Throws where one is linked to none. */
async function linkedTargets(world: TargetsWorld, args: Args): Promise<ScenarioTargets> {
  const { folder, paths } = await fileTargets(world, args, '');
  const ids = await Promise.all(
    paths.map(async (path) => {
      const id = await folder.engine.linkOf(path);
      if (id === undefined) throw new Error(t('{0} is not linked to a scenario in {1}: "Link to Scenario…" links it.', plainName(path, ''), organizationWords(folder.session)));
      return id;
    }),
  );
  return { folder, ids };
}

const isUri = (value: unknown): value is vscode.Uri => value instanceof vscode.Uri;

/** What was clicked, and all that is selected with it. */
function clicked<T>([first, all]: Args, isMeant: (value: unknown) => value is T): readonly T[] {
  if (!isMeant(first)) return [];
  const selected: readonly unknown[] = Array.isArray(all) ? all : [];
  return selected.includes(first) ? selected.filter(isMeant) : [first];
}

const urisIn = (args: Args): readonly vscode.Uri[] => [...new Map(clicked(args, isUri).map((uri) => [uri.toString(), uri])).values()];

type ScenarioRow = { readonly scenarioId: Id };
const isRow = (value: unknown): value is ScenarioRow => scenarioOf(value) !== undefined;

function idsIn(args: Args): readonly Id[] {
  const [first] = args;
  const given: unknown = isRecord(first) ? first['scenarioIds'] : undefined;
  const listed = Array.isArray(given) ? given.filter((id): id is Id => typeof id === 'number') : [];
  return [...new Set([...listed, ...clicked(args, isRow).map(({ scenarioId }) => scenarioId)])];
}

/** The folder that takes care of scenarios, as `folderOfScenarios` finds it, unless an argument tells it. */
async function folderOf(world: TargetsWorld, meant: MeantScenarios & { readonly workspaceFolder?: vscode.Uri | undefined }): Promise<SyncFolder> {
  return namedFolder(world, meant.workspaceFolder ?? (await folderOfScenarios(world, meant)).uri);
}

/** Where a line of Source Control that has no file comes from. */
function placeIn([first]: Args): vscode.Uri | undefined {
  const place = isRecord(first) ? first['workspaceFolder'] : undefined;
  return isUri(place) ? place : undefined;
}

/** A folder whose organization has its name, and of which it is known whether it is a sandbox, where the service tells: prompts name both. */
async function namedFolder({ folders, sessions }: TargetsWorld, uri: vscode.Uri | undefined): Promise<SyncFolder> {
  const { session } = await folders.at(uri);
  if (session.isSandbox && session.binding.organization.name !== '') return folders.at(uri);
  const inUse = await sessions.require();
  if (inUse.organization === session.organization) await sessions.probe();
  else await sessions.learnName(session);
  return folders.at(uri);
}

async function pickScenario(world: TargetsWorld, title: string): Promise<ScenarioTargets> {
  const folder = await folderOf(world, { ids: [], title });
  const { api, organization } = folder.session;
  const read = async (): Promise<readonly (vscode.QuickPickItem & { readonly id: Id })[]> => {
    const scenarios = await api.scenarios.list(organization);
    return scenarios.map((scenario) => ({ label: plainName(scenario.name, t('Scenario {0}', scenario.id)), description: String(scenario.id), id: scenario.id })).sort((one, other) => one.label.localeCompare(other.label));
  };
  const picked = await vscode.window.showQuickPick(read(), { title, placeHolder: t('Which scenario in {0}?', organizationWords(folder.session)), matchOnDescription: true });
  if (!picked) throw new CancelledError();
  return { folder, ids: [picked.id] };
}

async function pickFile(title: string): Promise<vscode.Uri> {
  const uris = (await vscode.workspace.findFiles('**/*.crank.{yml,yaml}', '{**/node_modules/**,.stackmoxie/**}')).filter(({ scheme }) => scheme === 'file');
  if (uris.length === 0) throw new Error(t('There is no scenario file here yet. "New Scenario" makes one.'));
  const items = uris.map((uri) => ({ label: plainName(vscode.workspace.asRelativePath(uri), ''), uri })).sort((one, other) => one.label.localeCompare(other.label));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: t('Which file?') });
  if (!picked) throw new CancelledError();
  return picked.uri;
}
