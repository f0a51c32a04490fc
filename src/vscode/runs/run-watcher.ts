import { RateLimitedError, UnauthorizedError } from '../../api/errors';
import { CancellationSource } from '../../base/cancellation';
import type { Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import { t } from '../../base/localize';
import type { RunEvent } from '../../run/events';
import { stepsOfLog } from '../../run/log-reader';
import { followRun, type FollowEnd, type FollowPorts } from '../../run/follow';
import { hasEnded } from '../../run/outcome';
import { createRunState, reduceRun, reduceRunEvents, type RunState } from '../../run/state';
import type { Run } from '../../wire/records';
import { systemClock } from '../clock';
import type { Session } from '../session';
import { revealRuns } from '../settings';
import type { RunChannels } from './channels';
import { connectionNote, endNote, isTransient } from './follow-words';
import { channelKey, openTranscript, watchKey, type DocumentWriter, type OpenTranscript, type WatchTarget } from './open-transcript';

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
  /** What it is read by: after signing in again that may be another one. */
  session: Session;
  /** Whether nobody may read it until the user signs in. */
  isPaused: boolean;
}

export interface RunWatcherWorld {
  readonly channels: RunChannels;
  /** Begins the document of a run that is watched. */
  readonly write: (target: WatchTarget, heading: string) => DocumentWriter;
  /** The session itself while its account is signed in, or another account's of the same address and organization. */
  readonly renewed: (session: Session) => Promise<Session | undefined>;
  /** Fires when accounts change. */
  readonly onDidChangeSessions: Event<undefined>;
  /** Words an error for people. */
  readonly say: (error: unknown) => string;
  /** Tells the user of an error, with the button that helps. */
  readonly tell: (error: unknown) => void;
}

/** How often a run is asked about, in milliseconds, whose token was refused: a service may refuse one by mistake. */
const refusedPauseMs = 60_000;

/** Writes runs into their scenarios' channels and their documents as they happen. */
export class RunWatcher implements Disposable {
  readonly #watches = new Map<string, Watch>();
  readonly #sighted = new Emitter<RunSighting>();
  readonly #progressed = new Emitter<RunProgress>();
  readonly #changed = new Emitter<undefined>();
  /** Fires with every answer about a run that is watched. */
  readonly onDidSee: Event<RunSighting> = this.#sighted.event;
  /** Fires when steps of a run became known. */
  readonly onDidProgress: Event<RunProgress> = this.#progressed.event;
  /** Fires when watching begins, goes on a step, or ends. */
  readonly onDidChangeWatches: Event<undefined> = this.#changed.event;

  constructor(private readonly world: RunWatcherWorld) {}

