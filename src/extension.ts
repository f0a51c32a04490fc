import * as vscode from 'vscode';
import type { Api } from './api/api';
import { CancelledError } from './base/cancellation';
import { errorText } from './base/error-text';
import type { Disposable } from './base/dispose';
import { setTranslator, t, type Translator } from './base/localize';
import { accountCommands } from './vscode/account/account-commands';
import { Accounts, readEnvironment } from './vscode/session/accounts';
import { StackMoxieAuthentication } from './vscode/account/authentication';
import { Bindings } from './vscode/session/binding';
import { enterOrganization } from './vscode/account/enter-organization';
import { signIn, type SignInWorld } from './vscode/account/sign-in';
import { systemClock } from './vscode/clock';
import { apiCloud } from './vscode/session/api-cloud';
import { registerCommands, run, type CommandHandler } from './vscode/commands';
import { ScenarioDocuments, readDocumentUri } from './vscode/documents/scenario-documents';
import {
  activationMeasure,
  commands,
  contexts,
  settings,
  syncCommands,
  type CommandId,
  type SyncCommandId,
} from './vscode/ids';
import { onEditorLink, type LinkTarget } from './vscode/links';
import { followDocuments } from './vscode/language/follow-documents';
import { languageCommands, type ChangeWords } from './vscode/language/language-commands';
import { RegistryDocument } from './vscode/language/registry-document';
import { RegistryStore } from './vscode/language/registry-store';
import { createRegistryStatus } from './vscode/language/status-item';
import { startWithFirstScenario } from './vscode/language/start-authoring';
import { openLog, type DiagnosticLog } from './vscode/log';
import type { RunNews } from './vscode/runs/run-news';
import { runsLater } from './vscode/runs/runs-later';
import { SandboxProcess } from './vscode/sandbox-process';
import {
  resolveScenario,
  scenarioCommands,
  scenariosAmong,
  scenariosInFolder,
  type ScenarioCommandsWorld,
} from './vscode/scenarios/scenario-commands';
import { ScenariosView } from './vscode/scenarios/scenarios-view';
import { Sessions, type OpenApi } from './vscode/session/session';
import { defaultApiUrl, onDidChangeSettings, webUrl } from './vscode/settings';
import { StartGate } from './run/start-gate';
import { startLater } from './base/start-later';
import { createStatusBar } from './vscode/session/status-bar';
import { onFailedChoice, showInformation } from './vscode/report';
import type { SyncWorld } from './vscode/sync/main';
import { startWhereUsed } from './vscode/sync/start-sync';
import { ErrorTeller } from './vscode/session/tell';
import type { Scenario } from './wire/records';

const translate: Translator = (message, ...args) => vscode.l10n.t(message, ...args);

/** The client and the network are loaded with the first account that is used. */
function createOpenApi(log: DiagnosticLog): OpenApi {
  return async ({ address, token, observe }) => {
    const [{ createApi }, { fetch }] = await Promise.all([import('./api/client'), import('./api/http/node-fetch')]);
    return createApi({ baseUrl: address, token: { token }, fetch, clock: systemClock, log, observe });
  };
}

function connect(context: vscode.ExtensionContext, log: DiagnosticLog) {
  const { subscriptions, secrets, globalState, workspaceState } = context;
  const accounts = new Accounts(secrets, globalState, readEnvironment(process.env, defaultApiUrl));
  const bindings = new Bindings(accounts, workspaceState);
  const openApi = createOpenApi(log);
  const sessions = new Sessions(accounts, bindings, openApi, log);
  const openUnstored = (address: string, token: string): Promise<Api> => {
    log.hide(token);
    return openApi({ address, token: () => Promise.resolve(token), observe: () => undefined });
  };
  const signInWorld: SignInWorld = { accounts, bindings, openApi: openUnstored };
  subscriptions.push(accounts, bindings, sessions, new StackMoxieAuthentication(accounts, () => signIn(signInWorld)));
  return { sessions, signInWorld };
}

function followSettings(): Disposable {
  const tell = (): void => void vscode.commands.executeCommand('setContext', contexts.webUrl, webUrl() !== '');
  tell();
  return onDidChangeSettings(settings.webUrl)(tell);
}

const activeScenario = (): ReturnType<typeof readDocumentUri> => {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri && readDocumentUri(uri);
};

