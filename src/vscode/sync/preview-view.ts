import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore, toDisposable, type Disposable } from '../../base/dispose';
import { t } from '../../base/localize';
import { changing, keyOf, type PlanItem, type Resolution } from '../../sync/plan';
import { organizationWords } from '../../view/sync/names';
import { groupRow, itemRow, previewGroups, type PreviewGroup, type PreviewRow } from '../../view/sync/preview';
import { commands, contexts, views } from '../ids';
import { time } from '../time';
import type { Job } from './job';
import { inFolder } from './which-folder';

/** A row of the preview. `key`: of its item in the plan. */
export type PreviewElement = { readonly group: PreviewGroup } | { readonly key: string; readonly item: PlanItem };

interface Open {
  readonly job: Job;
  readonly groups: readonly { readonly group: PreviewGroup; readonly rows: readonly PreviewElement[] }[];
  readonly items: ReadonlyMap<string, PlanItem>;
  readonly chosen: Set<string>;
  readonly resolutions: Map<string, Resolution>;
}

/** What was agreed to of a plan. */
export interface Agreed {
  readonly job: Job;
  readonly chosen: ReadonlySet<string>;
  readonly resolutions: ReadonlyMap<string, Resolution>;
}

/** Groups of more rows, and those in which nothing is checked, are closed at first. */
const mostOpen = 50;

/** The plan of a push or pull of several: a tree with check boxes, shown until it is applied or cancelled. */
export class Preview implements vscode.TreeDataProvider<PreviewElement>, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  #view: vscode.TreeView<PreviewElement> | undefined;
  #open: Open | undefined;

  /** @param ask how a conflict is to end whose box was checked */
  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly ask: (item: PlanItem) => Promise<Resolution | undefined>,
  ) {
    this.#store.add(toDisposable(() => this.close()));
  }

  async show(job: Job): Promise<void> {
    this.#view ??= this.#create();
    const items = changing(job.plan);
    this.#open = {
      job,
      groups: previewGroups(job.plan).map((group) => ({ group, rows: group.items.map((item) => ({ key: keyOf(item), item })) })),
      items: new Map(items.map((item) => [keyOf(item), item])),
      chosen: new Set(items.filter(({ isChosen, what }) => isChosen && what !== 'conflict' && what !== 'blocked').map(keyOf)),
      resolutions: new Map(),
    };
    const organization = organizationWords(job.folder.session);
    this.#view.title = inFolder(job.folder, job.direction === 'pull' ? t('Pull from {0}', organization) : t('Push to {0}', organization));
    this.#view.message = job.plan.problems.join('\n');
    this.#redraw();
    await vscode.commands.executeCommand('setContext', contexts.previewing, true);
    await vscode.commands.executeCommand(`${views.preview}.focus`);
  }

  get job(): Job | undefined {
    return this.#open?.job;
  }

  /** What is checked now; `undefined` where no plan is looked at. */
  get agreed(): Agreed | undefined {
    return this.#open;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = undefined;
    void vscode.commands.executeCommand('setContext', contexts.previewing, false);
    this.#redraw();
  }

  item(key: string): PlanItem | undefined {
    return this.#open?.items.get(key);
  }

  /** Ends conflicts, or leaves them as they are: `undefined`. */
  resolve(keys: readonly string[], resolution: Resolution | undefined): void {
    for (const key of keys) {
      if (this.item(key)?.what !== 'conflict') continue;
      if (resolution) this.#open?.resolutions.set(key, resolution);
      else this.#open?.resolutions.delete(key);
      this.#check(key, resolution !== undefined);
    }
    this.#redraw();
  }

  getChildren(element?: PreviewElement): PreviewElement[] {
    const groups = this.#open?.groups ?? [];
    if (!element) return groups.map(({ group }) => groupElement(group));
    return 'group' in element ? [...(groups.find(({ group }) => group === element.group)?.rows ?? [])] : [];
  }

  getTreeItem(element: PreviewElement): vscode.TreeItem {
    const choices = this.#open ?? { chosen: new Set<string>(), resolutions: new Map<string, Resolution>() };
    if ('group' in element) {
      const { kind, direction, items } = element.group;
      // What is not done unless it is asked for stays closed.
      const isOpen = items.length <= mostOpen && (kind === 'conflict' || items.some(({ isChosen }) => isChosen));
      const state = !isOpen ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded;
      return toItem(groupRow(element.group, choices), `${direction} ${kind}`, state);
    }
    const item = toItem(itemRow(element.item, choices, { time, now: this.clock.now() }), element.key, vscode.TreeItemCollapsibleState.None);
    item.command = { command: commands.compareItem, title: t('Compare'), arguments: [element] };
    return item;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #create(): vscode.TreeView<PreviewElement> {
    const view = this.#store.add(vscode.window.createTreeView<PreviewElement>(views.preview, { treeDataProvider: this, manageCheckboxStateManually: true, canSelectMany: true, showCollapseAll: true }));
    this.#store.add(view.onDidChangeCheckboxState(({ items }) => void this.#heardChecks(items)));
    return view;
  }

  async #heardChecks(changes: readonly (readonly [PreviewElement, vscode.TreeItemCheckboxState])[]): Promise<void> {
    for (const [element, state] of changes) {
      const isChecked = state === vscode.TreeItemCheckboxState.Checked;
      if ('group' in element) for (const item of element.group.items) this.#check(keyOf(item), isChecked);
      else if (element.item.what !== 'conflict') this.#check(element.key, isChecked);
      else this.resolve([element.key], isChecked ? await this.ask(element.item) : undefined);
    }
    this.#redraw();
  }

  #check(key: string, isChecked: boolean): void {
    if (isChecked) this.#open?.chosen.add(key);
    else this.#open?.chosen.delete(key);
  }

  #redraw(): void {
    const { chosen, items } = this.#open ?? { chosen: new Set(), items: new Map() };
    if (this.#view) this.#view.description = t('{0} of {1}', chosen.size, items.size);
    this.#changed.fire(undefined);
  }
}

// The editor tells elements apart by identity.
const elements = new WeakMap<PreviewGroup, PreviewElement>();
function groupElement(group: PreviewGroup): PreviewElement {
  const known = elements.get(group) ?? { group };
  elements.set(group, known);
  return known;
}

function toItem(row: PreviewRow, id: string, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, state);
  item.id = id;
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.iconPath = new vscode.ThemeIcon(row.icon.id, row.icon.color === undefined ? undefined : new vscode.ThemeColor(row.icon.color));
  item.contextValue = row.contextValue;
  item.accessibilityInformation = { label: row.accessibleLabel };
  if (row.isChecked !== undefined) item.checkboxState = row.isChecked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked;
  return item;
}
