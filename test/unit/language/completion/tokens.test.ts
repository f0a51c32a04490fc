import assert from 'node:assert/strict';
import { createCatalog } from '../../../../src/registry/catalog';
import { accept, itemsAt, proposed } from './accept';
import { atCursor, knowledge } from '../scene';

const head =
  'tokens:\n  test: { email: ada@example.com }\n  page: /home\n  flat.key: 2\nsteps:\n- step: When I navigate to http://x\n- step: create a crm contact\n  data: { contact: { a: 1 } }\n';
const tokens = (marked: string): string =>
  proposed(marked)
    .split('\n')
    .filter((line) => line.startsWith('token'))
    .join('\n');
function accepted(marked: string, label: string): string {
  const item = itemsAt(marked).find((each) => each.label === label);
  assert.ok(item, `${label} is proposed`);
  return accept(atCursor(marked).text, item).split('\n').at(-1) ?? '';
}

describe('completion of tokens', () => {
  it('knows those of the scenario and those that steps before give', () => {
    assert.equal(
      tokens(`${head}- step: the page should contain {{¦}}`),
      `token test.email (ada@example.com) → test.email
token page (/home) → page
token flat.key (2) → flat.key
token crm.contact.id (step 2) → crm.contact.id
token crm.contact.email (step 2) → crm.contact.email
token crm.contact.… (step 2) → crm.contact.\${1:field}
token web.page.title (step 1) → web.page.title
token web.page.status (step 1) → web.page.status`,
    );
    assert.doesNotMatch(tokens(head.replace('http://x', '{{¦}}')), /web|crm/);
    assert.match(tokens(`description: {{¦\n${head}`), /test\.email/);
    assert.equal(tokens('tokens:\n  a: 1\n  b: "{{¦}}"'), '');
  });

  it('gives dates with what they are now', () => {
    assert.match(
      proposed(`${head}- step: fill out x with {{date(¦)}}`),
      /^date date\(tomorrow\) \(2026-03-11T15:20:30Z\) → date\(tomorrow\)$/m,
    );
    assert.match(
      proposed(`${head}- step: fill out x with {{date(3¦`),
      /^date date\(3 weeks ago\) \(2026-02-17T15:20:30Z\) → date\(3 weeks ago\)\\\}\\\}$/m,
    );
    for (const [line] of proposed(`{{¦`, { count: 99 }).matchAll(/^date .*$/gm)) assert.match(line, /\(\d{4}-.*Z\)/);
  });

  it('closes what is open, once', () => {
    const step = `${head}- step: go to `;
    for (const typed of ['{{¦', '{{¦}', '{{¦}}', '{{te¦', '{{te¦st.email}}', '{{¦test.ema}}', '{{te¦st.ema'])
      assert.equal(accepted(step + typed, 'test.email'), '- step: go to {{test.email}}', typed);
    assert.equal(accepted(`${step}{{¦ and on`, 'page'), '- step: go to {{page}} and on');
    assert.equal(accepted(`${step}"{{page}} {{¦"`, 'page'), '- step: go to "{{page}} {{page}}"');
    assert.equal(accepted(`${step}{{¦ or {{page}}`, 'page'), '- step: go to {{page}} or {{page}}');
    assert.equal(accepted(`${head}- step: |\n    go to {{¦`, 'page'), '    go to {{page}}');
    assert.equal(accepted(`${head}- cog: acme/crm\n  data: { email: "{{¦" }`, 'page'), '  data: { email: "{{page}}" }');
  });

  it('leaves no braces behind that nothing opens: an editor closes what was closed already, or surrounds what was selected', () => {
    const step = `${head}- step: go to `;
    for (const typed of ['{{¦}}}', '{{¦}}}}', '{{te¦}}}}', '{{¦test.ema}}}}', '{{te¦st.email}}}'])
      assert.equal(accepted(step + typed, 'test.email'), '- step: go to {{test.email}}', typed);
    assert.equal(accepted(`${step}"{{¦}}}} and on"`, 'page'), '- step: go to "{{page}} and on"');
    assert.equal(accepted(`${head}- step: {{¦}}}}`, 'page'), '- step: "{{page}}"');
    assert.equal(accepted(`${head}- step: |\n    go to {{¦}}}}`, 'page'), '    go to {{page}}');
    assert.equal(accepted(`${step}'{"a": {{¦}}}'`, 'page'), `- step: go to '{"a": {{page}}}'`);
    assert.equal(
      accepted(`${step}'{"a": {"b": "{{page}}", "c": {{¦}}}}'`, 'page'),
      `- step: go to '{"a": {"b": "{{page}}", "c": {{page}}}}'`,
    );
    assert.equal(accepted(`${step}'{"a": {{¦}}}}}'`, 'page'), `- step: go to '{"a": {{page}}}'`);
    assert.equal(
      accepted(`${head}- { cog: acme/web, data: { text: {{¦}}}}`, 'page'),
      '- { cog: acme/web, data: { text: "{{page}}"}}',
    );
    assert.equal(accepted(`${head}- step: |\n    {\n      "a": {{¦}}}`, 'page'), '      "a": {{page}}}');
  });

  it('puts quotes around a value that begins with a token', () => {
    assert.equal(accepted(`${head}- step: {{¦`, 'page'), '- step: "{{page}}"');
    assert.equal(accepted(`${head}- step: {{¦}}`, 'page'), '- step: "{{page}}"');
    assert.equal(accepted(`${head}- step: {{¦}} is "it"`, 'page'), `- step: '{{page}} is "it"'`);
    assert.equal(accepted(`${head}- step: {{¦ is it # x`, 'page'), '- step: "{{page}} is it" # x');
    assert.equal(accepted(`${head}- cog: acme/web\n  data: { text: {{¦ }`, 'page'), '  data: { text: "{{page}}" }');
    assert.equal(
      accepted(`${head}- cog: acme/web\n  stepId: PageText\n  data:\n    text: ¦`, '{{page}}'),
      '    text: "{{page}}"',
    );
    assert.equal(
      accepted(`${head}- cog: acme/web\n  stepId: PageText\n  data:\n    text: '¦'`, '{{page}}'),
      "    text: '{{page}}'",
    );
  });

  it('offers dates where a date belongs', () => {
    const fields = [
      'ANYSCALAR',
      'STRING',
      'BOOLEAN',
      'NUMERIC',
      'DATE',
      'DATETIME',
      'EMAIL',
      'PHONE',
      'ANYNONSCALAR',
      'MAP',
      'URL',
    ].map((key, type) => ({ key, type, optionality: 0, description: '' }));
    const definition = {
      stepId: 'All',
      name: 'All',
      type: 0,
      expression: 'do it on (?<DATE>.+)',
      expectedFieldsList: fields,
      expectedRecordsList: [],
    };
    const known = {
      ...knowledge,
      catalog: createCatalog([{ name: 'a/b', label: 'B', stepDefinitionsList: [definition] } as never]),
    };
    const data = 'steps:\n- cog: a/b\n  stepId: All\n  data:\n    ';
    assert.equal(
      proposed(`${data}¦`, { known }).replace(/^field (\S+) .* → \1:/gm, '$1'),
      `ANYSCALAR $1
STRING $1
BOOLEAN \${1|true,false|}
NUMERIC \${1:5}
DATE "{{date(\${1:today})\\}\\}"
DATETIME "{{date(\${1:now})\\}\\}"
EMAIL \${1:ada@example.com}
PHONE "\${1:+1 555 0100}"
ANYNONSCALAR $1
MAP⏎      \${1:key}: 
URL \${1:https://example.com}`,
    );
    assert.equal(proposed(`${data}BOOLEAN: ¦`, { known }), 'value true → true\nvalue false → false');
    assert.match(
      proposed(`${data}DATE: ¦`, { known }),
      /^date \{\{date\(today\)\}\} \(2026-03-10T15:20:30Z\) → "\{\{date\(today\)\\\}\\\}"$/m,
    );
    assert.match(proposed('steps:\n- step: do it on ¦', { known }), /^date \{\{date\(tomorrow\)\}\}/m);
    assert.equal(proposed(`${data}EMAIL: ¦`, { known }), '');
  });
});
