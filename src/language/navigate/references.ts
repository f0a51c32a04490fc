import { sliceToFile, type InFile } from '../../scenario/document/offsets';
import { findEntry, type Span } from '../../scenario/document/tree';
import { producersOf } from '../core/producers';
import { placedStep, type PlacedStep, type ReadScenario } from '../core/read-scenario';
import { tokenUses, type TokenUse } from '../core/token-index';
import { keysOfName, startsWith, tokenKeys, tokenTargetAt, type TokenTarget } from './token-target';

/** A place to go to. */
export interface Destination {
  /** All of what stands there. */
  readonly span: Span<InFile>;
  /** The part that has the name. */
  readonly selection: Span<InFile>;
}

/** Where the token at an offset is declared; of a dynamic one the step that gives it. */
export function definitionAt(scenario: ReadScenario, offset: InFile): readonly Destination[] {
  const target = tokenTargetAt(scenario, offset);
  return target ? declarationOf(scenario, target) : [];
}

/** The word at an offset that a definition is of. */
export const originAt = (scenario: ReadScenario, offset: InFile): Span<InFile> | undefined =>
  tokenTargetAt(scenario, offset)?.word;

/** Every place that reads the token at an offset, in the order of the file; with its declaration, or the step that gives it, where asked. */
export function referencesAt(
  scenario: ReadScenario,
  offset: InFile,
  options: { readonly includeDeclaration: boolean },
): readonly Span<InFile>[] {
  const target = tokenTargetAt(scenario, offset);
  if (!target) return [];
  const uses = usesOf(scenario, target).map(({ span }) => span);
  const declared = options.includeDeclaration ? declarationOf(scenario, target).map(({ selection }) => selection) : [];
  return [...declared, ...uses].sort((a, b) => a.start - b.start);
}

/** The uses of a token, and of those within it. */
export function usesOf(scenario: ReadScenario, { kind, path, producer }: TokenTarget): readonly TokenUse[] {
  const { values } = scenario;
  const uses = tokenUses(scenario);
  if (kind === 'date') return uses.filter(({ name }) => name === path[0]);
  // A name may be given by one step and later by another: each gives another value.
  if (kind === 'dynamic') {
    const given = producersOf(scenario.facts).filter(({ prefix }) => path[0]?.startsWith(prefix));
    const giver = (step = Infinity): number | undefined => (given.findLast((one) => one.step < step) ?? given[0])?.step;
    return uses.filter(({ name, step }) => name === path[0] && giver(step) === producer?.step);
  }
  if (path.length === 1 && !Object.hasOwn(values, path[0] ?? '')) return uses.filter(({ name }) => name === path[0]);
  return uses.filter(({ name }) => startsWith(keysOfName(values, name), path));
}

function declarationOf(scenario: ReadScenario, { kind, path, producer }: TokenTarget): readonly Destination[] {
  if (kind === 'dynamic') {
    const step = producer && placedStep(scenario, producer.step);
    return step ? [destinationOf(step)] : [];
  }
  if (kind !== 'declared') return [];
  return tokenKeys(scenario)
    .filter((key) => key.path.length === path.length && startsWith(key.path, path))
    .map(({ span }) => ({ span, selection: span }));
}

/** A step, and its sentence or name. */
export function destinationOf({ piece, base, span }: PlacedStep): Destination {
  const named = ['step', 'name', 'stepId']
    .map((key) => findEntry(piece.node, key)?.value)
    .find((node) => node?.kind === 'scalar' && node.text.trim() !== '');
  return { span, selection: named ? sliceToFile(named.span, base) : span };
}
