import assert from 'node:assert/strict';
import { completeAt } from '../../../../src/language/completion/complete';
import { describeItem } from '../../../../src/language/completion/describe';
import { describeDefinition } from '../../../../src/language/core/describe-definition';
import { createCatalog } from '../../../../src/registry/catalog';
import { resolveSentence } from '../../../../src/registry/resolve';
import { parseScenario } from '../../../../src/scenario/parse';
import { isTextStep } from '../../../../src/scenario/model';
import { accept, expand, itemsAt, proposed } from './accept';
import { atCursor, catalog, knowledge } from '../scene';

const head = 'scenario: S\ndescription: D\nsteps:\n';
const given = `${head}- step: Given I navigate to http://x\n`;
const check = (marked: string, wanted: string): void => assert.equal(proposed(marked), wanted);
const contactField = 'the {field} field on crm contact {email} should {operator} {expectation?} (Acme CRM)';
const contactSnippet =
  'the ${1:field} field on crm contact ${2:email} should ${3|be set,not be set,be less than,be,contain|} $4';

const step = (expression: string, more: object = {}): object => ({
  stepId: 'Tricky',
  name: 'Tricky',
  type: 0,
  expression,
  expectedFieldsList: [],
  expectedRecordsList: [],
  ...more,
});
const withSteps = (...steps: readonly object[]): typeof knowledge => ({
  ...knowledge,
  catalog: createCatalog([{ name: 'a/b', label: 'B', stepDefinitionsList: steps } as never]),
});

