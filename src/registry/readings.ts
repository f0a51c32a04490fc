import type { Catalog } from './catalog';
import type { StepDefinition } from './definition';
import { createSubject, type Capture } from './expression';
import { compareCandidates, dataOf, searchBest, tryDefinition, type Candidate, type Resolution } from './resolve';

/** What a sentence means, and what else it could be taken for. */
export interface Reading extends Resolution {
  /** What the groups captured, with their places in the sentence. */
  readonly captures: readonly Capture[];
  /** The other definitions that match, the best first. */
  readonly others: readonly StepDefinition[];
  /** False where the effort for a sentence did not suffice to find all the others. */
  readonly complete: boolean;
  /** What decided between the definition and the next best one. */
  readonly why: 'only' | 'literals' | 'missing' | 'length' | 'order';
  /** Whether nothing decided but the order of the registry. */
  readonly tie: boolean;
  /** What the older command-line runner takes: of all that match the last in registry order. */
  readonly runnerChoice: StepDefinition;
}

/**
 * All readings of a sentence; the first is the one that `resolveSentence` finds, at all times.
 * @param text the sentence, tokens substituted.
 * @param given the step's `data`; captured values win over it.
 * @returns `undefined` where `resolveSentence` finds nothing.
 */
export function readSentence(
  catalog: Catalog,
  text: string,
  given: Readonly<Record<string, unknown>> = {},
): Reading | undefined {
  const subject = createSubject(text);
  const { best, found, untried } = searchBest(catalog, subject, given);
  if (!best || subject.effort <= 0) return undefined;
  const less = untried.flatMap((definition) =>
    subject.effort > 0 ? (tryDefinition(definition, subject, given) ?? []) : [],
  );
  // Later ones come first among equals.
  const rest = [...found, ...less]
    .filter((candidate) => candidate !== best)
    .reverse()
    .sort((a, b) => compareCandidates(b, a).difference);
  const others = rest.map(({ definition }) => definition);
  const why = reason(best, rest[0]);
  return {
    definition: best.definition,
    data: dataOf(best),
    captures: best.match.captures,
    others,
    complete: subject.effort > 0,
    why,
    tie: why === 'order',
    runnerChoice: catalog.sentences.last([best.definition, ...others]),
  };
}

function reason(best: Candidate, next: Candidate | undefined): Reading['why'] {
  return next ? compareCandidates(best, next).by : 'only';
}
