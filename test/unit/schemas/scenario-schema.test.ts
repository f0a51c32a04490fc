import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { parse } from 'yaml';
import frame from '../../../schemas/scenario.schema.json';
import { keyHelp, stepKeyHelp } from '../../../src/language/core/key-help';
import { parseScenario } from '../../../src/scenario/parse';
import { renderScenario } from '../../../src/scenario/render';
import { itOnEachCorpus } from '../../support/corpus';

const hints = ['markdownDescription', 'defaultSnippets', 'enumDescriptions'];
const ajv = new Ajv({
  allErrors: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictTypes: false,
}).addVocabulary(hints);
const validate = ajv.compile(frame);

/** Where a document breaks the frame, each place once. */
function broken(text: string): readonly string[] {
  validate(parse(text, { merge: true }));
  const places = (validate.errors ?? []).map(({ instancePath, keyword, params }) => {
    const key: unknown = params['missingProperty'] ?? params['additionalProperty'];
    return keyword === 'if' ? '' : `${instancePath}${typeof key === 'string' ? `/${key}` : ''} ${keyword}`;
  });
  return [...new Set(places)].filter((place) => place !== '');
}

const head = 'scenario: A\ndescription: B\n';
const withSteps = `${head}steps:\n- step: I wait\n`;

