import type { Catalog } from '../../src/registry/catalog';
import type { Field, StepDefinition } from '../../src/registry/definition';
import { resolveSentence } from '../../src/registry/resolve';
import { renderTemplate, sentenceTemplate } from '../../src/registry/template';

const plain: Readonly<Record<string, (index: number) => string>> = {
  NUMERIC: String,
  EMAIL: (index) => `ada${String(index)}@example.com`,
  BOOLEAN: () => 'true',
  DATE: () => '"2026-03-10"',
  DATETIME: () => '"2026-03-10T22:30:00"',
  PHONE: () => '"+1 555 010 1234"',
  URL: (index) => `https://example.com/page/${String(index)}`,
  MAP: (index) => `\n      FirstName: Ada\n      Email: ada${String(index)}@example.com`,
  ANYNONSCALAR: (index) => `\n      FirstName: Ada\n      Email: ada${String(index)}@example.com`,
};

/**
 * A scenario of so many steps, no two alike, through all definitions.
 * @param form `both`: sentences and steps in configuration form by turns.
 */
export function madeScenario(catalog: Catalog, count: number, form: 'both' | 'configuration' = 'both'): string {
  const definitions = catalog.sentences.all.filter(({ stepId }) => stepId !== '');
  const steps = Array.from({ length: count }, (_, index) => {
    const definition = definitions[Math.floor(index / (form === 'both' ? 2 : 1)) % definitions.length];
    if (!definition) return '';
    return (
      (form === 'both' && index % 2 === 0 ? sentence(catalog, definition, index) : undefined) ??
      configuration(definition, index)
    );
  });
  return `scenario: Made to be measured\ndescription: Proves how fast it goes\ntokens:\n  test:\n    email: ada@example.com\nsteps:\n${steps.join('')}`;
}

function sentence(catalog: Catalog, definition: StepDefinition, index: number): string | undefined {
  const template = sentenceTemplate(definition);
  if (!template) return undefined;
  const own = renderTemplate(template, ({ key, choices, example }) => {
    if (choices) return example;
    return key === 'email' ? `ada${String(index)}@example.com` : `${example}${String(index)}`;
  });
  const text = resolveSentence(catalog, own) ? own : renderTemplate(template, ({ example }) => example);
  const captured = new Set(template.parts.map((part) => (typeof part === 'string' ? '' : part.key)));
  const retry = definition.type === 'VALIDATION' ? '  failAfter: 90\n' : '';
  return `# What step ${String(index)} is for\n- step: ${JSON.stringify(`Then ${text}`)}\n${retry}${data(
    definition.fields.filter(({ key, required }) => required && !captured.has(key)),
    index,
  )}`;
}

function configuration({ cog, stepId, fields }: StepDefinition, index: number): string {
  return `- cog: ${cog}\n  stepId: ${stepId}\n  waitFor: ${String(index)}\n${data(
    fields.filter(({ required }) => required),
    index,
  )}`;
}

const data = (fields: readonly Field[], index: number): string =>
  fields.length === 0
    ? ''
    : `  data:\n${fields.map(({ key, type }) => `    ${key}: ${(plain[type] ?? ((at: number) => `text ${String(at)}`))(index)}\n`).join('')}`;
