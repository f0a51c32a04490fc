import { Ajv } from 'ajv';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import frame from '../../../../schemas/scenario.schema.json';
import type { StepDefinition } from '../../../../src/registry/definition';
import type { FieldChoices } from '../../../../src/registry/schema/data-schema';
import type { JsonSchema } from '../../../../src/registry/schema/json-schema';
import { createValidators } from '../../../../src/registry/schema/validators';
import { wholeSchema } from '../../../../src/registry/schema/whole-schema';
import { catalogOf, entryPayload, fieldTypes, stepPayload } from './definitions';

const catalog = catalogOf(
  entryPayload('acme/crm', [
    stepPayload('CreateLead', ['lead! MAP', 'source STRING'], 'create a lead(?<where>.*)'),
    stepPayload('CheckLead', ['email! EMAIL', 'operator! STRING', 'expectation ANYSCALAR']),
    stepPayload(
      'Everything',
      fieldTypes.map((type) => `${type.toLowerCase()} ${type}`),
    ),
    stepPayload(
      'Needs',
      fieldTypes.map((type) => `${type.toLowerCase()}! ${type}`),
    ),
    stepPayload('Hostile', ['__proto__! STRING', 'constructor EMAIL', 'a/b~c! NUMERIC', '😀 BOOLEAN'], '(unclosed'),
    stepPayload('Ping', []),
  ]),
  entryPayload('acme/crm 2', [
    stepPayload('Check Lead/β', ['email! EMAIL']),
    stepPayload('Check Lead/γ', []),
    stepPayload('Ping', []),
  ]),
  entryPayload('acme/empty', []),
);
const choices = ({ stepId }: StepDefinition): FieldChoices =>
  new Map(stepId === 'CheckLead' ? [['operator', ['be', 'not be', '5']]] : []);
const whole = wholeSchema({ frame, catalog, choices });
const ajv = new Ajv({ allErrors: true, ownProperties: true, strict: false });
const validate = ajv.compile(whole);

const scenarioOf = (step: object): object => ({ scenario: 'A', description: 'B', steps: [step] });
const accepts = (step: object): boolean => validate(scenarioOf(step));
const crm = (stepId: string, data?: unknown): object => ({
  cog: 'acme/crm',
  stepId,
  ...(data === undefined ? {} : { data }),
});

