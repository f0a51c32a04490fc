import type { Json } from '../../base/json';
import type { Field, StepDefinition } from '../definition';
import { anyCase, fieldShapes, tokenSource } from './field-shapes';
import type { JsonSchema } from './json-schema';

/** The texts that a field's group in the expression lets through, by field; a field without such limits is no key. */
export type FieldChoices = ReadonlyMap<string, readonly string[]>;

export interface DataSchemaOptions {
  /** Fields that the sentence gives: they need not stand in the data. `none` for a step in configuration form. */
  readonly captured: readonly string[] | 'none';
  readonly choices?: FieldChoices;
}

/** What `true`, `5` mean as YAML reads them bare. */
function bareValues(choices: readonly string[]): readonly Json[] {
  return choices.flatMap((choice): Json[] => {
    if (/^(?:true|false)$/i.test(choice)) return [choice.toLowerCase() === 'true'];
    return /^-?\d+(?:\.\d+)?$/.test(choice) ? [Number(choice)] : [];
  });
}

function choiceSchema(choices: readonly string[]): JsonSchema {
  const bare = bareValues(choices);
  const texts = choices.map(anyCase).join('|');
  return {
    type: ['string', ...new Set(bare.map((value) => typeof value))],
    pattern: `${tokenSource}|^\\s*(?:${texts})\\s*$`,
    examples: choices,
    ...(bare.length > 0 ? { if: { type: ['number', 'boolean'] }, then: { enum: [...new Set(bare)] } } : {}),
  };
}

function typeSchema({ type }: Field, isNeeded: boolean): JsonSchema {
  const { types, text } = fieldShapes[type];
  if (text === undefined) return { type: types };
  // An optional field may be left empty.
  return { type: types, pattern: isNeeded ? `${tokenSource}|${text}` : `${tokenSource}|^\\s*$|${text}` };
}

function fieldSchema(field: Field, isNeeded: boolean, choices: readonly string[] | undefined): JsonSchema {
  const shape = choices && choices.length > 0 ? choiceSchema(choices) : typeSchema(field, isNeeded);
  const description = [field.description, field.help].filter((text) => text !== '').join('\n\n');
  const types = typeof shape.type === 'string' ? [shape.type] : (shape.type ?? []);
  return {
    ...(description === '' ? {} : { description }),
    ...shape,
    ...(isNeeded ? {} : { type: [...types, 'null'] }),
  };
}

/**
 * The JSON Schema (draft-07) of a step's `data`. A text that holds a token is accepted everywhere.
 * Validators must look at own properties only (ajv: `ownProperties`): a field may be called `constructor`.
 */
export function dataSchema(definition: StepDefinition, { captured, choices }: DataSchemaOptions): JsonSchema {
  const fields = [...new Map(definition.fields.map((field) => [field.key, field])).values()];
  const required = fields
    .filter((field) => field.required && (captured === 'none' || !captured.includes(field.key)))
    .map(({ key }) => key);
  const properties = new Map<string, JsonSchema | boolean>(
    (definition.expression?.groups ?? []).map((group) => [group, true]),
  );
  for (const field of fields)
    properties.set(field.key, fieldSchema(field, required.includes(field.key), choices?.get(field.key)));
  // ajv passes over a property of this name, but not over a pattern that matches it.
  const proto = properties.get('__proto__');
  properties.delete('__proto__');
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(proto === undefined ? {} : { patternProperties: { '^__proto__$': proto } }),
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
  };
}