function createDocuments(sessions: Sessions, log: DiagnosticLog, say: (error: unknown) => string): ScenarioDocuments {
  const scenario = async (organization: string, id: number): Promise<Scenario> =>
    (await sessions.forOrganization(organization)).api.scenarios.get(organization, id);
  const documents = new ScenarioDocuments(
    { scenario },
    async (model, extras) => (await import('./scenario/render')).renderScenario(model, extras),
    { log, say },
  );
  sessions.onDidChange(() => documents.tryAgain());
  return documents;
}

/** What scenario files are written by. The first of them loads the language's bundle and the registry. */
function createLanguage(
  { subscriptions, globalStorageUri, extensionUri }: vscode.ExtensionContext,
  sessions: Sessions,
  log: DiagnosticLog,
  say: (error: unknown) => string,
) {
  const registries = new RegistryStore({
    sessions,
    storage: vscode.Uri.joinPath(globalStorageUri, 'registries'),
    clock: systemClock,
    log,
    compile: async (entries) => (await import('./vscode/authoring/main')).compileCatalog(entries, systemClock),
    readFile: async (text) => (await import('./vscode/authoring/main')).readRegistryFile(text),
  });
  const document = new RegistryDocument(registries, async (...about) =>
    (await import('./vscode/authoring/main')).registryReport(...about),
  );
  const start = async () => {
    const page = vscode.Uri.joinPath(extensionUri, 'docs', 'diagnostics.md');
    return (await import('./vscode/authoring/main')).startAuthoring({
      registries,
      sessions,
      page,
      clock: systemClock,
      log,
    });
  };
  const authoring = startLater(start, { what: 'The language service', log });
  subscriptions.push(
    registries,
    document,
    startWithFirstScenario(authoring),
    followDocuments(registries),
    createRegistryStatus(registries, say),
  );
  const changeWords = async (...change: Parameters<ChangeWords>) =>
    (await import('./vscode/authoring/main')).changeWords(...change);
  const handlers = {
    ...languageCommands(registries, document, changeWords),
    [commands.findSimilarSteps]: async () => (await authoring.ready())?.findSimilarSteps(),
    [commands.newScenario]: async () => (await authoring.ready())?.newScenario(),
  };
  const errorsIn: SyncWorld['errorsIn'] = async (uri, text) => (await authoring.ready())?.errorsIn(uri, text) ?? [];
  return { registries, handlers, errorsIn };
}

/** Push and pull: loaded with the first command of theirs, or where the workspace was pulled into or pushed from. */
function createSync(
  { subscriptions, workspaceState }: vscode.ExtensionContext,
  world: Omit<SyncWorld, 'openCloud' | 'clock'>,
) {
  const openCloud: SyncWorld['openCloud'] = ({ api, organization }) => apiCloud(api, organization);
  const start = async () => (await import('./vscode/sync/main')).startSync({ ...world, openCloud, clock: systemClock });
  const sync = startLater(start, { what: 'Push and pull', log: world.log });
  subscriptions.push(startWhereUsed(sync, workspaceState));
  const run =
    (id: SyncCommandId) =>
    async (...args: readonly unknown[]) =>
      (await sync.ready())?.run(id, ...args);
  const handlers: Partial<Record<CommandId, CommandHandler>> = Object.fromEntries(
    Object.values(syncCommands).map((id) => [id, run(id)]),
  );
  const fileOf = async (organization: string, scenarioId: number): Promise<vscode.Uri | undefined> =>
    (await sync.ready())?.fileOf(organization, scenarioId);
  return { handlers, fileOf };
}

/** A link shows a scenario or a run; it never runs or changes anything. */
async function openLink(world: SignInWorld, target: LinkTarget | undefined): Promise<void> {
  if (!target) showInformation(t('Stack Moxie cannot open this link.'));
  else if (await enterOrganization(world, target.organization))
    await run(target.runId === undefined ? commands.openScenario : commands.showRun, target);
}

const createSandbox = (context: vscode.ExtensionContext, log: DiagnosticLog): SandboxProcess =>
  new SandboxProcess(
    context.asAbsolutePath('dist/sandbox.mjs'),
    { data: vscode.Uri.joinPath(context.globalStorageUri, 'sandbox').fsPath, state: context.globalState },
    log,
  );

/** Constructs and registers; nothing else happens here, and nothing is read from the network. */
export function activate(context: vscode.ExtensionContext): void {
  const start = performance.now();
  compose(context);
  performance.measure(activationMeasure, { start });
}

