import { CancellationSource } from '../../base/cancellation';
import type { Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import { t } from '../../base/localize';
import { NotTheApiError, RateLimitedError, ServerError, UnreachableError } from '../../api/errors';
import { completedRunEvents } from '../../run/completed-run';
import { followRun, type FollowEnd } from '../../run/follow';
import { isFinal } from '../../run/outcome';
import { createTranscript, type Transcript, type TranscriptOptions } from '../../view/transcript';
import type { Run, Scenario } from '../../wire/records';
import { systemClock } from '../clock';
import type { Session } from '../session';
import { revealRuns } from '../settings';
import type { RunChannels } from './channels';

/** A run as it is seen now, for whoever shows it. */
export interface RunSighting {
  readonly organization: string;
  readonly scenarioId: number;
  readonly run: Run;
}

/** A run and all that its transcript needs. */
export interface WatchTarget {
  readonly session: Session;
  readonly scenario: Scenario;
  readonly run: Run;
  /** A web address of the run, where there is one. */
  readonly link?: string;
}

interface Watch {
  readonly cancellation: CancellationSource;
  readonly scenarioName: string;
  readonly runId: number;
}

const keyOf = ({ session, scenario, run }: WatchTarget): string => `${session.organization}/${String(scenario.id)}/${String(run.id)}`;
const channelKey = ({ session, scenario }: WatchTarget): string => `${session.organization}/${String(scenario.id)}`;

/** Writes runs into their scenarios' channels: going ones as they happen, finished ones once. */
export class RunWatcher implements Disposable {
  readonly #watches = new Map<string, Watch>();
  readonly #written = new Set<string>();
  readonly #sighted = new Emitter<RunSighting>();
  readonly #changed = new Emitter<undefined>();
  /** Fires with every answer about a run that is watched. */
  readonly onDidSee: Event<RunSighting> = this.#sighted.event;
  /** Fires when watching begins or ends. */
  readonly onDidChangeWatches: Event<undefined> = this.#changed.event;

  constructor(
    private readonly channels: RunChannels,
    private readonly say: (error: unknown) => string,
  ) {}

  get watched(): readonly { readonly key: string; readonly scenarioName: string; readonly runId: number }[] {
    return [...this.#watches].map(([key, { scenarioName, runId }]) => ({ key, scenarioName, runId }));
  }

  isWatched(organization: string, scenarioId: number, runId: number): boolean {
    return this.#watches.has(`${organization}/${String(scenarioId)}/${String(runId)}`);
  }

  /** Follows a run to its end; a run that is watched already is not watched twice. */
  async watch(target: WatchTarget): Promise<void> {
    const key = keyOf(target);
    if (this.#watches.has(key)) {
      this.channels.show(channelKey(target));
      return;
    }
    const cancellation = new CancellationSource();
    this.#watches.set(key, { cancellation, scenarioName: target.scenario.name, runId: target.run.id });
    this.#written.add(key);
    this.#changed.fire(undefined);
    try {
      await this.#follow(target, cancellation);
    } finally {
      this.#watches.delete(key);
      cancellation.dispose();
      this.#changed.fire(undefined);
    }
  }

  /** Shows a run: its transcript is written once, however often it is asked for. */
  async show(target: WatchTarget): Promise<void> {
    const key = keyOf(target);
    if (!isFinal(target.run.outcome)) return this.watch(target);
    if (!this.#written.has(key)) {
      const log = target.run.log && (await target.session.api.runs.log(target.session.organization, target.scenario.id, target.run.id, target.run.log.id));
      this.#written.add(key);
      const { append, transcript } = this.#open(target, { times: 'unknown' });
      for (const event of completedRunEvents(target.run, log)) append(transcript.push(event));
    }
    this.channels.show(channelKey(target));
  }

  /** Stops watching; the run goes on. */
  stop(key: string): void {
    this.#watches.get(key)?.cancellation.cancel();
  }

  stopRun(organization: string, scenarioId: number, runId: number): void {
    this.stop(`${organization}/${String(scenarioId)}/${String(runId)}`);
  }

  dispose(): void {
    for (const { cancellation } of this.#watches.values()) cancellation.cancel();
    this.#sighted.dispose();
    this.#changed.dispose();
  }

  async #follow(target: WatchTarget, cancellation: CancellationSource): Promise<void> {
    const { session, scenario, run } = target;
    const { append, transcript } = this.#open(target, { times: 'seen' });
    if (revealRuns() === 'onStart') this.channels.show(channelKey(target));
    const end = await followRun(
      {
        runs: {
          get: (token) => session.api.runs.get(session.organization, scenario.id, run.id, { cancellation: token }),
          log: (logId, token) => session.api.runs.log(session.organization, scenario.id, run.id, logId, { cancellation: token }),
        },
        clock: systemClock,
        cancellation: cancellation.token,
        emit: (event) => append(transcript.push(event)),
        isTransient,
        retryAfter: (error) => (error instanceof RateLimitedError ? error.retryAfter : undefined),
        onState: (state) => {
          if (state.kind === 'following') append(transcript.note(t('The connection is back.'), Date.now()));
          else if (state.attempt === 1) append(transcript.note(t('The connection was lost; the run goes on. Trying again…'), Date.now()));
        },
        onRun: (seen) => this.#sighted.fire({ organization: session.organization, scenarioId: scenario.id, run: seen }),
      },
      scenario.definition ? { steps: scenario.definition.steps.length } : {},
    );
    append(endText(end, transcript, this.say));
    const failed = end.kind === 'finished' && end.run.outcome !== 'Passed';
    if (failed && revealRuns() === 'onFailure') this.channels.show(channelKey(target));
  }

  #open(target: WatchTarget, options: TranscriptOptions): { readonly append: (text: string) => void; readonly transcript: Transcript } {
    const { session, scenario, run, link } = target;
    const channel = this.channels.of(channelKey(target), scenario.name);
    const transcript = createTranscript(
      {
        scenario: scenario.name,
        organization: session.isSandbox ? t('{0} (Sandbox)', session.name) : session.name,
        runId: run.id,
        ...(link === undefined ? {} : { link }),
        steps: scenario.definition?.steps ?? [],
        ...(options.times === 'unknown' && run.createdAt !== undefined ? { ranAt: run.createdAt } : {}),
      },
      options,
    );
    // Two transcripts may be written at once into one channel; each line says its own step, a blank line parts the runs.
    channel.append(`\n${transcript.heading}`);
    return {
      transcript,
      append: (text) => {
        if (text !== '') channel.append(text);
      },
    };
  }
}

/** Whether asking again later may help. A proxy's error page in place of one answer is no reason to stop watching. */
const isTransient = (error: unknown): boolean =>
  [UnreachableError, RateLimitedError, ServerError, NotTheApiError].some((kind) => error instanceof kind);

function endText(end: FollowEnd, transcript: Transcript, say: (error: unknown) => string): string {
  const now = Date.now();
  switch (end.kind) {
    case 'finished':
      return end.logError === undefined ? '' : transcript.note(t('The log could not be read to its end.'), now);
    case 'stopped':
      return transcript.note(t('No longer watched; the run goes on.'), now);
    case 'quiet':
      return transcript.note(t('Nothing was heard of the run for a long time. Watch it again to go on.'), now);
    case 'lost':
      return transcript.note(t('The run can no longer be read: {0}', say(end.error)), now);
  }
}
