import assert from 'node:assert/strict';
import { executedStepText } from '../../../src/view/step-text';

const cog = { cog: 'sandbox/web', stepId: 'EnterValueIntoField' };
const done = (stepData: Readonly<Record<string, unknown>>) =>
  ({ outcome: 'Passed', message: '', ...cog, stepData }) as const;

describe('the text of a step', () => {
  const name = 'When I fill out {{field}} with {{lead.email}}';
  const rows: readonly (readonly [
    why: string,
    data: Readonly<Record<string, unknown>>,
    shown: Readonly<Record<string, unknown>>,
    text: string,
  ])[] = [
    [
      'shows the values that its tokens had',
      { q: '{{field}}', value: '{{lead.email}}' },
      { q: 'email', value: 'ada@example.com' },
      'When I fill out email with ada@example.com',
    ],
    [
      'finds a value within other text',
      { value: '<{{lead.email}}>' },
      { value: '<ada@example.com>' },
      'When I fill out {{field}} with ada@example.com',
    ],
    ['leaves a token whose value does not show', { value: 'to {{lead.email}}' }, { value: 'ada@example.com' }, name],
    ['does not guess which of two tokens had which value', { value: '{{field}}{{lead.email}}' }, { value: 'ab' }, name],
    [
      'takes a value as it is, tokens in it too',
      { value: '{{lead.email}}' },
      { value: '{{field}}' },
      'When I fill out {{field}} with {{field}}',
    ],
    ['shows numbers', { value: '{{lead.email}}' }, { value: 7 }, 'When I fill out {{field}} with 7'],
    ['keeps secrets', { password: '{{lead.email}}' }, { password: 'hunter2' }, name],
  ];
  for (const [why, data, shown, text] of rows)
    it(why, () => assert.equal(executedStepText({ ...cog, name, data }, done(shown)), text));

  it('keeps secrets by the token’s name too', () => {
    const written = { ...cog, name: 'When I fill out it with {{apiKey}}', data: { value: '{{apiKey}}' } };
    assert.equal(executedStepText(written, done({ value: 'hunter2' })), written.name);
  });

  it('is not taken from a scenario that has changed since', () => {
    assert.equal(
      executedStepText({ cog: 'sandbox/web', stepId: 'Other', name }, done({})),
      'EnterValueIntoField (sandbox/web)',
    );
  });
});
