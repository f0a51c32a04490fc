import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import type { RowMarks } from '../../view/row-mark';
import { createScenarioTree, type NodeTarget, type ScenarioTree, type TreeNode } from '../../view/tree';
import { commands, rowScheme } from '../ids';
import type { ScenarioStore } from './scenario-store';
import { time } from '../time';

/** The address of a scenario's row, for decorations alone. */
export function rowUri(scenarioId: number): vscode.Uri {
  return vscode.Uri.from({ scheme: rowScheme, path: `/${String(scenarioId)}` });
}

/** Draws the tree of `view/tree.ts` in the editor's terms; knows nothing else. */
export class ScenarioTreeProvider implements vscode.TreeDataProvider<NodeTarget>, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<NodeTarget[] | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  // The editor tells elements apart by identity: one object per row, through every refresh.
  readonly #targets = new Map<string, NodeTarget>();
  #scenarios: ScenarioStore | undefined;
  #tree: ScenarioTree | undefined;
  #marks: RowMarks['rows'] | undefined;

  constructor(private readonly loadRuns: (store: ScenarioStore, scenarioId: number) => void) {}

  /** Shows another organization, or none. */
  setStore(store: ScenarioStore | undefined): void {
    if (store === this.#scenarios) return;
    this.#scenarios = store;
    this.#tree = undefined;
    this.#targets.clear();
    this.#changed.fire(undefined);
  }

  /** Draws everything, or the rows of some scenarios, again. */
  redraw(scenarios?: Iterable<number>): void {
    this.#tree = undefined;
    if (!scenarios) {
      this.#changed.fire(undefined);
      return;
    }
    const known = [...scenarios].flatMap((id) => this.#targets.get(keyOf({ kind: 'scenario', scenarioId: id })) ?? []);
    if (known.length > 0) this.#changed.fire(known);
  }

  /** Shows how files stand: draws the rows again of which something else is known now. */
  mark(marks: RowMarks['rows'] | undefined): void {
    const before = this.#marks;
    this.#marks = marks;
    const ids = new Set([...(before?.keys() ?? []), ...(marks?.keys() ?? [])]);
    this.redraw([...ids].filter((id) => before?.get(id)?.state !== marks?.get(id)?.state));
  }

  getChildren(target?: NodeTarget): NodeTarget[] {
    const store = this.#scenarios;
    if (!store) return [];
    if (!target) return this.#elements(this.#draw(store).roots());
    if (target.kind === 'scenario' && store.needsRuns(target.scenarioId)) this.loadRuns(store, target.scenarioId);
    return this.#elements(this.#draw(store).children(target));
  }

  getParent(target: NodeTarget): NodeTarget | undefined {
    const parent = this.#scenarios && this.#draw(this.#scenarios).parent(target);
    return parent && this.#elementOf(parent);
  }

  getTreeItem(target: NodeTarget): vscode.TreeItem {
    const node = this.#scenarios && this.#draw(this.#scenarios).node(target);
    return node ? toItem(node) : new vscode.TreeItem('');
  }

  /** The row's own element, for revealing it. */
  element(target: NodeTarget): NodeTarget {
    return this.#elementOf(target);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #draw(store: ScenarioStore): ScenarioTree {
    this.#tree ??= createScenarioTree({
      index: store.index,
      runs: store.knowledge,
      ...(this.#marks ? { marks: this.#marks } : {}),
      time,
      now: Date.now(),
    });
    return this.#tree;
  }

  #elements(nodes: readonly TreeNode[]): NodeTarget[] {
    return nodes.map(({ target }) => this.#elementOf(target));
  }

  #elementOf(target: NodeTarget): NodeTarget {
    const key = keyOf(target);
    const known = this.#targets.get(key);
    if (known) return known;
    this.#targets.set(key, target);
    return target;
  }
}

function keyOf(target: NodeTarget): string {
  if (target.kind === 'folder') return `folder:${String(target.folderId)}`;
  return target.kind === 'run'
    ? `run:${String(target.scenarioId)}/${String(target.runId)}`
    : `${target.kind}:${String(target.scenarioId)}`;
}

const collapsible = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

function toItem(node: TreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, collapsible[node.collapsible]);
  item.id = node.id;
  item.contextValue = node.contextValue;
  item.accessibilityInformation = { label: node.accessibleLabel };
  if (node.description !== undefined) item.description = node.description;
  if (node.icon)
    item.iconPath = new vscode.ThemeIcon(
      node.icon.id,
      node.icon.color === undefined ? undefined : new vscode.ThemeColor(node.icon.color),
    );
  const command = commandOf(node);
  if (command) item.command = command;
  if (node.target.kind === 'scenario') item.resourceUri = rowUri(node.target.scenarioId);
  return item;
}

/** What a click does: a run shows its transcript, "Load more" loads. A scenario expands; it opens by its own button. */
function commandOf({ target, label }: TreeNode): vscode.Command | undefined {
  if (target.kind === 'run') return { command: commands.showRun, title: label, arguments: [target] };
  return target.kind === 'loadMore' ? { command: commands.loadMoreRuns, title: label, arguments: [target] } : undefined;
}
