import assert from 'node:assert/strict';
import { createRunState, reduceRunEvents, type RunState } from '../../../src/run/state';
import type { FailedStep, ScenarioRuns } from '../../../src/view/run-knowledge';
import type { RowMark } from '../../../src/view/row-mark';
import { createScenarioIndex, type ScenarioList } from '../../../src/view/scenario-index';
import { createTimeFormat } from '../../../src/view/time';
import { createScenarioTree, type NodeTarget, type ScenarioTree, type TreeNode } from '../../../src/view/tree';
import type { Folder, Run, Scenario } from '../../../src/wire/records';

const minute = 60_000;
const now = Date.UTC(2026, 10, 24, 14, 7);

const folder = (id: number, name: string): Folder => ({ id, name });
const scenario = (id: number, name: string, folderId?: number): Scenario => ({
  id,
  name,
  definition: null,
  folder: folderId === undefined ? null : { id: folderId },
  schedule: null,
  notificationGroups: [],
});
const run = (id: number, outcome: Run['outcome'], minutesAgo: number, duration?: number): Run => ({
  id,
  outcome,
  createdAt: now - minutesAgo * minute,
  ...(duration === undefined ? {} : { duration }),
});

interface World extends ScenarioList {
  readonly runs?: Readonly<Record<number, ScenarioRuns>>;
  readonly failedSteps?: Readonly<Record<number, FailedStep>>;
  readonly live?: Readonly<Record<number, RunState>>;
  readonly files?: Readonly<Record<number, RowMark>>;
}

function treeOf({ runs = {}, failedSteps = {}, live = {}, files = {}, ...list }: World): ScenarioTree {
  return createScenarioTree({
    index: createScenarioIndex({ locale: 'en', ...list }),
    runs: { runs: (id) => runs[id], failedStep: (id) => failedSteps[id], live: (id) => live[id] },
    time: createTimeFormat({ locale: 'en-GB', timeZone: 'UTC' }),
    marks: new Map(Object.entries(files).map(([id, mark]) => [Number(id), mark])),
    now,
  });
}

const marks: Readonly<Record<string, string>> = {
  'testing-passed-icon': '✓',
  'testing-failed-icon': '✗',
  'testing-error-icon': '!',
  'testing-queued-icon': '◷',
  'testing-unset-icon': '○',
  'loading~spin': '◌',
  ellipsis: '…',
  info: 'i',
  warning: '⚠',
};

/** `▸ ✓ name  | description`; opens the scenarios named in `open`, and all folders. */
function draw(tree: ScenarioTree, open: readonly number[] = []): string {
  const lines: string[] = [];
  const visit = (node: TreeNode, depth: number): void => {
    const { target } = node;
    const isOpen =
      target.kind === 'folder'
        ? node.collapsible !== 'none'
        : target.kind === 'scenario' && open.includes(target.scenarioId);
    const arrow = isOpen ? '▾ ' : '▸ ';
    const twistie = node.collapsible === 'none' ? '' : arrow;
    const mark = node.icon ? `${marks[node.icon.id] ?? node.icon.id} ` : '';
    lines.push(
      `${'  '.repeat(depth)}${twistie}${mark}${node.label}${node.description === undefined ? '' : `  | ${node.description}`}`,
    );
    if (isOpen) for (const child of tree.children(target)) visit(child, depth + 1);
  };
  for (const root of tree.roots()) visit(root, 0);
  return lines.join('\n');
}

const draws = (tree: ScenarioTree, drawing: string, open?: readonly number[]): void =>
  assert.equal(draw(tree, open), drawing.replace(/^\n/, '').replace(/^ {6}/gm, '').trimEnd());

