import type { Catalog } from '../catalog';
import type { Cog, StepDefinition } from '../definition';
import { dataSchema, type FieldChoices } from './data-schema';
import type { JsonSchema } from './json-schema';

export interface WholeSchemaParts {
  /** `schemas/scenario.schema.json`. */
  readonly frame: JsonSchema;
  readonly catalog: Catalog;
  /** The texts that groups of a definition's expression let through; nothing is limited without it. */
  readonly choices?: (definition: StepDefinition) => FieldChoices;
}

/** Names for definitions that can stand in a reference as they are, each another one. */
class Names {
  readonly #given = new Set<string>();

  give({ cog, stepId }: StepDefinition): string {
    const plain = `${cog}.${stepId}`.replace(/[^\w.-]+/g, '_');
    let name = plain;
    for (let count = 2; this.#given.has(name); count += 1) name = `${plain}.${count}`;
    this.#given.add(name);
    return name;
  }
}

/** Of two definitions with the same id the last one counts, as in the catalog. */
const stepsOf = (cog: Cog): readonly StepDefinition[] =>
  [...new Map(cog.steps.map((step) => [step.stepId, step])).values()].filter(({ stepId }) => stepId !== '');

/** Applies to a step whose `key` has this value. */
const when = (key: 'cog' | 'stepId', value: string, then: JsonSchema): JsonSchema => ({
  if: { properties: { [key]: { const: value } }, required: [key] },
  then,
});

/** One of these texts, each with what a reader is told of it; no value at all where there are none: an `enum` must not be empty. */
const oneOf = (values: readonly (readonly [string, string])[]): JsonSchema | false =>
  values.length > 0 && { enum: values.map(([value]) => value), enumDescriptions: values.map(([, about]) => about) };

function stepSchema(definition: StepDefinition, choices: FieldChoices): JsonSchema {
  const data = dataSchema(definition, { captured: 'none', choices });
  const { required } = data;
  return {
    title: definition.name || definition.stepId,
    ...(definition.help === '' ? {} : { description: definition.help }),
    // Where nothing is needed, `data:` may stand there without a value.
    properties: { data: required ? data : { ...data, type: ['object', 'null'] } },
    ...(required ? { required: ['data'] } : {}),
  };
}

/**
 * One self-contained schema (draft-07) of scenario files, for tools that know nothing of cogs: the frame, and for each step in
 * configuration form the fields of its definition, chosen by `cog` and `stepId`. What a sentence means no schema can say.
 */
export function wholeSchema({ frame, catalog, choices = () => new Map() }: WholeSchemaParts): JsonSchema {
  const names = new Names();
  const definitions = new Map<string, JsonSchema>();
  const cogs = [...catalog.cogs.values()];
  const rules = cogs.map((cog) => {
    const steps = stepsOf(cog);
    const stepRules = steps.map((step) => {
      const name = names.give(step);
      definitions.set(name, stepSchema(step, choices(step)));
      return when('stepId', step.stepId, { $ref: `#/$defs/${name}` });
    });
    const stepId = oneOf(steps.map(({ stepId, name }) => [stepId, name]));
    return when('cog', cog.name, { properties: { stepId }, ...(stepRules.length > 0 ? { allOf: stepRules } : {}) });
  });
  const cog = oneOf(cogs.map(({ name, label, version }) => [name, `${label} ${version}`.trim()]));
  const configuration: JsonSchema = {
    ...frame.$defs?.['configuration'],
    properties: { cog },
    ...(rules.length > 0 ? { allOf: rules } : {}),
  };
  return { ...frame, $defs: { ...frame.$defs, configuration, ...Object.fromEntries(definitions) } };
}
