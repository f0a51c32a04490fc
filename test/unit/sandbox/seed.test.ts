import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/registry/catalog';
import { parseScenario } from '../../../src/scenario/parse';
import { compileScenario } from '../../../src/sandbox/seed/compile';
import { incidentAt } from '../../../src/sandbox/seed/incidents';
import { seedFolders, seedGroups, seedScenarios } from '../../../src/sandbox/seed/plan';

const catalog = createCatalog([
  {
    name: 'a/mail',
    label: 'Mail',
    version: '1',
    homepage: '',
    authHelpUrl: '',
    authFieldsList: [],
    stepDefinitionsList: [
      {
        stepId: 'Send',
        name: 'Send',
        type: 0,
        expression: 'send (?<what>.+) to (?<whom>.+)',
        expectedFieldsList: [],
        expectedRecordsList: [],
      },
    ],
  },
]);
const text = `scenario: S
description: D
tokens: { lead: { email: ada@example.com } }
steps:
- step: When I send news to {{lead.email}}
  failAfter: 9
- { cog: a/b, stepId: C, data: { to: '{{lead.email}}', other: '{{later}}' } }
`;

describe('sandbox seed', () => {
  it('is at least fifteen scenarios in four folders, each its own', () => {
    const plain = seedScenarios.filter(({ type }) => type === undefined);
    assert.ok(plain.length >= 15);
    const names = seedScenarios.map((seed) => parseScenario(seed.text).scenario?.scenario);
    assert.equal(new Set(names).size, seedScenarios.length);
    assert.equal(new Set(seedScenarios.map(({ file }) => file)).size, seedScenarios.length);
    for (const { folder, group } of seedScenarios) {
      assert.ok(folder === undefined || seedFolders.some(({ name }) => name === folder), folder);
      assert.ok(group === undefined || seedGroups.some(({ name }) => name === group), group);
    }
    assert.ok(
      seedFolders.every(({ name }) => seedScenarios.some(({ folder }) => folder === name)),
      'no folder is empty',
    );
  });

  it('shows every kind of scenario: one that fails, one that waits, a date, a record’s value, a value given at the start', () => {
    const texts = seedScenarios.map((seed) => seed.text).join('\n');
    assert.equal(seedScenarios.filter(({ expected }) => expected === 'Failed').length, 1);
    for (const part of [/failAfter: \d+/, /\{\{date\(/, /\{\{crm\.contact\.id\}\}/]) assert.match(texts, part);
    assert.ok(seedScenarios.some(({ tokens }) => tokens !== undefined));
  });

  it('has a past in which nobody is down for ever, but for the one that fails', () => {
    for (const { file, history, expected } of seedScenarios) {
      if (!history) continue;
      const newest = incidentAt(0.5, file, { number: 2, cog: 'sandbox/web', stepId: 'NavigateToPage' });
      assert.equal(newest?.outcome, expected === 'Failed' ? 'Failed' : undefined, file);
    }
  });

  it('turns sentences into steps, and keeps the tokens beside them', () => {
    const compiled = compileScenario(text, catalog);
    assert.deepEqual(compiled, {
      name: 'S',
      description: 'D',
      definition: {
        scenario: 'S',
        description: 'D',
        tokens: { lead: { email: 'ada@example.com' } },
        steps: [
          {
            cog: 'a/mail',
            stepId: 'Send',
            name: 'When I send news to {{lead.email}}',
            data: { what: 'news', whom: '{{lead.email}}' },
            failAfter: 9,
          },
          { cog: 'a/b', stepId: 'C', data: { to: '{{lead.email}}', other: '{{later}}' } },
        ],
      },
    });
  });

  it('puts their values into the steps for a sandbox that forgets tokens', () => {
    const compiled = compileScenario(text, catalog, { inlineTokens: true });
    assert.ok('definition' in compiled);
    assert.deepEqual(compiled.definition.tokens, undefined);
    assert.deepEqual(
      compiled.definition.steps.map(({ data }) => data),
      [
        { what: 'news', whom: 'ada@example.com' },
        { to: 'ada@example.com', other: '{{later}}' },
      ],
    );
  });

  it('says what no cog understands, and what is no scenario', () => {
    assert.deepEqual(compileScenario('scenario: S\nsteps:\n- step: Fly\n', catalog), {
      problem: 'No cog understands "Fly".',
    });
    assert.ok('problem' in compileScenario('steps: 1', catalog));
  });
});
