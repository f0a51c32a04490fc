import type { ScenarioDocument, StepPiece } from '../../scenario/document/document';
import { fileOffsetToSlice, sliceToFile, type InFile } from '../../scenario/document/offsets';
import { touches, type Span } from '../../scenario/document/tree';
import type { TokenValues } from '../../scenario/model';
import type { TokenLookup } from '../../scenario/tokens';
import type { StepFacts } from './step-facts';
import type { Knowledge } from './knowledge';

/** A scenario file and what is known of it: what every feature reads. Whoever asks about a place gives an offset of the file. */
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
  /** Where the piece begins in the file: `sliceToFile` turns the piece's spans into the file's with it. */
  readonly base: InFile;
  /** The step's item in the list: without the dash. */
  readonly span: Span<InFile>;
}

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
    span: piece.node ? sliceToFile(piece.node.span, base) : { start: base, end: base },
  };
}

function stepInWhole(document: ScenarioDocument, offset: InFile): number {
  const at = fileOffsetToSlice(offset, document.pieceStart(0));
  return document.steps.findIndex(({ node }) => node && touches(node.span, at));
}

/** The step at an offset: between the steps of a sliced file, the one in whose slice it is. */
export function stepAt(scenario: ReadScenario, offset: InFile): PlacedStep | undefined {
  const { document } = scenario;
  return placedStep(scenario, document.isSliced ? document.sliceAt(offset) : stepInWhole(document, offset));
}
