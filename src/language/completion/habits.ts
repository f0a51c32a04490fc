import { splitKeyword } from '../../registry/keywords';
import type { StepDefinition } from '../../registry/definition';
import type { InFile } from '../../scenario/document/offsets';
import { textOfKey } from '../core/shapes';
import { placedSteps, type PlacedStep, type ReadScenario } from '../core/read-scenario';

/** How the author writes sentences. */
export interface Habits {
  /** Sentences begin with *Given*, *When*, *Then*, *And*. */
  readonly keywords: boolean;
  /** Sentences begin with a capital letter. */
  readonly capital: boolean;
  /** What the step before does. */
  readonly before: StepDefinition['type'] | 'unknown' | 'none';
  /** Cogs of the steps before, the nearest first. */
  readonly cogs: readonly string[];
}

/** So many steps above tell of a habit. */
const telling = 20;

/** The steps that begin before an offset; all, where there is none. */
export function stepsBefore(scenario: ReadScenario, start: InFile | undefined): readonly PlacedStep[] {
  const steps: PlacedStep[] = [];
  for (const step of placedSteps(scenario)) {
    if (start === undefined || step.span.start < start) steps.push(step);
  }
  return steps;
}

export function habitsAt(scenario: ReadScenario, start: InFile): Habits {
  const all = stepsBefore(scenario, start);
  const steps = all.slice(-telling).reverse();
  const texts = steps.flatMap(({ piece }) => textOfKey(piece.node, 'step')?.text ?? []);
  return {
    keywords: texts.length === 0 || texts.some((text) => splitKeyword(text).keyword !== ''),
    capital: texts.some((text) => /^\p{Lu}/u.test(text)),
    before: all.length === 0 ? 'none' : (steps[0]?.facts.definition?.type ?? 'unknown'),
    cogs: [...new Set(steps.flatMap(({ facts }) => facts.definition?.cog ?? []))],
  };
}
