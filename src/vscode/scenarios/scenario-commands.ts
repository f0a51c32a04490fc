import * as vscode from 'vscode';
import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';
import type { Scenario } from '../../wire/records';
import { run, type CommandHandler } from '../commands';
import { commands, type CommandId } from '../ids';
import { editorLink, webLink, type LinkTarget } from '../links';
import { showInformation } from '../report';
import type { Sessions } from '../session/session';
import type { ScenariosView } from './scenarios-view';

export interface ScenarioCommandsWorld {
  readonly view: ScenariosView;
  readonly sessions: Sessions;
  /** Opens a scenario's document. */
  readonly open: (organization: string, scenario: Pick<Scenario, 'id' | 'name'>) => Promise<void>;
  /** The scenario whose document is active, and its organization. */
  readonly active: () => { readonly organization: string; readonly scenarioId: number } | undefined;
  /** The file here that is linked to a scenario. */
  readonly fileOf: (organization: string, scenarioId: number) => Promise<vscode.Uri | undefined>;
  /** Makes sure that the folder in use is bound to an organization; false when the user steps back. */
  readonly enter: (organization: string) => Promise<boolean>;
  readonly say: (error: unknown) => string;
}

const numberIn = (argument: unknown, key: string): number | undefined => {
  const value = isRecord(argument) ? argument[key] : undefined;
  return typeof value === 'number' ? value : undefined;
};

/** The scenario that an argument or the active editor means; else the user picks one. */
export async function resolveScenario(
  world: ScenarioCommandsWorld,
  argument: unknown,
  title: string,
): Promise<number | undefined> {
  if (typeof argument === 'number') return argument;
  const named = numberIn(argument, 'scenarioId');
  if (named !== undefined) return named;
  // An argument that is a document's address comes from the editor's title bar.
  const active = world.active();
  if (active) return (await world.enter(active.organization)) ? active.scenarioId : undefined;
  return (await pickScenario(world, title))?.id;
}

async function pickScenario({ view, sessions }: ScenarioCommandsWorld, title: string): Promise<Scenario | undefined> {
  await sessions.require();
  const store = await view.loaded();
  if (!store) return undefined;
  const items = store.scenarios.map((scenario) => ({
    label: plainName(scenario.name, t('Scenario {0}', scenario.id)),
    description: store.index.folder(store.index.folderOf(scenario.id))?.name ?? '',
    scenario,
  }));
  const placeHolder = items.length === 0 ? t('This organization has no scenarios yet') : t('Which scenario?');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.scenario;
}

/** Scenarios of a folder's row, or of a folder that the user picks; `undefined` when the user steps back. */
export async function scenariosInFolder(
  { view, sessions }: ScenarioCommandsWorld,
  argument: unknown,
  title: string,
): Promise<readonly Scenario[] | undefined> {
  await sessions.require();
  const folderId = numberIn(argument, 'folderId');
  const store = await view.loaded();
  if (!store) return undefined;
  // What a filter hides is not meant.
  if (folderId !== undefined) return store.index.folder(folderId)?.scenarios ?? [];
  const items = store.index.folders.map(({ name, scenarios }) => ({
    label: name,
    description: String(scenarios.length),
    scenarios,
  }));
  const placeHolder = items.length === 0 ? t('This organization has no folders yet') : t('Which folder?');
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.scenarios;
}

/** The scenarios among rows of the view, as they are known there. */
export const scenariosAmong = ({ view }: ScenarioCommandsWorld, rows: readonly unknown[]): readonly Scenario[] =>
  rows.flatMap((row) =>
    isRecord(row) && row['kind'] === 'scenario' ? (view.store?.index.scenario(Number(row['scenarioId'])) ?? []) : [],
  );

