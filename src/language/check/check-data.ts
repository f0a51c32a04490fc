import type { StepDefinition } from '../../registry/definition';
import type { FieldProblem, Validators } from '../../registry/schema/validators';
import type { InSlice } from '../../scenario/document/offsets';
import { findEntry, type MapEntry, type MapNode, type Span, type TreeNode } from '../../scenario/document/tree';
import { definedAs, type Report } from '../core/problem';
import type { CapturedValue } from '../core/step-facts';

interface StepData {
  readonly definition: StepDefinition;
  readonly data: Readonly<Record<string, unknown>>;
  readonly captures: readonly CapturedValue[];
}

/** Checks a step's values, captured and given, tokens substituted, against the fields of its definition. */
export function checkData(
  node: MapNode<InSlice>,
  step: StepData,
  { validators }: { readonly validators: Validators },
  report: Report<InSlice>,
): void {
  for (const problem of validators.check(step.definition, step.data)) {
    const span = placeOf(problem, node, step.captures);
    if (span)
      report(problem.kind, span, problem.message, { names: namesIn(problem), related: [definedAs(step.definition)] });
  }
}

/** What could be written instead: the field that is missing, or the texts or fields that the definition takes. */
function namesIn(problem: FieldProblem): readonly string[] {
  if (problem.kind === 'missing-field') return [problem.field];
  return typeof problem.expected === 'string' ? [] : problem.expected;
}

/** Where a field stands: in the sentence or in the data; where it is missing, the key of what says which step this is. `undefined` for a group of the expression that is no field. */
function placeOf(
  problem: FieldProblem,
  node: MapNode<InSlice>,
  captures: readonly CapturedValue[],
): Span<InSlice> | undefined {
  const captured = captures.find(({ name }) => name === problem.field);
  if (captured) return problem.kind === 'unknown-field' ? undefined : captured.span;
  const data = findEntry(node, 'data');
  return (
    placeInData(problem, findEntry(data?.value, problem.field)) ??
    (data ?? findEntry(node, 'stepId') ?? findEntry(node, 'step'))?.key.span
  );
}

function placeInData({ kind, path }: FieldProblem, entry: MapEntry<InSlice> | undefined): Span<InSlice> | undefined {
  const isAboutKey = kind === 'unknown-field' || kind === 'missing-field';
  return isAboutKey ? entry?.key.span : inside(entry?.value, path.slice(1))?.span;
}

function inside(
  node: TreeNode<InSlice> | undefined,
  path: readonly (string | number)[],
): TreeNode<InSlice> | undefined {
  const [key, ...rest] = path;
  if (key === undefined || !node || node.kind === 'scalar') return node;
  const next = node.kind === 'list' ? node.items[Number(key)] : findEntry(node, String(key))?.value;
  return next ? inside(next, rest) : node;
}
