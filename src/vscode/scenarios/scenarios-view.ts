import * as vscode from 'vscode';
import { UnauthorizedError } from '../../api/http/errors';
import { DisposableStore, toDisposable, type Disposable } from '../../base/dispose';
import type { Event } from '../../base/event';
import { t } from '../../base/localize';
import type { RowMarks } from '../../view/row-mark';
import type { NodeTarget } from '../../view/tree';
import { leftOutWords } from '../../view/unread-words';
import { isSandboxStopped, viewContext } from '../../view/view-context';
import { run } from '../commands';
import { commands, contexts, views } from '../ids';
import type { Session, Sessions } from '../session/session';
import { onVisibleRows, type VisibleRows } from './decorations';
import { Redraws } from './redraws';
import { ScenarioStore } from './scenario-store';
import { ScenarioTreeProvider } from './tree-provider';
import { time } from '../time';

/** What the view needs of the rest. */
export interface ScenariosViewWorld {
  readonly sessions: Sessions;
  /** The sandbox of this editor, which may be stopped while its scenarios are shown. */
  readonly sandbox: { readonly isOurs: (address: string) => boolean; readonly onDidChange: Event<undefined> };
  /** Words for an error. `seenAt`: what is still shown was read then, in Unix milliseconds. */
  readonly say: (error: unknown, seenAt?: number) => string;
  /** Tells the user of an error. */
  readonly tell: (error: unknown) => void;
}

/** What rows are while they are dragged: the editor wants the view's id in it, in small letters. */
const dragMime = 'application/vnd.code.tree.stackmoxie.scenarios';

/** "5 min ago" is true for a minute. */
const ageMs = 60_000;

