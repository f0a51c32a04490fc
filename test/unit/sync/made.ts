import fc from 'fast-check';
import { decodeScenario } from '../../../src/api/decode/scenario';
import { createCatalog } from '../../../src/registry/catalog';
import { definitionFor } from '../../../src/sync/diff/changes';
import type { Content } from '../../../src/sync/model/content';
import type { Language } from '../../../src/sync/model/ports';
import type { RegistryEntryPayload, StepDefinitionPayload } from '../../../src/wire/registry';
import type { Scenario } from '../../../src/wire/records';

const field = (key: string, type = 1, optionality = 0): StepDefinitionPayload['expectedFieldsList'][number] => ({
  key,
  type,
  optionality,
  description: key,
});

function step(
  stepId: string,
  expression: string,
  fields: StepDefinitionPayload['expectedFieldsList'],
): StepDefinitionPayload {
  return { stepId, name: stepId, type: 0, expression, expectedFieldsList: fields, expectedRecordsList: [] };
}

function cog(name: string, steps: readonly StepDefinitionPayload[]): RegistryEntryPayload {
  return {
    name,
    label: name,
    version: '1',
    homepage: '',
    authHelpUrl: '',
    authFieldsList: [],
    stepDefinitionsList: steps,
  };
}

/** Steps with the traps of real registries: greedy neighbours, one sentence inside of another, optional parts, data that no sentence gives. */
export const registry: readonly RegistryEntryPayload[] = [
  cog('made/web', [
    step('Navigate', 'navigate to (?<url>.+)', [field('url', 10, 1)]),
    step('Fill', 'fill (?:in )?(?<selector>.+) with (?<value>.+)', [field('selector', 1, 1), field('value', 0, 1)]),
    step('Press', 'press (?<key>enter|tab)', [field('key')]),
    step('Submit', '^submit$', []),
  ]),
  cog('made/crm', [
    step('Update', 'update a lead', [field('lead', 9, 1)]),
    step('CreateOrUpdate', 'create or update a lead', [field('lead', 9, 1)]),
    step('Check', 'the (?<field>[a-z_]+) of (?<email>\\S+) should (?<operator>be|not be) ?(?<expectation>.+)?', [
      field('field', 1, 1),
      field('email', 6, 1),
      field('operator'),
      field('expectation'),
      field('id', 1, 1),
    ]),
    step('CreatedOn', 'created on (?<date>\\d{4}-\\d{2}-\\d{2})', [field('date', 4, 1)]),
    step('Since', 'member since (?<year>\\d{4})', [field('year', 1, 1)]),
  ]),
];

export const language: Language = { catalog: createCatalog(registry), now: Date.UTC(2026, 2, 10, 9) };

/** The scenario as a service keeps it that stores faithfully what it is sent, and tells it through our decoder. */
export function stored(content: Content, more: Readonly<Record<string, unknown>> = {}): Scenario {
  const { name, description, settings } = content;
  const { folder = null, notificationGroups = [], ...flags } = settings;
  const named = (reference: unknown, id: number): unknown =>
    typeof reference === 'string' ? { id, name: reference } : reference;
  const record = {
    id: 1,
    name,
    description,
    ...flags,
    feature: named(folder, 7),
    notificationGroups: notificationGroups.map((group, index) => named(group, 20 + index)),
    definition: definitionFor(content),
    ...more,
  };
  return decodeScenario(JSON.parse(JSON.stringify(record)), '');
}

const soak = Number(process.env['STACK_MOXIE_SOAK_SYNC'] ?? 0);

/** How many cases a property is tried on: a sample, or as many as a soak asks for; always the same ones, unless another seed is asked for. */
export const cases = (sample: number): { readonly numRuns: number; readonly seed: number } => ({
  numRuns: soak > 0 ? soak : sample,
  seed: Number(process.env['STACK_MOXIE_SOAK_SEED'] ?? 5),
});

/** Milliseconds that a property may take; 0: as long as it takes. */
export const patience = soak > 0 ? 0 : 5_000;

const comment = (indent: string): fc.Arbitrary<string> =>
  fc.option(
    fc.nat(999).map((n) => `${indent}# line ${n}\n`),
    { nil: '', freq: 3 },
  );
