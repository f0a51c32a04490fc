import type { Cancellation } from '../../base/cancellation';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import { hasEnded } from '../../run/outcome';
import { failedStep, type RunState } from '../../run/state';
import type { FailedStep, RunKnowledge, ScenarioRuns } from '../../view/run-knowledge';
import type { Listing } from '../../view/row-mark';
import { createScenarioIndex, type ScenarioIndex } from '../../view/scenario-index';
import { stepTitle } from '../../scenario/step-title';
import type { Folder, Listed, Run, Scenario } from '../../wire/records';
import type { Session } from '../session/session';
import { RequestQueue } from '../../base/request-queue';
import { Rereads } from './rereads';
import { RunPages } from '../../run/run-pages';

/** Runs that are read again at one look: a service may hold many that never end. */
const mostRereads = 20;

/** How the view stands. */
export type StoreState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly at: number }
  /** `seenAt`: when what is shown was read, where anything is. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly seenAt?: number };

/** When what is shown was read; `undefined` where nothing is. */
function seenAtOf(state: StoreState): number | undefined {
  if (state.kind === 'loading') return undefined;
  return state.kind === 'loaded' ? state.at : state.seenAt;
}

/** What changed: everything, or one scenario's runs. */
export type StoreChange = 'all' | { readonly scenarioId: number };

const emptyIndex = createScenarioIndex({ folders: [], scenarios: [] });

/**
 * What is known of one organization's folders, scenarios and runs. Asks for most recent runs of visible rows only, at
 * most four requests at a time, and remembers the answers.
 */
