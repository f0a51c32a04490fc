import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coerceData } from '../../../src/registry/coerce';
import { resolveSentence } from '../../../src/registry/resolve';
import { createDateTokens } from '../../../src/scenario/dates';
import { isTextStep } from '../../../src/scenario/model';
import { parseScenario } from '../../../src/scenario/parse';
import { lookupToken, substituteText, substituteValue, type TokenLookup } from '../../../src/scenario/tokens';
import { compileFile } from '../../../src/sync/file/compile';
import type { Content } from '../../../src/sync/model/content';
import type { StepConfiguration } from '../../../src/wire/definition';
import { cases, fileText, language, patience } from './made';

const tokens =
  'tokens: { test: { email: ada@x }, whole: fill a with b, pages: "one\\ntwo", date: \'2026-01-02T00:00:00Z\' }\n';

function content(text: string): Content {
  const { content: read, problems } = compileFile(text, language);
  assert.ok(read, JSON.stringify(problems));
  return read;
}
const steps = (...lines: readonly string[]): string =>
  `scenario: A\n${tokens}steps:\n${lines.map((line) => `- ${line}\n`).join('')}`;
const only = (line: string): StepConfiguration | undefined => content(steps(line)).steps[0];

describe('a file is compiled', () => {
  const compiled: Readonly<Record<string, readonly [string, StepConfiguration]>> = {
    'to the step that a sentence means': [
      'step: Given I press enter',
      { cog: 'made/web', stepId: 'Press', name: 'Given I press enter', data: { key: 'enter' } },
    ],
    'with tokens in what is captured': [
      'step: fill in {{test.email}} with <{{unknown}}>',
      {
        cog: 'made/web',
        stepId: 'Fill',
        name: 'fill in {{test.email}} with <{{unknown}}>',
        data: { selector: '{{test.email}}', value: '<{{unknown}}>' },
      },
    ],
    'with data that the sentence does not say': [
      '{ step: press tab, data: { key: enter, more: 1 } }',
      { cog: 'made/web', stepId: 'Press', name: 'press tab', data: { key: 'tab', more: 1 } },
    ],
    'without waits of 0 seconds': [
      '{ step: submit, waitFor: 0, failAfter: "1.5" }',
      { cog: 'made/web', stepId: 'Submit', name: 'submit', failAfter: 1.5 },
    ],
    'with the values themselves where tokens hold more than one': [
      'step: "{{whole}}"',
      { cog: 'made/web', stepId: 'Fill', name: '{{whole}}', data: { selector: 'a', value: 'b' } },
    ],
    'with a date that the field takes apart': [
      'step: created on {{date(yesterday)}}',
      {
        cog: 'made/crm',
        stepId: 'CreatedOn',
        name: 'created on {{date(yesterday)}}',
        data: { date: '{{date(yesterday)}}' },
      },
    ],
    'with tokens that hold pages': [
      'step: fill a with {{pages}}',
      { cog: 'made/web', stepId: 'Fill', name: 'fill a with {{pages}}', data: { selector: 'a', value: '{{pages}}' } },
    ],
    'with a part of a value that does not change': [
      'step: member since {{date}}',
      { cog: 'made/crm', stepId: 'Since', name: 'member since {{date}}', data: { year: '2026' } },
    ],
    'from configuration as it is': [
      '{ name: " So ", cog: x/y, stepId: Z, data: { a: .nan, b: -0 } }',
      { cog: 'x/y', stepId: 'Z', name: 'So', data: { a: null, b: 0 } },
    ],
  };
  for (const [name, [line, step]] of Object.entries(compiled)) {
    it(name, () => {
      assert.deepEqual(only(line), step);
    });
  }

  it('with settings of the right kind, by the API’s words', () => {
    const { content: read, problems } = compileFile(
      `${steps('step: submit')}stackmoxie:\n  folder: 1.10\n  severity: high\n  notificationGroups: [2026, { id: 7 }]\n  isLinkable: true\n  owner: x\n  instructions:\n`,
      language,
    );
    assert.deepEqual(read?.settings, { folder: '1.10', notificationGroups: ['2026', { id: 7 }], isLinkable: true });
    const complaint = (key: string): string => `"${key}" under "stackmoxie" has an invalid value and is ignored.`;
    assert.deepEqual(
      problems.map(({ message }) => message),
      [complaint('severity'), complaint('instructions')],
    );
    assert.deepEqual(content(`${steps('step: submit')}stackmoxie: { folder: }\n`).settings, { folder: null });
    assert.deepEqual(
      content(`${steps('step: submit')}stackmoxie: { notificationGroups: , type: template }\n`).settings,
      { notificationGroups: [], type: 'template' },
    );
  });

  it('with linked scenarios and their steps', () => {
    const linked = 'linkedScenarios:\n  onFail:\n    templateId: 3\n    steps: [step: press tab]\n  onPass: {}\n';
    assert.deepEqual(content(steps('step: submit') + linked).linkedScenarios, {
      onFail: { templateId: 3, steps: [{ cog: 'made/web', stepId: 'Press', name: 'press tab', data: { key: 'tab' } }] },
    });
  });

  it('not at all where something of it would be lost', () => {
    const problems = (text: string, known = language): readonly string[] => {
      const read = compileFile(text, known);
      assert.equal(read.content, undefined);
      return read.problems.map(({ message, line }) => `${line} ${message}`);
    };
    assert.deepEqual(problems(steps('step: submit', 'step: dance')), [
      '5 Step 2: no matching step: “dance”. Check its wording, or refresh the registry.',
    ]);
    assert.deepEqual(problems(steps('step: submit'), { ...language, catalog: undefined }), [
      '4 Step 1 is a sentence, and the registry is not loaded. Refresh the registry.',
    ]);
    assert.deepEqual(problems(steps('step: member since {{date(yesterday)}}')), [
      '4 Step 1: “member since {{date(yesterday)}}” uses a part of a date that changes from day to day. Use "cog", "stepId" and "data" instead.',
    ]);
    assert.deepEqual(problems(steps('data: {}')), ['4 Step 1 has neither "step" nor "cog" and "stepId".']);
    assert.notDeepEqual(problems('steps: ['), []);
    assert.equal(problems('').length, 1);
  });

  it('without a registry as far as steps name their definitions', () => {
    const { content: read } = compileFile(steps('{ cog: a/b, stepId: C }'), { ...language, catalog: undefined });
    assert.deepEqual(read?.steps, [{ cog: 'a/b', stepId: 'C' }]);
  });
});

