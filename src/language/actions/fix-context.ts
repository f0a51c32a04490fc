import { fileToFrame, fileToSlice, type InPiece } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';
import type { PlacedProblem } from '../core/problem';
import { stepAt, type PlacedStep, type ReadScenario } from '../core/read-scenario';
import type { Action } from './action';
import { framePart, stepPart, type Part } from './part';

/** A problem and the part of the file in which it is. */
export interface FixContext {
  readonly scenario: ReadScenario;
  readonly problem: PlacedProblem;
  /** All problems at the place that is asked about. */
  readonly problems: readonly PlacedProblem[];
  /** The step that has the problem; absent where it is around the steps. */
  readonly step?: PlacedStep;
  readonly part: Part;
  /** The problem's span in the piece that the part's nodes were read from. */
  readonly span: Span<InPiece>;
}

/** Finds what mends a problem. */
export type Fixer = (context: FixContext) => readonly Action[];

export function contextOf(
  scenario: ReadScenario,
  problem: PlacedProblem,
  problems: readonly PlacedProblem[],
): FixContext {
  const step = stepAt(scenario, problem.span.start);
  const context = { scenario, problem, problems };
  if (step) return { ...context, step, part: stepPart(scenario, step), span: fileToSlice(problem.span, step.base) };
  return { ...context, part: framePart(scenario), span: fileToFrame(problem.span, scenario.document) };
}
