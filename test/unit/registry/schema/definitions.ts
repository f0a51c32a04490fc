import { createCatalog } from '../../../../src/registry/catalog';
import type { StepDefinition } from '../../../../src/registry/definition';
import type { FieldType } from '../../../../src/wire/registry';

export const fieldTypes: readonly FieldType[] = [
  'ANYSCALAR',
  'STRING',
  'BOOLEAN',
  'NUMERIC',
  'DATE',
  'DATETIME',
  'EMAIL',
  'PHONE',
  'ANYNONSCALAR',
  'MAP',
  'URL',
];

/** A field as tests write it: `email! EMAIL` is required, `email EMAIL` is not. */
const fieldPayload = (text: string): object => {
  const [, key = '', mark, type = ''] = /^(.*?)(!?) (\w+)$/s.exec(text) ?? [];
  return {
    key,
    optionality: mark === '!' ? 1 : 0,
    type: fieldTypes.findIndex((name) => name === type),
    description: `The ${key}.`,
    help: '',
  };
};

export const stepPayload = (stepId: string, fields: readonly string[], expression = 'say it'): object => ({
  stepId,
  name: `Say ${stepId}`,
  help: '',
  type: 0,
  expression,
  expectedFieldsList: fields.map(fieldPayload),
  expectedRecordsList: [],
});

export const entryPayload = (name: string, steps: readonly object[]): object => ({
  name,
  label: `The ${name}`,
  version: '1.0.0',
  stepDefinitionsList: steps,
});

/** A catalog of entries as they stand in a file. */
export const catalogOf = (...entries: readonly object[]): ReturnType<typeof createCatalog> =>
  createCatalog(JSON.parse(JSON.stringify(entries)) as Parameters<typeof createCatalog>[0]);

/** A step definition with these fields. */
export function define(fields: readonly string[], expression?: string): StepDefinition {
  const definition = catalogOf(entryPayload('a/b', [stepPayload('S', fields, expression)])).definition('a/b', 'S');
  if (!definition) throw new Error('The definition could not be read.');
  return definition;
}
