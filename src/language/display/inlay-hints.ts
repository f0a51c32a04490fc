import { textAt } from '../../scenario/document/document';
import { shifted, sliceOffsetToFile, type InFile } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';
import type { StepDefinition } from '../../registry/definition';
import { textOfKey } from '../core/shapes';
import { placedSteps, type PlacedStep, type ReadScenario } from '../core/read-scenario';

/** What hints tell: the cog that a sentence means, or the field that takes a value of it. */
export type HintKind = 'cog' | 'value';

/** Words that the editor shows and the file does not hold. */
export interface Hint {
  /** Where they stand: a cog's behind its sentence, a field's before its value. */
  readonly at: InFile;
  readonly kind: HintKind;
  /** The cog's label or the field's name. */
  readonly text: string;
  readonly definition: StepDefinition;
}

/** The hints of some kinds for the sentences in a range, in order. */
export function hintsIn(scenario: ReadScenario, range: Span<InFile>, kinds: ReadonlySet<HintKind>): readonly Hint[] {
  const hints: Hint[] = [];
  for (const step of placedSteps(scenario)) {
    if (step.span.start > range.end) break;
    if (step.span.end >= range.start) hints.push(...hintsOfStep(scenario, step, kinds));
  }
  return hints.filter(({ at }) => range.start <= at && at <= range.end);
}

function hintsOfStep(
  { knowledge }: ReadScenario,
  { piece, facts, base }: PlacedStep,
  kinds: ReadonlySet<HintKind>,
): readonly Hint[] {
  const sentence = textOfKey(piece.node, 'step');
  const { definition, captures } = facts;
  if (!sentence || !definition) return [];
  const values = captures.map(({ name, span }): Hint => ({
    at: sliceOffsetToFile(span.start, base),
    kind: 'value',
    text: name,
    definition,
  }));
  // A block ends with the line behind it.
  const written = textAt(piece, sentence.span).trimEnd();
  const cog: Hint = {
    at: shifted(sliceOffsetToFile(sentence.span.start, base), written.length),
    kind: 'cog',
    text: knowledge.catalog?.cogs.get(definition.cog)?.label ?? definition.cog,
    definition,
  };
  return [...values.sort((a, b) => a.at - b.at), cog].filter(({ kind }) => kinds.has(kind));
}
