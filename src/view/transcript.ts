import { t } from '../base/localize';
import type { RunEvent, StepResult } from '../run/events';
import { statusOf, type StepStatus } from '../run/state';
import { stepSymbols } from './outcome-look';
import { displayWidth, padToWidth, plainLine, plainLines, plainName } from '../base/plain-text';
import { executedStepText, type WrittenStep } from './step-text';
import { createTimeFormat, type TimeFormat } from './time';
import { summaryLine, type Tally } from './transcript-summary';

export interface TranscriptHeading {
  readonly scenario: string;
  readonly organization?: string;
  readonly runId?: number | string;
  /** A web address of the run. */
  readonly link?: string;
  /** The steps as the scenario's definition has them. */
  readonly steps: readonly WrittenStep[];
  /** Unix milliseconds, told in the heading of a run that is already over. */
  readonly ranAt?: number;
}

export interface TranscriptOptions {
  readonly time?: TimeFormat;
  /** `seen`: events come as they happen. `unknown`: an old run, whose steps bear no times of their own. */
  readonly times?: 'seen' | 'unknown';
  /** Whose messages are shown. */
  readonly messages?: 'notPassed' | 'all';
}

/** Writes a run as text that only grows: every result is to be appended to the last. */
export interface Transcript {
  /** The first line, without a line break. */
  readonly heading: string;
  /** @returns the text that the event adds; empty where it adds none. */
  push(event: RunEvent): string;
  /** A remark about the watching: a lost connection, say. */
  note(text: string, at: number): string;
}

/** Columns before a step's symbol: `14:02:03  `. */
const timeColumns = 10;
/** Columns of a step's text before its duration; a longer text pushes its own duration out, and nothing else. */
const textColumns = 68;
const durationColumns = 12;
const messageLines = 20;
/** Milliseconds. A run that is polled is looked at twice a second; what seems to take less than this may have taken nothing. */
const shortestSeen = 1_000;

/** A transcript of one run, in a monospaced font. */
export function createTranscript(heading: TranscriptHeading, options: TranscriptOptions = {}): Transcript {
  const time = options.time ?? createTimeFormat();
  const writer = new Writer(heading.steps, {
    time,
    times: options.times ?? 'seen',
    messages: options.messages ?? 'notPassed',
  });
  return {
    heading: headingLine(heading, time),
    push: (event) => writer.push(event),
    note: (text, at) => writer.note(text, at),
  };
}

function headingLine({ scenario, organization, runId, link, ranAt }: TranscriptHeading, time: TimeFormat): string {
  const parts = [
    plainName(scenario, t('Unnamed scenario')),
    organization === undefined ? '' : plainName(organization, ''),
    runId === undefined ? '' : t('run {0}', runId),
    ranAt === undefined ? '' : time.full(ranAt),
    link === undefined ? '' : plainLine(link),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

class Writer {
  readonly #counts = { passed: 0, failed: 0, error: 0, unknown: 0 };
  readonly #numberColumns: number;
  #seen = 0;
  #firstBad: number | undefined;
  #stepStartedAt: number | undefined;
  #lastAt: number | undefined;
  #startedAt: number | undefined;
  #isOver = false;

  constructor(
    private readonly steps: readonly WrittenStep[],
    private readonly options: Required<TranscriptOptions>,
  ) {
    this.#numberColumns = String(Math.max(1, steps.length)).length;
  }

  push(event: RunEvent): string {
    if (this.#isOver) return '';
    this.#startedAt ??= event.at;
    switch (event.kind) {
      case 'started':
        this.#lastAt = event.at;
        return '';
      case 'stepStarted':
        this.#stepStartedAt = event.at;
        return '';
      case 'stepRetried':
        return '';
      case 'stepFinished':
        return this.#step(event);
      case 'finished':
        this.#isOver = true;
        return this.#end(event);
    }
  }

  note(text: string, at: number): string {
    return `${this.#time(at)}${stepSymbols.pending}  ${plainLine(text)}\n`;
  }

  #step({ at, index, result }: Extract<RunEvent, { readonly kind: 'stepFinished' }>): string {
    const status = statusOf[result.outcome];
    this.#count(status, index);
    const start = `${this.#time(at)}${stepSymbols[status]} ${String(index + 1).padStart(this.#numberColumns)}  `;
    const line = this.#withDuration(start + executedStepText(this.steps[index], result), this.#durationOf(at));
    return [line, ...this.#message(result)].map((text) => `${text}\n`).join('');
  }

  #count(status: StepStatus, index: number): void {
    if (status === 'passed' || status === 'failed' || status === 'error' || status === 'unknown')
      this.#counts[status] += 1;
    if (status === 'failed' || status === 'error') this.#firstBad ??= index;
    this.#seen = Math.max(this.#seen, index + 1);
  }

  #message(result: StepResult): readonly string[] {
    if (result.outcome === 'Passed' && this.options.messages === 'notPassed') return [];
    const indent = ' '.repeat(this.#textStart());
    return plainLines(result.message, messageLines).map((line) => `${indent}${line}`.trimEnd());
  }

  /** How long we saw the step take; `undefined` where that is not known, or no more than the time between two looks. */
  #durationOf(at: number): number | undefined {
    const { stepStartedAt, lastAt } = { stepStartedAt: this.#stepStartedAt, lastAt: this.#lastAt };
    this.#stepStartedAt = undefined;
    this.#lastAt = at;
    if (this.options.times === 'unknown') return undefined;
    if (stepStartedAt !== undefined) return at - stepStartedAt;
    return lastAt === undefined || at - lastAt < shortestSeen ? undefined : at - lastAt;
  }

  #withDuration(line: string, duration: number | undefined): string {
    if (duration === undefined) return line;
    const text = this.options.time.duration(duration);
    const padded = padToWidth(line, this.#textStart() + textColumns);
    return displayWidth(line) + 2 > displayWidth(padded) ? `${line}  ${text}` : padded + text.padStart(durationColumns);
  }

  #end(event: Extract<RunEvent, { readonly kind: 'finished' }>): string {
    const total = Math.max(this.steps.length, this.#seen);
    const missing = total - this.#seen;
    const lines: string[] = [];
    if (missing > 0)
      lines.push(`${' '.repeat(timeColumns)}${stepSymbols.notRun}  ${this.#missingText(total, event.outcome)}`);
    if (event.reason !== undefined)
      lines.push(
        ...plainLines(event.reason, messageLines).map(
          (line) => `${' '.repeat(timeColumns)}${stepSymbols.error}  ${line}`,
        ),
      );
    const duration =
      event.duration ?? (this.options.times === 'seen' ? event.at - (this.#startedAt ?? event.at) : undefined);
    const tally: Tally = {
      ...this.#counts,
      missing,
      total,
      ...(this.#firstBad === undefined ? {} : { firstBad: this.#firstBad }),
    };
    const took = duration === undefined ? '' : ` ${this.options.time.duration(duration)}`;
    lines.push(`${summaryLine(event.outcome, tally)}${took}`);
    return lines.map((line) => `${line}\n`).join('');
  }

  #missingText(total: number, outcome: string): string {
    const first = this.#seen + 1;
    const range = first === total ? String(total) : `${String(first)}–${String(total)}`;
    return outcome === 'Passed' ? t('{0} missing from the log', range) : t('{0} not run', range);
  }

  #time(at: number): string {
    return this.options.times === 'unknown' ? ' '.repeat(timeColumns) : `${this.options.time.clock(at)}  `;
  }

  #textStart(): number {
    return timeColumns + 2 + this.#numberColumns + 2;
  }
}