/** What is seen of runs shows in the view. */
const followRuns = (news: RunNews, view: ScenariosView): readonly Disposable[] => [
  news.onDidSee(({ organization, scenarioId, run }) => {
    if (view.store?.session.organization === organization) view.store.note(scenarioId, run);
  }),
  news.onDidProgress(({ organization, scenarioId, runId, state }) => {
    if (view.store?.session.organization === organization) view.store.noteProgress(scenarioId, runId, state);
  }),
  news.onDidChangeWatches(
    () => void vscode.commands.executeCommand('setContext', contexts.watching, news.watched.length > 0),
  ),
];

/** Says what goes wrong, once; what a toast's button fails with goes the same way. */
function createTeller(sessions: Sessions, log: DiagnosticLog): ErrorTeller {
  const teller = new ErrorTeller(sessions);
  onFailedChoice((title, error) => {
    log.error(`${title}: ${errorText(error)}`);
    teller.tell(error);
  });
  return teller;
}

/** What everything is made of. */
interface Foundation {
  readonly context: vscode.ExtensionContext;
  readonly sessions: Sessions;
  readonly signInWorld: SignInWorld;
  readonly log: DiagnosticLog;
  readonly teller: ErrorTeller;
}

/** What runs need; they are loaded with the first command of theirs. */
function createRuns({ context, log, teller: { tell, say } }: Foundation, world: ScenarioCommandsWorld) {
  const { sessions } = world;
  const scenarios = {
    resolve: (argument: unknown, title: string) => resolveScenario(world, argument, title),
    inFolder: (argument: unknown, title: string) => scenariosInFolder(world, argument, title),
    among: (rows: readonly unknown[]) => scenariosAmong(world, rows),
  };
  const gate = new StartGate(systemClock);
  const runs = runsLater({ sessions, scenarios, gate, state: context.workspaceState, tell, say, log });
  context.subscriptions.push(runs);
  return { ...runs, gate };
}

/** The view, and all that is shown of scenarios and runs. */
function createScenarios(
  foundation: Foundation,
  { sandbox, fileOf }: Pick<ScenarioCommandsWorld, 'fileOf'> & { readonly sandbox: SandboxProcess },
) {
  const { context, sessions, signInWorld, log, teller } = foundation;
  const { say, tell } = teller;
  const view = new ScenariosView({ sessions, sandbox, say, tell });
  const documents = createDocuments(sessions, log, say);
  const world: ScenarioCommandsWorld = {
    view,
    sessions,
    open: (organization, scenario) => documents.open(organization, scenario),
    active: activeScenario,
    fileOf,
    enter: (organization) => enterOrganization(signInWorld, organization),
    say,
  };
  const runs = createRuns(foundation, world);
  context.subscriptions.push(view, documents, createStatusBar(sessions, runs.news), ...followRuns(runs.news, view));
  return { view, world, runs };
}

function followLinks(signInWorld: SignInWorld, { tell }: ErrorTeller): Disposable {
  return onEditorLink((target) => {
    openLink(signInWorld, target).catch((error: unknown) => {
      if (!(error instanceof CancelledError)) tell(error);
    });
  });
}

function compose(context: vscode.ExtensionContext): void {
  setTranslator(translate);
  const log = openLog();
  context.subscriptions.push(log);
  const { sessions, signInWorld } = connect(context, log);
  const teller = createTeller(sessions, log);
  const { tell, say } = teller;
  const sandbox = createSandbox(context, log);
  const foundation: Foundation = { context, sessions, signInWorld, log, teller };
  const fileOf: ScenarioCommandsWorld['fileOf'] = (...of) => sync.fileOf(...of);
  const { view, world, runs } = createScenarios(foundation, { sandbox, fileOf });
  const { registries, errorsIn, handlers } = createLanguage(context, sessions, log, say);
  const sync = createSync(context, {
    sessions,
    registries,
    log,
    say,
    errorsIn,
    mark: (marks) => view.mark(marks),
    selection: () => view.selection,
    gate: runs.gate,
    startRun: (session, id, options) => runs.start(id, { session, ...options }),
  });
  const all = {
    ...accountCommands(signInWorld, sandbox),
    ...scenarioCommands(world),
    ...runs.commands,
    ...handlers,
    ...sync.handlers,
    [commands.showLog]: () => log.show(),
  };
  context.subscriptions.push(
    sandbox,
    followSettings(),
    followLinks(signInWorld, teller),
    registerCommands(all, log, tell),
  );
}
