import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import type { StepDefinition } from '../../../../src/registry/definition';
import { dataSchema } from '../../../../src/registry/schema/data-schema';
import { createValidators, type ValidatorOptions } from '../../../../src/registry/schema/validators';
import { catalogOf, define, entryPayload, fieldTypes, stepPayload } from './definitions';

/** Problems as `kind field: expected`. */
function problems(
  definition: StepDefinition,
  data: Readonly<Record<string, unknown>>,
  options?: ValidatorOptions,
): readonly string[] {
  return createValidators(options)
    .check(definition, data)
    .map(({ kind, field, path, expected }) => {
      assert.deepEqual(path, [field]);
      return `${kind} ${field}: ${typeof expected === 'string' ? expected : expected.join('|')}`;
    });
}

const operators = new Map([['operator', ['be', 'not be', 'be set']]]);
const choose = { choices: () => operators };

describe('the data of a step', () => {
  const lead = define(
    ['email! EMAIL', 'lead! MAP', 'count NUMERIC', 'note STRING'],
    'lead (?<email>.+) in (?<place>.+)',
  );

  it('is good with all that is needed, and with groups that are no fields', () => {
    assert.deepEqual(problems(lead, { email: 'ada@example.com', lead: { a: 1 }, place: 'x' }), []);
  });

  it('tells what is missing, wrong and unknown: in that order, each field once', () => {
    assert.deepEqual(problems(lead, { extra: 1, count: 'many', email: 'ada', Email: 'x' }), [
      'missing-field lead: MAP',
      'field-type email: EMAIL',
      'field-type count: NUMERIC',
      'unknown-field extra: email|lead|count|note',
      'unknown-field Email: email|lead|count|note',
    ]);
  });

  it('a needed field without a value is missing', () => {
    assert.deepEqual(problems(lead, { email: null, lead: null, count: null, note: null }), [
      'missing-field email: EMAIL',
      'missing-field lead: MAP',
    ]);
  });

  it('speaks in sentences that name the remedy', () => {
    const say = (definition: StepDefinition, data: Readonly<Record<string, unknown>>): readonly string[] =>
      createValidators(choose)
        .check(definition, data)
        .map(({ message }) => message);
    assert.deepEqual(
      say(define(['email! EMAIL', 'operator STRING', 'on BOOLEAN']), { operator: 'is', on: 'yes', extra: 1 }),
      [
        'This step needs "email" (The email). Give it a value under "data".',
        '"operator" must be one of "be", "not be", "be set".',
        '"on" takes true or false.',
        'This step has no field "extra". Remove it, or use one of: "email", "operator", "on".',
      ],
    );
    assert.deepEqual(say(define([]), { extra: 1 }), ['This step has no field "extra". It takes no data. Remove it.']);
    const wrong = (type: string): unknown => (type === 'MAP' || type === 'ANYNONSCALAR' ? 'x' : {});
    for (const type of fieldTypes)
      assert.match(say(define([`v! ${type}`]), { v: wrong(type) })[0] ?? '', /^"v" takes .*\.$/);
  });

  it('holds a field to the alternatives of its group', () => {
    const definition = define(['operator! STRING', 'v STRING']);
    for (const operator of ['be', 'Not Be', ' be set ', '{{op}}'])
      assert.deepEqual(problems(definition, { operator }, choose), []);
    for (const operator of ['', 'is', 'be not', 'be sets', 5, true, ['be']]) {
      assert.deepEqual(
        problems(definition, { operator }, choose),
        ['field-choice operator: be|not be|be set'],
        String(operator),
      );
    }
    assert.deepEqual(problems(definition, { operator: null }, choose), ['missing-field operator: STRING']);
    assert.deepEqual(problems(define(['operator STRING']), { operator: null }, choose), []);
  });

  it('takes alternatives that YAML reads as numbers and booleans', () => {
    const choices = { choices: () => new Map([['v', ['true', 'false', '1', '2.5', 'C++', 'a|b', '']]]) };
    const definition = define(['v! STRING']);
    for (const v of [true, false, 1, 2.5, '1', 'TRUE', 'c++', 'a|b', ''])
      assert.deepEqual(problems(definition, { v }, choices), [], String(v));
    for (const v of [3, 'cc', 'a', '{}']) assert.equal(problems(definition, { v }, choices).length, 1, String(v));
  });

  it('takes hostile names for what they are: data', () => {
    const names = [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'a/b',
      'a~1b',
      'a~b',
      '~',
      '/',
      '😀',
      'it\'s "${x}"`\\',
      'a\nb',
      ' ',
      '\u2028',
      '%41',
      '#/$defs',
      '.*',
    ];
    for (const name of names) {
      const data = (value: unknown): Readonly<Record<string, unknown>> => Object.fromEntries([[name, value]]);
      const definition = define([`${name}! EMAIL`]);
      assert.deepEqual(problems(definition, {}), [`missing-field ${name}: EMAIL`]);
      assert.deepEqual(problems(definition, data(null)), [`missing-field ${name}: EMAIL`]);
      assert.deepEqual(problems(definition, data('x')), [`field-type ${name}: EMAIL`]);
      assert.deepEqual(problems(definition, data('a@b.c')), []);
      assert.deepEqual(problems(define([`${name} EMAIL`]), {}), []);
      assert.deepEqual(problems(define([]), data(1)), [`unknown-field ${name}: `]);
    }
    assert.equal(Object.hasOwn(Object.prototype, 'a/b'), false);
  });

  it('of two fields with one name the last counts, and an expression that does not compile is no obstacle', () => {
    assert.deepEqual(problems(define(['v! EMAIL', 'v NUMERIC'], '(unclosed'), { v: 'x' }), ['field-type v: NUMERIC']);
  });

  it('compiles a definition once, when it is first asked about', () => {
    const asked: string[] = [];
    const validators = createValidators({ choices: ({ stepId }) => (asked.push(stepId), new Map()) });
    const catalog = catalogOf(entryPayload('a/b', [stepPayload('X', ['v! EMAIL']), stepPayload('Y', [])]));
    const definition = catalog.definition('a/b', 'X')!;
    assert.deepEqual(asked, []);
    for (const v of ['x', 'a@b.c', 'y']) validators.check(definition, { v });
    assert.deepEqual(asked, ['X']);
  });
});

describe('the schema of a step’s data', () => {
  const definition = define(
    ['email! EMAIL', 'lead! MAP', '__proto__! STRING', 'constructor STRING'],
    'lead (?<email>.+) in (?<place>.+)',
  );

  it('asks for what the sentence does not give', () => {
    const required = (captured: readonly string[] | 'none'): unknown => dataSchema(definition, { captured }).required;
    assert.deepEqual(required('none'), ['email', 'lead', '__proto__']);
    assert.deepEqual(required(['email', 'place']), ['lead', '__proto__']);
    assert.deepEqual(required(['email', 'lead', '__proto__']), undefined);
  });

  it('is a schema, also to a strict reader', () => {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
    for (const captured of ['none', ['email']] as const) {
      const schema = dataSchema(definition, { captured, choices: new Map([['email', ['a', '5']]]) });
      assert.equal(ajv.validateSchema(schema), true);
      assert.ok(ajv.compile(schema));
    }
  });
});