/** The view *Stack Moxie → Scenarios*: which organization it shows, and what it says while it has nothing to show. */
export class ScenariosView implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #provider: ScenarioTreeProvider;
  readonly #view: vscode.TreeView<NodeTarget>;
  readonly #rows: VisibleRows;
  readonly #redraws: Redraws;
  #store: ScenarioStore | undefined;
  #key = '';
  #marks: RowMarks | undefined;

  constructor(private readonly world: ScenariosViewWorld) {
    const own = this.#disposables;
    this.#provider = own.add(
      new ScenarioTreeProvider((store, scenarioId) => void store.loadRuns(scenarioId, world.say)),
    );
    this.#view = own.add(
      vscode.window.createTreeView(views.scenarios, {
        treeDataProvider: this.#withTooltips(),
        showCollapseAll: true,
        canSelectMany: true,
        dragAndDropController: this.#dragging(),
      }),
    );
    this.#rows = own.add(onVisibleRows((scenarioId) => this.#store?.want(scenarioId)));
    this.#redraws = own.add(new Redraws((scenarios) => this.#provider.redraw(scenarios)));
    own.add(world.sessions.onDidChange(() => void this.#follow()));
    own.add(world.sandbox.onDidChange(() => void this.#lookAtSandbox()));
    own.add(this.#view.onDidChangeVisibility(() => void this.#loadOnce()));
    const look = (): void => this.#lookAgain();
    for (const looked of [
      this.#view.onDidChangeVisibility,
      this.#view.onDidExpandElement,
      this.#view.onDidChangeSelection,
      vscode.window.onDidChangeWindowState,
    ] as const)
      own.add(looked(look));
    const ages = setInterval(() => {
      if (!this.#isLookedAt) return;
      this.#redraws.add('all');
      look();
    }, ageMs);
    own.add(toDisposable(() => clearInterval(ages)));
    void this.#follow();
  }

  /** What is shown; `undefined` while there is no organization. */
  get store(): ScenarioStore | undefined {
    return this.#store;
  }

  /** Reads everything again, with progress in the view, for the user asked for it. */
  async refresh(): Promise<void> {
    await this.#follow();
    const store = this.#store;
    if (!store) return;
    await vscode.window.withProgress({ location: { viewId: views.scenarios } }, () => store.refresh());
    this.#rows.askAgain();
    if (store.state.kind === 'failed') this.world.tell(store.state.error);
  }

  /** The scenarios that are known; read first where nothing was read yet. */
  async loaded(): Promise<ScenarioStore | undefined> {
    if (this.#store?.state.kind !== 'loaded') await this.refresh();
    const store = this.#store;
    return store?.state.kind === 'loaded' || store?.isKnown ? store : undefined;
  }

  setFilter(filter: string): void {
    this.#store?.setFilter(filter);
    void vscode.commands.executeCommand('setContext', contexts.filtered, filter !== '');
  }

  /** Rows that are selected. */
  get selection(): readonly NodeTarget[] {
    return this.#view.selection;
  }

  /** Shows in rows and badge how files stand, and what is known anew of scenarios. */
  mark(marks: RowMarks): void {
    this.#marks = marks;
    this.#drawMarks();
    if (marks.listing && marks.organization === this.#store?.session.organization) this.#store.learn(marks.listing);
  }

  /** Selects a scenario's row; a filter that hides it is taken off. */
  async reveal(scenarioId: number): Promise<void> {
    const store = this.#store;
    if (!store || isSandboxStopped(store, this.#isOurSandbox(store))) return;
    if (
      store.index.isFiltered &&
      !store.index.folder(store.index.folderOf(scenarioId))?.scenarios.some(({ id }) => id === scenarioId)
    )
      this.setFilter('');
    await this.#view.reveal(this.#provider.element({ kind: 'scenario', scenarioId }), { select: true, focus: true });
  }

  dispose(): void {
    this.#store?.dispose();
    this.#disposables.dispose();
  }

  /** Shows the organization of the folder in use. */
  async #follow(): Promise<void> {
    await this.world.sessions.bindings.ready;
    const { state } = this.world.sessions.bindings;
    if (state.kind !== 'bound') {
      this.#show(undefined);
      this.#setContext(state.kind);
      return;
    }
    const { account, organization } = state.binding;
    const key = `${account.id} ${account.address} ${organization.uuid}`;
    const session = await this.world.sessions.forBinding(state.binding);
    // Signed out or switched meanwhile: whoever changed it follows it.
    if (this.world.sessions.bindings.state !== state) return;
    this.#describe(session);
    if (key === this.#key) return this.#tryAgain();
    this.#key = key;
    this.#show(session);
    await this.#loadOnce();
  }

  /** What a sandbox held that is stopped is not there: the view looks, and says so. */
  async #lookAtSandbox(): Promise<void> {
    const store = this.#store;
    if (!store?.isKnown && store?.state.kind !== 'failed') return;
    if (!this.#isOurSandbox(store)) return;
    await store.refresh();
    this.#rows.askAgain();
  }

  #isOurSandbox({ session }: ScenarioStore): boolean {
    return this.world.sandbox.isOurs(session.binding.account.address);
  }

  get #isLookedAt(): boolean {
    return this.#view.visible && vscode.window.state.focused;
  }

  /** What was going on when it was seen last may be over. */
  #lookAgain(): void {
    if (this.#isLookedAt) this.#store?.lookAgain();
  }

  /** Nothing is read from the network for a view that nobody looks at. */
  async #loadOnce(): Promise<void> {
    const store = this.#store;
    if (!store || !this.#view.visible || store.state.kind !== 'loading') return;
    await store.refresh();
    await this.world.sessions.learnName(store.session);
  }

  /** Somebody may have signed in again. */
  async #tryAgain(): Promise<void> {
    const store = this.#store;
    if (store?.state.kind !== 'failed' || !(store.state.error instanceof UnauthorizedError) || !this.#view.visible)
      return;
    await store.refresh();
    this.#rows.askAgain();
  }

  #show(session: Session | undefined): void {
    if (!session) this.#key = '';
    this.#store?.dispose();
    const store = session && new ScenarioStore(session);
    this.#store = store;
    store?.onDidChange((change) => {
      if (change === 'all') this.#tellState(store);
      this.#redraws.add(change);
    });
    this.#provider.setStore(store);
    // The editor remembers its question by the row's address, which another organization may have too.
    this.#rows.askAgain();
    void vscode.commands.executeCommand('setContext', contexts.filtered, false);
    this.#drawMarks();
    if (store) this.#tellState(store);
    if (session) this.#describe(session);
  }

  #drawMarks(): void {
    const marks = this.#marks?.organization === this.#store?.session.organization ? this.#marks : undefined;
    this.#provider.mark(marks?.rows);
    this.#view.badge = marks && marks.count > 0 ? { value: marks.count, tooltip: marks.words } : undefined;
  }

  #describe(session: Session): void {
    this.#view.description = session.isSandbox ? t('{0} · Sandbox', session.name) : session.name;
  }

  #tellState(store: ScenarioStore): void {
    const { state } = store;
    const isOurs = this.#isOurSandbox(store);
    const isStopped = isSandboxStopped(store, isOurs);
    this.#setContext(viewContext(store, isOurs));
    // The view's welcome has the button that starts it; it speaks where there are no rows.
    this.#provider.setStore(isStopped ? undefined : store);
    // Where nothing was ever seen the view's own welcome speaks, which a message would hide.
    const notice =
      state.kind === 'failed' && state.seenAt !== undefined
        ? this.world.say(state.error, state.seenAt)
        : leftOutWords(store.scenarios.leftOut ?? 0);
    this.#view.message = isStopped ? '' : notice;
  }

  #setContext(value: string): void {
    void vscode.commands.executeCommand('setContext', contexts.view, value);
  }

  /** Scenarios are dragged to folders; what it takes to move them is loaded with the drop. */
  #dragging(): vscode.TreeDragAndDropController<NodeTarget> {
    return {
      dragMimeTypes: [],
      dropMimeTypes: [dragMime],
      handleDrag: (targets, data) => {
        const ids = targets.flatMap((target) => (target.kind === 'scenario' ? [target.scenarioId] : []));
        if (ids.length > 0) data.set(dragMime, new vscode.DataTransferItem(ids));
      },
      handleDrop: async (target, data) => {
        const scenarioIds: unknown = data.get(dragMime)?.value;
        const folderId =
          target && (target.kind === 'folder' ? target.folderId : this.#store?.index.folderOf(target.scenarioId));
        if (scenarioIds && folderId !== undefined) await run(commands.moveToFolder, { scenarioIds, folderId });
      },
    };
  }

  #withTooltips(): vscode.TreeDataProvider<NodeTarget> {
    const provider = this.#provider;
    return {
      onDidChangeTreeData: provider.onDidChangeTreeData,
      getChildren: (target) => provider.getChildren(target),
      getParent: (target) => provider.getParent(target),
      getTreeItem: (target) => provider.getTreeItem(target),
      resolveTreeItem: async (item, target) => {
        const { rowTooltip } = await import('./row-tooltip');
        const tooltip = this.#store && (await rowTooltip(this.#store, target, time));
        if (tooltip !== undefined) item.tooltip = new vscode.MarkdownString(tooltip);
        return item;
      },
    };
  }
}