describe('completion of sentences', () => {
  it('proposes whole sentences, the keyword that fits before them, and what they need below them', () => {
    check(
      `${head}- step: ¦`,
      `sentence navigate to {url} (Acme Web) → Given I navigate to \${1:url}
sentence fill out {selector} with {value} (Acme Web) → Given I fill out \${1:selector} with \${2:value}
sentence the page should {operator} {text} (Acme Web) → Then the page should \${1|contain,not contain|} \${2:text}
sentence create a crm contact (Acme CRM) → Given I create a crm contact⏎  data:⏎    contact:⏎      \${1:key}: 
sentence create or update a crm contact (Acme CRM) → Given I create or update a crm contact⏎  data:⏎    contact:⏎      \${1:key}: 
sentence ${contactField} → Then ${contactSnippet}
sentence send the newsletter {name} (Acme Mail) → Given I send the newsletter \${1:name}
sentence send {name} (Acme Mail) → Given I send \${1:name}`,
    );
  });

  it('finds them by words in any order, by the cog, by its name', () => {
    for (const typed of ['crm field', 'field crm on', 'exp ac', 'CRM exp', 'Then contactf', 'check contact field'])
      assert.match(proposed(`${given}- step: ${typed}¦`), new RegExp(`^sentence the \\{field\\}`), typed);
    assert.equal(
      proposed(`${given}- step: mail¦`).replace(/^sentence (.*?) \(.*$/gm, '$1'),
      'send the newsletter {name}\nsend {name}',
    );
    check(`${given}- step: xyzzy¦`, '');
  });

  it('keeps the keyword that is typed, and chooses by it', () => {
    check(`${given}- step: Then crm expectation¦`, `sentence ${contactField} → ${contactSnippet}`);
    check(`${given}- step: "And I nav¦"`, 'sentence navigate to {url} (Acme Web) → I navigate to ${1:url}');
    check(`${given}- step: and nav¦ to it`, 'sentence navigate to {url} (Acme Web) → I navigate to it');
    assert.match(proposed(`${head}- step: Then ¦`), /^sentence the page should/);
    assert.match(proposed(`${given}- step: When ¦`), /^sentence navigate to/);
  });

  it('says And after a step of the same kind, and none where none is used', () => {
    check(`${given}- step: nav¦`, 'sentence navigate to {url} (Acme Web) → And I navigate to ${1:url}');
    assert.match(proposed(`${given}- step: page contain¦`), /→ Then the page should/);
    assert.match(proposed(`${given}- step: Then the page should contain x\n- step: nav¦`), /→ When I navigate/);
    assert.match(proposed(`${head}- step: navigate to http://x\n- step: nav¦`), /→ navigate to/);
    assert.match(proposed(`${head}- step: Navigate to http://x\n- step: nav¦`), /→ Navigate to/);
  });

  it('is not chosen anew by the editor', () => {
    for (const { filter, span } of itemsAt(`${given}- step: Then field crm¦ x`)) {
      assert.equal(filter, 'field crm');
      assert.equal(span.end - span.start, 'field crm x'.length);
    }
    const { scenario, offset } = atCursor(`${given}- step: nav¦`);
    assert.equal(completeAt(scenario, offset).isIncomplete, true);
  });

  it('comes with its key behind a dash, and fits a list that is indented', () => {
    assert.match(proposed(`${given}- crm fie¦`), /→ step: Then the \$\{1:field\} field/);
    assert.match(
      proposed(`${head}  - create crm cont¦`),
      /→ step: Given I create a crm contact⏎ {4}data:⏎ {6}contact:⏎ {8}\$\{1:key\}: $/m,
    );
    assert.doesNotMatch(proposed(`${head}- step: create crm cont¦ # why`), /data/);
    assert.doesNotMatch(proposed(`${head}- step: create crm cont¦\n  data:\n`), /data/);
    assert.doesNotMatch(proposed(`${head}- { step: create crm cont¦ }`), /data/);
  });

  it('gives way to values where a sentence is understood', () => {
    const then = `${given}- step: Then the page should `;
    check(`${then}¦contain x`, 'value contain → contain\nvalue not contain → not contain');
    check(`${then}contain¦ x`, 'value contain → contain\nvalue not contain → not contain');
    check(`tokens:\n  a: 1\nsteps:\n- step: When I navigate to ¦`, 'token {{a}} (1) → {{a\\}\\}');
    check(`${head}- step: When I navigate to http¦`, '');
    // "send …" takes anything; what goes on as another sentence does is still proposed.
    check(
      `${head}- step: send news¦`,
      'sentence send the newsletter {name} (Acme Mail) → Given I send the newsletter ${1:name}',
    );
  });

  it('writes what YAML and snippets would take for something else', () => {
    const tricky = withSteps(step("note: (?<a>x|y\\|z|b, c) costs \\$5 \\{now\\} # it's \\\\"));
    const put = (marked: string): string => {
      const [item] = itemsAt(marked, tricky);
      return item
        ? accept(
            atCursor(marked).text,
            item,
            expand(item.insert, (text) => text, 1),
          )
        : 'nothing';
    };
    const sentence = "note: y|z costs $5 {now} # it's \\";
    for (const place of ['¦', 'note¦', '"Given no¦"', "'no¦", '"¦', 'Given costs note¦ # comment']) {
      const text = put(`${head}- step: ${place}`);
      const parsed = parseScenario(text).scenario?.steps[0];
      assert.ok(parsed && isTextStep(parsed), text);
      assert.equal(parsed.step, `Given I ${sentence}`, text);
    }
  });

  it('is left out where its words mean another definition', () => {
    const shadowed = withSteps(step('say (?<a>.+)', { stepId: 'One' }), step('say (?<b>.+)', { stepId: 'Two' }));
    assert.equal(proposed(`${head}- step: say¦`, { known: shadowed }), 'sentence say {b} (B) → Given I say ${1:b}');
  });

  it('is matched by its own definition whatever is chosen, and parses to itself', () => {
    for (const place of [
      `${given}- step: ¦`,
      `${given}- step: "¦"`,
      `${given}- step: '¦'`,
      `${given}- ¦`,
      `${given}  - ¦`.replace('- step: Given', '  - step: Given'),
      `${given}- { step: ¦ }`,
      `${given.replaceAll('\n', '\r\n')}- step: ¦`,
    ]) {
      const { text } = atCursor(place);
      const items = itemsAt(place).filter(({ kind }) => kind === 'sentence');
      assert.equal(items.length, 8, place);
      for (const item of items)
        for (let pick = 0; pick < 5; pick++) {
          const parsed = parseScenario(
            accept(
              text,
              item,
              expand(item.insert, (start) => start, pick),
            ),
          ).scenario?.steps[1];
          assert.ok(parsed && isTextStep(parsed), `${place} ${item.insert}`);
          const subject = item.subject && 'definition' in item.subject ? item.subject.definition : undefined;
          assert.equal(resolveSentence(catalog, parsed.step, parsed.data ?? {})?.definition, subject, parsed.step);
        }
    }
  });

  it('is told about when it is looked at', () => {
    const [item] = itemsAt(`${head}- step: nav¦`);
    assert.ok(item);
    // The same as the hover's.
    assert.equal(
      describeItem(item, knowledge),
      describeDefinition(
        item.subject && 'definition' in item.subject ? item.subject.definition : assert.fail(),
        catalog,
      ),
    );
    assert.match(describeItem(item, knowledge) ?? '', /^\*\*Navigate to a page\*\* — \[Acme Web\]/);
  });
});