  /** Those that wait for the user to sign in are not among them. */
  get watched(): readonly WatchedRun[] {
    return [...this.#watches.values()].filter(({ isPaused }) => !isPaused);
  }

  /** Follows a run to its end; a run that is watched already is not watched twice. `quiet`: shows nothing by itself. */
  async watch(target: WatchTarget, { quiet = false } = {}): Promise<void> {
    const key = watchKey(target);
    if (this.#watches.has(key)) {
      if (!quiet) this.world.channels.show(channelKey(target));
      return;
    }
    const { session, scenario, run } = target;
    const state = createRunState(scenario.definition?.steps.length ?? 0);
    const watch: Watch = { key, channel: channelKey(target), scenarioName: scenario.name, runId: run.id, state, session, isPaused: false, cancellation: new CancellationSource() };
    this.#watches.set(key, watch);
    this.#tellProgress(target, state);
    this.#changed.fire(undefined);
    try {
      await this.#follow(target, watch, quiet);
    } finally {
      this.#watches.delete(key);
      watch.cancellation.dispose();
      this.#changed.fire(undefined);
    }
  }

  /** Stops watching; the run goes on. */
  stop(key: string): void {
    this.#watches.get(key)?.cancellation.cancel();
  }

  /** A run was read otherwise: what its log told is known to all who ask. */
  learn(target: WatchTarget, events: readonly RunEvent[]): void {
    const { session, scenario, run } = target;
    this.#sighted.fire({ organization: session.organization, scenarioId: scenario.id, run });
    // A run that is watched is known better already, and one that goes on must not look watched.
    if (this.#watches.has(watchKey(target)) || !hasEnded(run)) return;
    this.#tellProgress(target, reduceRunEvents(createRunState(scenario.definition?.steps.length ?? 0), events));
  }

  dispose(): void {
    for (const { cancellation } of this.#watches.values()) cancellation.cancel();
    this.#sighted.dispose();
    this.#progressed.dispose();
    this.#changed.dispose();
  }

  async #follow(target: WatchTarget, watch: Watch, quiet: boolean): Promise<void> {
    const { channels, write, say } = this.world;
    const transcript = openTranscript(channels, (heading) => write(target, heading), target);
    if (!quiet && revealRuns() === 'onStart') channels.show(watch.channel);
    const steps = stepsOfLog(target.scenario, target.run);
    const end = await followRun(this.#ports(target, watch, transcript), steps === undefined ? {} : { steps });
    const note = endNote(end, say);
    if (note !== undefined) transcript.note(note);
    transcript.end(end.kind === 'finished');
    if (end.kind !== 'finished') this.#forget(target);
    if (hasFailed(end) && !quiet && revealRuns() === 'onFailure') channels.show(watch.channel);
  }

  /** How far the run is, is not known any more. */
  #forget(target: WatchTarget): void {
    this.#tellProgress(target, { ...createRunState(0), phase: 'finished' });
  }

  #ports(target: WatchTarget, watch: Watch, transcript: OpenTranscript): FollowPorts {
    const { scenario, run } = target;
    const { organization } = target.session;
    return {
      runs: {
        get: (cancellation) => watch.session.api.runs.get(organization, scenario.id, run.id, { cancellation }),
        log: (logId, cancellation) => watch.session.api.runs.log(organization, scenario.id, run.id, logId, { cancellation }),
      },
      clock: systemClock,
      cancellation: watch.cancellation.token,
      emit: (event) => this.#hear(event, { target, watch, transcript }),
      isTransient,
      mended: (error) => (error instanceof UnauthorizedError ? this.#waitForToken(error, { target, watch, transcript }) : undefined),
      retryAfter: (error) => (error instanceof RateLimitedError ? error.retryAfter : undefined),
      onState: (state) => {
        const note = connectionNote(state);
        if (note !== undefined) transcript.note(note);
      },
      onRun: (seen) => {
        this.#resume({ target, watch, transcript });
        this.#sighted.fire({ organization, scenarioId: scenario.id, run: seen });
      },
    };
  }

  /** Waits until the user has signed in again, or until a refused token may be tried once more. */
  async #waitForToken(error: UnauthorizedError, watching: Watching): Promise<void> {
    const { watch, transcript, target } = watching;
    const { renewed, onDidChangeSessions, say, tell } = this.world;
    if (!watch.isPaused) {
      const isSignedOut = error.errorName === 'SignedOut' || (await renewed(watch.session)) === undefined;
      watch.isPaused = true;
      transcript.note(isSignedOut ? t('Watching stopped, for you signed out; the run goes on. It is watched again when you sign in.') : t('{0} The run goes on; it is watched again when you have signed in.', say(error)));
      if (!isSignedOut) tell(error);
      this.#forget(target);
      this.#changed.fire(undefined);
    }
    const waiting = new CancellationSource();
    const subscriptions = [onDidChangeSessions(() => waiting.cancel()), watch.cancellation.token.onCancellationRequested(() => waiting.cancel())];
    await systemClock.sleep(refusedPauseMs, waiting.token);
    for (const subscription of subscriptions) subscription.dispose();
    watch.session = (await renewed(watch.session)) ?? watch.session;
  }

  /** An answer came: it is watched again. */
  #resume({ target, watch, transcript }: Watching): void {
    if (!watch.isPaused) return;
    watch.isPaused = false;
    transcript.note(t('You are signed in again; the run is watched on.'));
    this.#tellProgress(target, watch.state);
    this.#changed.fire(undefined);
  }

  #hear(event: RunEvent, { target, watch, transcript }: Watching): void {
    transcript.push(event);
    watch.state = reduceRun(watch.state, event);
    this.#tellProgress(target, watch.state);
    this.#changed.fire(undefined);
  }

  #tellProgress({ session, scenario, run }: WatchTarget, state: RunState): void {
    this.#progressed.fire({ organization: session.organization, scenarioId: scenario.id, runId: run.id, state });
  }
}

interface Watching {
  readonly target: WatchTarget;
  readonly watch: Watch;
  readonly transcript: OpenTranscript;
}

const hasFailed = (end: FollowEnd): boolean => end.kind === 'finished' && end.run.outcome !== 'Passed';
