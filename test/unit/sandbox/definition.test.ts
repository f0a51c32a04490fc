import assert from 'node:assert/strict';
import { readDefinition } from '../../../src/sandbox/request/definition';
import { Fault } from '../../../src/sandbox/kit/fault';

const step = { cog: 'sandbox/text', stepId: 'CompareValues' };

describe('sandbox definitions', () => {
  it('keep all that they hold', () => {
    const definition = {
      scenario: 'S',
      tokens: { a: { b: 1 } },
      steps: [{ ...step, name: 'N', data: null, waitFor: 1, failAfter: 2.5, extra: [] }],
      unknown: { deep: true },
    };
    assert.deepEqual(readDefinition(definition), definition);
  });

  for (const [says, definition] of [
    [/an object with a list/, undefined],
    [/an object with a list/, []],
    [/a list of `steps`/, {}],
    [/a list of `steps`/, { steps: 'x' }],
    [/Step 2 of `definition` needs `cog` and `stepId`/, { steps: [step, { cog: 'a' }] }],
    [/Step 1 of `definition` has to be an object/, { steps: [null] }],
    [/Step 1 .* `data`/, { steps: [{ ...step, data: [] }] }],
    [/Step 1 .* `name`/, { steps: [{ ...step, name: 1 }] }],
    [/Step 1 .* seconds/, { steps: [{ ...step, waitFor: -1 }] }],
    [/Step 1 .* seconds/, { steps: [{ ...step, failAfter: '90' }] }],
    [/`tokens`/, { steps: [], tokens: 'x' }],
    [/`scenario`/, { steps: [], scenario: 1 }],
    [/more than 1000 steps/, { steps: Array.from({ length: 1_001 }, () => step) }],
  ] as const) {
    it(`refuses ${JSON.stringify({ definition }).slice(0, 80)}`, () =>
      assert.throws(
        () => readDefinition(definition),
        (error) => error instanceof Fault && error.status === 422 && says.test(error.message),
      ));
  }
});
