import type { RunLog, RunLogEntry } from '../wire/records';
import type { RunEvent, StepResult } from './events';

type StepFinished = Extract<RunEvent, { readonly kind: 'stepFinished' }>;

/**
 * Reads a growing log, each entry once. Entries are append-only (API reference, RunLog), so the count of those read is
 * all there is to remember; a log that comes shorter than it was is an old answer and brings nothing.
 */
export class LogReader {
  #count = 0;

  /** How many entries were read. */
  get count(): number {
    return this.#count;
  }

  /** @param at Unix milliseconds when the log was seen */
  read(log: RunLog, at: number): readonly StepFinished[] {
    const first = this.#count;
    const fresh = log.entries.slice(first);
    this.#count += fresh.length;
    return fresh.map((entry, offset) => ({ kind: 'stepFinished', at, index: first + offset, result: toResult(entry) }));
  }
}

function toResult({ outcome, message, cog, stepId, stepData }: RunLogEntry): StepResult {
  return {
    outcome,
    message,
    ...(cog === undefined ? {} : { cog }),
    ...(stepId === undefined ? {} : { stepId }),
    ...(stepData === undefined ? {} : { stepData }),
  };
}
