import { t } from '../../base/localize';
import { fileToSlice, type InFile, type InSlice } from '../../scenario/document/offsets';
import { touches, type Span } from '../../scenario/document/tree';
import type { Change } from '../../scenario/edit/chain';
import { setValue } from '../../scenario/edit/set-value';
import type { TextEdit } from '../../scenario/edit/text-edit';
import { lookupToken } from '../../scenario/tokens';
import { placedSteps, stepAt, type PlacedStep, type ReadScenario } from '../core/read-scenario';
import { tokenUses } from '../core/token-index';
import { createAction, type Action } from './action';
import { declareToken } from './fix-tokens';
import { changePart, framePart, stepPart, wholePart, type Part } from './part';
import { holdsText, selectedValue, textWith, valuesOfStep, type StepValue } from './step-values';

/** So many changes of a whole file are made one after the other. */
const mostUses = 50;
/** More edits than these are found when they are wanted. */
const fewUses = 20;

/** Makes a token of the value at a place, or of the part of it that is selected: of it alone, or of all that are the same. */
export function extractToken(scenario: ReadScenario, span: Span<InFile>): readonly Action[] {
  const step = stepAt(scenario, span.start);
  if (!step) return [];
  const own = fileToSlice(span, step.base);
  const value =
    valuesOfStep(step).find(
      (found) => touches(found.span, own.start) && (own.start === own.end || isSame(found.span, own)),
    ) ?? (own.start < own.end ? selectedValue(step, own) : undefined);
  return value ? extractions(scenario, value) : [];
}

const isSame = (a: Span<InSlice>, b: Span<InSlice>): boolean => a.start === b.start && a.end === b.end;

function extractions(scenario: ReadScenario, value: StepValue): readonly Action[] {
  const name = freeName(scenario, value.key);
  const isSlow = stepPart(scenario, value.step).isSlow || framePart(scenario).isSlow;
  const facts = { kind: 'refactor.extract', newName: name } as const;
  const count = countUses(scenario, value.text);
  const one = createAction({ title: t('Extract to token "{0}"', name), ...facts, isSlow }, () =>
    extract(scenario, [value], name),
  );
  // Outside of slices each use is changed in the whole file.
  if (count < 2 || (!scenario.document.isSliced && count > mostUses)) return [one];
  const all = createAction(
    { title: t('Extract all {0} uses to token "{1}"', count, name), ...facts, isSlow: isSlow || count > fewUses },
    () => extract(scenario, usesOf(scenario, value.text), name),
  );
  return [one, all];
}

/** Steps whose data do not hold the text are not looked at closely. */
function* stepsWith(scenario: ReadScenario, text: string): Generator<PlacedStep> {
  for (const step of placedSteps(scenario)) if (holdsText(step.facts.data, text)) yield step;
}

const usesOf = (scenario: ReadScenario, text: string): readonly StepValue[] =>
  [...stepsWith(scenario, text)].flatMap((step) => valuesOfStep(step).filter((value) => value.text === text));

const countUses = (scenario: ReadScenario, text: string): number => usesOf(scenario, text).length;

/** The field's name, with a number where that is taken. */
function freeName(scenario: ReadScenario, key: string): string {
  const names = new Set(tokenUses(scenario).map(({ name }) => name));
  const base = /^\w[\w-]*$/.test(key) ? key : 'value';
  const isFree = (name: string): boolean =>
    !names.has(name) && lookupToken(scenario.values, name) === undefined && !Object.hasOwn(scenario.values, name);
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${String(number)}`;
    if (isFree(name)) return name;
  }
}

function extract(
  scenario: ReadScenario,
  values: readonly StepValue[],
  name: string,
): readonly TextEdit<InFile>[] | undefined {
  const value = values[0]?.text ?? '';
  const groups = groupBy(values, ({ step }) => step.index).map((group) => ({ part: partOf(scenario, group), group }));
  if (!scenario.document.isSliced) {
    const changes = groups.flatMap(({ part, group }) => (part ? changesOf(part, group, name) : []));
    return changePart(wholePart(scenario), (text) => setValue(text, ['tokens', name], value), ...changes);
  }
  const edits = [
    declareToken(scenario, name, value),
    ...groups.map(({ part, group }) => part && changePart(part, ...changesOf(part, group, name))),
  ];
  return edits.every((found) => found !== undefined) ? edits.flat() : undefined;
}

const partOf = (scenario: ReadScenario, [value]: readonly StepValue[]): Part | undefined =>
  value && stepPart(scenario, value.step);

/** Values of one step, each scalar changed once. */
const changesOf = ({ path }: Part, values: readonly StepValue[], name: string): readonly Change[] =>
  groupBy(values, (value) => value.path.join('\n')).map(
    (group): Change =>
      (text) =>
        setValue(text, [...path, ...(group[0]?.path ?? [])], textWith(`{{${name}}}`, group)),
  );

function groupBy<T>(items: readonly T[], key: (item: T) => unknown): readonly (readonly T[])[] {
  const groups = new Map<unknown, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}
