import type { Catalog } from './catalog';
import type { StepDefinition } from './definition';
import { createSubject } from './expression';
import type { Subject } from './run-program';
import type { SayableDefinition } from './sentence-index';

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

function matchDefinition(definition: SayableDefinition, subject: Subject, given: Readonly<Record<string, unknown>>): Candidate | undefined {
  const match = definition.expression.match(subject);
  if (!match) return undefined;
  const data = { ...given, ...match.groups };
  return {
    definition,
    data,
    literals: definition.expression.literals,
    missing: definition.fields.filter(({ key, required }) => required && data[key] === undefined).length,
    length: match.length,
  };
}

/** Whether `candidate` is the better reading, or as good and the later one. */
function isBetter(candidate: Candidate, than: Candidate): boolean {
  return (candidate.literals - than.literals || than.missing - candidate.missing || candidate.length - than.length) >= 0;
}

function bestCandidate(catalog: Catalog, subject: Subject, given: Readonly<Record<string, unknown>>): Candidate | undefined {
  let best: Candidate | undefined;
  for (const definition of catalog.sentences.candidates(subject.lowerCase)) {
    // The definitions come by their literal characters: behind these there are only worse ones.
    if (subject.effort <= 0 || (best && definition.expression.literals < best.literals)) break;
    const candidate = matchDefinition(definition, subject, given);
    if (candidate && isBetter(candidate, best ?? candidate)) best = candidate;
  }
  return best;
}

/**
 * The one rule of what a sentence means, for editor, push and runner: of all step definitions whose expression matches,
 * the one that demands the most literal characters; then the one with fewer required fields missing; then the longer
 * match; then the last in registry order. Takes tens of milliseconds at the very most, whatever text and registry: where
 * that is not enough to be sure, the sentence is not understood.
 * @param text the sentence, tokens substituted.
 * @param given the step's `data`; captured values win over it.
 */
export function resolveSentence(catalog: Catalog, text: string, given: Readonly<Record<string, unknown>> = {}): Resolution | undefined {
  const subject = createSubject(text);
  const best = bestCandidate(catalog, subject, given);
  return best && subject.effort > 0 ? { definition: best.definition, data: best.data } : undefined;
}
