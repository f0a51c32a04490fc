import { t } from '../base/localize';
import type { Id } from '../wire/payload';
import type { Run, Scenario } from '../wire/records';
import { unsetIcon, type NodeIcon } from './outcome-look';
import { plainLine, plainName } from '../base/plain-text';
import type { RowMark } from './row-mark';
import type { RunKnowledge, ScenarioRuns } from './run-knowledge';
import { runRow, scenarioStatus } from './run-row';
import type { IndexedFolder, ScenarioIndex } from './scenario-index';
import type { TimeFormat } from './time';
import { isNameless } from './unread-words';

/** What a row stands for. */
export type NodeTarget =
  | { readonly kind: 'folder'; readonly folderId: Id | 'none' }
  | { readonly kind: 'scenario'; readonly scenarioId: Id }
  | { readonly kind: 'run'; readonly scenarioId: Id; readonly runId: Id }
  | { readonly kind: 'loadMore'; readonly scenarioId: Id }
  | { readonly kind: 'message'; readonly scenarioId: Id };

/** A row as plain data. */
export interface TreeNode {
  /** The same through every refresh, so that selection and expansion stay. */
  readonly id: string;
  readonly target: NodeTarget;
  readonly label: string;
  readonly description?: string;
  readonly icon?: NodeIcon;
  /** A scenario's says how its file stands too: `scenario.localChanges`. */
  readonly contextValue:
    | 'folder'
    | 'noFolder'
    | 'scenario'
    | `scenario.${string}`
    | 'run'
    | 'runGoing'
    | 'loadMore'
    | 'message';
  /** What a screen reader says. */
  readonly accessibleLabel: string;
  readonly collapsible: 'none' | 'collapsed' | 'expanded';
}

