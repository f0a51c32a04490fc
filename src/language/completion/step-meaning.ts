import type { StepDefinition } from '../../registry/definition';
import { createSubject } from '../../registry/expression';
import { resolveSentence } from '../../registry/resolve';
import { substituteText } from '../../scenario/tokens';
import { placedSteps, type PlacedStep, type ReadScenario } from '../core/read-scenario';
import type { StepPlace } from '../place/place';
import { fromQuotes } from './snippet';

/** What the step around a place means, also where the file cannot be read as YAML. */
export interface StepMeaning {
  readonly definition: StepDefinition | undefined;
  /** Keys of what the sentence gives. */
  readonly captured: ReadonlySet<string>;
}

const unknown: StepMeaning = { definition: undefined, captured: new Set() };

export function meaningOf(scenario: ReadScenario, step: StepPlace | undefined): StepMeaning {
  if (!step) return unknown;
  const read = readStep(scenario, step);
  return read?.facts.definition
    ? { definition: read.facts.definition, captured: new Set(read.facts.captures.map(({ name }) => name)) }
    : meaningOfText(scenario, step);
}

/** The step that was read where the place's step begins. */
function readStep(scenario: ReadScenario, { start, column }: StepPlace): PlacedStep | undefined {
  for (const placed of placedSteps(scenario)) {
    if (placed.span.start > start + column) return undefined;
    if (placed.span.start === start + column) return placed;
  }
  return undefined;
}

/** By what its lines say. */
function meaningOfText({ knowledge: { catalog }, lookup }: ReadScenario, { keys }: StepPlace): StepMeaning {
  if (!catalog) return unknown;
  const textOf = (key: string): string => substituteText(unquoted(keys.get(key) ?? ''), lookup);
  const sentence = textOf('step');
  if (sentence === '') return { definition: catalog.definition(textOf('cog'), textOf('stepId')), captured: new Set() };
  const definition = resolveSentence(catalog, sentence)?.definition;
  return {
    definition,
    captured: new Set(definition?.expression?.match(createSubject(sentence))?.captures.map(({ name }) => name)),
  };
}

/** A scalar's text without its quotes. */
export function unquoted(raw: string): string {
  const quote = raw[0];
  if (quote !== '"' && quote !== "'") return raw;
  const end = raw.lastIndexOf(quote);
  return fromQuotes(raw.slice(1, end > 0 ? end : undefined), quote === '"' ? 'double' : 'single');
}
