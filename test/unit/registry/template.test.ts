import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCatalog } from '../../../src/registry/catalog';
import { fieldChoices } from '../../../src/registry/choices';
import { compileExpression } from '../../../src/registry/expression';
import type { StepDefinition } from '../../../src/registry/definition';
import { renderTemplate, sentenceTemplate } from '../../../src/registry/template';
import { itWithCorpus } from '../../support/corpus';
import { madeExpression } from './made-expressions';
import { cog, step } from './made-registry';

const define = (expression: string, required: readonly string[] = []): StepDefinition => {
  const definition = createCatalog([cog('a/b', step('S', expression, required))]).definition('a/b', 'S');
  assert.ok(definition);
  return definition;
};
const sentence = (expression: string, required: readonly string[] = []): string | undefined => {
  const template = sentenceTemplate(define(expression, required));
  return template && renderTemplate(template, ({ key, optional }) => `{${key}${optional ? '?' : ''}}`);
};

/** A template's sentences match its own expression, with examples and with every choice. */
function keepsItsWord(definition: StepDefinition): boolean {
  const template = sentenceTemplate(definition);
  if (!template) return false;
  const matches = (text: string): void =>
    assert.ok(definition.expression?.pattern.test(text), `${definition.expression?.pattern.source} on ${text}`);
  matches(renderTemplate(template, ({ example }) => example));
  for (const { key, value } of template.parts.flatMap((part) =>
    typeof part === 'string' ? [] : (part.choices ?? []).map((choice) => ({ key: part.key, value: choice })),
  )) {
    matches(renderTemplate(template, (part) => (part.key === key ? value : part.example)));
  }
  return true;
}

describe('an expression as a sentence', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    [
      'the (?<field>[a-z_]+) field on lead (?<email>.+) should (?<operator>be set|be) ?(?<value>.+)?',
      'the {field} field on lead {email} should {operator} {value?}',
    ],
    ['/^Create\\s+an? (?<what>.+) object$/', 'Create a {what} object'],
    ['the (?<n>\\d+)(?:(st|nd|rd|th))? mail', 'the {n} mail'],
    ['in the last (?<minutes>\\d+) minutes?', 'in the last {minutes} minutes'],
    ['there is a fox(?: for (?<days>\\d+) days)?', 'there is a fox'],
    ['say [\'"]?(?<what>.+?)[\'"]? now', 'say {what} now'],
    ['say ["\'](?<what>.+)["\'] now', 'say "{what}" now'],
    ['(?:open|close) the door', 'open the door'],
    ['delete (the (?<name>\\w+) cookie|all cookies)', 'delete the {name} cookie'],
    ['\\bscroll to (?<depth>\\d+)(?<unit>px|%) \\(down\\)', 'scroll to {depth}{unit} (down)'],
    ['[Pp]ress\\s(?<key>.+)\\s*', 'press {key}'],
    ['wait ?(?<time>short|long|)', 'wait {time?}'],
    ['code (?<code>[A-F]{3}\\d{4}-[xyz]+)', 'code {code}'],
    ['lead (?<id>[^s]+)', 'lead {id}'],
    ['two\\.five', 'two.five'],
    ['(?<a>\\w+) is \\k<a>', undefined],
    ['there are \\d+ of (?<what>.+)', undefined],
    ['not (?!a)(?<what>a)', undefined],
    ['(?<x>.+) (?<y>(?=z)a)', undefined],
  ];
  for (const [source, want] of cases) it(source, () => assert.equal(sentence(source), want));

  it('says an optional part that brings a required value', () =>
    assert.equal(sentence('there is a fox(?: for (?<days>\\d+) days)?', ['days']), 'there is a fox for {days} days'));

  it('has no sentence for a definition that cannot be said', () => assert.equal(sentence('the (?<x.+'), undefined));

  it("gives examples of the field's type where the group accepts them", () => {
    const fields = [
      { key: 'email', optionality: 1, type: 6, description: '' },
      { key: 'count', optionality: 1, type: 6, description: '' },
    ] as const;
    const definition = createCatalog([
      cog('a/b', { ...step('S', 'mail (?<email>.+) (?<count>\\d+) times'), expectedFieldsList: [...fields] }),
    ]).definition('a/b', 'S');
    const template = definition && sentenceTemplate(definition);
    assert.equal(template && renderTemplate(template, ({ example }) => example), 'mail ada@example.com 5 times');
  });

  it('keeps its word, whatever the expression', () => {
    let sayable = 0;
    const counts = fc.property(
      madeExpression.filter((source) => compileExpression(source).expression !== undefined),
      (source) => {
        if (keepsItsWord(define(source))) sayable += 1;
      },
    );
    fc.assert(counts, { numRuns: 200, seed: 7 });
    assert.ok(sayable > 50, String(sayable));
  });

  itWithCorpus('is had from nearly all definitions of each real registry', ({ registries }) => {
    for (const registry of registries) {
      const { all } = createCatalog(registry).sentences;
      assert.ok(all.filter(keepsItsWord).length >= all.length * 0.97, String(registry[0]?.name));
    }
  });
});

describe('the values that a group accepts', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, readonly string[]>>])[] = [
    ['should (?<op>be set|not be|be) (?<value>.+)', { op: ['be set', 'not be', 'be'] }],
    ['the (?<field>(subject|body-(?:html|plain)))', { field: ['subject', 'body-html', 'body-plain'] }],
    ['in (?<unit>minutes?)', { unit: ['minutes', 'minute'] }],
    ['(?<a>x|\\d)(?<b>[ab])(?<c>\\bx)(?<d>x+)', {}],
    ['(?<only>be)', { only: ['be'] }],
    ['(?<huge>(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b))', {}],
  ];
  for (const [source, want] of cases)
    it(source, () => assert.deepEqual(Object.fromEntries(fieldChoices(define(source))), want));
});
