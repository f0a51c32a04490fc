import { RateLimitedError } from '../../api/http/errors';
import { CancellationSource } from '../../base/cancellation';
import type { Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import { completedRunEvents } from '../../run/completed-run';
import type { RunEvent } from '../../run/events';
import { stepsOfLog } from '../../run/log-reader';
import { followRun, type FollowEnd, type FollowPorts } from '../../run/follow';
import { isFinal } from '../../run/outcome';
import { createRunState, reduceRun, type RunState } from '../../run/state';
import type { Run } from '../../wire/records';
import { systemClock } from '../clock';
import { revealRuns } from '../settings';
import type { RunChannels } from './channels';
import { connectionNote, endNote, isTransient } from '../../view/follow-words';
import { channelKey, openTranscript, watchKey, type OpenTranscript, type WatchTarget } from './open-transcript';

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

interface Watch extends WatchedRun {
  readonly cancellation: CancellationSource;
  state: RunState;
}

/** Writes runs into their scenarios' channels: going ones as they happen, finished ones once. */
export class RunWatcher implements Disposable {
  readonly #watches = new Map<string, Watch>();
  readonly #written = new Set<string>();
  readonly #sighted = new Emitter<RunSighting>();
  readonly #progressed = new Emitter<RunProgress>();
  readonly #changed = new Emitter<undefined>();
  /** Fires with every answer about a run that is watched. */
  readonly onDidSee: Event<RunSighting> = this.#sighted.event;
  /** Fires when steps of a run became known. */
  readonly onDidProgress: Event<RunProgress> = this.#progressed.event;
  /** Fires when watching begins, goes on a step, or ends. */
  readonly onDidChangeWatches: Event<undefined> = this.#changed.event;

  constructor(
    private readonly channels: RunChannels,
    private readonly say: (error: unknown) => string,
  ) {}

  get watched(): readonly WatchedRun[] {
    return [...this.#watches.values()];
  }

  /** Follows a run to its end; a run that is watched already is not watched twice. `quiet`: shows nothing by itself. */
  async watch(target: WatchTarget, { quiet = false } = {}): Promise<void> {
    const key = watchKey(target);
    if (this.#watches.has(key)) {
      if (!quiet) this.channels.show(channelKey(target));
      return;
    }
    const { scenario, run } = target;
    const state = createRunState(scenario.definition?.steps.length ?? 0);
    const watch: Watch = {
      key,
      channel: channelKey(target),
      scenarioName: scenario.name,
      runId: run.id,
      state,
      cancellation: new CancellationSource(),
    };
    this.#watches.set(key, watch);
    this.#written.add(key);
    this.#changed.fire(undefined);
    try {
      await this.#follow(target, watch, quiet);
    } finally {
      this.#watches.delete(key);
      watch.cancellation.dispose();
      this.#changed.fire(undefined);
    }
  }

  /** Shows a run: its transcript is written once, however often it is asked for. */
  async show(target: WatchTarget): Promise<void> {
    if (!isFinal(target.run.outcome)) return this.watch(target);
    const key = watchKey(target);
    if (!this.#written.has(key) && !this.#watches.has(key)) await this.#write(target);
    this.channels.show(channelKey(target));
  }

  /** Stops watching; the run goes on. */
  stop(key: string): void {
    this.#watches.get(key)?.cancellation.cancel();
  }

  dispose(): void {
    for (const { cancellation } of this.#watches.values()) cancellation.cancel();
    this.#sighted.dispose();
    this.#progressed.dispose();
    this.#changed.dispose();
  }

  async #write(target: WatchTarget): Promise<void> {
    const { session, scenario, run } = target;
    const key = watchKey(target);
    // At once: a second click while the log is on its way must not write it again.
    this.#written.add(key);
    const reading = run.log
      ? session.api.runs.log(session.organization, scenario.id, run.id, run.log.id)
      : Promise.resolve(undefined);
    const log = await reading.catch((error: unknown) => {
      this.#written.delete(key);
      throw error;
    });
    const transcript = openTranscript(this.channels, target, 'unknown');
    let state = createRunState(scenario.definition?.steps.length ?? 0);
    for (const event of completedRunEvents(run, log)) {
      transcript.push(event);
      state = reduceRun(state, event);
    }
    this.#tellProgress(target, state);
  }

  async #follow(target: WatchTarget, watch: Watch, quiet: boolean): Promise<void> {
    const transcript = openTranscript(this.channels, target, 'seen');
    if (!quiet && revealRuns() === 'onStart') this.channels.show(watch.channel);
    const steps = stepsOfLog(target.scenario, {});
    const end = await followRun(this.#ports(target, watch, transcript), steps === undefined ? {} : { steps });
    const note = endNote(end, this.say);
    if (note !== undefined) transcript.note(note);
    if (end.kind !== 'finished') this.#forget(target, watch);
    if (hasFailed(end) && !quiet && revealRuns() === 'onFailure') this.channels.show(watch.channel);
  }

  /** Nobody knows any more how far the run is. Watched again, it is written again: its transcript stops in the middle. */
  #forget(target: WatchTarget, { key }: Watch): void {
    this.#written.delete(key);
    this.#tellProgress(target, { ...createRunState(0), phase: 'finished' });
  }

  #ports(target: WatchTarget, watch: Watch, transcript: OpenTranscript): FollowPorts {
    const { session, scenario, run } = target;
    const { api, organization } = session;
    return {
      runs: {
        get: (cancellation) => api.runs.get(organization, scenario.id, run.id, { cancellation }),
        log: (logId, cancellation) => api.runs.log(organization, scenario.id, run.id, logId, { cancellation }),
      },
      clock: systemClock,
      cancellation: watch.cancellation.token,
      emit: (event) => this.#hear(event, { target, watch, transcript }),
      isTransient,
      retryAfter: (error) => (error instanceof RateLimitedError ? error.retryAfter : undefined),
      onState: (state) => {
        const note = connectionNote(state);
        if (note !== undefined) transcript.note(note);
      },
      onRun: (seen) => this.#sighted.fire({ organization, scenarioId: scenario.id, run: seen }),
    };
  }

  #hear(
    event: RunEvent,
    {
      target,
      watch,
      transcript,
    }: { readonly target: WatchTarget; readonly watch: Watch; readonly transcript: OpenTranscript },
  ): void {
    transcript.push(event);
    watch.state = reduceRun(watch.state, event);
    this.#tellProgress(target, watch.state);
    this.#changed.fire(undefined);
  }

  #tellProgress({ session, scenario, run }: WatchTarget, state: RunState): void {
    this.#progressed.fire({ organization: session.organization, scenarioId: scenario.id, runId: run.id, state });
  }
}

const hasFailed = (end: FollowEnd): boolean => end.kind === 'finished' && end.run.outcome !== 'Passed';
