import { findTokens } from '../scenario/tokens';
import type { StepConfiguration } from '../wire/definition';
import type { Run, RunLog, RunLogEntry, Scenario } from '../wire/records';
import type { RunEvent, StepResult } from './events';

type StepFinished = Extract<RunEvent, { readonly kind: 'stepFinished' }>;
/** A step as its run's definition has it. */
export type LoggedStep = Pick<StepConfiguration, 'cog' | 'stepId' | 'data'>;

/**
 * The steps of which a run's log can have entries, each at most once. `undefined` where that is not known: the scenario
 * was changed since the run began, or goes over into another one.
 */
export function stepsOfLog(
  { definition, updatedAt = 0 }: Pick<Scenario, 'definition' | 'updatedAt'>,
  { createdAt = updatedAt }: Pick<Run, 'createdAt'>,
): readonly LoggedStep[] | undefined {
  return definition && !definition.linkedScenarios && updatedAt <= createdAt ? definition.steps : undefined;
}

/**
 * Reads a growing log, each entry once. Entries are append-only (API reference, RunLog); a log that comes shorter than it
 * was is an old answer and brings nothing. A service that tells entries again is heard once, as far as the steps show it.
 */
export class LogReader {
  #count = 0;

  /** @param steps what the log can be of, where that is known: there are never more entries than steps */
  constructor(private readonly steps?: readonly LoggedStep[]) {}

  /** How many entries were read. */
  get count(): number {
    return this.#count;
  }

  /** @param at Unix milliseconds when the log was seen */
  read(log: RunLog, at: number): readonly StepFinished[] {
    const first = this.#count;
    const fresh = (this.steps ? distinct(log.entries, this.steps) : log.entries).slice(first);
    this.#count += fresh.length;
    return fresh.map((entry, offset) => ({ kind: 'stepFinished', at, index: first + offset, result: toResult(entry) }));
  }
}

/**
 * The entries without those that are told again: the same as an entry before, at a place where the definition has another
 * step. Steps that are alike may well have the same entry, and keep each theirs.
 */
function distinct(entries: readonly RunLogEntry[], steps: readonly LoggedStep[]): readonly RunLogEntry[] {
  const accepted: RunLogEntry[] = [];
  const places = new Map<string, LoggedStep>();
  for (const entry of entries) {
    const step = steps[accepted.length];
    if (!step) break;
    const key = JSON.stringify(entry);
    const before = places.get(key);
    if (before && isOfAnother(entry, { before, step })) continue;
    accepted.push(entry);
    places.set(key, step);
  }
  return accepted;
}

/** Whether an entry that was told before, of `before`, cannot be of `step`. */
function isOfAnother(
  { cog, stepId, stepData }: RunLogEntry,
  { before, step }: { readonly before: LoggedStep; readonly step: LoggedStep },
): boolean {
  if ((stepId !== undefined && stepId !== step.stepId) || (cog !== undefined && cog !== step.cog)) return true;
  // With tokens, other data may have come to the same values.
  return stepData !== undefined && !hasTokens(before) && !hasTokens(step) && dataOf(before) !== dataOf(step);
}

const dataOf = ({ data = {} }: LoggedStep): string => JSON.stringify(data);
const hasTokens = (step: LoggedStep): boolean => findTokens(dataOf(step)).length > 0;

function toResult({ outcome, message, cog, stepId, stepData }: RunLogEntry): StepResult {
  return {
    outcome,
    message,
    ...(cog === undefined ? {} : { cog }),
    ...(stepId === undefined ? {} : { stepId }),
    ...(stepData === undefined ? {} : { stepData }),
  };
}
