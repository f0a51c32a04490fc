import assert from 'node:assert/strict';
import { checkValue } from '../../../src/cogs/kit/check-value';
import { holds, operatorGroup, readOperator } from '../../../src/cogs/kit/operators';

describe('operators', () => {
  const cases: readonly (readonly [unknown, string, string, boolean])[] = [
    ['Ada', 'be', 'Ada', true],
    ['Ada', 'be', 'ada', false],
    [5, 'be', '5.0', true],
    ['01234', 'be', '1234', false],
    [true, 'be', 'true', true],
    ['2026-01-02', 'be', '2026-01-02T00:00:00Z', true],
    ['2026-01-02T01:00:00+01:00', 'be', '2026-01-02T00:00:00', true],
    ['', 'not be', 'x', true],
    ['abc', 'contain', 'b', true],
    ['abc', 'not contain', 'b', false],
    [undefined, 'be set', '', false],
    [0, 'be set', '', true],
    [null, 'not be set', '', true],
    ['10', 'be greater than', '9', true],
    ['2026-02-01', 'be less than', '2026-02-02T00:00:00Z', true],
    ['b', 'be one of', 'a, b,c', true],
    ['d', 'not be one of', 'a,b', true],
    ['order 77', 'match', '^order \\d+$', true],
    ['order', 'not match', '\\d', true],
  ];
  for (const [actual, operator, expected, want] of cases) {
    it(`${String(actual)} should ${operator} ${expected}: ${String(want)}`, () =>
      assert.equal(holds(readOperator(operator), actual, expected), want));
  }

  it('says why two values cannot be compared', () =>
    assert.throws(() => holds('be less than', 'abc', '5'), /both must be numbers, or both dates/));
  it('says what is wrong with a pattern', () => assert.throws(() => holds('match', 'x', '('), /no regular expression/));
  it('gives up on a pattern that takes too long', () =>
    assert.throws(() => holds('match', `${'a'.repeat(60)}!`, '^(a+)+$'), /takes too long/)).timeout(5000);
  it('names the operators that there are', () =>
    assert.throws(() => readOperator('resemble'), /Use one of: be set, not be set/));
  it('a sentence reaches every operator', () => {
    const expression = new RegExp(`^should ${operatorGroup} ?(?<expectation>.+)?$`);
    for (const [, operator] of cases)
      assert.equal(expression.exec(`should ${operator} x`)?.groups?.['operator'], operator);
  });
});

describe('checkValue', () => {
  const check = (actual: unknown, operator: string, expectation?: unknown) => {
    const { outcome, format, args } = checkValue({
      subject: 'the email field',
      actual,
      data: { operator, expectation },
    });
    let next = 0;
    return `${outcome} ${format.replace(/%s/g, () => String(args[next++]))}`;
  };
  it('says what it found', () => {
    assert.equal(check('a', 'be', 'a'), 'PASSED The email field is a, as expected');
    assert.equal(check('a', 'be', 'b'), 'FAILED Expected the email field to be b, but it was a');
    assert.equal(check('', 'be set'), 'FAILED Expected the email field to be set, but it was (empty)');
    assert.equal(check('x', 'not be set'), 'FAILED Expected the email field to not be set, but it was x');
  });
  it('asks for an expectation that is missing', () =>
    assert.match(check('a', 'contain'), /^ERROR .*Add the expectation\.$/));
  it('shows a page’s worth of text only in part', () => assert.ok(check('y'.repeat(5000), 'be', 'x').length < 400));
});
