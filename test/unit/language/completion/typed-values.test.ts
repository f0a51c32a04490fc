import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completeAt } from '../../../../src/language/completion/complete';
import { createCatalog } from '../../../../src/registry/catalog';
import { parseScenario } from '../../../../src/scenario/parse';
import { isTextStep } from '../../../../src/scenario/model';
import { cog, step } from '../../registry/made-registry';
import { rounds } from '../../../support/rounds';
import { atCursor, catalog, knowledge } from '../scene';
import { accept, expand, itemsAt } from './accept';

const head =
  'scenario: S\ndescription: D\ntokens: { lead: { email: a@b.c } }\nsteps:\n- step: Given I create a crm contact\n  data: { contact: { a: 1 } }\n';

/** The last step's lines when the first sentence of a definition is accepted as it is. */
function accepted(marked: string, label: RegExp, known = knowledge): string {
  const item =
    itemsAt(head + marked, known).find((each) => label.test(each.label)) ??
    assert.fail(
      `${marked}: ${itemsAt(head + marked, known)
        .map((each) => each.label)
        .join()}`,
    );
  return accept(atCursor(head + marked).text, item).slice(head.length);
}

const nav = /^navigate/;
const fill = /^fill out/;
const contact = /^the \{field\}/;
const create = /^create a/;

/** What is written, the sentence that is taken, and what it becomes. */
const forms: readonly (readonly [name: string, marked: string, label: RegExp, expected: string])[] = [
  [
    'an address behind the cursor',
    '- step: Given I nav¦ http://www.acme.test/contact?x=1',
    nav,
    '- step: Given I navigate to http://www.acme.test/contact?x=1',
  ],
  [
    'an address before the cursor',
    '- step: Given I nav http://www.acme.test/contact?x=1¦',
    nav,
    '- step: Given I navigate to http://www.acme.test/contact?x=1',
  ],
  [
    'an address that the cursor is in',
    '- step: Given I nav http://www.acme¦.test/contact?x=1',
    nav,
    '- step: Given I navigate to http://www.acme.test/contact?x=1',
  ],
  [
    'an address, from the start',
    '- step: ¦Given I nav http://www.acme.test/',
    nav,
    '- step: Given I navigate to http://www.acme.test/',
  ],
  [
    'an address, from within the keyword',
    '- step: Gi¦ven I nav http://www.acme.test/',
    nav,
    '- step: Given I navigate to http://www.acme.test/',
  ],
  ['an address without a keyword', '- step: nav¦ http://x', nav, '- step: And I navigate to http://x'],
  [
    'an address in double quotes',
    '- step: "Given I nav¦ http://x?a=\\"b\\""',
    nav,
    '- step: "Given I navigate to http://x?a=\\"b\\""',
  ],
  [
    'an address in single quotes',
    "- step: 'Given I nav¦ http://x/it''s'",
    nav,
    "- step: 'Given I navigate to http://x/it''s'",
  ],
  [
    'an address in quotes that are open',
    '- step: "Given I nav¦ http://x',
    nav,
    '- step: "Given I navigate to http://x"',
  ],
  [
    'an address in a flow map',
    '- { step: Given I nav¦ http://x/y, waitFor: 5 }',
    nav,
    '- { step: Given I navigate to http://x/y, waitFor: 5 }',
  ],
  ['an address behind a dash', '- nav¦ http://x', nav, '- step: And I navigate to http://x'],
  [
    'an address before a comment',
    '- step: Given I nav¦ http://x # why',
    nav,
    '- step: Given I navigate to http://x # why',
  ],
  [
    'a token and a selector',
    '- step: "When I fill¦ #email with {{lead.email}}"',
    fill,
    '- step: "When I fill out #email with {{lead.email}}"',
  ],
  [
    'nothing of a comment',
    '- step: When I fill¦ #email with {{lead.email}}',
    fill,
    '- step: When I fill out selector with value #email with {{lead.email}}',
  ],
  [
    'a word and a token',
    '- step: When I fill¦ email with {{lead.email}}',
    fill,
    '- step: When I fill out email with {{lead.email}}',
  ],
  [
    'a word and a text in quotes',
    '- step: When I fill¦ email with "Ada Lovelace"',
    fill,
    '- step: When I fill out email with "Ada Lovelace"',
  ],
  [
    'a text in quotes in quotes',
    '- step: "When I fill¦ email with \\"Ada Lovelace\\""',
    fill,
    '- step: "When I fill out email with \\"Ada Lovelace\\""',
  ],
  ['a number', '- step: When I fill¦ amount with 1,250.50', fill, '- step: When I fill out amount with 1,250.50'],
  [
    'text behind a comma',
    '- step: When I fill¦ name with Lovelace, Ada',
    fill,
    '- step: When I fill out name with Lovelace, Ada',
  ],
  [
    'text behind a comma in quotes in a flow map',
    '- { step: "When I fill¦ name with Lovelace, Ada" }',
    fill,
    '- { step: "When I fill out name with Lovelace, Ada" }',
  ],
  [
    'a token in quotes in a flow map',
    '- { step: "When I fill¦ name with {{lead.email}}" }',
    fill,
    '- { step: "When I fill out name with {{lead.email}}" }',
  ],
  [
    'an e-mail, by its kind',
    '- step: Then crm field¦ ada@acme.test',
    contact,
    '- step: Then the field field on crm contact ada@acme.test should be set ',
  ],
  [
    'all of a sentence but a few words',
    '- step: Then the phone field¦ crm contact ada@acme.test should contain 555',
    contact,
    '- step: Then the phone field on crm contact ada@acme.test should contain 555',
  ],
  [
    'a choice of two words',
    '- step: Then crm field¦ ada@acme.test should be less than 7',
    contact,
    '- step: Then the field field on crm contact ada@acme.test should be less than 7',
  ],
  [
    'values that have no place',
    '- step: When I create crm¦ ada@acme.test +49 30 123\n  data: { contact: { a: 1 } }',
    create,
    '- step: When I create a crm contact ada@acme.test +49 30 123\n  data: { contact: { a: 1 } }',
  ],
  [
    'a value beside data',
    '- step: When I nav¦ http://x\n  data:\n    url: http://y',
    nav,
    '- step: When I navigate to http://x\n  data:\n    url: http://y',
  ],
  [
    'an address with what YAML takes for more',
    '- step: "When I nav¦ http://x: the shop # 1"',
    nav,
    '- step: "When I navigate to http://x: the shop # 1"',
  ],
];

