import * as vscode from 'vscode';
import { UnauthorizedError } from '../../api/errors';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter } from '../../base/event';
import { t } from '../../base/localize';
import { folderTooltip, runTooltip, scenarioTooltip, type ScenarioTooltip } from '../../view/tooltip';
import { createTimeFormat } from '../../view/time';
import type { NodeTarget } from '../../view/tree';
import type { Scenario } from '../../wire/records';
import { contexts, views } from '../ids';
import type { Session, Sessions } from '../session';
import { onVisibleRows } from './decorations';
import { ScenarioStore } from './scenario-store';
import { ScenarioTreeProvider } from './tree-provider';

/** What the view needs of the rest. */
export interface ScenariosViewWorld {
  readonly sessions: Sessions;
  /** Words for an error. */
  readonly say: (error: unknown) => string;
  /** Tells the user of an error; where `quiet`, only what nobody else would notice. */
  readonly tell: (error: unknown) => void;
}

const time = createTimeFormat({ locale: vscode.env.language });

/** The view *Stack Moxie → Scenarios*: which organization it shows, and what it says while it has nothing to show. */
export class ScenariosView implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #provider: ScenarioTreeProvider;
  readonly #view: vscode.TreeView<NodeTarget>;
  readonly #storeChanged = this.#disposables.add(new Emitter<undefined>());
  /** Fires when other scenarios are known. */
  readonly onDidChange = this.#storeChanged.event;
  #store: ScenarioStore | undefined;
  #key = '';

  constructor(private readonly world: ScenariosViewWorld) {
    this.#provider = this.#disposables.add(
      new ScenarioTreeProvider((store, scenarioId) => void store.loadRuns(scenarioId, world.say)),
    );
    this.#view = this.#disposables.add(
      vscode.window.createTreeView(views.scenarios, { treeDataProvider: this.#withTooltips(), showCollapseAll: true }),
    );
    this.#disposables.add(onVisibleRows((scenarioId) => this.#store?.want(scenarioId)));
    this.#disposables.add(world.sessions.onDidChange(() => void this.#follow()));
    void this.#follow();
  }

  /** What is shown; `undefined` while there is no organization. */
  get store(): ScenarioStore | undefined {
    return this.#store;
  }

  /** Reads everything again, with progress in the view where the user asked for it. */
  async refresh(): Promise<void> {
    const store = this.#store;
    if (!store) return this.#follow();
    await vscode.window.withProgress({ location: { viewId: views.scenarios } }, () => store.refresh());
    if (store.state.kind === 'failed') this.world.tell(store.state.error);
  }

  setFilter(filter: string): void {
    this.#store?.setFilter(filter);
    void vscode.commands.executeCommand('setContext', contexts.filtered, filter !== '');
  }

  /** Selects a scenario's row. */
  async reveal(scenarioId: number): Promise<void> {
    await this.#view.reveal(this.#provider.element({ kind: 'scenario', scenarioId }), { select: true, focus: true });
  }

  dispose(): void {
    this.#store?.dispose();
    this.#disposables.dispose();
  }

  /** Shows the organization of the folder in use. */
  async #follow(): Promise<void> {
    const { state } = this.world.sessions.bindings;
    if (state.kind !== 'bound') {
      this.#show(undefined);
      this.#setContext(state.kind);
      return;
    }
    const { account, organization } = state.binding;
    const key = `${account.id} ${account.address} ${organization.uuid}`;
    const session = await this.world.sessions.forBinding(state.binding);
    this.#describe(session);
    if (key === this.#key) return;
    this.#key = key;
    this.#show(session);
    await this.#store?.refresh();
    await this.world.sessions.learnName(session);
  }

  #show(session: Session | undefined): void {
    if (!session) this.#key = '';
    this.#store?.dispose();
    this.#store = session && new ScenarioStore(session);
    this.#store?.onDidChange((change) => this.#redraw(change === 'all' ? undefined : change.scenarioId));
    this.#provider.setStore(this.#store);
    this.#redraw();
    if (session) this.#describe(session);
  }

  #describe(session: Session): void {
    this.#view.description = session.isSandbox ? t('{0} · Sandbox', session.name) : session.name;
  }

  #redraw(scenarioId?: number): void {
    this.#provider.redraw(scenarioId);
    const store = this.#store;
    if (scenarioId !== undefined || !store) return;
    this.#setContext(contextOf(store));
    const { state } = store;
    const isOld = state.kind === 'failed' && state.seenAt !== undefined;
    this.#view.message = isOld ? `${this.world.say(state.error)} ${t('Showing what was last seen at {0}.', time.clock(state.seenAt ?? 0).slice(0, 5))}` : '';
    this.#storeChanged.fire(undefined);
  }

  #setContext(value: string): void {
    void vscode.commands.executeCommand('setContext', contexts.view, value);
  }

  /** Tooltips are made when the mouse rests on a row, from what is known by then. */
  #withTooltips(): vscode.TreeDataProvider<NodeTarget> {
    const provider = this.#provider;
    return {
      onDidChangeTreeData: provider.onDidChangeTreeData,
      getChildren: (target) => provider.getChildren(target),
      getParent: (target) => provider.getParent(target),
      getTreeItem: (target) => provider.getTreeItem(target),
      resolveTreeItem: (item, target) => {
        const tooltip = this.#tooltip(target);
        if (tooltip !== undefined) item.tooltip = new vscode.MarkdownString(tooltip);
        return item;
      },
    };
  }

  #tooltip(target: NodeTarget): string | undefined {
    return this.#store && tooltipOf(this.#store, target);
  }
}

function tooltipOf(store: ScenarioStore, target: NodeTarget): string | undefined {
  const { knowledge, index } = store;
  const world = { time, now: Date.now() };
  if (target.kind === 'folder') {
    const folder = index.folder(target.folderId);
    return folder && folderTooltip({ ...(folder.folder ? { folder: folder.folder } : {}), count: folder.scenarios.length }, world);
  }
  const runs = knowledge.runs(target.scenarioId);
  if (target.kind === 'run') {
    const run = runs?.list?.find(({ id }) => id === target.runId);
    const failed = knowledge.failedStep(target.runId);
    return run && runTooltip({ run, ...(failed ? { failed } : {}) }, world);
  }
  const scenario = index.scenario(target.scenarioId);
  return scenario && scenarioTooltip({ scenario, ...scenarioFacts(store, scenario) }, world);
}

function scenarioFacts({ knowledge, index }: ScenarioStore, { id }: Scenario): Partial<Omit<ScenarioTooltip, 'scenario'>> {
  const runs = knowledge.runs(id);
  const folder = index.folder(index.folderOf(id));
  const failed = runs?.last ? knowledge.failedStep(runs.last.id) : undefined;
  return { ...(runs ? { runs } : {}), ...(folder?.folder ? { folderName: folder.name } : {}), ...(failed ? { failed } : {}) };
}

function contextOf(store: ScenarioStore): string {
  const { state, index } = store;
  if (state.kind === 'loading') return 'loading';
  if (state.kind === 'failed' && state.seenAt === undefined) return state.error instanceof UnauthorizedError ? 'refused' : 'unreachable';
  if (index.isFiltered && index.shown === 0) return 'noMatch';
  return index.total === 0 && index.folders.length === 0 ? 'empty' : 'ready';
}