const acme: World = {
  folders: [folder(2, 'Onboarding 10'), folder(1, 'Lead capture'), folder(3, 'Onboarding 9'), folder(4, 'Empty')],
  scenarios: [
    scenario(10, 'Contact form creates a lead', 1),
    scenario(11, 'Newsletter opt-out', 1),
    scenario(12, 'Step 10', 2),
    scenario(13, 'Step 9', 2),
    scenario(14, 'Ünïcode', 3),
    scenario(15, 'Lost', 99),
    scenario(16, 'Loose'),
  ],
  runs: {
    10: {
      list: [
        run(103, 'Running', 1),
        run(102, 'Passed', 5, 38_000),
        run(101, 'Failed', 29 * 60, 92_000),
        run(100, 'Failed', 30 * 60, 92_000),
        run(99, 'Unknown', 9 * 24 * 60),
      ],
      hasMore: true,
    },
    11: { last: run(110, 'Failed', 122, 2 * minute) },
    12: { last: null },
    13: { list: [] },
    14: { last: run(140, 'Error', 1), problem: 'Cannot reach app.stackmoxie.com.' },
  },
  failedSteps: { 101: { index: 3, total: 7 } },
  live: {
    103: reduceRunEvents(createRunState(7), [
      { kind: 'started', at: 1 },
      { kind: 'stepFinished', at: 2, index: 0, result: { outcome: 'Passed', message: '' } },
    ]),
  },
};

