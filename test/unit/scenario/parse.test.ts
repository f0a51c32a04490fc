import assert from 'node:assert/strict';
import { parseScenario } from '../../../src/scenario/parse';
import { renderScenario } from '../../../src/scenario/render';
import type { ScenarioModel } from '../../../src/scenario/model';

const model: ScenarioModel = {
  scenario: 'Contact form: creates a "lead"',
  description: 'First line.\nSecond line.',
  tokens: { test: { email: 'ada@example.com', zip: '00123' } },
  steps: [
    { step: 'Given I navigate to http://www.acme.test/contact' },
    { step: 'Then the company field on CRM contact {{test.email}} should be yes', failAfter: 90 },
    { cog: 'sandbox/web', stepId: 'FillIn', name: 'fill in email', waitFor: 5, data: { field: 'email', value: '{{test.email}}' } },
  ],
};

describe('scenario files', () => {
  it('read back what was rendered', () => {
    const parsed = parseScenario(renderScenario(model));
    assert.deepEqual(parsed, { scenario: model, problems: [] });
  });

  it('are rendered as a person would write them', () => {
    assert.equal(
      renderScenario(model, { stackmoxie: { folder: 'Lead capture' } }),
      `scenario: 'Contact form: creates a "lead"'
description: |-
  First line.
  Second line.

tokens:
  test:
    email: ada@example.com
    zip: "00123"

steps:
- step: Given I navigate to http://www.acme.test/contact
- step: Then the company field on CRM contact {{test.email}} should be yes
  failAfter: 90
- name: fill in email
  cog: sandbox/web
  stepId: FillIn
  waitFor: 5
  data:
    field: email
    value: "{{test.email}}"

stackmoxie:
  folder: Lead capture
`,
    );
  });

  const broken: Readonly<Record<string, readonly [string, RegExp, number]>> = {
    'no steps': ['scenario: x\n', /"steps" is missing/, 1],
    'broken YAML': ['scenario: x\nsteps:\n- step: a\n\ninvalidYaml#!\n', /./, 5],
    'a list': ['- a\n', /holds a map/, 1],
    'an empty file': ['', /holds a map/, 1],
    'a step of no form': ['scenario: x\nsteps:\n- { cog: a/b }\n', /Step 1 has neither/, 1],
    'an alias without its anchor': ['scenario: *a\nsteps: []\n', /./, 1],
  };
  for (const [title, [text, message, line]] of Object.entries(broken))
    it(`${title}: a problem, not an exception`, () => {
      const [problem] = parseScenario(text).problems;
      assert.match(problem?.message ?? '', message);
      assert.equal(problem?.line, line);
    });

  it('aliases that grow without end are refused', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', ...'bcdefgh'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefg'[i] ?? ''}`).join(',')}]`)].join('\n');
    assert.notEqual(parseScenario(bomb).problems.length, 0);
  });
});