export interface TreeWorld {
  readonly index: ScenarioIndex;
  readonly runs: RunKnowledge;
  /** How files of scenarios stand, where that is known. */
  readonly marks?: ReadonlyMap<Id, RowMark>;
  readonly time: TimeFormat;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Rows are made when asked for, each from lookups: a tree of thousands costs what is visible of it. */
export interface ScenarioTree {
  roots(): readonly TreeNode[];
  children(target: NodeTarget): readonly TreeNode[];
  /** The row of a target; `undefined` where it is not, or no longer, in the tree. */
  node(target: NodeTarget): TreeNode | undefined;
  parent(target: NodeTarget): NodeTarget | undefined;
}

/** The view's tree: folders, scenarios in them, runs under each. A pure function of `world`. */
export function createScenarioTree(world: TreeWorld): ScenarioTree {
  const { index } = world;
  return {
    roots: () => index.folders.map((folder) => folderNode(index, folder)),
    children: (target) => {
      if (target.kind === 'folder')
        return (index.folder(target.folderId)?.scenarios ?? []).map((scenario) => scenarioNode(world, scenario));
      return target.kind === 'scenario' ? runNodes(world, target.scenarioId) : [];
    },
    node: (target) => nodeOf(world, target),
    parent: (target) => {
      if (target.kind === 'folder') return undefined;
      if (target.kind === 'scenario') return { kind: 'folder', folderId: index.folderOf(target.scenarioId) };
      return { kind: 'scenario', scenarioId: target.scenarioId };
    },
  };
}

/** The id of a target's row. Under a filter folders have ids of their own, so that the editor shows them expanded. */
export function nodeId(target: NodeTarget, isFiltered = false): string {
  switch (target.kind) {
    case 'folder':
      return `folder:${String(target.folderId)}${isFiltered ? '~filtered' : ''}`;
    case 'scenario':
      return `scenario:${String(target.scenarioId)}`;
    case 'run':
      return `run:${String(target.scenarioId)}/${String(target.runId)}`;
    case 'loadMore':
    case 'message':
      return `${target.kind}:${String(target.scenarioId)}`;
  }
}

function nodeOf(world: TreeWorld, target: NodeTarget): TreeNode | undefined {
  const { index } = world;
  if (target.kind === 'folder') {
    const folder = index.folder(target.folderId);
    return folder && folderNode(index, folder);
  }
  const scenario = index.scenario(target.scenarioId);
  if (!scenario) return undefined;
  if (target.kind === 'scenario') return scenarioNode(world, scenario);
  return runNodes(world, scenario.id).find(({ id }) => id === nodeId(target));
}

function folderNode(index: ScenarioIndex, { folder, name, scenarios }: IndexedFolder): TreeNode {
  const count = scenarios.length;
  const target: NodeTarget = { kind: 'folder', folderId: folder?.id ?? 'none' };
  const open = index.isFiltered ? 'expanded' : 'collapsed';
  return {
    id: nodeId(target, index.isFiltered),
    target,
    label: name,
    description: String(count),
    contextValue: folder ? 'folder' : 'noFolder',
    accessibleLabel: count === 1 ? t('{0}, folder, 1 scenario', name) : t('{0}, folder, {1} scenarios', name, count),
    collapsible: count === 0 ? 'none' : open,
  };
}

function scenarioNode(world: TreeWorld, scenario: Scenario): TreeNode {
  const target: NodeTarget = { kind: 'scenario', scenarioId: scenario.id };
  const label = plainName(scenario.name, t('Scenario {0}', scenario.id));
  const { text: description, icon } = rowStatus(world, scenario);
  const mark = world.marks?.get(scenario.id);
  return {
    id: nodeId(target),
    target,
    label,
    ...(description === undefined ? {} : { description }),
    icon,
    contextValue: mark ? `scenario.${mark.state}` : 'scenario',
    accessibleLabel: [t('{0}, scenario', label), description, mark?.words].filter(Boolean).join(', '),
    collapsible: 'collapsed',
  };
}

function rowStatus(
  world: TreeWorld,
  scenario: Scenario,
): { readonly text?: string; readonly icon: NonNullable<TreeNode['icon']> } {
  if (isNameless(scenario)) return { text: t('cannot be read'), icon: { id: 'warning' } };
  return scenarioStatus(world.runs.runs(scenario.id), world) ?? { icon: unsetIcon };
}

function runNodes(world: TreeWorld, scenarioId: Id): readonly TreeNode[] {
  const known = world.runs.runs(scenarioId);
  const rows = (known?.list ?? []).map((run) => runNode(world, scenarioId, run));
  const more = known?.hasMore === true && known.problem === undefined ? [loadMoreNode(scenarioId)] : [];
  return [...rows, ...more, ...messageNodes(scenarioId, known)];
}

function runNode(world: TreeWorld, scenarioId: Id, run: Run): TreeNode {
  const target: NodeTarget = { kind: 'run', scenarioId, runId: run.id };
  const { label, description, icon, isGoing } = runRow(run, world);
  return {
    id: nodeId(target),
    target,
    label,
    ...(description === '' ? {} : { description }),
    icon,
    contextValue: isGoing ? 'runGoing' : 'run',
    accessibleLabel: [t('Run {0}', run.id), label, description].filter((part) => part !== '').join(', '),
    collapsible: 'none',
  };
}

function loadMoreNode(scenarioId: Id): TreeNode {
  const target: NodeTarget = { kind: 'loadMore', scenarioId };
  const label = t('Load more');
  return {
    id: nodeId(target),
    target,
    label,
    icon: { id: 'ellipsis' },
    contextValue: 'loadMore',
    accessibleLabel: t('Load more runs'),
    collapsible: 'none',
  };
}

function messageNodes(scenarioId: Id, known: ScenarioRuns | undefined): readonly TreeNode[] {
  const target: NodeTarget = { kind: 'message', scenarioId };
  const message = (label: string, icon: NodeIcon): readonly TreeNode[] => [
    { id: nodeId(target), target, label, icon, contextValue: 'message', accessibleLabel: label, collapsible: 'none' },
  ];
  if (known?.problem !== undefined) return message(plainLine(known.problem), { id: 'warning' });
  if (!known?.list) return message(t('Loading…'), { id: 'loading~spin' });
  return known.list.length === 0 ? message(t('No runs yet'), { id: 'info' }) : [];
}
