import type { ScenarioDocument, StepPiece } from '../../scenario/document/document';
import { touches, type Span } from '../../scenario/document/tree';
import type { TokenValues } from '../../scenario/model';
import type { TokenLookup } from '../../scenario/tokens';
import type { StepFacts } from './step-facts';
import type { Knowledge } from './knowledge';

/** A scenario file and what is known of it: what every feature reads. Whoever asks about a place gives an offset in the file, in UTF-16 units. */
export interface ReadScenario {
  readonly document: ScenarioDocument;
  readonly knowledge: Knowledge;
  /** What each step means and uses, in order. */
  readonly facts: readonly StepFacts[];
  /** The scenario's own tokens. */
  readonly values: TokenValues;
  /** Values of the scenario's own tokens and of dates. */
  readonly lookup: TokenLookup;
}

/** A step and where it stands. */
export interface PlacedStep {
  /** From 0. */
  readonly index: number;
  readonly piece: StepPiece;
  readonly facts: StepFacts;
  /** What spans of the piece lack to spans of the file. */
  readonly base: number;
  /** The step's item in the list, in the file: without the dash. */
  readonly span: Span;
}

export const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

/** The steps in the order of the file, each with its place. */
export function* placedSteps(scenario: ReadScenario): Generator<PlacedStep> {
  for (let index = 0; index < scenario.facts.length; index++) {
    const step = placedStep(scenario, index);
    if (step) yield step;
  }
}

/** A step by its index, from 0. */
export function placedStep({ document, facts }: ReadScenario, index: number): PlacedStep | undefined {
  const [piece, own] = [document.steps[index], facts[index]];
  if (!piece || !own) return undefined;
  const base = document.pieceStart(index);
  return {
    index,
    piece,
    facts: own,
    base,
    span: piece.node ? moved(piece.node.span, base) : { start: base, end: base },
  };
}

/** The step at an offset: between the steps of a sliced file, the one in whose slice it is. */
export function stepAt(scenario: ReadScenario, offset: number): PlacedStep | undefined {
  const { isSliced, steps } = scenario.document;
  const index = isSliced
    ? scenario.document.sliceAt(offset)
    : steps.findIndex(({ node }) => node && touches(node.span, offset));
  return placedStep(scenario, index);
}

/** Turns offsets of the frame into offsets of the file: in a sliced file the steps stand between its head and its tail. */
export function frameToFile({ document }: Pick<ReadScenario, 'document'>): (at: number) => number {
  const { isSliced, headLength, frame, length } = document;
  const stepsLength = length - frame.text.length;
  return isSliced ? (at) => (at >= headLength ? at + stepsLength : at) : (at) => at;
}
