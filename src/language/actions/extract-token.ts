import { t } from '../../base/localize';
import { fieldChoices } from '../../registry/choices';
import type { StepDefinition } from '../../registry/definition';
import { scalarOffsets } from '../../scenario/document/scalar-offsets';
import { findEntry, touches, type MapEntry, type ScalarNode, type Span } from '../../scenario/document/tree';
import type { Change } from '../../scenario/edit/chain';
import { setValue } from '../../scenario/edit/set-value';
import type { TextEdit } from '../../scenario/edit/text-edit';
import { lookupToken } from '../../scenario/tokens';
import { textOfKey } from '../check/shapes';
import { moved, placedSteps, stepAt, type PlacedStep, type ReadScenario } from '../read-scenario';
import { tokenUses } from '../token-index';
import { createAction, type Action } from './action';
import { declareToken } from './fix-tokens';
import { changePart, framePart, stepPart, wholePart, type Part } from './part';

/** So many changes of a whole file are made one after the other. */
const mostUses = 50;

/** A value of a step's data, in the sentence or under `data`. */
interface Value {
  readonly step: PlacedStep;
  readonly key: string;
  readonly text: string;
  /** In the step's piece. */
  readonly span: Span;
  readonly isSaid: boolean;
}

/** Makes a token of the value at a place: of it alone, or of all that are the same. */
export function extractToken(scenario: ReadScenario, span: Span): readonly Action[] {
  const step = stepAt(scenario, span.start);
  const own = moved(span, -(step?.base ?? 0));
  const value = step && valuesOf(step).find((found) => touches(found.span, own.start) && own.end <= found.span.end);
  if (!value) return [];
  const name = freeName(scenario, value.key);
  const isSlow = stepPart(scenario, step).isSlow || framePart(scenario).isSlow;
  const facts = { kind: 'refactor.extract', isSlow, newName: name } as const;
  const count = countUses(scenario, value.text);
  const one = createAction({ title: t('Extract to token "{0}"', name), ...facts }, () => extract(scenario, [value], name));
  // Outside of slices each use is changed in the whole file.
  if (count < 2 || (!scenario.document.isSliced && count > mostUses)) return [one];
  const all = createAction({ title: t('Extract all {0} uses to token "{1}"', count, name), ...facts, isSlow: isSlow || count > 20 }, () => extract(scenario, usesOf(scenario, value.text), name));
  return [one, all];
}

/** The texts of a step that could be a token's value: what comes of a token is one already, and what is one of a few texts is no value. */
function valuesOf(step: PlacedStep): readonly Value[] {
  const { captures, definition } = step.facts;
  const choices = definition && choicesOf(definition);
  const said = captures.filter(({ span, value }) => step.piece.text.slice(span.start, span.end) === value).map(({ name, value, span }) => ({ step, key: name, text: value, span, isSaid: true }));
  const data = findEntry(step.piece.node, 'data')?.value;
  const entries = data?.kind === 'map' ? data.entries : [];
  const isCaptured = (key: string): boolean => captures.some(({ name }) => name === key);
  const given = entries.filter(({ key, merged }) => !merged && !isCaptured(key.text)).flatMap((entry) => valueOfEntry(step, entry));
  return [...said, ...given].filter(({ key, text }) => !choices?.has(key) && text.trim() !== '' && !/\{\{|\}\}/.test(text) && !text.includes('\n'));
}

const known = new WeakMap<StepDefinition, ReturnType<typeof fieldChoices>>();

function choicesOf(definition: StepDefinition): ReturnType<typeof fieldChoices> {
  const choices = known.get(definition) ?? fieldChoices(definition);
  known.set(definition, choices);
  return choices;
}

function valueOfEntry(step: PlacedStep, { key, value }: MapEntry): readonly Value[] {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? [{ step, key: key.text, text: value.text, span: value.span, isSaid: false }] : [];
}

/** Steps whose data do not hold the text are not looked at closely. */
const holds = ({ facts }: PlacedStep, text: string): boolean => Object.values(facts.data).includes(text);

function usesOf(scenario: ReadScenario, text: string): readonly Value[] {
  return [...placedSteps(scenario)].filter((step) => holds(step, text)).flatMap((step) => valuesOf(step).filter((value) => value.text === text));
}

function countUses(scenario: ReadScenario, text: string): number {
  let count = 0;
  for (const step of placedSteps(scenario)) if (holds(step, text)) count += valuesOf(step).filter((value) => value.text === text).length;
  return count;
}

/** The field's name, with a number where that is taken. */
function freeName(scenario: ReadScenario, key: string): string {
  const names = new Set(tokenUses(scenario).map(({ name }) => name));
  const base = /^\w[\w-]*$/.test(key) ? key : 'value';
  const isFree = (name: string): boolean => !names.has(name) && lookupToken(scenario.values, name) === undefined && !Object.hasOwn(scenario.values, name);
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${String(number)}`;
    if (isFree(name)) return name;
  }
}

function extract(scenario: ReadScenario, values: readonly Value[], name: string): readonly TextEdit[] | undefined {
  const value = values[0]?.text ?? '';
  const groups = groupBySteps(values).map((group) => ({ part: stepPart(scenario, group.step), group }));
  if (!scenario.document.isSliced) {
    const changes = groups.flatMap(({ part, group }) => changesOf(part, group, name));
    return changePart(wholePart(scenario), (text) => setValue(text, ['tokens', name], value), ...changes);
  }
  const edits = [declareToken(scenario, name, value), ...groups.map(({ part, group }) => changePart(part, ...changesOf(part, group, name)))];
  return edits.every((found) => found !== undefined) ? edits.flat() : undefined;
}

/** Values of one step. */
interface Group {
  readonly step: PlacedStep;
  readonly values: readonly Value[];
}

function groupBySteps(values: readonly Value[]): readonly Group[] {
  const groups = new Map<number, { readonly step: PlacedStep; readonly values: Value[] }>();
  for (const value of values) {
    const group = groups.get(value.step.index);
    if (group) group.values.push(value);
    else groups.set(value.step.index, { step: value.step, values: [value] });
  }
  return [...groups.values()];
}

function changesOf({ path }: Part, { step, values }: Group, name: string): readonly Change[] {
  const token = `{{${name}}}`;
  const given = values.filter(({ isSaid }) => !isSaid).map(({ key }): Change => (text) => setValue(text, [...path, 'data', key], token));
  const sentence = textOfKey(step.piece.node, 'step');
  const said = values.filter(({ isSaid }) => isSaid);
  if (!sentence || said.length === 0) return given;
  const text = saying(step.piece.text, sentence, said, token);
  return [(before) => setValue(before, [...path, 'step'], text), ...given];
}

/** A sentence with a token in the place of values. */
function saying(source: string, sentence: ScalarNode, values: readonly Value[], token: string): string {
  const place = scalarOffsets(source, sentence);
  const offsets = new Map(Array.from({ length: sentence.text.length + 1 }, (_, at) => [place(at), at]));
  const stretches = values.map(({ span }) => ({ start: offsets.get(span.start) ?? 0, end: offsets.get(span.end) ?? 0 })).sort((a, b) => b.start - a.start);
  return stretches.reduce((text, { start, end }) => text.slice(0, start) + token + text.slice(end), sentence.text);
}
