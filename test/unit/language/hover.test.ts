import assert from 'node:assert/strict';
import { hoverAt } from '../../../src/language/hover/hover';
import { openScenario, type WorldKnowledge } from '../../../src/language/check/live-scenario';
import { createCatalog } from '../../../src/registry/catalog';
import { inFile } from '../../../src/scenario/document/offsets';
import { atCursor, knowledge } from './scene';

/** Takes the escaping away, so that the text can be read. */
const plain = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');

function hovered(marked: string, known: WorldKnowledge): string {
  const { scenario, offset, text } = atCursor(marked, known);
  const hover = hoverAt(scenario, offset);
  return hover ? `[${text.slice(hover.span.start, hover.span.end)}]\n${plain(hover.markdown)}` : 'nothing';
}

/** Holds what hovering shows, below the words that it is about, to a drawing. */
function shows(marked: string, drawing: string, known: WorldKnowledge = knowledge): void {
  assert.equal(hovered(marked, known), drawing.replace(/^\n/, '').replace(/^ {6}/gm, '').trimEnd());
}

const steps = (lines: string): string => `scenario: x\nsteps:\n${lines}\n`;
const contact = '- step: "the first-name field on crm contact {{t.e}} should be |`x`|"';

describe('hover', () => {
  it('on a sentence tells which step it is, what it takes and gives, and what this sentence says', () =>
    shows(
      steps('- step: Given I navi¦gate to https://acme.test/'),
      `
      [Given I navigate to https://acme.test/]
      **Navigate to a page** — [Acme Web](<https://acme.test/web>) 1.2.0 · action  
      \`acme/web\` \`NavigateToPage\`

      Opens a page in a browser.

      | Field | Required | Type | Description |
      | --- | --- | --- | --- |
      | \`url\` | yes | URL | Address |

      Later steps can use:

      - \`{{web.page.title}}\` Title
      - \`{{web.page.status}}\` Status

      | Field | Value here |
      | --- | --- |
      | \`url\` | \`https://acme.test/\` |`,
    ));

  it('tells why it is this step where others fit too', () => {
    const tie =
      'Other steps match this sentence too: Send something (acme/mail). They match equally well. This one comes later in the registry. Add "cog" and "stepId" to be explicit.';
    assert.ok(hovered(steps('- step: s¦end soon'), knowledge).endsWith(tie));
    const words =
      'Other steps match this sentence too: Send something again (acme/mail), Send something (acme/mail). This one matches the most words exactly.';
    assert.ok(hovered(steps('- step: s¦end the newsletter soon'), knowledge).endsWith(words));
  });

  it('on what a sentence captured tells of the field and the value', () =>
    shows(
      steps(contact.replace('|`x', '|`¦x')),
      `
      [|\`x\`|]
      \`expectation\` — optional · any single value

      Expectation

      Value: \`\`|\`x\`|\`\``,
    ));

  it('on a configured step tells the same by its cog, its step id and their keys', () => {
    const marked = steps('- cog: acme/crm\n  stepId: CreateContact');
    const expected =
      /^\[(acme\/crm|CreateContact|cog|stepId)\]\n\*\*Create a contact\*\* — \[Acme CRM\]\(<https:\/\/acme.test\/crm>\) 0\.9\.1 · action/;
    for (const word of ['co¦g:', 'acme/c¦rm', 'step¦Id', 'Create¦Contact'])
      assert.match(hovered(marked.replace(word.replace('¦', ''), word), knowledge), expected);
  });

  it('on a key of the data tells of the field, and when the sentence says it too', () => {
    shows(
      steps('- cog: acme/crm\n  stepId: ContactField\n  data:\n    oper¦ator: be'),
      `
      [operator]
      \`operator\` — optional · text

      Operator

      One of: \`be set\`, \`not be set\`, \`be less than\`, \`be\`, \`contain\``,
    );
    assert.match(
      hovered(steps(`${contact}\n  data:\n    fie¦ld: y`), knowledge),
      /The sentence says `first-name`, which takes precedence over the value here\.$/,
    );
    shows(steps('- cog: acme/crm\n  stepId: ContactField\n  data:\n    no¦thing: be'), 'nothing');
  });

  it('on a token of the scenario tells its value, and so on its declaration', () => {
    const tokens =
      'tokens:\n  t: { e: ada@b.test, p: { q: 1 } }\nsteps:\n- step: the page should contain {{t.e}} {{t.p}}\n';
    const value = '`{{t.e}}` — token of this scenario\n\n`ada@b.test`\n\nA run can be started with another value.';
    assert.equal(hovered(tokens.replace('{{t.e', '{{t¦.e'), knowledge), `[{{t.e}}]\n${value}`);
    assert.equal(hovered(tokens.replace('e:', 'e¦:'), knowledge), `[e]\n${value}`);
    assert.match(
      hovered(tokens.replace('{{t.p', '{{t¦.p'), knowledge),
      /This is not a single value\. Add a dot and one of its keys\./,
    );
  });

  it('on a token of a record tells which step gives it, and whether too late', () => {
    const [give, use] = [
      '- step: Given I navigate to https://acme.test/',
      '- step: the page should contain {{web.page.ti¦tle}}',
    ];
    const drawing = `
      [{{web.page.title}}]
      \`{{web.page.title}}\` — Acme Web · \`page\`

      Title

      Provided by step 1: *Given I navigate to https://acme.test/*`;
    shows(steps(`${give}\n${use}`), drawing);
    shows(steps(`${use}\n${give}`), `${drawing.replace('step 1', 'step 2')}\n\nThat step runs after this one.`);
  });

  it('on a date tells what it gives now', () => {
    shows(
      steps('- step: the page should contain {{date(1 da¦y from now)}}'),
      `
      [{{date(1 day from now)}}]
      \`2026-03-11T15:20:30.000Z\` — Wednesday

      Its current value. A run evaluates the phrase once, when it starts, in UTC unless the phrase names a zone.`,
    );
  });

  it('on other keys tells what they are for', () => {
    shows('sce¦nario: x\n', '[scenario]\nThe scenario’s name, as lists and reports show it.');
    shows(
      steps('- cog: acme/crm\n  stepId: CreateContact\n  wait¦For: 5'),
      '[waitFor]\nSeconds to wait before the first try.',
    );
    assert.match(
      hovered(steps('- cog: acme/crm\n  stepId: CreateContact\n  fail¦After: 5'), knowledge),
      /\n\nThis step is an action\. Each retry repeats its effect\.$/,
    );
    shows(
      'stackmoxie:\n  fol¦der: A\n',
      '[folder]\nThe scenario’s folder, by name, or by id if several folders have that name. Empty (null) takes the scenario out of its folder.',
    );
    shows('x: 1\nunkn¦own: x\n', 'nothing');
  });

  it('on a linked template tells its name, and of its steps what they are', () => {
    const linked =
      'linkedScenarios:\n  onPass:\n    templateId: 3\n    steps:\n    - cog: acme/web\n      stepId: PageText\nsteps:\n- step: send soon\n';
    const known = { ...knowledge, organization: { templates: [{ id: 3, name: 'Clean *up*' }] } };
    shows(linked.replace('Id: 3', 'Id: ¦3'), '[3]\n**Clean *up*** — template 3', known);
    shows(linked.replace('Id: 3', 'Id: ¦3'), 'nothing');
    assert.match(
      hovered(linked.replace('PageText', 'Page¦Text'), knowledge),
      /^\[PageText\]\n\*\*Check the page's text\*\*/,
    );
  });

  it('says nothing where nothing is known', () => {
    for (const marked of [
      steps('- step: wa¦lk'),
      steps('- step: send {{to¦ken}}').replace('send', 'walk'),
      steps('- step: x\n  # com¦ment'),
      '¦',
      'a: "¦',
    ])
      shows(marked, 'nothing');
    shows(steps('- step: Given I navi¦gate to https://acme.test/'), 'nothing', { now: knowledge.now });
  });

  it('lets no word of a registry or an author become markup', () => {
    const evil = '<img src=x> [a](command:b) `c` **d** | e';
    const field = { key: 'k|`', optionality: 1, type: 1, description: evil };
    const definition = {
      stepId: evil,
      name: evil,
      help: evil,
      type: 0,
      expression: 'walk (?<x>.+)',
      expectedFieldsList: [field],
      expectedRecordsList: [{ id: 'r`', type: 0, guaranteedFieldsList: [field], mayHaveMoreFields: false }],
    };
    const entry = {
      name: 'evil/cog',
      label: evil,
      version: evil,
      homepage: 'command:workbench.action.quit',
      authHelpUrl: '',
      authFieldsList: [],
      stepDefinitionsList: [definition],
    };
    const text = 'steps:\n- step: "walk ` | <b>"\n';
    const scenario = openScenario(text).read({ ...knowledge, catalog: createCatalog([entry]) });
    const markdown = hoverAt(scenario, inFile(text.indexOf('walk')))?.markdown ?? '';
    const outsideOfCode = markdown.replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, '');
    assert.ok(markdown.includes('command'));
    assert.doesNotMatch(outsideOfCode, /(?<!\\)[<[`]|command:/);
  });
});
