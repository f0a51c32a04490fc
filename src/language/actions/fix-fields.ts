import { t } from '../../base/localize';
import { fieldChoices } from '../../registry/choices';
import type { Field, StepDefinition } from '../../registry/definition';
import { examplePhrases, exampleValues } from '../../registry/example-values';
import { setValue } from '../../scenario/edit/set-value';
import { createFix } from './action';
import type { Fixer } from './fix-context';
import { changePart } from './part';

/** What a field holds until its author changes it: an example of its type. A text may be empty. */
const firstValues: Readonly<Record<Field['type'], unknown>> = {
  ...exampleValues,
  ANYSCALAR: '',
  STRING: '',
  BOOLEAN: true,
  NUMERIC: Number(exampleValues.NUMERIC),
  DATE: `{{date(${examplePhrases.DATE})}}`,
  DATETIME: `{{date(${examplePhrases.DATETIME})}}`,
  MAP: {},
  ANYNONSCALAR: {},
};

function firstValue({ key, type }: Field, definition: StepDefinition): unknown {
  return (
    fieldChoices(definition)
      .get(key)
      ?.find((choice) => choice !== '') ?? firstValues[type]
  );
}

/** All fields that a step lacks, at once. */
export const fixMissingFields: Fixer = ({ problem, problems, part, step }) => {
  const definition = step?.facts.definition;
  if (!definition) return [];
  const isMissing = problems.filter(
    ({ code, span }) => code === 'missing-field' && span.start >= step.span.start && span.end <= step.span.end,
  );
  // One fix for all: the first of the problems brings it.
  if (isMissing[0] !== problem) return [];
  const keys = new Set(isMissing.flatMap(({ names = [] }) => names));
  const fields = definition.fields.filter(({ key }) => keys.has(key));
  const title =
    fields.length === 1
      ? t('Add the missing field "{0}"', fields[0]?.key ?? '')
      : t('Add {0} missing fields', fields.length);
  const changes = fields.map(
    (field) => (text: string) => setValue(text, [...part.path, 'data', field.key], firstValue(field, definition)),
  );
  return [createFix(problem, title, () => changePart(part, ...changes), { isPreferred: true, isSlow: part.isSlow })];
};
