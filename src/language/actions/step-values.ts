import { isRecord } from '../../base/json';
import { fieldChoices } from '../../registry/choices';
import type { StepDefinition } from '../../registry/definition';
import { textAt } from '../../scenario/document/document';
import type { InSlice } from '../../scenario/document/offsets';
import { scalarOffsets } from '../../scenario/document/scalar-offsets';
import { findEntry, type ScalarNode, type Span, type TreeNode } from '../../scenario/document/tree';
import type { Path } from '../../scenario/edit/key-order';
import { findTokens } from '../../scenario/tokens';
import { textOfKey } from '../core/shapes';
import type { PlacedStep } from '../core/read-scenario';
import { scalarAt } from './place';

/** A text of a step that a token could stand for: in its sentence or under `data`. */
export interface StepValue {
  readonly step: PlacedStep;
  /** The field it is of. */
  readonly key: string;
  readonly text: string;
  /** Where it is written. */
  readonly span: Span<InSlice>;
  /** The scalar that it is, or is in. */
  readonly node: ScalarNode<InSlice>;
  /** Where the scalar is in the step: `['data', 'email']`. */
  readonly path: Path;
}

/** The values of a step: what comes of a token is one already, and what is one of a few texts is no value. */
export function valuesOfStep(step: PlacedStep): readonly StepValue[] {
  const { captures, definition } = step.facts;
  const choices = definition && choicesOf(definition);
  const captured = new Set(captures.map(({ name }) => name));
  const data = findEntry(step.piece.node, 'data')?.value;
  const given =
    data?.kind === 'map' ? data.entries.filter(({ key, merged }) => !merged && !captured.has(key.text)) : [];
  const values = [...saidBy(step), ...given.flatMap(({ key, value }) => leavesOf(step, value, ['data', key.text]))];
  return values.filter(({ key, text }) => !choices?.has(key) && isPlainText(text));
}

function saidBy(step: PlacedStep): readonly StepValue[] {
  const node = textOfKey(step.piece.node, 'step');
  if (!node) return [];
  const isWritten = ({ span, value }: { readonly span: Span<InSlice>; readonly value: string }): boolean =>
    textAt(step.piece, span) === value;
  return step.facts.captures
    .filter(isWritten)
    .map(({ name, value, span }) => ({ step, key: name, text: value, span, node, path: ['step'] }));
}

function leavesOf(step: PlacedStep, node: TreeNode<InSlice> | undefined, path: Path): readonly StepValue[] {
  if (!node) return [];
  if (node.kind === 'list') return node.items.flatMap((item, index) => leavesOf(step, item, [...path, index]));
  if (node.kind === 'map')
    return node.entries
      .filter(({ merged }) => !merged)
      .flatMap(({ key, value }) => leavesOf(step, value, [...path, key.text]));
  const key = path.findLast((part) => typeof part === 'string');
  return typeof node.value === 'string' ? [{ step, key: key ?? '', text: node.text, span: node.span, node, path }] : [];
}

const isPlainText = (text: string): boolean => text.trim() !== '' && !/\{\{|\}\}|[\r\n]/.test(text);

/** The part of a step's text that is selected, where it is written as it reads. */
export function selectedValue(step: PlacedStep, span: Span<InSlice>): StepValue | undefined {
  const place = scalarAt(step.piece.node, [], span);
  const text = textAt(step.piece, span);
  if (!place || !isPlainText(text) || !['step', 'data'].includes(String(place.path[0]))) return undefined;
  const { node, path } = place;
  const around = valuesOfStep(step).find((value) => value.span.start <= span.start && span.end <= value.span.end);
  const key = around?.key ?? path.slice(1).findLast((part) => typeof part === 'string') ?? 'value';
  return isWrittenSo(step, node, span) ? { step, key, text, span, node, path } : undefined;
}

/** Whether a stretch reads as it is written, and is no part of a token. */
function isWrittenSo(step: PlacedStep, node: ScalarNode<InSlice>, span: Span<InSlice>): boolean {
  const [start, end] = stretchIn(step, node, span);
  if (typeof node.value !== 'string' || start === undefined || end === undefined) return false;
  const isApart = findTokens(node.text).every((token) => end <= token.start || token.end <= start);
  return isApart && node.text.slice(start, end) === textAt(step.piece, span);
}

function stretchIn(
  { piece }: PlacedStep,
  node: ScalarNode<InSlice>,
  { start, end }: Span<InSlice>,
): readonly (number | undefined)[] {
  const place = scalarOffsets(piece.text, node);
  const offsets = new Map(Array.from({ length: node.text.length + 1 }, (_, at) => [place(at), at]));
  return [offsets.get(start), offsets.get(end)];
}

/** The text of a scalar with a token in the place of values that are in it. */
export function textWith(token: string, values: readonly StepValue[]): string {
  const node = values[0]?.node;
  const stretches = values.map(({ step, span, node: own }) =>
    span === own.span ? [0, own.text.length] : stretchIn(step, own, span),
  );
  return stretches
    .sort(([a = 0], [b = 0]) => b - a)
    .reduce((text, [start = 0, end = 0]) => text.slice(0, start) + token + text.slice(end), node?.text ?? '');
}

/** Whether a value holds a text, however deep. */
export function holdsText(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value === text;
  return Array.isArray(value)
    ? value.some((item) => holdsText(item, text))
    : isRecord(value) && Object.values(value).some((item) => holdsText(item, text));
}

const known = new WeakMap<StepDefinition, ReturnType<typeof fieldChoices>>();

function choicesOf(definition: StepDefinition): ReturnType<typeof fieldChoices> {
  const choices = known.get(definition) ?? fieldChoices(definition);
  known.set(definition, choices);
  return choices;
}
