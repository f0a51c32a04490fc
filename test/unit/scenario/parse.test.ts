import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseScenario } from '../../../src/scenario/parse';
import { renderScenario } from '../../../src/scenario/render';
import type { ScenarioModel, ScenarioStep } from '../../../src/scenario/model';
import { rounds } from '../../support/rounds';

const model: ScenarioModel = {
  scenario: 'Contact form: creates a "lead"',
  description: 'First line.\nSecond line.',
  tokens: { test: { email: 'ada@example.com', zip: '00123' } },
  steps: [
    { step: 'Given I navigate to http://www.acme.test/contact' },
    { step: 'Then the company field on CRM contact {{test.email}} should be yes', failAfter: 90 },
    {
      cog: 'sandbox/web',
      stepId: 'FillIn',
      name: 'fill in email',
      waitFor: 5,
      data: { field: 'email', value: '{{test.email}}' },
    },
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
    'a step of no form': ['scenario: x\nsteps:\n- step: a\n- { cog: a/b }\n', /Step 2 has neither/, 4],
    'a step that is a text': ['scenario: x\nsteps:\n- navigate to x\n', /Step 1 has neither/, 3],
    'an alias without its anchor': ['scenario: *a\nsteps: []\n', /./, 1],
    'a second document': ['scenario: x\nsteps: []\n---\nscenario: y\n', /one document/, 3],
    'a tab': ['scenario: x\nsteps:\n\t- step: a\n', /[Tt]ab/, 3],
    'a key that comes twice': ['scenario: x\nsteps: []\nscenario: y\n', /unique/, 3],
    'no name': ['description: x\nsteps: []\n', /"scenario" is missing/, 1],
    'a wait that is no number': [
      'scenario: x\nsteps:\n- step: a\n  waitFor: soon\n',
      /Step 1 has a "waitFor" that is no number of seconds/,
      4,
    ],
    'a patience that is negative': ['scenario: x\nsteps:\n- { step: a, failAfter: -1 }\n', /"failAfter"/, 3],
    'data that are no map': ['scenario: x\nsteps:\n- step: a\n  data:\n  - 1\n', /Step 1 has data that are no map/, 5],
    'tokens that are no map': ['scenario: x\ntokens: 5\nsteps: []\n', /The scenario has tokens that are no map/, 2],
    'data that hold themselves': [
      'scenario: x\nsteps:\n- step: a\n  data: &d\n    x: *d\n',
      /Step 1 has data that hold themselves/,
      5,
    ],
    'data without a bottom': [
      `scenario: x\nsteps:\n- step: a\n  data: { a: ${'['.repeat(40)}${']'.repeat(40)} }\n`,
      /more than 30 levels/,
      4,
    ],
    'a file without a bottom': [`a: ${'['.repeat(5_000)}${']'.repeat(5_000)}`, /too deep/, 1],
    'a merge of nothing': ['scenario: x\n<<: 5\nsteps: []\n', /[Mm]erge/, 1],
  };
  for (const [title, [text, message, line]] of Object.entries(broken))
    it(`${title}: a problem, not an exception`, () => {
      const [problem] = parseScenario(text).problems;
      assert.match(problem?.message ?? '', message);
      assert.equal(problem?.line, line);
    });

  it('aliases that grow without end are refused', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map(
        (c, i) =>
          `${c}: &${c} [${Array(9)
            .fill(`*${'abcdefg'[i] ?? ''}`)
            .join(',')}]`,
      ),
    ].join('\n');
    assert.match(parseScenario(bomb).problems[0]?.message ?? '', /aliases repeat too much/);
  });

  describe('read what people write', () => {
    const steps = (yaml: string): unknown => {
      const { scenario, problems } = parseScenario(`scenario: x\n${yaml}`);
      assert.deepEqual(problems, []);
      return scenario?.steps;
    };
    it('an alias in each of many steps', () =>
      assert.equal(
        (steps(`patience: &p 5\nsteps:\n${'- { step: a, failAfter: *p }\n'.repeat(300)}`) as unknown[]).length,
        300,
      ));
    it('merged maps', () =>
      assert.deepEqual(steps('base: &b { failAfter: 5 }\nsteps:\n- <<: *b\n  step: a\n'), [
        { step: 'a', failAfter: 5 },
      ]));
    it('a sentence over several lines, without its last line break', () =>
      assert.deepEqual(steps('steps:\n- step: >\n    navigate to\n    http://x\n'), [
        { step: 'navigate to http://x' },
      ]));
    it('seconds as a text', () =>
      assert.deepEqual(steps('steps:\n- { step: a, waitFor: "5", failAfter: 0 }\n'), [
        { step: 'a', waitFor: 5, failAfter: 0 },
      ]));
    it('of a step in both forms the sentence', () =>
      assert.deepEqual(steps('steps:\n- { step: a, cog: b/c, stepId: D }\n'), [{ step: 'a' }]));
    it('empty data as none', () => assert.deepEqual(steps('steps:\n- step: a\n  data:\n'), [{ step: 'a' }]));
    it('Windows line ends and a byte order mark', () => {
      assert.deepEqual(parseScenario('\ufeffscenario: x\r\ndescription: |\r\n  a\r\n  b\r\nsteps:\r\n- step: a\r\n'), {
        scenario: { scenario: 'x', description: 'a\nb', steps: [{ step: 'a' }] },
        problems: [],
      });
    });
    it('a name that YAML takes for a number', () =>
      assert.equal(parseScenario('scenario: 1.10\nsteps: []\n').scenario?.scenario, '1.10'));
    it('keys of tokens that are no texts', () =>
      assert.deepEqual(
        parseScenario('scenario: x\ntokens: { 1: a, true: b, __proto__: c }\nsteps: []\n').scenario?.tokens,
        JSON.parse('{"1":"a","true":"b","__proto__":"c"}'),
      ));
    it('beside what is wrong, what is right', () => {
      const { scenario, problems } = parseScenario('scenario: x\nsteps:\n- step: a\n- 5\n- step: b\n');
      assert.deepEqual([scenario?.steps, problems.length], [[{ step: 'a' }, { step: 'b' }], 1]);
    });
  });

  it('never throw, whatever the text', () => {
    const piece = fc.constantFrom(
      'scenario: ',
      'steps:',
      'step: ',
      'data:',
      '- ',
      '\n',
      '  ',
      '\t',
      '{',
      '}',
      '[',
      ']',
      ',',
      ': ',
      '&a ',
      '*a',
      '!!set ',
      '!x ',
      '|',
      '>',
      '"',
      "'",
      '#',
      '<<: ',
      '---',
      '...',
      '%YAML 1.2',
      '? ',
      '~',
      '5',
      '{{x}}',
      '\0',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) =>
        assert.ok(Array.isArray(parseScenario(pieces.join('')).problems)),
      ),
      { numRuns: 300 },
    );
  });

  describe('round trip', () => {
    const odd = fc.array(
      fc.constantFrom(
        ' ',
        '\n',
        '\r',
        '\t',
        '#',
        ':',
        '-',
        '"',
        "'",
        '{',
        '}',
        '|',
        '>',
        '%',
        '@',
        '&',
        '*',
        '!',
        'a',
        'é',
        '\u2028',
        '\u0085',
        '\u00a0',
        '\0',
        '\ufeff',
        '---',
        '...',
        '~',
        'null',
        'true',
        '1',
        '0x1',
        '1e3',
        '2026-01-01',
        '<<',
        '=',
        '?',
        ',',
      ),
      { maxLength: 8 },
    );
    const anyText = fc.oneof(
      fc.string(),
      odd.map((parts) => parts.join('')),
    );
    const someText = anyText.map((text) => text.trim()).filter((text) => text !== '');
    const scalar = fc.oneof(
      anyText,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
      fc.boolean(),
      fc.constant(null),
    );
    const values = fc.dictionary(
      anyText,
      fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(anyText, scalar, { maxKeys: 3 })),
      { minKeys: 1, maxKeys: 4 },
    );
    const seconds = fc.integer({ min: 1, max: 900 });
    const timing = fc.record({ waitFor: seconds, failAfter: seconds, data: values }, { requiredKeys: [] });
    const step = fc.oneof(
      fc.tuple(fc.record({ step: someText }), timing).map(([what, how]): ScenarioStep => ({ ...what, ...how })),
      fc
        .tuple(
          fc.record({ cog: someText, stepId: someText, name: someText }, { requiredKeys: ['cog', 'stepId'] }),
          timing,
        )
        .map(([what, how]): ScenarioStep => ({ ...what, ...how })),
    );
    const anyModel = fc.record(
      { scenario: someText, description: someText, tokens: values, steps: fc.array(step, { maxLength: 4 }) },
      { requiredKeys: ['scenario', 'steps'] },
    );

    it('a rendered scenario reads back as it was, whatever its texts', () => {
      fc.assert(
        fc.property(anyModel, (scenario) =>
          assert.deepEqual(parseScenario(renderScenario(scenario)), {
            scenario: JSON.parse(JSON.stringify(scenario)) as unknown,
            problems: [],
          }),
        ),
        { numRuns: rounds(80) },
      );
    });
    for (const text of [' \n', '\n \n', '  \n\n', '\t\n', '\n', '\n a', ' a\n', 'a \n b']) {
      it(`a token that is ${JSON.stringify(text)} stays as it is`, () => {
        const scenario = { scenario: 'x', tokens: { value: text, list: [text] }, steps: [] };
        assert.deepEqual(parseScenario(renderScenario(scenario)), { scenario, problems: [] });
      });
    }
    it('and renders the same text again', () => {
      fc.assert(
        fc.property(anyModel, (scenario) => {
          const text = renderScenario(scenario);
          assert.equal(renderScenario(parseScenario(text).scenario ?? scenario), text);
        }),
        { numRuns: rounds(40) },
      );
    });
  });
});