/** The commands of the scenario view. */
export function scenarioCommands(world: ScenarioCommandsWorld): Partial<Record<CommandId, CommandHandler>> {
  const { view } = world;
  return {
    [commands.refreshScenarios]: async () => {
      await world.sessions.require();
      await view.refresh();
    },
    [commands.filterScenarios]: async () => filterScenarios(world),
    [commands.clearFilter]: () => view.setFilter(''),
    [commands.goToScenario]: async () => {
      const scenario = await pickScenario(world, t('Go to Scenario'));
      if (scenario) await view.reveal(scenario.id);
    },
    [commands.openScenario]: async (argument) => openScenario(world, argument),
    [commands.loadMoreRuns]: async (argument) => {
      const scenarioId = await resolveScenario(world, argument, t('Load More Runs'));
      if (scenarioId !== undefined) await view.store?.loadRuns(scenarioId, world.say);
    },
    [commands.copyLink]: async (argument) => copyLink(world, argument),
    [commands.openInBrowser]: async (argument) => openInBrowser(world, argument),
    [commands.copyId]: async (argument) => {
      const id =
        numberIn(argument, 'runId') ??
        numberIn(argument, 'folderId') ??
        (await resolveScenario(world, argument, t('Copy ID')));
      if (id !== undefined) await vscode.env.clipboard.writeText(String(id));
    },
  };
}

async function filterScenarios({ view, sessions }: ScenarioCommandsWorld): Promise<void> {
  await sessions.require();
  const filter = await vscode.window.showInputBox({
    title: t('Filter Scenarios'),
    prompt: t('Words from the scenario or folder name, in any order'),
    value: view.store?.filter ?? '',
  });
  if (filter !== undefined) view.setFilter(filter.trim());
}

async function openScenario(world: ScenarioCommandsWorld, argument: unknown): Promise<void> {
  const active = argument === undefined || argument instanceof vscode.Uri ? world.active() : undefined;
  if (active) return openFromDocument(world, active);
  const id = await resolveScenario(world, argument, t('Open Scenario'));
  if (id === undefined) return;
  const session = await world.sessions.require();
  const organization = isRecord(argument) ? argument['organization'] : undefined;
  // A line of Source Control may be of another organization than the view.
  if (typeof organization === 'string' && organization !== session.organization) return openIn(world, organization, id);
  const scenario = world.view.store?.index.scenario(id) ?? (await session.api.scenarios.get(session.organization, id));
  await world.open(session.organization, scenario);
}

/** Whoever asks for a scenario whose document is active means its file, or another scenario. */
async function openFromDocument(
  world: ScenarioCommandsWorld,
  { organization, scenarioId }: { readonly organization: string; readonly scenarioId: number },
): Promise<void> {
  const file = await world.fileOf(organization, scenarioId);
  if (file) {
    await vscode.window.showTextDocument(file);
    return;
  }
  const document = vscode.window.activeTextEditor?.document.uri;
  const openAnother = async (): Promise<void> => {
    const scenario = await pickScenario(world, t('Open Scenario'));
    if (scenario) await run(commands.openScenario, { scenarioId: scenario.id });
  };
  showInformation(
    t('This scenario is already open as it is in the cloud. It has no file here.'),
    { title: t('Pull'), run: () => run(commands.pullScenario, document) },
    { title: t('Open Another…'), run: openAnother },
  );
}

async function openIn({ sessions, open }: ScenarioCommandsWorld, organization: string, id: number): Promise<void> {
  const { api } = await sessions.forOrganization(organization);
  await open(organization, await api.scenarios.get(organization, id));
}

async function linkTarget(
  world: ScenarioCommandsWorld,
  argument: unknown,
  title: string,
): Promise<LinkTarget | undefined> {
  const scenarioId = await resolveScenario(world, argument, title);
  const { organization } = await world.sessions.require();
  const runId = numberIn(argument, 'runId');
  return scenarioId === undefined ? undefined : { organization, scenarioId, ...(runId === undefined ? {} : { runId }) };
}

async function copyLink(world: ScenarioCommandsWorld, argument: unknown): Promise<void> {
  const target = await linkTarget(world, argument, t('Copy Link'));
  if (target) await vscode.env.clipboard.writeText(webLink(target) ?? editorLink(target));
}

async function openInBrowser(world: ScenarioCommandsWorld, argument: unknown): Promise<void> {
  const target = await linkTarget(world, argument, t('Open in Browser'));
  const link = target && webLink(target);
  if (link !== undefined) await vscode.env.openExternal(vscode.Uri.parse(link, true));
  else if (target)
    showInformation(t('Set stackMoxie.webUrl to the web application’s address to open links in the browser.'));
}
