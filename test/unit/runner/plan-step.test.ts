import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/registry/catalog';
import { planStep } from '../../../src/runner/plan-step';
import type { ScenarioStep } from '../../../src/scenario/model';
import { lookupToken } from '../../../src/scenario/tokens';

const entry = (name: string, ...expressions: readonly string[]) => ({
  name,
  label: name,
  version: '1',
  homepage: '',
  authHelpUrl: '',
  authFieldsList: [],
  stepDefinitionsList: expressions.map((expression, index) => ({
    stepId: `S${index}`,
    name: '',
    type: 0,
    expression,
    expectedFieldsList: [
      ['count', 3],
      ['on', 2],
      ['map', 9],
      ['value', 0],
    ].map(([key, type]) => ({ key: String(key), type: Number(type), optionality: 0, description: '' })),
    expectedRecordsList: [],
  })),
});
const catalog = createCatalog([
  entry(
    'a/b',
    'fill out (?<field>.+) with (?<value>.+)',
    'set the count to (?<count>.+)',
    'delete the (?<email>\\S+@\\S+) lead',
  ),
]);
const book = 'with whom it should be '.repeat(50_000);
const values = {
  book,
  page: 'line 1\nline 2\n',
  one: 'x',
  email: 'ada@example.com',
  n: 5,
  yes: true,
  no: false,
  nothing: null,
  map: { a: 1 },
  list: [1, 2],
  'web.form.url': 'u',
  big: 12345678901234567890n,
};

const plan = (step: ScenarioStep | string) =>
  planStep(typeof step === 'string' ? { step } : step, catalog, (name) => lookupToken(values, name));
const dataOf = (step: ScenarioStep | string) => {
  const planned = plan(step);
  return planned.definition ? planned.data : planned.problem;
};
const problemOf = (step: ScenarioStep | string): string => {
  const planned = plan(step);
  return planned.definition ? 'none' : planned.problem;
};

const circular: Record<string, unknown> = {};
circular['self'] = [circular];

describe('planStep', () => {
  const cases: readonly (readonly [string, ScenarioStep | string, Readonly<Record<string, unknown>>])[] = [
    ['values stand in the sentence when it is matched', 'delete the {{email}} lead', { email: 'ada@example.com' }],
    [
      'a value of several lines is not cut off at its first',
      'fill out {{one}} with {{page}}',
      { field: 'x', value: 'line 1\nline 2\n' },
    ],
    [
      'nor is what stands around it',
      'fill out a{{one}} with <{{page}}> and {{one}}',
      { field: 'ax', value: '<line 1\nline 2\n> and x' },
    ],
    [
      'a value as long as a book is not searched for words of the sentence',
      'fill out a with {{book}}',
      { field: 'a', value: book },
    ],
    [
      'a value that is one token is the text of its value',
      { cog: 'a/b', stepId: 'S0', data: { field: '{{n}}', other: '{{yes}}' } },
      { field: '5', other: 'true' },
    ],
    [
      'in the type of its field, as any text',
      { cog: 'a/b', stepId: 'S0', data: { count: '{{n}}', on: '{{no}}' } },
      { count: 5, on: false },
    ],
    [
      'null, maps and lists are no text: their tokens stay',
      { cog: 'a/b', stepId: 'S0', data: { a: '{{nothing}}', b: '{{map}}', c: '{{list}}' } },
      { a: '{{nothing}}', b: '{{map}}', c: '{{list}}' },
    ],
    [
      'tokens stand in the maps and lists of the data too',
      { step: 'fill out a with b', data: { map: { to: ['{{one}}', { deep: '{{email}}' }] } } },
      { field: 'a', value: 'b', map: { to: ['x', { deep: 'ada@example.com' }] } },
    ],
    [
      'captured groups win over data',
      { step: 'set the count to 7', data: { count: 8, extra: '1' } },
      { count: 7, extra: '1' },
    ],
    ['a big number is its digits', 'set the count to {{big}}', { count: 12345678901234567890 }],
    [
      'values are not searched for tokens',
      { step: 'fill out a with {{one}}', data: { map: '{{one}}' } },
      { field: 'a', value: 'x', map: 'x' },
    ],
  ];
  for (const [title, step, want] of cases) it(title, () => assert.deepEqual(dataOf(step), want));

  it('a sentence that nobody understands is shown, but no page of it', () => {
    assert.match(problemOf('gibberish'), /^No installed cog understands “gibberish”/);
    assert.ok(problemOf('x'.repeat(5000)).length < 500);
  });
  it('data that hold themselves, or are deeper than can be sent, are the step’s problem', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 31; level++) deep = { deep };
    for (const data of [circular, { deep }])
      assert.match(problemOf({ cog: 'a/b', stepId: 'S0', data }), /more than 30 levels/);
  });
});
