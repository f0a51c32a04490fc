import { RateLimitedError, UnauthorizedError } from '../../api/http/errors';
import { CancellationSource } from '../../base/cancellation';
import type { Disposable } from '../../base/dispose';
import type { Clock } from '../../base/clock';
import type { Event } from '../../base/event';
import { t } from '../../base/localize';
import type { RunEvent } from '../../run/events';
import { stepsOfLog } from '../../run/log-reader';
import { followRun, type FollowEnd, type FollowPorts } from '../../run/follow';
import { hasEnded, isFinal } from '../../run/outcome';
import { createRunState, reduceRun, reduceRunEvents, type RunState } from '../../run/state';
import type { TimeFormat } from '../../view/time';
import type { Session } from '../session/session';
import type { RevealRuns } from '../settings';
import type { RunChannels } from './channels';
import { connectionNote, endNote, isTransient } from '../../view/follow-words';
import type { RunNews, WatchedRun } from './run-news';
import {
  channelKey,
  openTranscript,
  watchKey,
  type DocumentWriter,
  type OpenTranscript,
  type WatchTarget,
} from './open-transcript';

interface Watch extends WatchedRun {
  readonly cancellation: CancellationSource;
  state: RunState;
  /** What it is read by: after signing in again that may be another one. */
  session: Session;
  /** Set while the run cannot be read before the user signs in: tries at once. */
  retry?: (() => void) | undefined;
}

export interface RunWatcherWorld {
  readonly clock: Clock;
  readonly time: TimeFormat;
  readonly channels: RunChannels;
  /** Where what is seen of runs is told. */
  readonly news: RunNews;
  /** Begins the document of a run that is watched. */
  readonly write: (target: WatchTarget, heading: string) => DocumentWriter;
  /** The session itself while its account is signed in, or another account's of the same address and organization. */
  readonly renewed: (session: Session) => Promise<Session | undefined>;
  /** Fires when accounts change. */
  readonly onDidChangeSessions: Event<undefined>;
  /** When a channel is shown by itself. */
  readonly reveal: () => RevealRuns;
  /** Words an error for people. */
  readonly say: (error: unknown) => string;
  /** Tells the user of an error, with the button that helps. */
  readonly tell: (error: unknown) => void;
}

export interface WatchOptions {
  /** Shows nothing by itself. */
  readonly quiet?: boolean;
  /** `unknown`: the run was over before, and nobody saw when its steps were. */
  readonly times?: 'seen' | 'unknown';
}

/** How often a run is asked about, in milliseconds, whose token was refused: a service may refuse one by mistake. */
const refusedPauseMs = 60_000;

/** Writes runs into their scenarios' channels and their documents as they happen. */
export class RunWatcher implements Disposable {
  readonly #watches = new Map<string, Watch>();

  constructor(private readonly world: RunWatcherWorld) {}

  /** Follows a run to its end; a run that is watched already is not watched twice. */
  async watch(target: WatchTarget, { quiet = false, times = 'seen' }: WatchOptions = {}): Promise<void> {
    const key = watchKey(target);
    const known = this.#watches.get(key);
    if (known) {
      known.retry?.();
      if (!quiet) this.world.channels.show(known.channel);
      return;
    }
    const { session, scenario, run } = target;
    const state = createRunState(scenario.definition?.steps.length ?? 0);
    const watch: Watch = {
      key,
      channel: channelKey(target),
      scenarioName: scenario.name,
      runId: run.id,
      state,
      session,
      cancellation: new CancellationSource(),
    };
    this.#watches.set(key, watch);
    this.#tellProgress(target, state);
    this.#tellWatches();
    try {
      await this.#follow(target, watch, { quiet, times });
    } finally {
      this.#watches.delete(key);
      watch.cancellation.dispose();
      this.#tellWatches();
    }
  }

  /** Stops watching; the run goes on. */
  stop(key: string): void {
    this.#watches.get(key)?.cancellation.cancel();
  }

