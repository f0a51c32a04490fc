import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRecord } from '../../../src/base/json';
import { findTokens } from '../../../src/scenario/tokens';
import grammar from '../../../syntaxes/crank-scenario.tmLanguage.json';
import configuration from '../../../syntaxes/language-configuration.json';

/** Every value of these keys, wherever it stands. */
function valuesOf(node: unknown, ...keys: readonly string[]): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((child) => valuesOf(child, ...keys));
  if (!isRecord(node)) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    keys.includes(key) && typeof value === 'string' ? [value] : valuesOf(value, ...keys),
  );
}

/** The grammar keeps to what both Oniguruma and JavaScript understand, so that this can be checked without an editor. */
const expression = (name: keyof typeof grammar.repository, key: 'match' | 'begin' = 'match', flags = 'g'): RegExp =>
  new RegExp(valuesOf(grammar.repository[name], key)[0] ?? '(?!)', flags);

const found = (name: keyof typeof grammar.repository, text: string): readonly string[] =>
  [...text.matchAll(expression(name))].map(([whole]) => whole);

describe('grammar', () => {
  it('compiles, and includes only what there is', () => {
    const expressions = valuesOf(grammar, 'match', 'begin', 'end');
    assert.ok(expressions.length > 10);
    for (const one of expressions) assert.doesNotThrow(() => new RegExp(one), one);
    for (const included of valuesOf(grammar, 'include'))
      assert.ok(included === 'source.yaml' || included.slice(1) in grammar.repository, included);
  });

  it('names scopes of its own', () => {
    const own = valuesOf(grammar.repository, 'name').filter((name) => !name.endsWith('.yaml'));
    for (const name of own) assert.match(name, /\.crank-scenario$/);
  });

  it('finds the tokens that the language has', () => {
    const same = (text: string): void =>
      assert.deepEqual(
        found('token', text),
        findTokens(text).map(({ start, end }) => text.slice(start, end)),
        text,
      );
    for (const text of [
      '{{a}}',
      '{{ a }}',
      '{{test.email}} {{date(1 day from now)}}',
      '{{}}',
      '{{a b}}',
      '{{{a}}}',
      '{{date()}}',
      '{{date( 1 day )}}',
      '{{a}{b}}',
    ])
      same(text);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{', '}', '{{', '}}', ' ', 'a', 'date(', ')', '.'), { maxLength: 12 }),
        (parts) => same(parts.join('')),
      ),
    );
  });

  const sentences: readonly (readonly [keyof typeof grammar.repository, string, readonly string[]])[] = [
    ['step-keyword', '- step: Given I wait for what is given', ['Given']],
    ['step-keyword', "- step: 'Then it is so'", ['Then']],
    ['step-keyword', 'description: Given that', []],
    ['frame-key', 'scenario: steps: x', ['scenario']],
    ['step-key', '  failAfter: 90', ['failAfter']],
    ['step-key', '- cog: a/b', ['cog']],
    ['step-key', '    my-step-cogs: 1', []],
    ['selector', 'fill input[name="email"] and form.x or #submit with a@b.co', ['input[name="email"]', '#submit']],
    ['address', 'to https://example.com/a?b={{c}} "https://x.test"', ['https://example.com/a?b=', 'https://x.test']],
    ['number', 'wait 5 or -1.5 s, not v2 or 3rd or a/4', ['5', '-1.5']],
  ];
  for (const [name, text, want] of sentences)
    it(`marks ${name} in: ${text}`, () => assert.deepEqual(found(name, text), want));
});

describe('language configuration', () => {
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;

  it('indents below keys and dashes, and after them only', () => {
    const deeper = (line: string): boolean => new RegExp(increaseIndentPattern).test(line);
    for (const line of ['steps:', '  data:', '- data:  # why', 'description: >-', '-', 'data: {'])
      assert.ok(deeper(line), line);
    for (const line of ['scenario: x', '- step: Given x', '# note:', 'url: https://x.test', ''])
      assert.ok(!deeper(line), line);
    assert.match('  }', new RegExp(decreaseIndentPattern));
  });

  it('compiles its other expressions', () => {
    for (const one of [
      configuration.wordPattern,
      configuration.folding.markers.start,
      configuration.folding.markers.end,
    ])
      assert.doesNotThrow(() => new RegExp(one));
  });
});
