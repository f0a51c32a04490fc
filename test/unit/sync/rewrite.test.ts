import assert from 'node:assert/strict';
import { compileFile } from '../../../src/sync/file/compile';
import type { Content } from '../../../src/sync/model/content';
import { renderFile, rewriteFile } from '../../../src/sync/file/rewrite';
import type { StepConfiguration } from '../../../src/wire/definition';
import { language } from './made';
import { without } from './made-edits';

const file = `# Who fills in the form
scenario: 'A form'   # its name
description: Proves it

tokens:
  test: { email: ada@x, name: Ada }
steps:
# first
- step: "fill in #email with {{test.email}}"  # a sentence
  # waits
  failAfter: 90
- step: Then the name of {{test.email}} should be Ada
  data: { id: '7', more: 1 }
# third
- cog: made/crm # configured
  stepId: Update
  name: update a lead
  data:
    lead:
      Email: "{{test.email}}" # mail
      # of a person
      Name: Ada
- &login
  step: press enter
- *login
stackmoxie: { severity: 2, owner: me }
`;

function content(text: string): Content {
  const read = compileFile(text, language).content;
  assert.ok(read);
  return read;
}
const step =
  (index: number, change: (step: StepConfiguration) => StepConfiguration) =>
  (now: Content): Content => ({ ...now, steps: now.steps.map((one, at) => (at === index ? change(one) : one)) });
const data = (index: number, values: Readonly<Record<string, unknown>>, name?: string) =>
  step(index, (one) => ({ ...one, ...(name === undefined ? {} : { name }), data: { ...one.data, ...values } }));

/** The lines that go and come. */
function diff(before: string, after: string): string {
  const [old, made] = [before.split('\n'), after.split('\n')];
  let [start, end] = [0, 0];
  while (start < Math.min(old.length, made.length) && old[start] === made[start]) start += 1;
  while (end < Math.min(old.length, made.length) - start && old.at(-1 - end) === made.at(-1 - end)) end += 1;
  return [
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...made.slice(start, made.length - end).map((line) => `+${line}`),
  ].join('\n');
}

type Examples = Readonly<Record<string, readonly [(now: Content) => Content, string]>>;

const examples: Examples = {
  'the name, in its quotes': [
    (now) => ({ ...now, name: 'Another' }),
    "-scenario: 'A form'   # its name\n+scenario: 'Another'   # its name",
  ],
  'a sentence whose name says the new value': [
    data(0, { value: 'b@x' }, 'fill in #email with b@x'),
    '-- step: "fill in #email with {{test.email}}"  # a sentence\n+- step: "fill in #email with b@x"  # a sentence',
  ],
  'a sentence whose name says another value than its data': [
    data(1, { expectation: 'Grace' }),
    '-- step: Then the name of {{test.email}} should be Ada\n+- step: Then the name of {{test.email}} should be Grace',
  ],
  'data that no sentence says': [data(1, { id: '8' }), "-  data: { id: '7', more: 1 }\n+  data: { id: '8', more: 1 }"],
  'a sentence that cannot say it': [
    data(0, { value: ['a'] }),
    '-- step: "fill in #email with {{test.email}}"  # a sentence\n-  # waits\n-  failAfter: 90\n+- name: "fill in #email with {{test.email}}"  # a sentence\n+  cog: made/web\n+  stepId: Fill\n+  # waits\n+  failAfter: 90\n+  data:\n+    selector: "#email"\n+    value:\n+    - a',
  ],
  'a value deep in a map': [
    data(2, { lead: { Email: '{{test.email}}', Name: 'Grace' } }),
    '-      Name: Ada\n+      Name: Grace',
  ],
  'a wait': [step(2, (one) => ({ ...one, waitFor: 3 })), '+  waitFor: 3'],
  'a wait that goes': [step(0, (one) => without(one, 'failAfter')), '-  failAfter: 90'],
  'a step that goes': [
    (now) => ({ ...now, steps: now.steps.toSpliced(0, 1) }),
    '-# first\n-- step: "fill in #email with {{test.email}}"  # a sentence\n-  # waits\n-  failAfter: 90',
  ],
  'a step that comes as a sentence': [
    (now) => ({
      ...now,
      steps: now.steps.toSpliced(1, 0, {
        cog: 'made/web',
        stepId: 'Press',
        name: 'press tab',
        data: { key: 'tab', more: 1 },
      }),
    }),
    '+- step: press tab\n+  data:\n+    more: 1',
  ],
  'a setting that the file names': [
    (now) => ({ ...now, settings: { severity: 3, folder: 'Leads', isLinkable: true } }),
    '-stackmoxie: { severity: 2, owner: me }\n+stackmoxie: { severity: 3, owner: me }',
  ],
  'a linked scenario': [
    (now) => ({ ...now, linkedScenarios: { onFail: { templateId: 4 } } }),
    '+linkedScenarios:\n+  onFail:\n+    templateId: 4',
  ],
  'a step behind an alias': [
    step(4, (one) => ({ ...one, waitFor: 1 })),
    '-- *login\n+- step: press enter\n+  waitFor: 1',
  ],
  'a step whose alias stands elsewhere': [
    step(3, (one) => ({ ...one, waitFor: 1 })),
    '-- *login\n+  waitFor: 1\n+- { step: press enter }',
  ],
  'a token': [
    (now) => ({ ...now, tokens: { test: { email: 'b@x', name: 'Ada' } } }),
    '-  test: { email: ada@x, name: Ada }\n+  test: { email: b@x, name: Ada }',
  ],
};