  /** A run was read otherwise: what its log told is known to all who ask. */
  learn(target: WatchTarget, events: readonly RunEvent[]): void {
    const { session, scenario, run } = target;
    this.world.news.see({ organization: session.organization, scenarioId: scenario.id, run });
    // A run that is watched is known better already, and one that goes on must not look watched.
    if (this.#watches.has(watchKey(target)) || !hasEnded(run)) return;
    this.#tellProgress(target, reduceRunEvents(createRunState(scenario.definition?.steps.length ?? 0), events));
  }

  dispose(): void {
    for (const { cancellation } of this.#watches.values()) cancellation.cancel();
  }

  async #follow(target: WatchTarget, watch: Watch, { quiet, times }: Required<WatchOptions>): Promise<void> {
    const { channels, write, reveal, time } = this.world;
    const transcript = openTranscript({ channels, document: (heading) => write(target, heading), time, times }, target);
    if (!quiet && reveal() === 'onStart') channels.show(watch.channel);
    const end = await this.#toItsEnd({ target, watch, transcript });
    if (hasFailed(end) && !quiet && reveal() === 'onFailure') channels.show(watch.channel);
  }

  async #toItsEnd(watching: Watching): Promise<FollowEnd> {
    const { target, transcript } = watching;
    const steps = stepsOfLog(target.scenario, target.run);
    let isWhole = false;
    try {
      const end = await followRun(this.#ports(watching), steps === undefined ? {} : { steps });
      const note = endNote(end, this.world.say);
      if (note !== undefined) transcript.note(note, this.world.clock.now());
      if (end.kind !== 'finished') this.#forget(target);
      isWhole = end.kind === 'finished' && end.logError === undefined && isFinal(end.run.outcome);
      return end;
    } finally {
      transcript.end(isWhole);
    }
  }

  /** How far the run is, is not known any more. */
  #forget(target: WatchTarget): void {
    this.#tellProgress(target, { ...createRunState(0), phase: 'finished' });
  }

  #ports(watching: Watching): FollowPorts {
    const { target, watch, transcript } = watching;
    const { scenario, run, session } = target;
    const { organization } = session;
    const { clock, news } = this.world;
    return {
      runs: {
        get: (cancellation) => watch.session.api.runs.get(organization, scenario.id, run.id, { cancellation }),
        log: (logId, cancellation) =>
          watch.session.api.runs.log(organization, scenario.id, run.id, logId, { cancellation }),
      },
      clock,
      cancellation: watch.cancellation.token,
      emit: (event) => this.#hear(event, watching),
      isTransient,
      mended: (error) => (error instanceof UnauthorizedError ? this.#waitForToken(error, watching) : undefined),
      retryAfter: (error) => (error instanceof RateLimitedError ? error.retryAfter : undefined),
      onState: (state) => {
        const note = connectionNote(state);
        if (note !== undefined) transcript.note(note, clock.now());
      },
      onRun: (seen) => {
        this.#resume(watching);
        news.see({ organization, scenarioId: scenario.id, run: seen });
        // Whoever shows it may have begun only now: after signing in the view is another.
        if (!hasEnded(seen)) this.#tellProgress(target, watch.state);
      },
    };
  }

  /** Waits until the user has signed in again, or until a refused token may be tried once more. */
  async #waitForToken(error: UnauthorizedError, watching: Watching): Promise<void> {
    const { watch } = watching;
    const { renewed, onDidChangeSessions, clock } = this.world;
    const waiting = new CancellationSource();
    const wake = (): void => waiting.cancel();
    const subscriptions = [onDidChangeSessions(wake), watch.cancellation.token.onCancellationRequested(wake)];
    const isFirst = watch.retry === undefined;
    watch.retry = wake;
    try {
      if (isFirst) await this.#pause(error, watching);
      await clock.sleep(refusedPauseMs, waiting.token);
      watch.session = (await renewed(watch.session)) ?? watch.session;
    } finally {
      for (const subscription of subscriptions) subscription.dispose();
    }
  }

  /** Signing out is the user's own deed, and no refusal: only the transcript and the rows speak of it. */
  async #pause(error: UnauthorizedError, { watch, transcript, target }: Watching): Promise<void> {
    const { renewed, clock, say, tell } = this.world;
    this.#forget(target);
    this.#tellWatches();
    const isSignedOut = error.errorName === 'SignedOut' || (await renewed(watch.session)) === undefined;
    transcript.note(
      isSignedOut
        ? t('You signed out. The run continues, and watching resumes after you sign in.')
        : t('{0} The run continues, and watching resumes after you sign in.', say(error)),
      clock.now(),
    );
    if (!isSignedOut) tell(error);
  }

  /** An answer came: it is watched again. */
  #resume({ target, watch, transcript }: Watching): void {
    if (!watch.retry) return;
    watch.retry = undefined;
    transcript.note(t('Watching the run again.'), this.world.clock.now());
    this.#tellProgress(target, watch.state);
    this.#tellWatches();
  }

  #hear(event: RunEvent, { target, watch, transcript }: Watching): void {
    transcript.push(event);
    watch.state = reduceRun(watch.state, event);
    this.#tellProgress(target, watch.state);
    this.#tellWatches();
  }

  #tellWatches(): void {
    this.world.news.watch([...this.#watches.values()].filter(({ retry }) => retry === undefined));
  }

  #tellProgress({ session, scenario, run }: WatchTarget, state: RunState): void {
    this.world.news.progress({ organization: session.organization, scenarioId: scenario.id, runId: run.id, state });
  }
}

interface Watching {
  readonly target: WatchTarget;
  readonly watch: Watch;
  readonly transcript: OpenTranscript;
}

const hasFailed = (end: FollowEnd): boolean => end.kind === 'finished' && end.run.outcome !== 'Passed';
