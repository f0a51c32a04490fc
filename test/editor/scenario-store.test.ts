import assert from 'node:assert/strict';
import type { Api } from '../../src/api/api';
import type { Run, Scenario } from '../../src/wire/records';
import type { Session } from '../../src/vscode/session/session';
import { ScenarioStore } from '../../src/vscode/scenarios/scenario-store';
import { until } from './world';

const scenario = (id: number): Scenario => ({
  id,
  name: `S${String(id)}`,
  definition: { steps: [] },
  folder: null,
  schedule: null,
  notificationGroups: [],
});
const run = (id: number, outcome: Run['outcome'] = 'Passed'): Run => ({ id, outcome });

/** A store over an API of `count` scenarios, each with runs 1 to 65, ten a page. */
function open(count: number) {
  const asked: number[] = [];
  const state = { going: 0, most: 0, isDown: false, runs: 65, run: run(9, 'Running'), gets: 0 };
  const answer = async <T>(value: () => T): Promise<T> => {
    state.going += 1;
    state.most = Math.max(state.most, state.going);
    await new Promise((resolve) => setTimeout(resolve, 1));
    state.going -= 1;
    if (state.isDown) throw new Error('down');
    return value();
  };
  const api = {
    folders: { list: () => answer(() => []) },
    scenarios: { list: () => answer(() => Array.from({ length: count }, (_, index) => scenario(index + 1))) },
    runs: {
      mostRecent: (_: string, id: number) => answer(() => (asked.push(id), run(id * 100))),
      get: () => answer(() => ((state.gets += 1), state.run)),
      pages: async function* () {
        for (let top = state.runs; top > 0; top -= 10)
          yield await answer(() => Array.from({ length: Math.min(10, top) }, (_, index) => run(top - index)));
      },
    },
  } as unknown as Api;
  const session = { api, organization: 'o', name: 'Acme', isSandbox: true } as Session;
  const settle = async (): Promise<void> => {
    do await new Promise((resolve) => setTimeout(resolve, 5));
    while (state.going > 0);
  };
  return { store: new ScenarioStore(session), asked, state, settle };
}
const idsOf = (store: ScenarioStore): readonly number[] => (store.knowledge.runs(1)?.list ?? []).map(({ id }) => id);
const down = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from - index);
const say = (error: unknown): string => String(error);