describe('what is compiled', function () {
  this.timeout(patience);

  it('means in a run what the sentence means', () => {
    const dates = createDateTokens(language.now);
    fc.assert(
      fc.property(fileText, (text) => {
        const { scenario } = parseScenario(text);
        const lookup: TokenLookup = (name) => lookupToken(scenario?.tokens ?? {}, name) ?? dates(name);
        const compiled = content(text).steps;
        for (const [index, step] of (scenario?.steps ?? []).entries()) {
          if (!isTextStep(step) || !language.catalog) continue;
          const given = substituteValue(step.data ?? {}, lookup) as Readonly<Record<string, unknown>>;
          const meant = resolveSentence(language.catalog, substituteText(step.step, lookup), given);
          assert.ok(meant);
          const sent = substituteValue(compiled[index]?.data ?? {}, lookup) as Readonly<Record<string, unknown>>;
          const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('-0', '0'));
          assert.deepEqual(json(coerceData(meant.definition, sent)), json(coerceData(meant.definition, meant.data)));
        }
      }),
      cases(12),
    );
  });

  it('of any text is content or problems, never an exception', () => {
    const pieces = fc.constantFrom(
      'scenario: A\n',
      'steps:\n',
      '- step: submit\n',
      '- *a\n',
      '- &a { cog: b, stepId: c, data: &d { x: *d } }\n',
      'tokens: { a: {{b}} }\n',
      '  data:\n',
      '    <<: *a\n',
      'stackmoxie: [\n',
      'stackmoxie: { folder: { id: x } }\n',
      'linkedScenarios: { onPass: 3, onFail: { steps: 4 } }\n',
      '---\n',
      '\t',
      '}',
      '"',
      '? ',
      '!!binary x\n',
      '__proto__: 1\n',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const { content: read, problems } = compileFile(parts.join(''), language);
        assert.ok(read !== undefined || problems.length > 0);
      }),
      cases(50),
    );
  });
});