describe('the schema of everything', () => {
  it('is a draft-07 schema that needs no other, and names each definition', () => {
    assert.equal(whole.$schema, 'http://json-schema.org/draft-07/schema#');
    assert.equal(ajv.validateSchema(whole), true);
    const references = [...JSON.stringify(whole).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference = '']) => reference);
    assert.deepEqual(
      references.filter((reference) => !Object.hasOwn(whole.$defs ?? {}, reference.replace('#/$defs/', ''))),
      [],
    );
    assert.deepEqual(
      Object.keys(whole.$defs ?? {}).filter((name) => name.startsWith('acme')),
      [
        'acme_crm.CreateLead',
        'acme_crm.CheckLead',
        'acme_crm.Everything',
        'acme_crm.Needs',
        'acme_crm.Hostile',
        'acme_crm.Ping',
        'acme_crm_2.Check_Lead_',
        'acme_crm_2.Check_Lead_.2',
        'acme_crm_2.Ping',
      ],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(whole)), whole, 'it survives being written to a file');
  });

  const good: readonly object[] = [
    { step: 'Given anything at all', data: { whatever: 1 } },
    crm('CreateLead', { lead: { email: 'ada@example.com' }, where: 'x' }),
    crm('CheckLead', { email: '{{lead.email}}', operator: 'Not Be', expectation: null }),
    crm('CheckLead', { email: 'ada@example.com', operator: 5 }),
    crm('Ping'),
    crm('Ping', null),
    crm('Ping', {}),
    { cog: 'acme/crm 2', stepId: 'Check Lead/β', data: { email: 'ada@example.com' } },
    { cog: 'acme/crm 2', stepId: 'Check Lead/γ' },
  ];
  for (const step of good)
    it(`accepts ${JSON.stringify(step)}`, () => assert.equal(accepts(step), true, ajv.errorsText(validate.errors)));

  const bad: readonly object[] = [
    { cog: 'acme/unknown', stepId: 'Ping' },
    { cog: 'acme/empty', stepId: 'Ping' },
    { cog: 'acme/crm 2', stepId: 'CreateLead', data: { lead: {} } },
    { cog: 'acme/crm' },
    crm('CreateLead'),
    crm('CreateLead', null),
    crm('CreateLead', {}),
    crm('CreateLead', { lead: 'x' }),
    crm('CreateLead', { lead: {}, extra: 1 }),
    crm('CheckLead', { email: 'ada', operator: 'be' }),
    crm('CheckLead', { email: 'ada@example.com', operator: 'is' }),
    crm('CheckLead', { email: 'ada@example.com', operator: 6 }),
    crm('Ping', { extra: 1 }),
    { cog: 'acme/crm 2', stepId: 'Check Lead/β', data: {} },
    { ...crm('Ping'), waitfor: 5 },
    { step: 'x', ...crm('Ping') },
  ];
  for (const step of bad) it(`refuses ${JSON.stringify(step)}`, () => assert.equal(accepts(step), false));

  it('holds linked steps to the same', () => {
    const linked = (step: object): boolean =>
      validate({ ...scenarioOf({ step: 'x' }), linkedScenarios: { onFail: { templateId: 1, steps: [step] } } });
    assert.deepEqual([linked(crm('Ping')), linked(crm('CreateLead')), linked({ step: 'x' })], [true, false, false]);
  });

  it('of two cogs with one name, and of two steps with one id, knows the last', () => {
    const twice = catalogOf(
      entryPayload('a/b', [stepPayload('Old', [])]),
      entryPayload('a/b', [stepPayload('S', ['v! EMAIL']), stepPayload('S', [])]),
    );
    const last = ajv.compile(wholeSchema({ frame, catalog: twice }));
    const judge = (stepId: string): boolean => last(scenarioOf({ cog: 'a/b', stepId }));
    assert.deepEqual([judge('Old'), judge('S')], [false, true]);
  });

  it('knows no cog where the registry has none', () => {
    const none: JsonSchema = wholeSchema({ frame, catalog: catalogOf() });
    const validateNone = ajv.compile(none);
    assert.deepEqual([validateNone(scenarioOf({ step: 'x' })), validateNone(scenarioOf(crm('Ping')))], [true, false]);
  });

  it('agrees with the validators about any data', () => {
    const validators = createValidators({ choices });
    const definitions = [...catalog.cogs.values()].flatMap(({ steps }) => steps);
    const tally = { good: 0, bad: 0 };
    fc.assert(
      fc.property(
        fc.constantFrom(...definitions).chain((definition) => fc.tuple(fc.constant(definition), dataFor(definition))),
        ([definition, data]) => {
          const isGood = validators.check(definition, data).length === 0;
          tally[isGood ? 'good' : 'bad'] += 1;
          assert.equal(
            accepts({ cog: definition.cog, stepId: definition.stepId, data }),
            isGood,
            ajv.errorsText(validate.errors),
          );
        },
      ),
      { seed: 4, numRuns: 1500 },
    );
    assert.ok(tally.good > 200 && tally.bad > 200, `${tally.good} good, ${tally.bad} bad`);
  });
});

const values = fc.oneof(
  fc.constantFrom<unknown>(
    'ada@example.com',
    'be',
    'NOT BE',
    '5',
    '2026-03-10',
    'true',
    'https://example.com',
    '+1 555 010 1234',
    '{{a.b}}',
    '{{ a }}',
    '',
    ' ',
    'x y',
  ),
  fc.constantFrom<unknown>(null, true, 5, 1.5, -1, {}, { a: 1 }, [], [1]),
  fc.string({ maxLength: 8 }),
);
const likely: Readonly<Record<string, unknown>> = {
  ANYSCALAR: 5,
  STRING: 'be',
  BOOLEAN: 'True',
  NUMERIC: '5 %',
  DATE: '2026-03-10',
  DATETIME: '10 Mar 2026',
  EMAIL: 'ada@example.com',
  PHONE: '112',
  ANYNONSCALAR: [1],
  MAP: { a: 1 },
  URL: 'example.com',
};

/** Data that are mostly what the definition asks for, now and then not. */
function dataFor({ fields }: StepDefinition): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const entries = fields.map(({ key, type }) =>
    fc.oneof(
      { weight: 40, arbitrary: fc.constant([key, likely[type]]) },
      { weight: 1, arbitrary: fc.constant(undefined) },
      { weight: 2, arbitrary: values.map((value) => [key, value]) },
    ),
  );
  const strange = fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom('where', 'extra', 'toString', '__proto__').map((key) => [key, 1]) },
  );
  return fc
    .tuple(...entries, strange)
    .map((pairs) => Object.fromEntries(pairs.filter((pair) => pair !== undefined) as [string, unknown][]));
}
