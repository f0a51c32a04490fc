import { FileChangedError } from '../model/ports';
import { t } from '../../base/localize';
import type { Id } from '../../wire/payload';
import type { Scenario } from '../../wire/records';
import { NotDone, type Outcome } from '../model/not-done';
import { keyOf, type PlanItem } from '../plan/plan';

export interface ItemResult {
  readonly item: PlanItem;
  readonly outcome: Outcome;
  /** Where the item was created: the path or the number that it has now. */
  readonly path?: string;
  readonly id?: Id;
  /** The scenario as the service has it now, where it was written. */
  readonly scenario?: Scenario;
  /** What a person should know of an item that is done: what the service did not keep, for one. */
  readonly notes: readonly string[];
  /** Why it is not done, for people. */
  readonly reason?: string;
  readonly error?: unknown;
}

export interface Summary {
  readonly results: readonly ItemResult[];
  readonly wasCancelled: boolean;
  /** Why the links could not be written, for people. The journal keeps them: the next look writes them. */
  readonly problem?: string;
}

export function resultOf(item: PlanItem, error: unknown): ItemResult {
  const cause: unknown = error instanceof NotDone ? error.cause : error;
  return {
    item,
    outcome: outcomeOf(error),
    notes: [],
    reason: error instanceof Error ? error.message : String(error),
    ...(cause === undefined ? {} : { error: cause }),
  };
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof NotDone) return error.outcome;
  return error instanceof FileChangedError ? 'conflict' : 'failed';
}

export const skipped = (item: PlanItem, reason: string): ItemResult => ({
  item,
  outcome: 'skipped',
  notes: [],
  reason,
});

/** How many ended in which way. */
export function counts({ results }: Summary): Readonly<Record<Outcome, number>> {
  const found = { done: 0, skipped: 0, conflict: 0, failed: 0, unknown: 0 };
  for (const { outcome } of results) found[outcome] += 1;
  return found;
}

/** The items that were to be done and are not. */
export const unfinished = ({ results }: Summary): readonly PlanItem[] =>
  results.filter(({ outcome }) => outcome !== 'done' && outcome !== 'skipped').map(({ item }) => item);

/** The summary as lines of plain text, what went wrong first. */
export function summaryText(summary: Summary): string {
  const found = counts(summary);
  const head = t(
    '{0} done, {1} not done, {2} skipped',
    found.done,
    found.failed + found.conflict + found.unknown,
    found.skipped,
  );
  const order: readonly Outcome[] = ['unknown', 'failed', 'conflict', 'done', 'skipped'];
  const lines = order.flatMap((outcome) => summary.results.filter((result) => result.outcome === outcome).map(lineOf));
  const problem = summary.problem === undefined ? [] : [summary.problem, ''];
  return [summary.wasCancelled ? `${head} (${t('cancelled')})` : head, '', ...problem, ...lines, ''].join('\n');
}

function lineOf({ item, outcome, path = item.path, notes, reason }: ItemResult): string {
  const what = path === undefined ? item.name : `${item.name} (${path})`;
  return `${outcome}: ${item.direction} ${item.what}: ${what || keyOf(item)}${[reason, ...notes]
    .filter((words) => words !== undefined)
    .map((words) => `\n    ${words}`)
    .join('')}`;
}