describe('scenario tree', () => {
  it('shows a scenario and a folder whose names cannot be read', () => {
    const tree = treeOf({
      folders: [{ ...folder(4, ''), unread: ['name'] }],
      scenarios: [{ ...scenario(9, '', 4), unread: ['name', 'exposedToApis'] }],
    });
    const [row] = tree.children({ kind: 'folder', folderId: 4 });
    assert.deepEqual(
      [tree.roots().map(({ label }) => label), row?.label, row?.description, row?.icon?.id, row?.accessibleLabel],
      [['Folder 4'], 'Scenario 9', 'cannot be read', 'warning', 'Scenario 9, scenario, cannot be read'],
    );
  });

  it('shows folders, scenarios and runs', () => {
    draws(
      treeOf(acme),
      `
      Empty  | 0
      ▾ Lead capture  | 2
        ▾ ◌ Contact form creates a lead  | running · step 2 of 7
          ◌ running  | today 14:06 · step 2 of 7
          ✓ passed  | today 14:02 · 38 s
          ✗ failed  | yesterday 09:07 · step 4 of 7
          ✗ failed  | yesterday 08:07 · 1 min 32 s
          question unknown outcome  | 15 Nov, 14:07
          … Load more
        ▸ ✗ Newsletter opt-out  | failed · 2 h ago
      ▾ Onboarding 9  | 1
        ▾ ! Ünïcode  | error · 1 min ago
          ⚠ Cannot reach app.stackmoxie.com.
      ▾ Onboarding 10  | 2
        ▾ ○ Step 9  | never run
          i No runs yet
        ▾ ○ Step 10  | never run
          ◌ Loading…
      ▾ No folder  | 2
        ▸ ○ Loose
        ▸ ○ Lost
      `,
      [10, 12, 13, 14],
    );
  });

  it('shows what a filter lets through, folders open: every word, in any order, without case and accents', () => {
    draws(
      treeOf({ ...acme, filter: ' LEAD  form ' }),
      '▾ Lead capture  | 1\n  ▸ ◌ Contact form creates a lead  | running · step 2 of 7',
    );
    draws(treeOf({ ...acme, filter: 'unicode' }), '▾ Onboarding 9  | 1\n  ▸ ! Ünïcode  | error · 1 min ago');
    draws(treeOf({ ...acme, filter: 'nowhere to be found' }), '');
    const { index } = { index: createScenarioIndex({ ...acme, filter: 'step' }) };
    assert.deepEqual([index.shown, index.total, index.isFiltered], [2, 7, true]);
    assert.equal(treeOf({ ...acme, filter: 'step' }).roots()[0]?.collapsible, 'expanded');
  });

  it('keeps ids through a refresh, and each is there once', () => {
    const idsOf = (tree: ScenarioTree): readonly string[] => {
      const below = (nodes: readonly TreeNode[]): readonly string[] =>
        nodes.flatMap(({ id, target }) => [id, ...below(tree.children(target))]);
      return below(tree.roots());
    };
    const ids = idsOf(treeOf(acme));
    assert.deepEqual(
      idsOf(treeOf({ ...acme, folders: acme.folders.map((one) => ({ ...one, name: `${one.name}!` })) })).toSorted(),
      ids.toSorted(),
    );
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(
      ['folder:none', 'folder:1', 'scenario:10', 'run:10/102', 'loadMore:10', 'message:12'].every((id) =>
        ids.includes(id),
      ),
      ids.join(' '),
    );
  });

  it('finds the row of a target and its parent, and says when it is gone', () => {
    const tree = treeOf(acme);
    const target: NodeTarget = { kind: 'run', scenarioId: 10, runId: 102 };
    assert.equal(tree.node(target)?.label, 'passed');
    assert.deepEqual(tree.parent(target), { kind: 'scenario', scenarioId: 10 });
    assert.deepEqual(tree.parent({ kind: 'scenario', scenarioId: 15 }), { kind: 'folder', folderId: 'none' });
    assert.equal(tree.parent({ kind: 'folder', folderId: 1 }), undefined);
    assert.deepEqual(
      [
        tree.node({ kind: 'run', scenarioId: 10, runId: 1 }),
        tree.node({ kind: 'scenario', scenarioId: 1 }),
        tree.node({ kind: 'folder', folderId: 77 }),
      ],
      [undefined, undefined, undefined],
    );
    for (const root of tree.roots()) assert.deepEqual(tree.node(root.target), root);
  });

  it('tells menus and screen readers what a row is', () => {
    const tree = treeOf(acme);
    const [going, over] = tree.children({ kind: 'scenario', scenarioId: 10 });
    assert.deepEqual([going?.contextValue, over?.contextValue], ['runGoing', 'run']);
    assert.equal(over?.accessibleLabel, 'Run 102, passed, today 14:02 · 38 s');
    assert.equal(
      tree.node({ kind: 'scenario', scenarioId: 11 })?.accessibleLabel,
      'Newsletter opt-out, scenario, failed · 2 h ago',
    );
    assert.deepEqual(
      tree.roots().map(({ accessibleLabel, contextValue }) => `${accessibleLabel} (${contextValue})`),
      [
        'Empty, folder, 0 scenarios (folder)',
        'Lead capture, folder, 2 scenarios (folder)',
        'Onboarding 9, folder, 1 scenario (folder)',
        'Onboarding 10, folder, 2 scenarios (folder)',
        'No folder, folder, 2 scenarios (noFolder)',
      ],
    );
  });

  it('tells menus and screen readers how the file of a scenario stands', () => {
    const tree = treeOf({ ...acme, files: { 11: { state: 'localChanges', words: 'Changed here, not pushed yet' } } });
    const [marked, other] = [11, 10].map((scenarioId) => tree.node({ kind: 'scenario', scenarioId }));
    assert.deepEqual(
      [marked?.contextValue, marked?.accessibleLabel, marked?.description],
      [
        'scenario.localChanges',
        'Newsletter opt-out, scenario, failed · 2 h ago, Changed here, not pushed yet',
        'failed · 2 h ago',
      ],
    );
    assert.equal(other?.contextValue, 'scenario');
  });

  it('shows a followed run that ended before the service says so, and names without letters', () => {
    const ended = reduceRunEvents(createRunState(2), [
      { kind: 'finished', at: now - 5 * minute, outcome: 'Passed', duration: 1_000 },
    ]);
    const tree = treeOf({
      folders: [],
      scenarios: [scenario(1, '\u202e\n')],
      runs: { 1: { last: run(5, 'Running', 6) } },
      live: { 5: ended },
    });
    draws(tree, '▾ No folder  | 1\n  ▸ ✓ Scenario 1  | passed · 5 min ago');
  });

  it('shows of a run that is not watched what was seen last, and turns nothing', () => {
    const tree = treeOf({
      folders: [],
      scenarios: [scenario(1, 'One')],
      runs: { 1: { list: [run(5, 'Running', 6), run(4, 'Waiting', 7)] } },
    });
    draws(
      tree,
      '▾ No folder  | 1\n  ▾ circle-outline One  | last seen running\n    circle-outline last seen running  | today 14:01\n    ◷ last seen waiting  | today 14:00',
      [1],
    );
    const ended = treeOf({
      folders: [],
      scenarios: [scenario(1, 'One')],
      runs: { 1: { list: [run(5, 'Unknown', 6, 1_000)] } },
    });
    assert.deepEqual(
      ended.children({ kind: 'scenario', scenarioId: 1 }).map(({ contextValue }) => contextValue),
      ['run'],
      'an unknown outcome with a duration offers no watching',
    );
  });

  it('is empty where there is nothing', () => assert.deepEqual(treeOf({ folders: [], scenarios: [] }).roots(), []));
});
