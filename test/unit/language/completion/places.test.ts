import assert from 'node:assert/strict';
import { proposed } from './accept';
import { knowledge } from '../scene';

const head = 'scenario: S\ndescription: D\n';
const organization = {
  folders: ['Lead capture', 'yes', "Ada's"],
  notificationGroups: ['Marketing operations'],
  templates: [{ id: 12, name: 'Clean up' }],
};
const known = { ...knowledge, organization };
const check = (marked: string, wanted: string, options: { readonly known: typeof knowledge } = { known }): void =>
  assert.equal(proposed(marked, options), wanted.replace(/^ +/gm, ''));
/** The labels alone. */
const labels = (marked: string): string =>
  proposed(marked, { known })
    .replace(/^\S+ (.*?)(?: \(.*)? → .*$/gm, '$1')
    .replaceAll('\n', ', ');

describe('completion of keys', () => {
  it('begins a file', () => {
    check(
      '¦',
      `scenario New scenario → scenario: \${1:Name}⏎description: \${2:What it proves}⏎steps:⏎- step: $0
      key scenario → scenario: \${1:Name}
      key description → description: \${1:What it proves}
      key tokens → tokens:⏎  \${1:name}: \${2:value}
      key steps → steps:⏎- step: 
      key linkedScenarios → linkedScenarios:⏎  \${1|onPass,onFail|}:⏎    templateId: $2
      key stackmoxie → stackmoxie:⏎  `,
    );
    for (const before of ['\uFEFF', '\n', '\n\n', '\r\n', '# a comment\n'])
      assert.equal(proposed(`${before}¦`, { known }), proposed('¦', { known }));
  });

  it('proposes what is not there yet, in canonical order, wherever the line stands', () => {
    assert.equal(labels('scenario: S\n¦\nsteps:\n- step: x\n'), 'description, tokens, linkedScenarios, stackmoxie');
    assert.equal(labels('steps:\n- step: x\nde¦\nscenario: S\n'), 'description, tokens, linkedScenarios, stackmoxie');
    assert.equal(labels('scenario: S\r\nsteps:\r\n- step: x\r\n  ¦\r\n'), 'waitFor, failAfter, data');
    assert.equal(labels(`${head}steps:\n- step: x\n  failAfter: 5\n  ¦\n- step: y\n  data:\n`), 'waitFor, data');
    assert.equal(labels(`${head}steps:\n- cog: acme/web\n  ¦\n`), 'name, stepId, waitFor, failAfter, data');
  });

  it('replaces a key that is there and leaves its value', () =>
    check(
      'tok¦ens2: 1\nscenario: S\ndescription: D\nsteps: []\nlinkedScenarios:\n',
      'key tokens → tokens\nkey stackmoxie → stackmoxie',
    ));

  it('goes on with a list where its dashes stand', () => {
    assert.equal(labels(`${head}steps:\n¦`), '- step:, - cog:, tokens, linkedScenarios, stackmoxie');
    assert.equal(labels(`${head}steps:\n  ¦`), '- step:, - cog:');
    assert.equal(
      labels(`${head}steps:\n- step: x\n  data:\n    a: 1\n\n¦\n`),
      '- step:, - cog:, tokens, linkedScenarios, stackmoxie',
    );
    assert.equal(labels(`${head}steps:\n  - step: x\n¦`), 'tokens, linkedScenarios, stackmoxie');
    assert.equal(labels(`${head}steps:\n- step: x\n ¦`), '');
  });

  it('knows the keys of the organization and of linked scenarios', () => {
    assert.equal(
      labels('stackmoxie:\n  severity: 1\n  ¦'),
      'folder, dashboardSetting, notificationGroups, type, instructions, exposedToApis, isLinkable',
    );
    check('linkedScenarios:\n  onPass:\n    templateId: 12\n  ¦', 'key onFail → onFail:⏎    templateId: ');
    assert.equal(labels('linkedScenarios:\n  onFail:\n    ¦'), 'templateId, steps');
    assert.equal(labels('linkedScenarios:\n  onFail:\n    steps:\n    - ¦'), 'cog, stepId');
    assert.equal(labels('linkedScenarios: { onFail: { ¦ } }'), 'templateId, steps');
  });

  it('proposes tokens that are used and have no value', () => {
    const steps =
      'steps:\n- step: When I navigate to {{page}}{{test.email}}{{date(today)}}\n- step: fill out {{web.page.title}} with {{known}}\n';
    check(`${steps}tokens:\n  known: 1\n  ¦`, 'token page → page: $1\ntoken test → test:⏎    ');
    check(`${steps}tokens:\n  test:\n    ¦`, 'token email → email: $1');
  });

  it('says nothing in comments, in keys of its own making and where text goes on', () => {
    for (const nowhere of [
      '# ¦',
      `${head}# sc¦`,
      'scenario: S # ¦',
      'description: |\n  step: ¦\nsteps: []',
      'description: >-\n  a\n\n  - ¦',
      'scenario: a\n  b¦',
      'tokens:\n  a: ¦',
      '- ¦',
      'x:\n  ¦',
      `${head}steps:\n- step: "a" ¦`,
      `${head}steps:\n-¦`,
    ])
      assert.equal(proposed(nowhere, { known }), '', nowhere);
  });
});

describe('completion of what a key holds', () => {
  it('names cogs and the step ids of the one that is named', () => {
    check(
      `${head}steps:\n- cog: ¦`,
      'cog acme/web (Acme Web 1.2.0) → acme/web\ncog acme/crm (Acme CRM 0.9.1) → acme/crm\ncog acme/mail (Acme Mail 1.0.0) → acme/mail',
    );
    check(
      `${head}steps:\n- stepId: Send\n  cog: "¦"`,
      'cog acme/mail (Acme Mail 1.0.0) → acme/mail\ncog acme/web (Acme Web 1.2.0) → acme/web\ncog acme/crm (Acme CRM 0.9.1) → acme/crm',
    );
    check(
      `${head}steps:\n- stepId: ¦ # which\n  cog: 'acme/mail'\n`,
      `step-id SendNewsletter (Send a newsletter) → SendNewsletter
      step-id Send (Send something) → Send
      step-id SendAgain (Send something again) → SendAgain`,
    );
    assert.match(
      proposed('steps:\n- stepId: Co¦'),
      /^step-id ContactField \(Acme CRM\) → ContactField \+ 9:"cog: acme\/crm\\n {2}"$/m,
    );
    assert.match(
      proposed('steps:\n- { stepId: ¦ }'),
      /^step-id ContactField \(Acme CRM\) → ContactField \+ 10:" cog: acme\/crm,"$/m,
    );
  });

  it('gives the fields that are lacking, required ones first, with the shape of their values', () => {
    const step = `${head}steps:\n- cog: acme/crm\n  stepId: ContactField\n  data:`;
    check(
      `${step}\n    email: a\n    ¦`,
      `field field (text) → field: $1
      field operator (text · optional) → operator: \${1|be set,not be set,be less than,be,contain|}
      field expectation (any single value · optional) → expectation: $1`,
    );
    assert.equal(labels(`${step} { email: a, ¦`), 'field, operator, expectation');
    assert.equal(labels(`${step} {\n    email: a,\n    ¦\n  }`), 'field, operator, expectation');
    assert.equal(labels(`${step} { email: 'a,\n    b¦\n`), '');
    check(
      `${head}steps:\n- step: create a crm contact\n  data:\n    ¦`,
      'field contact (map) → contact:⏎      ${1:key}: ',
    );
    check(
      `${head}steps:\n- step: the x field on crm contact a should be\n  data:\n    ¦`,
      'field expectation (any single value · optional) → expectation: $1',
    );
    assert.match(
      proposed(`${head}steps:\n- step: create a crm contact\n  ¦`),
      /^key data → data:⏎ {4}contact:⏎ {6}\$\{1:key\}: $/m,
    );
  });

  it('also where the file is broken', () => {
    check(
      `${head}steps:\n- step: "broken\n- step: create a crm contact\n  data:\n    ¦\n- {`,
      'field contact (map) → contact:⏎      ${1:key}: ',
    );
    check(
      `${head}steps:\n- step: "broken\n- cog: acme/crm\n  stepId: ¦\n- {`,
      'step-id CreateContact (Create a contact) → CreateContact\nstep-id CreateOrUpdateContact (Create or update a contact) → CreateOrUpdateContact\nstep-id ContactField (Check a field of a contact) → ContactField',
    );
  });

  it('proposes the choices of a field, in the quotes that are there', () => {
    const step = `${head}steps:\n- cog: acme/web\n  stepId: PageText\n  data:`;
    for (const place of [
      `${step}\n    operator: ¦`,
      `${step}\n    operator: "¦"`,
      `${step} { operator: ¦ }`,
      `${step} { operator: 'co¦' }`,
    ])
      check(place, 'value contain → contain\nvalue not contain → not contain');
    check(`${step}\n    operator: "¦`, 'value contain → contain"\nvalue not contain → not contain"');
  });

  it('proposes seconds, and what the organization has', () => {
    assert.equal(labels(`${head}steps:\n- step: x\n  failAfter: ¦`), '5, 10, 30, 60, 90, 120, 300');
    check('stackmoxie:\n  folder: ¦', 'name Lead capture → Lead capture\nname yes → "yes"\nname Ada\'s → Ada\'s');
    check("stackmoxie:\n  folder: '¦'", "name Lead capture → Lead capture\nname yes → yes\nname Ada's → Ada''s");
    for (const place of ['\n  - ¦', '\n  - Mar¦', ' [¦]', ' [ "¦" ]'])
      check(`stackmoxie:\n  notificationGroups:${place}`, 'name Marketing operations → Marketing operations');
    check('linkedScenarios:\n  onFail:\n    templateId: ¦', 'name Clean up (12) → 12');
    assert.equal(labels('stackmoxie:\n  severity: ¦'), '1, 2, 3, 4');
    assert.equal(labels('stackmoxie:\n  dashboardSetting: ¦'), 'default, include, exclude');
  });

  it('without a registry knows keys, tokens and dates', () => {
    const options = { known: { now: knowledge.now } };
    check(`${head}steps:\n- ¦`, 'key step → step: \nkey cog → cog: \nkey stepId → stepId: ', options);
    for (const nothing of ['step: ¦', 'cog: ¦', 'step: x\n  data:\n    ¦'])
      check(`${head}steps:\n- ${nothing}`, '', options);
    assert.match(
      proposed(`tokens:\n  a: 1\nsteps:\n- step: x {{¦`, options),
      /^token a \(1\) → a\\\}\\\}\ndate date\(today\)/,
    );
  });
});
