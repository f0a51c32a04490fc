import type { Catalog } from './catalog';
import type { StepDefinition } from './definition';

/** What a sentence means. */
export interface Resolution {
  readonly definition: StepDefinition;
  /** The step's data: captured values over given ones. */
  readonly data: Readonly<Record<string, unknown>>;
}

interface Candidate extends Resolution {
  readonly literals: number;
  readonly missing: number;
  readonly length: number;
}

function matchDefinition(definition: StepDefinition, text: string, given: Readonly<Record<string, unknown>>): Candidate | undefined {
  const match = definition.expression?.pattern.exec(text);
  if (!definition.expression || !match) return undefined;
  // A group that did not take part is no key.
  const captured = Object.entries(match.groups ?? {}).filter(([, value]: [string, string | undefined]) => value !== undefined);
  const data = { ...given, ...Object.fromEntries(captured) };
  return {
    definition,
    data,
    literals: definition.expression.literals,
    missing: definition.fields.filter(({ key, required }) => required && data[key] === undefined).length,
    length: match[0].length,
  };
}

/** Negative where `a` is the better reading. */
function compareCandidates(a: Candidate, b: Candidate): number {
  return b.literals - a.literals || a.missing - b.missing || b.length - a.length;
}

/**
 * The one rule of what a sentence means, for editor, push and runner: of all step definitions whose expression matches,
 * the one that demands the most literal characters; then the one with fewer required fields missing; then the longer
 * match; then the last in registry order.
 * @param text the sentence, tokens substituted.
 * @param given the step's `data`; captured values win over it.
 */
export function resolveSentence(catalog: Catalog, text: string, given: Readonly<Record<string, unknown>> = {}): Resolution | undefined {
  let best: Candidate | undefined;
  for (const cog of catalog.cogs.values()) {
    for (const definition of cog.steps) {
      const candidate = matchDefinition(definition, text, given);
      if (candidate && (!best || compareCandidates(candidate, best) <= 0)) best = candidate;
    }
  }
  return best && { definition: best.definition, data: best.data };
}
