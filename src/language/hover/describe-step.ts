import { t } from '../../base/localize';
import { escapeMarkdown, markdownCode } from '../../base/markdown';
import { isRecord } from '../../base/json';
import type { StepDefinition } from '../../registry/definition';
import { readSentence, type Reading } from '../../registry/readings';
import { findEntry, valueOf } from '../../scenario/document/tree';
import { substituteText } from '../../scenario/tokens';
import type { CapturedValue } from '../core/step-facts';
import { textOfKey } from '../core/shapes';
import { describeDefinition, describeField, markdownTable, paragraphs } from '../core/describe-definition';
import type { PlacedStep, ReadScenario } from '../core/read-scenario';

const longestValue = 200;
/** More definitions than these are not named. */
const mostOthers = 5;

/** What a step means here: its definition, what its sentence says, and why it is this definition. `undefined` where it is not known. */
export function describeStep(scenario: ReadScenario, step: PlacedStep): string | undefined {
  const { definition, captures } = step.facts;
  const { catalog } = scenario.knowledge;
  if (!definition || !catalog) return undefined;
  return paragraphs(describeDefinition(definition, catalog), capturedTable(captures), explainChoice(scenario, step));
}

/** A value that a sentence gives to a field, and the field. */
export function describeCapture(definition: StepDefinition, { name, value }: CapturedValue): string {
  const field = definition.fields.find(({ key }) => key === name);
  const about = field
    ? describeField(definition, field)
    : `${markdownCode(name)} — ${t('read from the sentence; the step has no such field')}`;
  return paragraphs(about, t('Value: {0}', markdownCode(value, longestValue)));
}

/** A field that the step's `data` names. */
export function describeGiven({ facts }: PlacedStep, key: string): string | undefined {
  const { definition, captures } = facts;
  const field = definition?.fields.find((known) => known.key === key);
  const captured = captures.find(({ name }) => name === key);
  const wins = captured
    ? t(
        'The sentence says {0}, which takes precedence over the value here.',
        markdownCode(captured.value, longestValue),
      )
    : '';
  return definition && field && paragraphs(describeField(definition, field), wins);
}

function capturedTable(captures: readonly CapturedValue[]): string {
  return markdownTable(
    [t('Field'), t('Value here')],
    captures.map(({ name, value }) => [markdownCode(name), markdownCode(value, longestValue)]),
  );
}

function explainChoice({ knowledge, lookup }: ReadScenario, { piece }: PlacedStep): string {
  const sentence = textOfKey(piece.node, 'step');
  const given = valueOf(findEntry(piece.node, 'data')?.value);
  const reading =
    sentence &&
    knowledge.catalog &&
    readSentence(knowledge.catalog, substituteText(sentence.text, lookup), isRecord(given) ? given : {});
  return reading && reading.others.length > 0
    ? `${t('Other steps match this sentence too: {0}.', otherNames(reading))} ${reasons[reading.why]()}`.trimEnd()
    : '';
}

function otherNames({ others }: Reading): string {
  const names = others
    .slice(0, mostOthers)
    .map(({ name, stepId, cog }) => `${escapeMarkdown(name || stepId)} (${escapeMarkdown(cog)})`);
  return [...names, ...(others.length > mostOthers ? ['…'] : [])].join(', ');
}

const reasons: Readonly<Record<Reading['why'], () => string>> = {
  only: () => '',
  literals: () => t('This one matches the most words exactly.'),
  missing: () => t('Of those that match as many words exactly, this one lacks the fewest required fields.'),
  length: () => t('Of those that match as many words exactly, this one covers the most of the sentence.'),
  order: () =>
    t('They match equally well. This one comes later in the registry. Add "cog" and "stepId" to be explicit.'),
};
