import { plainLine } from '../../base/plain-text';
import { frameToFile } from '../../scenario/document/offsets';
import { findEntry } from '../../scenario/document/tree';
import { isNothing } from '../core/shapes';
import { stepsOf, type OutlineItem } from './outline';
import { createPositions, type Position } from '../core/positions';
import type { ReadScenario } from '../core/read-scenario';

/** What can be looked for in all files: a scenario or a step. */
export interface FileSymbol {
  readonly name: string;
  /** Of a step, its scenario's name. */
  readonly container: string;
  readonly kind: 'scenario' | OutlineItem['kind'];
  readonly start: Position;
  readonly end: Position;
}

const longestName = 300;

/** The scenario of a file and its steps. */
export function symbolsOf(scenario: ReadScenario): readonly FileSymbol[] {
  const { document } = scenario;
  const positions = createPositions(document.text);
  const name = findEntry(document.frame.tree.root, 'scenario')?.value;
  const container = name?.kind === 'scalar' && !isNothing(name) ? plainLine(name.text, longestName) : '';
  const steps = stepsOf(scenario).map((step): FileSymbol => ({
    name: step.name,
    container,
    kind: step.kind,
    start: positions(step.nameSpan.start),
    end: positions(step.nameSpan.end),
  }));
  if (!name || container === '') return steps;
  const span = frameToFile(name.span, document);
  const [start, end] = [positions(span.start), positions(span.end)];
  return [{ name: container, container: '', kind: 'scenario', start, end }, ...steps];
}