describe('the store of scenarios', () => {
  it('asks for the last run of rows that are wanted, once each, at most four at a time, the newest wish first', async () => {
    const { store, asked, state, settle } = open(100);
    await store.refresh();
    state.most = 0;
    for (const id of [1, 2, 3, 4, 5, 6, 7, 8, 8, 8]) store.want(id);
    await settle();
    assert.deepEqual([...asked].sort(), [1, 2, 3, 4, 5, 6, 7, 8]);
    assert.deepEqual(asked.slice(4), [8, 7, 6, 5]);
    assert.equal(state.most, 4);
    store.dispose();
  });

  it('a refresh asks only for rows that are looked at again, and shows the old answers meanwhile', async () => {
    const { store, asked, settle } = open(100);
    await store.refresh();
    for (let id = 1; id <= 20; id += 1) store.want(id);
    await settle();
    asked.length = 0;
    await store.refresh();
    assert.equal(store.knowledge.runs(3)?.last?.id, 300);
    await settle();
    assert.deepEqual(asked, []);
    store.want(3);
    await settle();
    assert.deepEqual(asked, [3]);
    store.dispose();
  });

  it('learns what push and pull have listed since, and draws nothing anew for what it knows or what is older', async () => {
    const { store } = open(2);
    await store.refresh();
    const at = store.state.kind === 'loaded' ? store.state.at : 0;
    let drawn = 0;
    store.onDidChange(() => (drawn += 1));
    const known = { folders: [], scenarios: store.scenarios, at: at + 1 };
    store.learn(known);
    store.learn({ ...known, scenarios: [], at: at - 1 });
    assert.equal(drawn, 0);
    store.learn({ ...known, scenarios: [{ ...scenario(1), name: 'Renamed' }, scenario(3)] });
    assert.deepEqual(
      [drawn, store.index.scenario(1)?.name, store.index.scenario(2), store.index.scenario(3)?.name],
      [1, 'Renamed', undefined, 'S3'],
    );
    store.dispose();
  });

  it('pages of runs follow one another; after a refresh the shown ones stay and the new ones come on top', async () => {
    const { store, state } = open(1);
    await store.refresh();
    await store.loadRuns(1, say);
    await store.loadRuns(1, say);
    assert.deepEqual(idsOf(store), down(65, 20));
    state.runs = 67;
    await store.refresh();
    assert.equal(store.needsRuns(1), true);
    assert.deepEqual(idsOf(store), down(65, 20));
    await store.loadRuns(1, say);
    assert.equal(store.needsRuns(1), false);
    assert.deepEqual(idsOf(store), down(67, 22));
    await store.loadRuns(1, say);
    assert.ok(idsOf(store).length > 22, 'Load more brings more');
    for (let times = 0; times < 6; times += 1) await store.loadRuns(1, say);
    assert.deepEqual(idsOf(store), down(67, 67));
    assert.equal(store.knowledge.runs(1)?.hasMore, false);
    store.dispose();
  });

  it('two clicks on Load more are one, and no page is lost', async () => {
    const { store } = open(1);
    await store.refresh();
    const first = store.loadRuns(1, say);
    assert.equal(store.needsRuns(1), false, 'it is on its way');
    await Promise.all([first, store.loadRuns(1, say)]);
    assert.deepEqual(idsOf(store), down(65, 10));
    await Promise.all([store.loadRuns(1, say), store.loadRuns(1, say)]);
    assert.deepEqual(idsOf(store), down(65, 20));
    store.dispose();
  });

  it('keeps what was seen when the service is gone, and says since when', async () => {
    const { store, state } = open(3);
    await store.refresh();
    state.isDown = true;
    await store.refresh();
    const after: object = store.state;
    assert.ok('seenAt' in after && typeof after.seenAt === 'number');
    assert.equal(store.scenarios.length, 3);
    await store.loadRuns(1, say);
    assert.match(store.knowledge.runs(1)?.problem ?? '', /down/);
    state.isDown = false;
    await store.refresh();
    assert.equal(store.state.kind, 'loaded');
    assert.equal(store.needsRuns(1), true);
    store.dispose();
  });

  it('a run that is followed shows its step; once over, the step that failed', async () => {
    const { store } = open(1);
    await store.refresh();
    store.note(1, run(9, 'Running'));
    store.noteProgress(1, 9, {
      phase: 'running',
      steps: [
        { status: 'passed', retries: 0 },
        { status: 'pending', retries: 0 },
      ],
    });
    assert.equal(store.knowledge.live(9)?.phase, 'running');
    const result = { outcome: 'Failed', message: 'It was Eda.' } as const;
    store.noteProgress(1, 9, {
      phase: 'finished',
      steps: [
        { status: 'passed', retries: 0 },
        { status: 'failed', retries: 0, result },
      ],
    });
    assert.equal(store.knowledge.live(9), undefined);
    assert.deepEqual(store.knowledge.failedStep(9), { index: 1, total: 2, message: 'It was Eda.' });
    store.dispose();
  });

  it('a run that nobody watches any more is read again when somebody looks, and not at every look', async () => {
    const { store, state } = open(1);
    await store.refresh();
    store.note(1, run(9, 'Running'));
    store.noteProgress(1, 9, { phase: 'running', steps: [] });
    store.lookAgain();
    assert.equal(store.knowledge.runs(1)?.last?.outcome, 'Running', 'it is watched');
    store.noteProgress(1, 9, { phase: 'finished', steps: [] });
    state.run = run(9, 'Passed');
    const before = state.gets;
    store.lookAgain();
    store.lookAgain();
    await until('it was read', () => store.knowledge.runs(1)?.last?.outcome === 'Passed');
    store.lookAgain();
    assert.equal(state.gets - before, 1);
    for (let id = 100; id < 150; id += 1) store.note(id, run(id, 'Running'));
    store.lookAgain();
    await until('the newest were read', () => state.gets - before > 20);
    assert.equal(state.gets - before, 21, 'not all of many that never end');
    store.dispose();
  });
});
