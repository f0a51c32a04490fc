import assert from 'node:assert/strict';
import { findTokens, lookupToken, substituteText, substituteValue, tokensIn } from '../../../src/scenario/tokens';

const values = {
  test: { email: 'ada@example.com', 'last.name': 'Lovelace' },
  'test.email': 'flat@example.com',
  count: 3,
  on: false,
  nothing: null,
};
const lookup = (name: string): unknown => lookupToken(values, name);

describe('tokens', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['a flat dotted key beats a nested one', 'to {{test.email}}', 'to flat@example.com'],
    ['numbers and booleans stand as text', '{{count}} {{on}}', '3 false'],
    ['an unknown token stays as it is', '{{web.form.url}} and {{count}}', '{{web.form.url}} and 3'],
    ['a token with no text form stays as it is', '{{test}} {{nothing}}', '{{test}} {{nothing}}'],
    ['spaces inside the braces make it no token', '{{ count }}', '{{ count }}'],
    ['names are case-sensitive', '{{Count}}', '{{Count}}'],
    ['tokens may touch', '{{count}}{{count}}', '33'],
    ['an odd brace is text', '{{{count}}}', '{3}'],
  ];
  for (const [title, text, want] of cases) it(title, () => assert.equal(substituteText(text, lookup), want));

  it('is not recursive', () => {
    const nested = (name: string): unknown => ({ a: '{{b}}', b: 'deep' })[name];
    assert.equal(substituteText('{{a}}', nested), '{{b}}');
  });

  it('finds tokens with their place, also with inner spaces', () => {
    assert.deepEqual(findTokens('on {{date(1 day ago)}} {{x}}'), [
      { name: 'date(1 day ago)', start: 3, end: 22 },
      { name: 'x', start: 23, end: 28 },
    ]);
  });

  it('substitutes in the strings of maps and lists, not in keys', () => {
    assert.deepEqual(substituteValue({ '{{count}}': ['{{count}}', 1, { a: '{{on}}' }] }, lookup), {
      '{{count}}': ['3', 1, { a: 'false' }],
    });
  });

  it('lists the tokens of a value once each', () => {
    assert.deepEqual(tokensIn({ a: ['{{x}} {{y}}'], b: '{{x}}' }), ['x', 'y']);
  });

  it('never finds what objects inherit', () => {
    assert.equal(lookupToken({}, 'constructor'), undefined);
    assert.equal(lookupToken({ a: {} }, 'a.toString'), undefined);
  });
});