const endComment = fc.option(
  fc.nat(999).map((n) => ` # end ${n}`),
  { nil: '', freq: 3 },
);
const blank = fc.constantFrom('', '', '', '\n', '  \n');

const word = fc.constantFrom(
  'ada@example.com',
  '{{test.email}}',
  '{{first name}}',
  'x',
  "it's",
  'two words',
  '{{web.page.title}}',
  '{{date(tomorrow)}}',
  '#id',
  '😀',
  'a: b',
);
const sentence = fc.oneof(
  word.map((url) => `Given I navigate to ${url}`),
  fc.tuple(word, word).map(([selector, value]) => `When I fill in ${selector} with ${value}`),
  fc.constantFrom(
    'press enter',
    'Then press {{key}}',
    'submit',
    'create or update a lead',
    'update a lead',
    'And {{whole}}',
    'it was created on {{date(yesterday)}}',
  ),
  fc
    .tuple(fc.constantFrom('name', '{{field}}'), fc.constantFrom('be', 'not be'), word)
    .map(([name, operator, value]) => `Then the ${name} of {{test.email}} should ${operator} ${value}`),
);

const single = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** A text in one of the ways to write it. */
const written = (text: string): fc.Arbitrary<string> => {
  const plain = /^[A-Za-z0-9][^#:]*$/.test(text) && !/^\d/.test(text) ? [text] : [];
  return fc.constantFrom(...plain, ...plain, single(text), JSON.stringify(text));
};
const anyText = word.chain(written);
const blockText = fc.constantFrom('>-\n      folded\n      text', '|\n      one\n\n      two');
const scalar = fc.oneof(
  { weight: 4, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constantFrom('5', 'true', 'null', '1.10', '"yes"', '-0', '.nan') },
);
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: blockText },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{ Email: "{{test.email}}", n: 1 }',
      '[1, two]',
      '{}',
      '\n      Email: x # mail\n      # below\n      n: 2',
      '\n    - 1\n    - a: b',
    ),
  },
);
const dataKey = fc.constantFrom('lead', 'id', 'value', 'email', 'date of birth');

const dataLine = (key: string): fc.Arbitrary<string> =>
  fc
    .tuple(comment('    '), value, endComment)
    .map(
      ([above, text, end]) =>
        `${above}    ${key}:${text.startsWith('\n') ? '' : ' '}${text}${text.includes('\n') ? '' : end}\n`,
    );
const blockData = fc
  .tuple(
    endComment,
    fc.uniqueArray(dataKey, { minLength: 1, maxLength: 3 }).chain((keys) => fc.tuple(...keys.map(dataLine))),
  )
  .map(([end, lines]) => `data:${end}\n${lines.join('')}`);
const flowData = fc
  .tuple(fc.uniqueArray(dataKey, { minLength: 1, maxLength: 2 }), word, endComment)
  .map(([keys, text, end]) => `data: { ${keys.map((key) => `${key}: ${JSON.stringify(text)}`).join(', ')} }${end}\n`);
