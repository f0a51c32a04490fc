import { CancelledError, unlessCancelled, type Cancellation } from '../base/cancellation';
import type { Clock } from '../base/clock';
import type { Id } from '../wire/payload';
import type { Run, RunLog } from '../wire/records';
import type { RunEvent } from './events';
import { LogReader, type LoggedStep } from './log-reader';
import { hasEnded, isFinal, unknownReason } from './outcome';
import { offlineDelay, pollDelay, quietLimit, settleDelay, unknownIsLastAfter } from './pace';

/** The run being followed, wherever it is kept. Both may reject; `isTransient` says what that means. */
export interface RunSource {
  get(cancellation: Cancellation): Promise<Run>;
  log(logId: Id, cancellation: Cancellation): Promise<RunLog>;
}

/** How the following itself goes, as distinct from how the run goes. */
export type FollowState =
  | { readonly kind: 'following' }
  /** The connection is lost; asked again after `delay` milliseconds. `attempt` counts from 1. */
  | { readonly kind: 'reconnecting'; readonly error: unknown; readonly attempt: number; readonly delay: number };

export interface FollowPorts {
  readonly runs: RunSource;
  readonly clock: Clock;
  readonly cancellation: Cancellation;
  readonly emit: (event: RunEvent) => void;
  /** Whether asking again later may help: a lost connection, a timeout, 429, 5xx. */
  readonly isTransient: (error: unknown) => boolean;
  /**
   * For an error that somebody has to mend, a refused token: resolves once asking again may help, however long that takes.
   * `undefined` for any other error.
   */
  readonly mended?: (error: unknown) => Promise<void> | undefined;
  /** Milliseconds that the service asked us to wait, where it did (`Retry-After`). */
  readonly retryAfter?: (error: unknown) => number | undefined;
  /** Told when the connection is lost, each time it is tried again in vain, and when it is back. */
  readonly onState?: (state: FollowState) => void;
  /** Told of every answer about the run, for trees that show it. */
  readonly onRun?: (run: Run) => void;
}

export interface FollowTarget {
  /** The steps that the run's log can be of, where known (`stepsOfLog`): then nothing is waited for once all have their entry. */
  readonly steps?: readonly LoggedStep[];
}

/** How following ended. */
export type FollowEnd =
  /**
   * The run is over; with an outcome that the reference does not name, as far as can be told. `logError`: its log could not be read to
   * the end.
   */
  | { readonly kind: 'finished'; readonly run: Run; readonly logError?: unknown }
  /** Nobody wants to watch any more. */
  | { readonly kind: 'stopped' }
  /** The run can no longer be read; the run itself may go on. */
  | { readonly kind: 'lost'; readonly error: unknown }
  /** Nothing was heard of the run for `quietLimit`; the run itself may go on. */
  | { readonly kind: 'quiet'; readonly run?: Run };

/**
 * Follows a run by polling until it is over, and emits each of its events once, in order. Never rejects, unless `emit`
 * or another callback throws.
 */
export async function followRun(ports: FollowPorts, target: FollowTarget = {}): Promise<FollowEnd> {
  return new Follower(ports, target).follow();
}

/** Reads of the log after the run became final, at most. */
const maxFinalReads = 6;

/** A garbled answer may be followed by a good one; so many in a row will not be. */
const maxLogFailures = 3;

type Answer<T> = { readonly value: T } | { readonly end: FollowEnd };

class Follower {
  readonly #log: LogReader;
  #started = false;
  #quietPolls = 0;
  #lastNews: number;
  #lastOutcome: string | undefined;
  /** When outcome, duration or log changed last. */
  #lastChange: number;
  #lastSeen = '';
  readonly #outcomes = new Set<string>();
  #logFailures = 0;
  #logError: unknown;
  #run: Run | undefined;

  constructor(
    private readonly ports: FollowPorts,
    private readonly target: FollowTarget,
  ) {
    this.#log = new LogReader(target.steps);
    this.#lastNews = ports.clock.now();
    this.#lastChange = this.#lastNews;
  }