export class ScenarioStore implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<StoreChange>());
  readonly onDidChange: Event<StoreChange> = this.#changed.event;
  readonly #queue = new RequestQueue(4);
  readonly #runs = new Map<number, ScenarioRuns>();
  readonly #paging = new Map<number, RunPages>();
  readonly #failed = new Map<number, FailedStep>();
  readonly #live = new Map<number, RunState>();
  readonly #recent = new Map<number, readonly Run[]>();
  readonly #asked = new Set<number>();
  readonly #stale = new Set<number>();
  readonly #pageLoads = new Map<number, Promise<void>>();
  readonly #rereads = new Rereads(Date.now);
  #folders: readonly Folder[] = [];
  #scenarios: Listed<Scenario> = [];
  #filter = '';
  #index: ScenarioIndex = emptyIndex;
  #state: StoreState = { kind: 'loading' };
  #loading: Promise<void> | undefined;

  constructor(readonly session: Session) {}

  get state(): StoreState {
    return this.#state;
  }

  /** Whether anything was ever read, however long ago. */
  get isKnown(): boolean {
    return seenAtOf(this.#state) !== undefined;
  }

  get index(): ScenarioIndex {
    return this.#index;
  }

  get scenarios(): Listed<Scenario> {
    return this.#scenarios;
  }

  get filter(): string {
    return this.#filter;
  }

  /** What the tree asks; answers from what is there. */
  readonly knowledge: RunKnowledge = {
    runs: (scenarioId) => this.#runs.get(scenarioId),
    failedStep: (runId) => this.#failed.get(runId),
    live: (runId) => this.#live.get(runId),
  };

  setFilter(filter: string): void {
    this.#filter = filter;
    this.#reindex();
  }

  /** Reads folders and scenarios; a second call while the first is under way is the same call. Never rejects. */
  async refresh(cancellation?: Cancellation): Promise<void> {
    this.#loading ??= this.#load(cancellation).finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** What push and pull listed or wrote after the last reading; what is older says nothing, and what is the same is not drawn anew. */
  learn({ folders, scenarios, at }: Listing): void {
    if (this.#state.kind !== 'loaded' || at < this.#state.at) return;
    if (
      isSame(folders, this.#folders) &&
      isSame(scenarios, this.#scenarios) &&
      scenarios.leftOut === this.#scenarios.leftOut
    )
      return;
    this.#folders = folders;
    this.#scenarios = scenarios;
    this.#state = { kind: 'loaded', at };
    this.#reindex();
  }

  /** A row is visible: its most recent run is read, once after each refresh. */
  want(scenarioId: number): void {
    if (this.#asked.has(scenarioId)) return;
    this.#asked.add(scenarioId);
    void this.#queue.add(async () => {
      try {
        const last = await this.session.api.runs.mostRecent(this.session.organization, scenarioId);
        this.#put(scenarioId, { last: last ?? null });
      } catch {
        // A row that stays without its outcome is no news; the next refresh asks again.
        this.#asked.delete(scenarioId);
      }
    });
  }

  /**
   * A scenario's latest runs, for a tooltip: read once after each refresh, and the tree is not drawn anew for them, which
   * would take the tooltip away. `undefined` where they cannot be read.
   */
  async recentRuns(scenarioId: number): Promise<readonly Run[] | undefined> {
    const known = this.#runs.get(scenarioId)?.list ?? this.#recent.get(scenarioId);
    if (known) return known;
    const { api, organization } = this.session;
    await this.#queue.add(async () => {
      try {
        const page = await api.runs.pages(organization, scenarioId)[Symbol.asyncIterator]().next();
        this.#recent.set(scenarioId, page.done === true ? [] : page.value);
      } catch {
        // The tooltip says less.
      }
    });
    return this.#recent.get(scenarioId);
  }

  /** Whether a scenario's runs have to be read before they can be shown as they are now. */
  needsRuns(scenarioId: number): boolean {
    const known = this.#runs.get(scenarioId);
    return (
      !this.#pageLoads.has(scenarioId) &&
      (this.#stale.has(scenarioId) || (!known?.list && known?.problem === undefined))
    );
  }

  /** Shows the next page of a scenario's runs; a second call while it is on its way is the same call. Never rejects: what went wrong stands in the tree. */
  async loadRuns(scenarioId: number, say: (error: unknown) => string): Promise<void> {
    const load =
      this.#pageLoads.get(scenarioId) ??
      this.#loadPage(scenarioId, say).finally(() => this.#pageLoads.delete(scenarioId));
    this.#pageLoads.set(scenarioId, load);
    return load;
  }

  async #loadPage(scenarioId: number, say: (error: unknown) => string): Promise<void> {
    this.#stale.delete(scenarioId);
    const { api, organization } = this.session;
    const paging =
      this.#paging.get(scenarioId) ?? new RunPages(api.runs.pages(organization, scenarioId)[Symbol.asyncIterator]());
    this.#paging.set(scenarioId, paging);
    try {
      const known = this.#runs.get(scenarioId)?.list ?? [];
      const list = merged(known, (await paging.next(known)) ?? []);
      this.#put(scenarioId, { list, last: list[0] ?? null, hasMore: false });
      const hasMore = await paging.hasMore();
      if (hasMore && this.#paging.get(scenarioId) === paging) this.#put(scenarioId, { hasMore });
    } catch (error) {
      this.#paging.delete(scenarioId);
      this.#put(scenarioId, { problem: say(error) });
    }
  }

  /**
   * Runs that were going on when they were seen last and that nobody watches may have ended: the newest are read again. For
   * when somebody looks; one that was read a moment ago is not.
   */
  lookAgain(): void {
    const going = [...this.#runs].flatMap(([scenarioId, { list = [], last }]) => {
      const runs = new Map([...list, ...(last ? [last] : [])].map((run) => [run.id, run]));
      return [...runs.values()]
        .filter((run) => !hasEnded(run) && !this.#live.has(run.id))
        .map(({ id }) => ({ scenarioId, id }));
    });
    const newest = going.sort((one, other) => other.id - one.id).slice(0, mostRereads);
    for (const { scenarioId, id } of newest) if (this.#rereads.allows(id)) this.#readAgain(scenarioId, id);
  }

  #readAgain(scenarioId: number, runId: number): void {
    const { api, organization } = this.session;
    void this.#queue.add(async () => {
      try {
        this.note(scenarioId, await api.runs.get(organization, scenarioId, runId));
      } catch {
        // It stays as it was seen last; the next look asks again.
      }
    });
  }

  /** A run was seen elsewhere: started, followed, or read. */
  note(scenarioId: number, run: Run): void {
    const known = this.#runs.get(scenarioId);
    const isLast = !known?.last || run.id >= known.last.id;
    this.#recent.delete(scenarioId);
    this.#put(scenarioId, {
      ...(known?.list ? { list: merged(known.list, [run]) } : {}),
      ...(isLast ? { last: run } : {}),
    });
  }

  /** How a run stands was seen step by step; once it has ended, only the step that failed is kept. */
  noteProgress(scenarioId: number, runId: number, state: RunState): void {
    if (state.phase !== 'finished') this.#live.set(runId, state);
    else {
      this.#live.delete(runId);
      const failed = failureOf(state, this.#index.scenario(scenarioId));
      if (failed) this.#failed.set(runId, failed);
    }
    this.#changed.fire({ scenarioId });
  }

  dispose(): void {
    this.#queue.dispose();
    this.#store.dispose();
  }

  async #load(cancellation: Cancellation | undefined): Promise<void> {
    const { api, organization } = this.session;
    const call = cancellation ? { cancellation } : {};
    try {
      const [folders, scenarios] = await Promise.all([
        api.folders.list(organization, call),
        api.scenarios.list(organization, call),
      ]);
      this.#folders = folders;
      this.#scenarios = scenarios;
      this.#forgetRuns();
      this.#state = { kind: 'loaded', at: Date.now() };
    } catch (error) {
      const seenAt = seenAtOf(this.#state);
      this.#state = { kind: 'failed', error, ...(seenAt === undefined ? {} : { seenAt }) };
    }
    this.#reindex();
  }

  /** What is shown of runs stays until something newer is there; it is asked for again when it is looked at. */
  #forgetRuns(): void {
    this.#asked.clear();
    this.#paging.clear();
    this.#recent.clear();
    for (const [id, { list, problem }] of this.#runs) if (list ?? problem) this.#stale.add(id);
  }

  #reindex(): void {
    this.#index = createScenarioIndex({ folders: this.#folders, scenarios: this.#scenarios, filter: this.#filter });
    this.#changed.fire('all');
  }

  #put(scenarioId: number, change: ScenarioRuns): void {
    const known = new Map(Object.entries(this.#runs.get(scenarioId) ?? {}));
    // An answer ends the problem before it.
    known.delete('problem');
    this.#runs.set(scenarioId, { ...Object.fromEntries(known), ...change });
    this.#changed.fire({ scenarioId });
  }
}

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index]);

/** Runs by id, newest first; of two readings of one run the later counts. */
function merged(known: readonly Run[], fresh: readonly Run[]): readonly Run[] {
  const byId = new Map([...known, ...fresh].map((run) => [run.id, run]));
  return [...byId.values()].sort((a, b) => b.id - a.id);
}

function failureOf(state: RunState, scenario: Scenario | undefined): FailedStep | undefined {
  const index = failedStep(state);
  if (index === undefined) return undefined;
  const written = scenario?.definition?.steps[index];
  const message = state.steps[index]?.result?.message;
  return {
    index,
    total: state.steps.length,
    ...(written ? { text: stepTitle(written) } : {}),
    ...(message === undefined ? {} : { message }),
  };
}