const line = (key: string, text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(text, endComment).map(([written_, end]) => `${key}: ${written_}${written_.includes('\n') ? '' : end}\n`);

const parts: Readonly<Record<string, fc.Arbitrary<string>>> = {
  data: fc.oneof({ weight: 3, arbitrary: blockData }, { weight: 1, arbitrary: flowData }),
  waitFor: line('waitFor', fc.constantFrom('5', '"5"', '0', '1.5')),
  failAfter: line('failAfter', fc.constantFrom('90', '0')),
  note: line('note', anyText),
};
const sentencePart = line(
  'step',
  fc.oneof(
    { weight: 5, arbitrary: sentence.chain(written) },
    { weight: 1, arbitrary: sentence.map((text) => `>-\n    ${text.replaceAll(' ', '\n    ')}`) },
  ),
);
const ids = fc.constantFrom(['made/web', 'Fill'], ['made/crm', 'CreateOrUpdate'], ['other/cog', 'Unknown']);
const configurationPart = fc
  .tuple(ids, fc.option(sentence.chain(written), { nil: undefined }), endComment, comment('  '))
  .map(
    ([[name, id], title, end, between]) =>
      `${title === undefined ? '' : `name: ${title}\n  `}cog: ${name}${end}\n${between}  stepId: ${id}\n`,
  );
const flowStep = fc
  .tuple(sentence, word, endComment)
  .map(([text, id, end]) => `{ step: ${JSON.stringify(text)}, data: { id: ${JSON.stringify(id)} } }${end}\n`);

const blockStep = fc
  .tuple(fc.oneof(sentencePart, configurationPart), fc.shuffledSubarray(Object.keys(parts)), fc.boolean())
  .chain(([what, keys, isFirst]) =>
    fc.tuple(...keys.map((key) => fc.tuple(comment('  '), parts[key] ?? fc.constant('')))).map((others) => {
      const lines = others.map(([above, text]) => ({ above, text }));
      const all =
        isFirst || lines.length === 0 ? [{ above: '', text: what }, ...lines] : [...lines, { above: '', text: what }];
      return all.map(({ above, text }, index) => (index === 0 ? text : `${above}  ${text}`)).join('');
    }),
  );
const stepText = fc
  .tuple(blank, comment(''), fc.oneof({ weight: 5, arbitrary: blockStep }, { weight: 1, arbitrary: flowStep }))
  .map(([gap, above, text]) => `${gap}${above}- ${text}`);
const twins = fc
  .array(stepText, { minLength: 1, maxLength: 5 })
  .chain((all) => fc.tuple(fc.constant(all), fc.nat(all.length - 1), fc.boolean()))
  .map(([all, index, twice]) => (twice ? [...all, all[index] ?? ''] : all));

const tokens = `tokens: # values
  test: { email: ada@example.com, empty: '' }
  first name: Ada Lovelace
  key: tab # a key
  field: name
  whole: fill a with b
  # the end of tokens
`;
const frame = {
  scenario: line('scenario', fc.constantFrom('A form', '"1.10"', "'it''s'", '>-\n  A\n  form')),
  description: line('description', fc.constantFrom('What it proves', '""', '|\n  Two\n  lines', '2')),
  tokens: fc.constant(tokens),
  linkedScenarios: fc.constantFrom(
    'linkedScenarios:\n  onFail: { templateId: 12 } # mend\n',
    'linkedScenarios:\n  onPass:\n    templateId: 3\n    steps:\n    - step: press enter # go on\n',
    'linkedScenarios:\n  onFail: # then\n    steps: # these\n      # first\n      - step: press tab\n        waitFor: 1 # a while\n\n      - step: press enter\n    templateId: 7\n',
    '',
  ),
  stackmoxie: fc.constantFrom(
    'stackmoxie:\n  folder: Lead capture # the folder\n  severity: 2\n  owner: nobody reads this\n',
    'stackmoxie: { notificationGroups: [Marketing, 2026], folder: null }\n',
    '',
  ),
};

/** Scenario files as people write them: comments and blank lines everywhere, all styles, keys in any order, keys that nobody reads, steps that repeat. */
export const fileText = fc
  .tuple(
    fc.record(frame),
    twins,
    fc.shuffledSubarray(['scenario', 'description', 'linkedScenarios', 'stackmoxie'] as const, { minLength: 4 }),
    fc.nat(4),
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.boolean(),
    comment(''),
    endComment,
  )
  .map(([made, steps, keys, at, eol, bom, above, end]) => {
    const texts: string[] = keys.map((key) => made[key]);
    texts.splice(at, 0, `${made.tokens}steps:${end}\n${steps.join('')}`);
    return `${bom ? '\ufeff' : ''}${`${above}${texts.join('')}`.replaceAll('\n', eol)}`;
  });

const tangle =
  '- &again\n  step: submit # again\n  data: &data { id: x }\n- *again\n- step: press tab\n  data:\n    <<: *data\n    more: 1\n';

/** The same with anchors, aliases and merge keys. */
export const tangledText = fileText.map((text) =>
  text.replace(/^steps:.*?(\r?\n)/m, (line_, eol: string) => line_ + tangle.replaceAll('\n', eol)),
);