describe('schemas/scenario.schema.json', () => {
  it('is a schema itself, and every part of it explains itself', () => {
    assert.equal(ajv.validateSchema(frame), true);
    const explained = (part: unknown, path: string): readonly string[] => {
      if (typeof part !== 'object' || part === null) return [];
      return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
        const below = explained(value, `${path}/${key}`);
        if (!path.endsWith('/properties') || typeof value !== 'object' || value === null || '$ref' in value)
          return below;
        return 'title' in value && 'description' in value ? below : [`${path}/${key}`, ...below];
      });
    };
    assert.deepEqual(explained(frame, ''), []);
  });

  it('explains keys in the words of hovers and completion', () => {
    const { properties, $defs } = frame;
    const described = (part: object, help: (key: string) => string | undefined): void => {
      for (const [key, { description }] of Object.entries(part as Record<string, { readonly description?: string }>))
        if (description !== undefined) assert.equal(description, help(key), key);
    };
    described({ ...properties, stackmoxie: $defs.metadata }, (key) => keyHelp([key]));
    described($defs.step.properties, stepKeyHelp);
    described($defs.metadata.properties, (key) => keyHelp(['stackmoxie', key]));
    described($defs.linkedScenario.properties, (key) => keyHelp(['linkedScenarios', 'onPass', key]));
  });

  const good: Readonly<Record<string, string>> = {
    'the least': withSteps,
    'both forms of a step': `${head}steps:\n- step: I wait\n  data: { a: 1 }\n  waitFor: 0\n  failAfter: 2.5\n- cog: a/b\n  stepId: C\n  name: It waits\n  data: { a: [1] }`,
    'names that are no texts to YAML': 'scenario: 1.10\ndescription: true\nsteps:\n- step: 5',
    'seconds in quotes': `${head}steps:\n- step: I wait\n  waitFor: "5"\n  failAfter: " 1.5 "`,
    'maps that are still empty': `${head}tokens:\nsteps:\n- step: I wait\n  data:\n  waitFor:\nlinkedScenarios:\nstackmoxie:\n`,
    'anchors and merge keys': `${head}steps:\n- &first\n  step: I wait\n  waitFor: 1\n- <<: *first\n  waitFor: 2`,
    'any tokens': `${withSteps}tokens: { a: 1, b: { c: [x] }, "d.e": null }`,
    'linked scenarios': `${withSteps}linkedScenarios: { onPass: { templateId: 1 }, onFail: { templateId: 2, steps: [{ cog: a/b, stepId: C, name: d, data: {} }] } }`,
    'all of the metadata': `${withSteps}stackmoxie: { folder: Leads, severity: 2, dashboardSetting: include, notificationGroups: [Ops, { id: 7 }], type: template, instructions: x, exposedToApis: true, isLinkable: false }`,
    'a folder by id': `${withSteps}stackmoxie: { folder: { id: 7 } }`,
    'what a pull may bring: no description, no name':
      'scenario: A\ndescription: ""\nsteps:\n- { cog: a/b, stepId: C, name: "" }',
    'no folder': `${withSteps}stackmoxie: { folder: }`,
    'a folder with the name of a year': `${withSteps}stackmoxie: { folder: 2026 }`,
  };
  for (const [name, text] of Object.entries(good)) it(`accepts ${name}`, () => assert.deepEqual(broken(text), []));

  const bad: readonly (readonly [string, string])[] = [
    ['{}', '/scenario required, /description required, /steps required'],
    ['- a', ' type'],
    [`${head}steps: []`, '/steps minItems'],
    [`${head}steps: { step: a }`, '/steps type'],
    [`${head}steps:\n- I wait`, '/steps/0 type'],
    [`${head}steps:\n- {}`, '/steps/0/cog required, /steps/0/stepId required'],
    [`${head}steps:\n- step: ""`, '/steps/0/step pattern'],
    [`${head}steps:\n- cog: a/b`, '/steps/0/stepId required'],
    [`${head}steps:\n- step: a\n  cog: b\n  stepId: c`, '/steps/0/cog false schema, /steps/0/stepId false schema'],
    [`${head}steps:\n- step: a\n  waitfor: 5`, '/steps/0/waitfor additionalProperties'],
    [
      `${head}steps:\n- step: a\n  waitFor: -1\n  failAfter: soon`,
      '/steps/0/waitFor minimum, /steps/0/failAfter pattern',
    ],
    [`${head}steps:\n- step: a\n  data: [1]`, '/steps/0/data type'],
    ['scenario: " "\ndescription: { a: 1 }\nsteps:\n- step: a', '/description type, /scenario pattern'],
    [`${withSteps}tokens: [a]`, '/tokens type'],
    [`${withSteps}title: x`, '/title additionalProperties'],
    [
      `${withSteps}linkedScenarios: { onError: {}, onPass: { templateId: x }, onFail: { steps: [{ step: a }] } }`,
      '/linkedScenarios/onError additionalProperties, /linkedScenarios/onFail/steps/0/cog required, /linkedScenarios/onFail/steps/0/stepId required, /linkedScenarios/onPass/templateId type',
    ],
    [
      `${withSteps}stackmoxie: { feature: x, severity: 5, dashboardSetting: never, notificationGroups: Ops }`,
      '/stackmoxie/dashboardSetting enum, /stackmoxie/feature additionalProperties, /stackmoxie/notificationGroups type, /stackmoxie/severity enum',
    ],
    [
      `${withSteps}stackmoxie: { folder: { name: x }, notificationGroups: [{ id: "7" }, [1]] }`,
      '/stackmoxie/folder/id required, /stackmoxie/folder/name additionalProperties, /stackmoxie/notificationGroups/0/id type, /stackmoxie/notificationGroups/1 type',
    ],
  ];
  for (const [text, places] of bad) {
    it(`refuses ${JSON.stringify(text.replace(head, '…').replace(withSteps, '…'))}`, () => {
      assert.deepEqual([...broken(text)].sort(), places.split(', ').sort());
    });
  }

  it('accepts what we render ourselves', () => {
    const scenario = {
      scenario: 'A',
      description: 'B',
      tokens: { a: 1 },
      steps: [
        { step: 'x', waitFor: 1 },
        { cog: 'a/b', stepId: 'C', data: { d: 'e' } },
      ],
    };
    assert.deepEqual(
      broken(
        renderScenario(scenario, {
          linkedScenarios: { onPass: { templateId: 3 } },
          stackmoxie: { folder: 'F', severity: 1 },
        }),
      ),
      [],
    );
  });

  itOnEachCorpus('accepts the files that the runner accepts', ({ scenarios }) => {
    const accepted = scenarios.filter(({ text }) => parseScenario(text).problems.length === 0);
    assert.ok(accepted.length > scenarios.length / 2, `${accepted.length} of ${scenarios.length}`);
    assert.deepEqual(
      accepted.flatMap(({ path, text }) => broken(text).map((place) => `${path}: ${place}`)),
      [],
    );
  });
});
