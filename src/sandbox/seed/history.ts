import type { Catalog } from '../../registry/catalog';
import { coerceData } from '../../registry/coerce';
import { createDateTokens } from '../../scenario/dates';
import { lookupToken, substituteValue, type TokenLookup } from '../../scenario/tokens';
import type { RunLogEntryPayload, ScenarioPayload, StepOutcome } from '../../wire/payload';
import type { StepConfiguration } from '../../wire/definition';
import type { Store } from '../store/store';
import { passedMessage } from './history-messages';
import { incidentAt } from './incidents';
import type { SeedScenario } from './plan';

const minute = 60_000;
const hour = 60 * minute;

export interface HistoryOptions {
  readonly seed: SeedScenario;
  readonly scenario: ScenarioPayload;
  readonly catalog: Catalog;
  readonly user: number;
  /** Unix milliseconds. */
  readonly now: number;
}

interface PastRun {
  readonly outcome: StepOutcome;
  readonly entries: readonly RunLogEntryPayload[];
  /** Milliseconds. */
  readonly duration: number;
}

/** Some steadily different number, so that the past looks the same at every first start. From 0 up to `below`. */
const varied = (below: number, ...of: readonly number[]): number =>
  of.reduce((sum, value, index) => (sum * 31 + value * (index + 17)) % 9973, 7) % below;

function tokensAt({ seed, scenario }: HistoryOptions, at: number): TokenLookup {
  const dates = createDateTokens(at);
  const given = [seed.tokens ?? {}, scenario.definition?.tokens ?? {}, seed.history?.records ?? {}];
  return (name) => dates(name) ?? given.map((values) => lookupToken(values, name)).find((value) => value !== undefined);
}

function dataOf(
  { cog, stepId, data = {} }: StepConfiguration,
  catalog: Catalog,
  lookup: TokenLookup,
): Readonly<Record<string, unknown>> {
  const filled = substituteValue(data, lookup) as Readonly<Record<string, unknown>>;
  const definition = catalog.definition(cog, stepId);
  return definition ? coerceData(definition, filled) : filled;
}

/** How long a step takes: a form that becomes a contact some seconds, the rest as good as none. */
function durationOf({ cog, failAfter }: StepConfiguration, outcome: StepOutcome, ...of: readonly number[]): number {
  if (failAfter !== undefined) return outcome === 'Failed' ? failAfter * 1000 : 2_100 + varied(1_900, ...of);
  return cog === 'sandbox/web' ? 60 + varied(240, ...of) : 8 + varied(60, ...of);
}

interface PastStep {
  readonly step: StepConfiguration;
  readonly index: number;
  readonly at: number;
  readonly lookup: TokenLookup;
}

function pastEntry(
  { seed, scenario, catalog, now }: HistoryOptions,
  { step, index, at, lookup }: PastStep,
): RunLogEntryPayload {
  const { cog, stepId } = step;
  const place = { ...step, number: index + 1 };
  const stepData = dataOf(step, catalog, lookup);
  const incident = incidentAt((now - at) / hour, seed.file, place);
  if (incident) return { outcome: incident.outcome, message: incident.message(stepData, place), cog, stepId, stepData };
  const cleansUp = scenario.definition?.steps.some((other) => other.stepId === 'DeleteContact') ?? false;
  return {
    outcome: 'Passed',
    message: passedMessage(stepId, stepData, { ...seed.history, cleansUp }),
    cog,
    stepId,
    stepData,
  };
}

/** What happened in a run of that time, by the rules of today's: after a check that failed only checks follow. */
function pastRun(options: HistoryOptions, age: number, at: number): PastRun {
  const { scenario, catalog } = options;
  const lookup = tokensAt(options, at);
  const entries: RunLogEntryPayload[] = [];
  let outcome: StepOutcome = 'Passed';
  let duration = 40;
  for (const [index, step] of (scenario.definition?.steps ?? []).entries()) {
    if (
      outcome === 'Error' ||
      (outcome === 'Failed' && catalog.definition(step.cog, step.stepId)?.type !== 'VALIDATION')
    )
      break;
    const entry = pastEntry(options, { step, index, at, lookup });
    entries.push(entry);
    duration += durationOf(step, entry.outcome, scenario.id, age, index);
    if (entry.outcome !== 'Passed') outcome = entry.outcome;
  }
  return { outcome, entries, duration };
}

/** Runs of the past days, oldest first, so that ids and times agree. */
export function seedHistory(store: Store, options: HistoryOptions): void {
  const { seed, scenario, user, now } = options;
  const { runs, every } = seed.history ?? { runs: 0, every: 1 };
  for (let age = runs; age >= 1; age -= 1) {
    const at = now - (age - 1) * every * hour - (20 + varied(35, scenario.id, age)) * minute;
    const { outcome, entries, duration } = pastRun(options, age, at);
    const run = store.runs.create({
      scenario: scenario.id,
      user,
      at,
      tokens: seed.tokens ?? {},
      notify: 'team',
      origin: seed.history?.isScheduled ? 'schedule' : 'request',
    });
    for (const entry of entries) store.runs.append(run.id, entry, at + duration);
    store.runs.finish(run.id, outcome, { duration, at: at + duration });
  }
}