describe('a sentence that is proposed where values are typed', () => {
  for (const [name, marked, label, expected] of forms)
    it(`takes over ${name}`, () => assert.equal(accepted(marked, label), expected));

  it('keeps a value that the place does not take, behind the sentence', () => {
    const known = { ...knowledge, catalog: createCatalog([cog('a/b', step('S', 'wait (?<seconds>\\d+) seconds'))]) };
    assert.equal(accepted('- step: When I wait¦ http://x', /^wait/, known), '- step: When I wait 5 seconds http://x');
    assert.equal(
      accepted('- step: When I wait¦ http://x 30', /^wait/, known),
      '- step: When I wait 30 seconds http://x',
    );
    assert.equal(accepted('- step: When I wait¦ {{x}}', /^wait/, known), '- step: When I wait {{x}} seconds');
  });

  it('puts no quotes around a value twice', () => {
    const known = { ...knowledge, catalog: createCatalog([cog('a/b', step('S', 'say "(?<what>.+)" now'))]) };
    assert.equal(
      accepted('- step: When I say¦ "Ada Lovelace"', /^say/, known),
      '- step: When I say "Ada Lovelace" now',
    );
  });

  it('leads authors to what is still open', () => {
    const [item] = itemsAt(`${head}- step: When I fill¦ with {{lead.email}}`);
    assert.equal(item?.insert, 'I fill out ${1:selector} with {{lead.email\\}\\}');
  });

  const word = fc.constantFrom(
    'nav',
    'navigate',
    'to',
    'fill',
    'out',
    'with',
    'the',
    'page',
    'should',
    'contain',
    'not',
    'crm',
    'contact',
    'field',
    'on',
    'be',
    'set',
    'send',
    'newsletter',
    'create',
    'a',
    'Ada',
    'name,',
  );
  const value = fc.constantFrom(
    'http://acme.test/a?b=1&c=2',
    'https://x/é#top',
    'ada@acme.test',
    '{{lead.email}}',
    '{{date(1 day ago)}}',
    '"Ada Lovelace"',
    '42',
    '-1.5',
    '1,250',
    '2026-03-10',
    '+4930123',
    'x={{lead.email}};y',
    '$5',
    'a}b@c.d',
    '1\\2',
  );
  const valueLike = (text: string): readonly string[] =>
    text.match(/"[^"]*"|(?:\{\{[^{}]*\}\}|\S)+/g)?.filter((each) => /^"|\{\{|:\/\/|@|^[-+]?\d/.test(each)) ?? [];
  const style = fc.constantFrom('plain', 'single', 'double', 'flow', 'dash');
  const lead = fc.constantFrom('', 'Given ', 'And I ');
  const written = (text: string, how: string): string => {
    const escaped = how === 'single' ? text.replaceAll("'", "''") : text.replace(/["\\]/g, '\\$&');
    return (
      {
        plain: `- step: ${text}`,
        single: `- step: '${escaped}'`,
        double: `- step: "${escaped}"`,
        flow: `- { step: "${escaped}" }`,
        dash: `- ${text}`,
      }[how] ?? text
    );
  };

  it('loses none of them, whatever is written, wherever the cursor is, whatever is done at the tab stops', () => {
    let count = 0;
    const property = fc.property(
      lead,
      fc.array(fc.oneof({ weight: 2, arbitrary: word }, value), { minLength: 1, maxLength: 7 }),
      style,
      fc.nat(),
      (begin, words, how, place) => {
        // Quotation marks at the start of a plain text would be YAML's.
        const text = (begin + words.join(' ')).replace(/^"/, 'with "');
        const line = head + written(text, how);
        const first = head.length + (how === 'dash' ? 2 : line.slice(head.length).indexOf(': ') + 2);
        const at = first + (place % (line.length - first + 1));
        const marked = `${line.slice(0, at)}¦${line.slice(at)}`;
        const { scenario, offset } = atCursor(marked, { ...knowledge, catalog });
        for (const item of completeAt(scenario, offset).items.filter(({ kind }) => kind === 'sentence')) {
          for (const fillWith of [(start: string) => start, () => 'Byron']) {
            const file = accept(line, item, expand(item.insert, fillWith));
            const parsed = parseScenario(file).scenario?.steps[1];
            const said = parsed && isTextStep(parsed) ? parsed.step : file;
            for (const each of valueLike(text))
              assert.ok(said.includes(each), `${each} of ${marked.slice(head.length)} in ${said}`);
            count += 1;
          }
        }
      },
    );
    fc.assert(property, { numRuns: Math.min(rounds(150), 5000) });
    assert.ok(count > 500, String(count));
  });
});
