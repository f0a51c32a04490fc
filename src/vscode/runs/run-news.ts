import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import type { RunState } from '../../run/state';
import type { Run } from '../../wire/records';

/** A run as it is seen now, for whoever shows it. */
export interface RunSighting {
  readonly organization: string;
  readonly scenarioId: number;
  readonly run: Run;
}

/** How far a run is, as its steps told. */
export interface RunProgress {
  readonly organization: string;
  readonly scenarioId: number;
  readonly runId: number;
  readonly state: RunState;
}

/** A run that is being watched. */
export interface WatchedRun {
  readonly key: string;
  readonly channel: string;
  readonly scenarioName: string;
  readonly runId: number;
  readonly state: RunState;
}

/** What is seen of runs, for the view and the status bar: it is there before anything that starts or watches runs is loaded. */
export class RunNews implements Disposable {
  readonly #store = new DisposableStore();
  readonly #seen = this.#store.add(new Emitter<RunSighting>());
  readonly #progressed = this.#store.add(new Emitter<RunProgress>());
  readonly #changed = this.#store.add(new Emitter<undefined>());
  #watched: readonly WatchedRun[] = [];
  /** Fires with every answer about a run. */
  readonly onDidSee: Event<RunSighting> = this.#seen.event;
  /** Fires when steps of a run became known. */
  readonly onDidProgress: Event<RunProgress> = this.#progressed.event;
  /** Fires when watching begins, goes on a step, or ends. */
  readonly onDidChangeWatches: Event<undefined> = this.#changed.event;

  /** Those that wait for the user to sign in are not among them. */
  get watched(): readonly WatchedRun[] {
    return this.#watched;
  }

  see(sighting: RunSighting): void {
    this.#seen.fire(sighting);
  }

  progress(progress: RunProgress): void {
    this.#progressed.fire(progress);
  }

  watch(watched: readonly WatchedRun[]): void {
    this.#watched = watched;
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
