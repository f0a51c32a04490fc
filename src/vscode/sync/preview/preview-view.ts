import * as vscode from 'vscode';
import type { TimeSource } from '../../../base/clock';
import { DisposableStore, toDisposable, type Disposable } from '../../../base/dispose';
import { t } from '../../../base/localize';
import { changing, keyOf, type PlanItem, type Resolution } from '../../../sync/plan/plan';
import { canMerge } from '../../../view/sync/prompts/conflict-prompt';
import { organizationWords } from '../../../view/sync/messages/names';
import {
  checkedWords,
  foreignPlanWords,
  groupRow,
  isOpenAtFirst,
  isUnclear,
  itemRow,
  previewGroups,
  type PreviewGroup,
  type PreviewRow,
} from '../../../view/sync/plan/preview';
import { commands, contexts, views } from '../../ids';
import { time } from '../../time';
import type { Job } from '../work/job';
import { inFolder } from '../folder/which-folder';

/** A row of the preview. `key`: of its item in the plan. */
export type PreviewElement = { readonly group: PreviewGroup } | { readonly key: string; readonly item: PlanItem };

/** A plan as the tree shows it. */
interface LaidOut {
  readonly job: Job;
  readonly groups: readonly { readonly group: PreviewGroup; readonly rows: readonly PreviewElement[] }[];
  readonly items: ReadonlyMap<string, PlanItem>;
}

interface Open extends LaidOut {
  readonly chosen: Set<string>;
  readonly resolutions: Map<string, Resolution>;
  /** Whether its folder has another account or organization by now. */
  isForeign: boolean;
}

/** What was agreed to of a plan. */
export interface Agreed {
  readonly job: Job;
  readonly chosen: ReadonlySet<string>;
  readonly resolutions: ReadonlyMap<string, Resolution>;
}

/** Asks about an item whose box was checked; `undefined`: the user stepped back. */
export interface Asking {
  /** How a conflict is to end. */
  readonly resolution: (item: PlanItem) => Promise<Resolution | undefined>;
  /** What of that which may be there already is meant. */
  readonly kin: (job: Job, item: PlanItem) => Promise<PlanItem | undefined>;
}

