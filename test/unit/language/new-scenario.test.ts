import assert from 'node:assert/strict';
import { newScenarioSnippet } from '../../../src/language/completion/new-scenario';
import { checkText } from '../../../src/language/check/check-text';
import { catalog } from './scene';

const steps = ['NavigateToPage', 'FillField']
  .map((stepId) => catalog.definition('acme/web', stepId))
  .concat(['CreateContact'].map((stepId) => catalog.definition('acme/crm', stepId)))
  .flatMap((step) => step ?? []);

/** A snippet as it stands when every tab stop is passed over. */
const asText = (snippet: string): string =>
  snippet
    .replace(/\$\{\d+\|((?:[^\\,|]|\\.)*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:((?:[^\\}]|\\.)*)\}/g, '$1')
    .replace(/\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');

describe('a new scenario', () => {
  it('is a name, a description and a step where no steps are chosen', () => {
    assert.equal(
      newScenarioSnippet([], catalog),
      'scenario: ${1:Name}\ndescription: ${2:What it proves}\n\nsteps:\n- step: $0\n',
    );
  });

  it('has a sentence for each step, and a tab stop for each value', () => {
    assert.equal(
      newScenarioSnippet(steps, catalog),
      [
        'scenario: ${1:Name}',
        'description: ${2:What it proves}',
        '',
        'steps:',
        '- step: Given I navigate to ${3:url}',
        '- step: And I fill out ${4:selector} with ${5:value}',
        '- step: And I create a crm contact',
        '  data:',
        '    contact:',
        '      ${6:key}: ',
        '',
      ].join('\n'),
    );
  });

  it('of any steps is a scenario that is understood, step by step', () => {
    for (const cog of catalog.cogs.values()) {
      const text = asText(newScenarioSnippet(cog.steps, catalog));
      const problems = checkText(text, catalog, 0).filter(({ code }) =>
        ['yaml-syntax', 'no-matching-step', 'missing-key', 'unknown-key', 'wrong-type', 'unknown-step-id'].includes(
          code,
        ),
      );
      assert.deepEqual(problems, [], text);
    }
  });
});
