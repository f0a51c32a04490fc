import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import type { StepDefinition } from '../../registry/definition';
import { createSubject } from '../../registry/expression';
import { readSentence } from '../../registry/readings';
import { renderTemplate, sentenceTemplate } from '../../registry/template';
import type { Change } from '../../scenario/edit/chain';
import { removeKey } from '../../scenario/edit/remove-key';
import { renameKey } from '../../scenario/edit/rename-key';
import { setValue } from '../../scenario/edit/set-value';
import { findEntry, valueOf } from '../../scenario/document/tree';
import { substitute } from '../../scenario/substitution';
import { substituteText, tokenText, type TokenLookup } from '../../scenario/tokens';
import { textOfKey } from '../core/shapes';
import type { PlacedStep, ReadScenario } from '../core/read-scenario';
import { createAction, createFix, type Action } from './action';
import type { Fixer } from './fix-context';
import { changePart, stepPart, type Part } from './part';

type Texts = Readonly<Record<string, string>>;

/** From one form of a step to the other, where nothing is lost on the way. */
export function convertStep(scenario: ReadScenario, step: PlacedStep): readonly Action[] {
  const { definition } = step.facts;
  const { node } = step.piece;
  if (!definition || node?.kind !== 'map') return [];
  const part = stepPart(scenario, step);
  const facts = { kind: 'refactor.rewrite', isSlow: part.isSlow } as const;
  if (textOfKey(node, 'step'))
    return [
      createAction({ title: t('Convert to cog and step ID'), ...facts }, () =>
        toConfiguration(scenario, part, definition),
      ),
    ];
  return [createAction({ title: t('Convert to a sentence'), ...facts }, () => toSentence(scenario, part, definition))];
}

/** A sentence that several step definitions fit: one of them by its name. The one that is taken now comes first. */
export const pinStep: Fixer = ({ scenario, problem, part, step }) => {
  const { catalog } = scenario.knowledge;
  const sentence = textOfKey(part.node, 'step');
  const reading =
    catalog &&
    sentence &&
    step &&
    readSentence(catalog, substituteText(sentence.text, scenario.lookup), step.facts.data);
  if (!reading) return [];
  return [reading.definition, ...reading.others]
    .slice(0, 5)
    .map((definition, index) =>
      createFix(
        problem,
        t('Pin to {0} {1}', definition.cog, definition.stepId),
        () => toConfiguration(scenario, part, definition),
        { isPreferred: index === 0, isSlow: part.isSlow },
      ),
    );
};

/** What a definition captures of a sentence, as the author wrote it: with its tokens. `undefined` where a token holds more than one value takes. */
function capturesAsWritten(definition: StepDefinition, sentence: string, lookup: TokenLookup): Texts | undefined {
  const substitution = substitute(sentence, lookup);
  const match = definition.expression?.match(createSubject(substitution.text));
  if (!match) return undefined;
  const captures = match.captures.map(({ name, value, start, end }) => {
    const range = substitution.toSource(start, end);
    return { name, value, written: sentence.slice(range.start, range.end) };
  });
  const isWhole = captures.every(({ value, written }) => substituteText(written, lookup) === value);
  return isWhole ? Object.fromEntries(captures.map(({ name, written }) => [name, written])) : undefined;
}

function toConfiguration(
  { knowledge, lookup }: ReadScenario,
  part: Part,
  definition: StepDefinition,
): ReturnType<typeof changePart> {
  const sentence = textOfKey(part.node, 'step');
  const captures = sentence && capturesAsWritten(definition, sentence.text, lookup);
  const { cog, stepId } = definition;
  if (!captures || knowledge.catalog?.definition(cog, stepId) !== definition) return undefined;
  const set =
    (path: readonly string[], value: string): Change =>
    (text) =>
      setValue(text, [...part.path, ...path], value);
  const data = Object.entries(captures).map(([key, value]) => set(['data', key], value));
  return changePart(
    part,
    (text) => renameKey(text, [...part.path, 'step'], 'name'),
    set(['cog'], cog),
    set(['stepId'], stepId),
    ...data,
  );
}

/** A sentence for a configuration, and the data that it says. */
interface Said {
  readonly sentence: string;
  readonly keys: readonly string[];
  /** Whether it is the step's name. */
  readonly isName: boolean;
}

function toSentence(scenario: ReadScenario, part: Part, definition: StepDefinition): ReturnType<typeof changePart> {
  const given = valueOf(findEntry(part.node, 'data')?.value);
  const data = isRecord(given) ? given : {};
  const name = textOfKey(part.node, 'name');
  const said = [
    ...(name ? [{ sentence: name.text.trim(), isName: true }] : []),
    ...sentenceWith(definition, data),
  ].flatMap((tried) => {
    const keys = keysSaid(scenario, definition, tried.sentence, data);
    return keys ? [{ ...tried, keys }] : [];
  })[0];
  return said && changePart(part, ...changesTo(said, part));
}

function changesTo({ sentence, keys, isName }: Said, { path }: Part): readonly Change[] {
  const remove =
    (...inner: readonly string[]): Change =>
    (text) =>
      removeKey(text, [...path, ...inner], { comments: 'keep' });
  const say: Change = (text) =>
    isName ? renameKey(text, [...path, 'name'], 'step') : setValue(text, [...path, 'step'], sentence);
  return [say, remove('cog'), remove('stepId'), ...keys.map((key) => remove('data', key))];
}

/** The definition's own sentence with a step's data. */
function sentenceWith(
  definition: StepDefinition,
  data: Readonly<Record<string, unknown>>,
): readonly Pick<Said, 'sentence' | 'isName'>[] {
  const template = sentenceTemplate(definition);
  if (!template) return [];
  const sentence = renderTemplate(template, ({ key }) =>
    Object.hasOwn(data, key) ? (tokenText(data[key]) ?? '') : '',
  ).trim();
  return sentence.includes('\n') ? [] : [{ sentence, isName: false }];
}

/** The keys of a step's data that a sentence says, where with the others it means the very same; `undefined` otherwise. */
function keysSaid(
  { knowledge, lookup }: ReadScenario,
  definition: StepDefinition,
  sentence: string,
  data: Readonly<Record<string, unknown>>,
): readonly string[] | undefined {
  const written = capturesAsWritten(definition, sentence, lookup);
  if (
    !written ||
    !knowledge.catalog ||
    !Object.entries(written).every(([key, text]) => isSame(definition, key, text, data[key]))
  )
    return undefined;
  const rest = Object.fromEntries(Object.entries(data).filter(([key]) => !Object.hasOwn(written, key)));
  const reading = readSentence(knowledge.catalog, substituteText(sentence, lookup), rest);
  return reading?.definition === definition && Object.keys(reading.data).length === Object.keys(data).length
    ? Object.keys(written)
    : undefined;
}

/** A number or a truth value may be said as text where the field's type says what it is. */
function isSame({ fields }: StepDefinition, key: string, text: string, value: unknown): boolean {
  if (typeof value === 'string') return value === text;
  const type = fields.find((field) => field.key === key)?.type;
  return (type === 'NUMERIC' || type === 'BOOLEAN') && tokenText(value) === text;
}
