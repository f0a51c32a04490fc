import type { Catalog } from './catalog';
import type { StepDefinition } from './definition';
import { createSubject, type Match } from './expression';
import type { Subject } from './run-program';
import type { SayableDefinition } from './sentence-index';

/** What a sentence means. */
export interface Resolution {
  readonly definition: StepDefinition;
  /** The step's data: captured values over given ones. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A definition that matches, and the step's `data`. */
export interface Candidate {
  readonly definition: SayableDefinition;
  readonly match: Match;
  readonly given: Readonly<Record<string, unknown>>;
}

/** Tries a definition; `undefined` where it does not match, or the subject's effort is used up. */
export function tryDefinition(
  definition: SayableDefinition,
  subject: Subject,
  given: Readonly<Record<string, unknown>>,
): Candidate | undefined {
  const match = definition.expression.match(subject);
  return match && { definition, match, given };
}

/** What a step's data are where a candidate is what it means. */
export const dataOf = ({ match, given }: Candidate): Readonly<Record<string, unknown>> => ({
  ...given,
  ...Object.fromEntries(match.captures.map(({ name, value }) => [name, value])),
});

/** How much better the first of two candidates is, and by what; `order` where nothing tells them apart but their places in the registry. */
export function compareCandidates(
  a: Candidate,
  b: Candidate,
): { readonly by: 'literals' | 'missing' | 'length' | 'order'; readonly difference: number } {
  const literals = a.definition.expression.literals - b.definition.expression.literals;
  if (literals !== 0) return { by: 'literals', difference: literals };
  const missing = countMissing(b) - countMissing(a);
  if (missing !== 0) return { by: 'missing', difference: missing };
  const length = a.match.length - b.match.length;
  return { by: length === 0 ? 'order' : 'length', difference: length };
}

/** Required fields that are neither captured nor given. */
function countMissing(candidate: Candidate): number {
  const data = dataOf(candidate);
  return candidate.definition.fields.filter(({ key, required }) => required && data[key] === undefined).length;
}

/** The best of the definitions that match, what else matched on the way to it, and the definitions that need not be tried. */
export interface Search {
  readonly best?: Candidate;
  readonly found: readonly Candidate[];
  readonly untried: readonly SayableDefinition[];
}

/** Looks for the best reading. Where the subject's effort is used up in the end, what was found is not sure. */
export function searchBest(catalog: Catalog, subject: Subject, given: Readonly<Record<string, unknown>>): Search {
  const definitions = catalog.sentences.candidates(subject.lowerCase);
  const found: Candidate[] = [];
  let best: Candidate | undefined;
  let tried = 0;
  for (const definition of definitions) {
    // The definitions come by their literal characters: behind these there are only worse ones.
    if (subject.effort <= 0 || (best && definition.expression.literals < best.definition.expression.literals)) break;
    tried += 1;
    const candidate = tryDefinition(definition, subject, given);
    if (!candidate) continue;
    found.push(candidate);
    // They come in registry order else: of equals the later one wins.
    if (!best || compareCandidates(candidate, best).difference >= 0) best = candidate;
  }
  return { ...(best ? { best } : {}), found, untried: definitions.slice(tried) };
}

/**
 * The one rule of what a sentence means, for editor, push and runner: of all step definitions whose expression matches,
 * the one that demands the most literal characters; then the one with fewer required fields missing; then the longer
 * match; then the last in registry order. Takes tens of milliseconds at the very most, whatever text and registry: where
 * that is not enough to be sure, the sentence is not understood.
 * @param text the sentence, tokens substituted.
 * @param given the step's `data`; captured values win over it.
 */
export function resolveSentence(
  catalog: Catalog,
  text: string,
  given: Readonly<Record<string, unknown>> = {},
): Resolution | undefined {
  const subject = createSubject(text);
  const { best } = searchBest(catalog, subject, given);
  return best && subject.effort > 0 ? { definition: best.definition, data: dataOf(best) } : undefined;
}