/** The plan of a push or pull of several: a tree with check boxes, shown until it is applied or cancelled. */
export class Preview implements vscode.TreeDataProvider<PreviewElement>, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  #view: vscode.TreeView<PreviewElement> | undefined;
  #open: Open | undefined;

  constructor(
    private readonly clock: TimeSource,
    private readonly ask: Asking,
  ) {
    this.#store.add(toDisposable(() => this.close()));
  }

  async show(job: Job): Promise<void> {
    this.#view ??= this.#create();
    const chosen = changing(job.plan).filter(
      ({ isChosen, what }) => isChosen && what !== 'conflict' && what !== 'blocked',
    );
    this.#open = { ...laidOut(job), chosen: new Set(chosen.map(keyOf)), resolutions: new Map(), isForeign: false };
    const organization = organizationWords(job.folder.session);
    this.#view.title = inFolder(
      job.folder,
      job.direction === 'pull' ? t('Pull from {0}', organization) : t('Push to {0}', organization),
    );
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

  /** Marks a plan whose organization is not in use any more, and takes the mark away when it is again: what was checked stays. */
  async ownerMayHaveChanged(): Promise<void> {
    const open = this.#open;
    if (!open) return;
    const isForeign = !(await isOwned(open.job));
    if (this.#open?.job !== open.job || this.#open.isForeign === isForeign) return;
    this.#open.isForeign = isForeign;
    this.#redraw();
  }

  /** Takes an item out of the plan: it is ended elsewhere. */
  remove(key: string): void {
    this.#replace(key, []);
    if (this.#open && changing(this.#open.job.plan).length === 0) this.close();
    else this.#redraw();
  }

  #replace(key: string, by: readonly PlanItem[]): void {
    const open = this.#open;
    if (!open) return;
    const plan = {
      ...open.job.plan,
      items: open.job.plan.items.flatMap((item) => (keyOf(item) === key ? by : [item])),
    };
    open.chosen.delete(key);
    open.resolutions.delete(key);
    this.#open = { ...open, ...laidOut({ ...open.job, plan }) };
  }

  /** Ends conflicts, or leaves them as they are: `undefined`. */
  resolve(keys: readonly string[], resolution: Resolution | undefined): void {
    for (const key of keys) {
      const item = this.item(key);
      if (item?.what !== 'conflict' || ((resolution === 'merge' || resolution === 'mergeTheirs') && !canMerge(item)))
        continue;
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
      const { kind, direction } = element.group;
      const state = isOpenAtFirst(element.group)
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed;
      return toItem(groupRow(element.group, choices), `${direction} ${kind}`, state);
    }
    const item = toItem(
      itemRow(element.item, choices, { time, now: this.clock.now() }),
      element.key,
      vscode.TreeItemCollapsibleState.None,
    );
    item.command = this.#click(element);
    return item;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #create(): vscode.TreeView<PreviewElement> {
    const view = this.#store.add(
      vscode.window.createTreeView<PreviewElement>(views.preview, {
        treeDataProvider: this,
        manageCheckboxStateManually: true,
        canSelectMany: true,
        showCollapseAll: true,
      }),
    );
    this.#store.add(view.onDidChangeCheckboxState(({ items }) => void this.#heardChecks(items)));
    return view;
  }

  /** What a click shows: both sides, or of a file that cannot be read why. */
  #click(element: { readonly key: string; readonly item: PlanItem }): vscode.Command {
    const { what, path, problems } = element.item;
    const [problem] = problems;
    const folder = this.#open?.job.folder;
    if (!folder || what !== 'blocked' || path === undefined || !problem)
      return { command: commands.compareItem, title: t('Compare'), arguments: [element] };
    const at = new vscode.Position(Math.max(0, problem.line - 1), 0);
    return {
      command: 'vscode.open',
      title: t('Show Problem'),
      arguments: [folder.uriOf(path), { preview: true, selection: new vscode.Range(at, at) }],
    };
  }

  /** Checks a row that is not checked, and the other way round. */
  async toggle(element: PreviewElement): Promise<void> {
    const { checkboxState } = this.getTreeItem(element);
    if (!this.#open || checkboxState === undefined) return;
    const isChecked = checkboxState === vscode.TreeItemCheckboxState.Checked;
    await this.#heardChecks([
      [element, isChecked ? vscode.TreeItemCheckboxState.Unchecked : vscode.TreeItemCheckboxState.Checked],
    ]);
  }

  async #heardChecks(changes: readonly (readonly [PreviewElement, vscode.TreeItemCheckboxState])[]): Promise<void> {
    for (const [element, state] of changes) {
      const isChecked = state === vscode.TreeItemCheckboxState.Checked;
      if ('group' in element)
        for (const item of element.group.items.filter((each) => !isChecked || !isUnclear(each)))
          this.#check(keyOf(item), isChecked);
      else if (element.item.what === 'conflict')
        this.resolve([element.key], isChecked ? await this.ask.resolution(element.item) : undefined);
      else if (isChecked && isUnclear(element.item)) await this.#choose(element.item);
      else this.#check(element.key, isChecked);
    }
    this.#redraw();
  }

  async #choose(item: PlanItem): Promise<void> {
    const open = this.#open;
    const chosen = open && (await this.ask.kin(open.job, item));
    if (!chosen || this.#open?.job !== open.job) return;
    this.#replace(keyOf(item), [chosen]);
    this.#check(keyOf(chosen), true);
  }

  #check(key: string, isChecked: boolean): void {
    if (isChecked) this.#open?.chosen.add(key);
    else this.#open?.chosen.delete(key);
  }

  #redraw(): void {
    // Above the tree: beside the title there is seldom room.
    if (this.#view && this.#open) this.#view.message = messageOf(this.#open);
    this.#changed.fire(undefined);
  }
}

function messageOf({ job: { plan, direction, folder }, chosen, isForeign }: Open): string {
  return [
    isForeign ? foreignPlanWords(organizationWords(folder.session)) : checkedWords(plan, direction, chosen),
    ...plan.problems,
  ].join('\n');
}

/** Whether a plan's folder has still the account and the organization that it was made for. */
const isOwned = ({ folder }: Job): Promise<boolean> =>
  folder.stillOwner().then(
    () => true,
    () => false,
  );

function laidOut(job: Job): LaidOut {
  return {
    job,
    groups: previewGroups(job.plan).map((group) => ({
      group,
      rows: group.items.map((item) => ({ key: keyOf(item), item })),
    })),
    items: new Map(changing(job.plan).map((item) => [keyOf(item), item])),
  };
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
  item.iconPath = new vscode.ThemeIcon(
    row.icon.id,
    row.icon.color === undefined ? undefined : new vscode.ThemeColor(row.icon.color),
  );
  item.contextValue = row.contextValue;
  item.accessibilityInformation = { label: row.accessibleLabel };
  if (row.isChecked !== undefined)
    item.checkboxState = row.isChecked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked;
  return item;
}