function tryExamples(before: string, all: Examples): void {
  for (const [name, [change, expected]] of Object.entries(all)) {
    for (const [form, dress] of [
      ['', (text: string) => text],
      [' (CRLF and BOM)', (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
    ] as const) {
      it(`with ${name}${form}`, () => {
        const text = dress(before);
        const after = rewriteFile(text, change(content(text)), language);
        assert.ok(after !== undefined);
        assert.equal(diff(text, after).replaceAll('\r', ''), expected);
      });
    }
  }
}

describe('a file is rewritten', () => {
  tryExamples(file, examples);

  const linking = `scenario: A
steps:
- step: press enter
linkedScenarios:
  onPass: { templateId: 3 }
  onFail:   # when it fails
    templateId: 4
    steps: # in this order
    # before
    - step: press enter # first
      waitFor: 2
    - cog: made/crm
      stepId: Update
      data: { lead: { Name: Ada } } # who
    # behind
stackmoxie: { severity: 2 }
`;
  const linked =
    (change: (steps: readonly StepConfiguration[]) => readonly StepConfiguration[]) =>
    (now: Content): Content => {
      const onFail = now.linkedScenarios?.onFail;
      const steps = change(onFail?.steps ?? []);
      return {
        ...now,
        linkedScenarios: {
          ...now.linkedScenarios,
          onFail: { ...without(onFail ?? {}, 'steps'), ...(steps.length > 0 ? { steps } : {}) },
        },
      };
    };
  const linkExamples: Examples = {
    'a step of a linked scenario': [
      linked(([one, two]) => [{ ...one!, name: 'press tab', data: { key: 'tab' } }, two!]),
      '-    - step: press enter # first\n+    - step: press tab # first',
    ],
    'data of one': [
      linked(([one, two]) => [one!, { ...two!, data: { lead: { Name: 'Grace' } } }]),
      '-      data: { lead: { Name: Ada } } # who\n+      data: { lead: { Name: Grace } } # who',
    ],
    'one that goes': [
      linked(([, two]) => [two!]),
      '-    # before\n-    - step: press enter # first\n-      waitFor: 2',
    ],
    'one that comes': [
      linked(([one, two]) => [
        one!,
        two!,
        { cog: 'made/web', stepId: 'Press', name: 'press tab', data: { key: 'tab' } },
      ]),
      '+    - step: press tab',
    ],
    'none left': [
      linked(() => []),
      '-    steps: # in this order\n-    # before\n-    - step: press enter # first\n-      waitFor: 2\n-    - cog: made/crm\n-      stepId: Update\n-      data: { lead: { Name: Ada } } # who',
    ],
  };
  tryExamples(linking, linkExamples);

  it('not where the file has errors, nor to what no file can say', () => {
    const now = content(file);
    assert.equal(rewriteFile(`${file}  - [`, now, language), undefined);
    assert.equal(rewriteFile('', now, language), undefined);
    assert.equal(rewriteFile(file, { ...now, steps: [{ cog: '', stepId: '' }] }, language), undefined);
  });

  it('not where a comment would be lost', () => {
    const text =
      'scenario: A\ntokens: &all { a: 1, b: 2 }\nsteps:\n- cog: x/y\n  stepId: z\n  data:\n    <<: *all # all\n    c: 3\n';
    const change = step(0, (one) => ({ ...one, data: { a: 1, c: 3 } }));
    assert.equal(rewriteFile(text, change(content(text)), language), undefined);
    const bare = text.replace(' # all', '');
    assert.equal(
      rewriteFile(bare, change(content(bare)), language),
      bare.replace('<<: *all\n    c: 3', 'a: 1\n    c: 3'),
    );
  });

  it('with tokens that give a sentence another meaning, to what the cloud holds', () => {
    const text = 'scenario: A\ntokens:\n  key: enter\nsteps:\n- step: "{{what}}"\n'.replace(
      'key: enter',
      'what: press enter',
    );
    const now = content(text);
    const after = rewriteFile(text, { ...now, tokens: { what: 'press tab' } }, language);
    assert.equal(
      after,
      'scenario: A\ntokens:\n  what: press tab\nsteps:\n- name: "{{what}}"\n  cog: made/web\n  stepId: Press\n  data:\n    key: enter\n',
    );
  });
});

describe('a new file', () => {
  it('says steps as sentences where their names mean them, and names settings that say something', () => {
    const made: Content = {
      name: 'A form',
      description: 'Two\nlines',
      tokens: { a: '1.10' },
      steps: [
        { cog: 'made/web', stepId: 'Press', name: 'press tab', data: { key: 'tab' }, waitFor: 2 },
        { cog: 'made/web', stepId: 'Press', name: 'press tab', data: { key: 'enter' } },
      ],
      linkedScenarios: { onPass: { templateId: 3 } },
      settings: {
        folder: 'Leads',
        severity: 2,
        dashboardSetting: 'default',
        notificationGroups: [],
        exposedToApis: false,
        instructions: '',
      },
    };
    assert.equal(
      renderFile(made, language),
      'scenario: A form\ndescription: |-\n  Two\n  lines\n\ntokens:\n  a: "1.10"\n\nsteps:\n- step: press tab\n  waitFor: 2\n- name: press tab\n  cog: made/web\n  stepId: Press\n  data:\n    key: enter\n\nlinkedScenarios:\n  onPass:\n    templateId: 3\n\nstackmoxie:\n  folder: Leads\n  severity: 2\n',
    );
  });
});

describe('line breaks of a file that is rewritten', () => {
  it('are those of its added lines, also where the last step is one line that none ends', () => {
    const last = 'scenario: One\r\nsteps:\r\n- step: press enter\r\n- step: "fill in #email with b@x"';
    const inLast = step(1, (now) => ({ ...now, waitFor: 5, data: { ...now.data, more: { deep: [1, { x: 'a' }] } } }));
    const rewritten = rewriteFile(last, inLast(content(last)), language) ?? '';
    assert.equal(
      rewritten,
      `${last}\r\n  waitFor: 5\r\n  data:\r\n    more:\r\n      deep:\r\n      - 1\r\n      - x: a`,
    );
    const linked =
      'scenario: One\r\nsteps:\r\n- step: press enter\r\nlinkedScenarios:\r\n  onFail:\r\n    steps:\r\n    - step: press enter';
    const now = content(linked);
    const onFail = { steps: now.steps.map((one) => ({ ...one, waitFor: 5 })) };
    assert.equal(
      rewriteFile(linked, { ...now, linkedScenarios: { onFail } }, language),
      `${linked}\r\n      waitFor: 5`,
    );
  });

  it('are those of most of its lines', () => {
    const mixed = 'scenario: One\nsteps:\n# odd\r\n- step: press enter\n';
    assert.equal(
      rewriteFile(mixed, { ...content(mixed), description: 'x' }, language),
      mixed.replace('\nsteps', '\ndescription: x\nsteps'),
    );
  });
});