  async follow(): Promise<FollowEnd> {
    for (;;) {
      const end = await this.#poll();
      if (end) return end;
      await this.ports.clock.sleep(pollDelay(this.#quietPolls), this.ports.cancellation);
    }
  }

  /** One look at run and log. @returns the end, when this was the last. */
  async #poll(): Promise<FollowEnd | undefined> {
    const answer = await this.#ask((cancellation) => this.ports.runs.get(cancellation));
    if ('end' in answer) return answer.end;
    const run = answer.value;
    this.#run = run;
    this.ports.onRun?.(run);
    this.#noteOutcome(run);
    if (isFinal(run.outcome)) return this.#finish(run);
    const read = await this.#readLog(run);
    if (typeof read !== 'number') return read.end;
    if (this.#isLastForUs(run)) return this.#finish(run);
    return this.#isTooQuiet() ? { kind: 'quiet', run } : undefined;
  }

  #noteOutcome(run: Run): void {
    this.#quietPolls = run.outcome === this.#lastOutcome ? this.#quietPolls + 1 : 0;
    this.#lastOutcome = run.outcome;
    // Back and forth between Running and Waiting keeps the pace, but a run that does nothing else is forgotten some day.
    if (!this.#outcomes.has(run.outcome)) this.#heard();
    this.#outcomes.add(run.outcome);
    if (run.outcome !== 'Created') this.#start();
  }

  /** Whether nothing more will come of an outcome that the reference does not name, by the rule of `unknownIsLastAfter`. */
  #isLastForUs(run: Run): boolean {
    const seen = [run.outcome, run.unknownOutcome ?? '', run.duration ?? 0, this.#log.count].join(' ');
    const now = this.ports.clock.now();
    if (seen !== this.#lastSeen) this.#lastChange = now;
    this.#lastSeen = seen;
    return hasEnded(run) && now - this.#lastChange >= unknownIsLastAfter;
  }

  #heard(): void {
    this.#quietPolls = 0;
    this.#lastNews = this.ports.clock.now();
  }

  #isTooQuiet(): boolean {
    return this.ports.clock.now() - this.#lastNews >= quietLimit;
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    this.ports.emit({ kind: 'started', at: this.ports.clock.now() });
  }

  /** Entries may land after the run became final: the log is read until a later look brings nothing new. */
  async #finish(run: Run): Promise<FollowEnd> {
    for (let reads = 1; reads <= maxFinalReads; reads += 1) {
      const read = await this.#readLog(run);
      if (typeof read !== 'number') return read.end;
      const isSettled = reads > 1 && read === 0 && this.#logFailures === 0;
      if (isSettled || this.#isLogComplete(run)) break;
      await this.ports.clock.sleep(settleDelay, this.ports.cancellation);
    }
    const { outcome, duration } = run;
    this.#start();
    this.ports.emit({
      kind: 'finished',
      at: this.ports.clock.now(),
      outcome,
      ...(duration ? { duration } : {}),
      ...unknownReason(run),
    });
    return { kind: 'finished', run, ...(this.#logError === undefined ? {} : { logError: this.#logError }) };
  }

  #isLogComplete(run: Run): boolean {
    return !run.log || this.#logError !== undefined || this.#log.count >= (this.target.steps?.length ?? Infinity);
  }

  /** Emits the entries that are new. A log that cannot be read does not end the following: the run still tells its outcome. */
  async #readLog(run: Run): Promise<number | { readonly end: FollowEnd }> {
    const logId = run.log?.id;
    if (logId === undefined || this.#logError !== undefined) return 0;
    const answer = await this.#ask((cancellation) => this.ports.runs.log(logId, cancellation));
    if ('end' in answer) {
      if (answer.end.kind !== 'lost') return answer;
      this.#logFailures += 1;
      if (this.#logFailures >= maxLogFailures) this.#logError = answer.end.error;
      return 0;
    }
    this.#logFailures = 0;
    const at = this.ports.clock.now();
    const events = this.#log.read(answer.value, at);
    if (events.length > 0) {
      this.#start();
      this.#heard();
      for (const event of events) this.ports.emit(event);
    }
    return events.length;
  }

  /** Asks until there is an answer, an error that asking again cannot mend, or nobody who wants to know. */
  async #ask<T>(request: (cancellation: Cancellation) => Promise<T>): Promise<Answer<T>> {
    for (let attempt = 1; ; attempt += 1) {
      if (this.#isStopped()) return { end: { kind: 'stopped' } };
      try {
        const value = await unlessCancelled(request(this.ports.cancellation), this.ports.cancellation);
        if (this.#isStopped()) return { end: { kind: 'stopped' } };
        if (attempt > 1) this.ports.onState?.({ kind: 'following' });
        return { value };
      } catch (error) {
        if (await this.#isMended(error)) attempt = 0;
        else {
          const end = this.#endAfter(error);
          if (end) return { end };
          await this.#waitForConnection(error, attempt);
        }
      }
    }
  }

  /** Waits where somebody may mend it. That time is not one in which nothing was heard. */
  async #isMended(error: unknown): Promise<boolean> {
    const mended = this.#isStopped() ? undefined : this.ports.mended?.(error);
    if (!mended) return false;
    await unlessCancelled(mended, this.ports.cancellation).catch(() => undefined);
    this.#heard();
    return true;
  }

  #isStopped(): boolean {
    return this.ports.cancellation.isCancellationRequested;
  }

  #endAfter(error: unknown): FollowEnd | undefined {
    if (error instanceof CancelledError || this.#isStopped()) return { kind: 'stopped' };
    if (!this.ports.isTransient(error)) return { kind: 'lost', error };
    return this.#isTooQuiet() ? { kind: 'quiet', ...(this.#run ? { run: this.#run } : {}) } : undefined;
  }

  async #waitForConnection(error: unknown, attempt: number): Promise<void> {
    const { clock, cancellation, onState, retryAfter } = this.ports;
    const delay = offlineDelay(attempt, retryAfter?.(error));
    onState?.({ kind: 'reconnecting', error, attempt, delay });
    await clock.sleep(delay, cancellation);
  }
}
