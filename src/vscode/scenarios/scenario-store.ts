import type { Cancellation } from '../../base/cancellation';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import type { FailedStep, RunKnowledge, ScenarioRuns } from '../../view/run-knowledge';
import { createScenarioIndex, type ScenarioIndex } from '../../view/scenario-index';
import type { Folder, Run, RunLog, Scenario } from '../../wire/records';
import { isFinal } from '../../run/outcome';
import type { Session } from '../session';
import { RequestQueue } from './request-queue';

/** How the view stands. */
export type StoreState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly at: number }
  /** `seenAt`: when what is shown was read, where anything is. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly seenAt?: number };

/** What changed: everything, or one scenario's runs. */
export type StoreChange = 'all' | { readonly scenarioId: number };

const emptyIndex = createScenarioIndex({ folders: [], scenarios: [] });

interface Paging {
  readonly pages: AsyncIterator<readonly Run[]>;
}

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
  readonly #paging = new Map<number, Paging>();
  readonly #failed = new Map<number, FailedStep>();
  readonly #asked = new Set<number>();
  #folders: readonly Folder[] = [];
  #scenarios: readonly Scenario[] = [];
  #filter = '';
  #index: ScenarioIndex = emptyIndex;
  #state: StoreState = { kind: 'loading' };
  #loading: Promise<void> | undefined;

  constructor(readonly session: Session) {}

  get state(): StoreState {
    return this.#state;
  }

  get index(): ScenarioIndex {
    return this.#index;
  }

  get scenarios(): readonly Scenario[] {
    return this.#scenarios;
  }

  get filter(): string {
    return this.#filter;
  }

  /** What the tree asks; answers from what is there. */
  readonly knowledge: RunKnowledge = {
    runs: (scenarioId) => this.#runs.get(scenarioId),
    failedStep: (runId) => this.#failed.get(runId),
    live: () => undefined,
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

  /** A row became visible: its most recent run is read, once, unless it is known. */
  want(scenarioId: number): void {
    if (this.#asked.has(scenarioId) || this.#runs.get(scenarioId)?.last !== undefined) return;
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

  /** Reads the next page of a scenario's runs. Never rejects: what went wrong stands in the tree. */
  async loadRuns(scenarioId: number, say: (error: unknown) => string): Promise<void> {
    const paging = this.#paging.get(scenarioId) ?? { pages: this.session.api.runs.pages(this.session.organization, scenarioId)[Symbol.asyncIterator]() };
    this.#paging.set(scenarioId, paging);
    try {
      const page = await paging.pages.next();
      const list = [...(this.#runs.get(scenarioId)?.list ?? []), ...(page.done === true ? [] : page.value)];
      this.#put(scenarioId, { list, last: list[0] ?? null, hasMore: page.done !== true });
    } catch (error) {
      this.#paging.delete(scenarioId);
      this.#put(scenarioId, { problem: say(error) });
    }
  }

  /** A run was seen elsewhere: started, followed, or read. */
  note(scenarioId: number, run: Run): void {
    const known = this.#runs.get(scenarioId);
    const list = known?.list && [run, ...known.list.filter(({ id }) => id !== run.id)].sort((a, b) => b.id - a.id);
    const isLast = !known?.last || run.id >= known.last.id;
    this.#put(scenarioId, { ...(list ? { list } : {}), ...(isLast ? { last: run } : {}) });
  }

  /** A finished run's log was read; finished logs never change. */
  noteLog(run: Run, log: RunLog, total: number): void {
    if (!isFinal(run.outcome)) return;
    const index = log.entries.findIndex(({ outcome }) => outcome === 'Failed' || outcome === 'Error');
    const entry = log.entries[index];
    if (!entry || !run.scenario) return;
    this.#failed.set(run.id, { index, total, message: entry.message });
    this.#changed.fire({ scenarioId: run.scenario.id });
  }

  dispose(): void {
    this.#queue.dispose();
    this.#store.dispose();
  }

  async #load(cancellation: Cancellation | undefined): Promise<void> {
    const { api, organization } = this.session;
    const call = cancellation ? { cancellation } : {};
    try {
      const [folders, scenarios] = await Promise.all([api.folders.list(organization, call), api.scenarios.list(organization, call)]);
      this.#folders = folders;
      this.#scenarios = scenarios;
      this.#forgetRuns();
      this.#state = { kind: 'loaded', at: Date.now() };
    } catch (error) {
      const seenAt = this.#state.kind === 'loaded' ? this.#state.at : this.#state.kind === 'failed' ? this.#state.seenAt : undefined;
      this.#state = { kind: 'failed', error, ...(seenAt === undefined ? {} : { seenAt }) };
    }
    this.#reindex();
  }

  /** What is shown of runs stays until something newer is there; only the wish to ask again is renewed. */
  #forgetRuns(): void {
    this.#asked.clear();
    this.#paging.clear();
    for (const [id, { last }] of this.#runs) this.#runs.set(id, last === undefined ? {} : { last });
    this.#refreshLast();
  }

  #refreshLast(): void {
    for (const [id, { last }] of this.#runs) {
      if (last === undefined) continue;
      void this.#queue.add(async () => {
        try {
          const fresh = await this.session.api.runs.mostRecent(this.session.organization, id);
          this.#put(id, { last: fresh ?? null });
        } catch {
          // The old answer stays.
        }
      });
    }
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
