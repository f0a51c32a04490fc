import fc from 'fast-check';

const unit = fc.constantFrom('a', 'b', 'c', 'A', ' ', '1', 'ß', 'é', 'ſ', 'K', 's', 'k', '\n', '_');

/** Short texts of letters that the made expressions are about, with some whose case is odd. */
export const madeText = fc.array(unit, { maxLength: 12 }).map((units) => units.join(''));

const atom = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', ' ', 's', 'k', 'é', 'ß') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '.',
      '\\d',
      '\\w',
      '\\s',
      '\\S',
      '\\W',
      '[ab]',
      '[^a]',
      '[a-c]',
      '[^]',
      '[]',
      '[^s]',
      '\\x41',
      '\\n',
      '\\-',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('^', '$', '\\b', '\\B') },
);
const quantifier = fc
  .tuple(fc.constantFrom('*', '+', '?', '{2}', '{0}', '{1,2}', '{0,2}', '{2,}'), fc.constantFrom('', '?'))
  .map((parts) => parts.join(''));

const { pattern } = fc.letrec<{ pattern: string; sequence: string; term: string; group: string }>((tie) => ({
  pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((alternatives) => alternatives.join('|')),
  sequence: fc.array(tie('term'), { maxLength: 4 }).map((terms) => terms.join('')),
  group: fc.tuple(fc.constantFrom('(?:', '(', '(?<#>'), tie('pattern')).map(([open, inner]) => `${open}${inner})`),
  term: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: atom },
    { weight: 2, arbitrary: tie('group') },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('(?=', '(?!'), tie('pattern')).map(([open, inner]) => `${open}${inner})`),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.oneof(fc.constantFrom('a', 'b', '.', '\\w', '[ab]'), tie('group')), quantifier)
        .map((parts) => parts.join('')),
    },
  ),
}));

/** Expressions of every make that the matcher knows: nested, empty, lazy, with named groups `g0`, `g1`, …. */
export const madeExpression = pattern.map((source) => {
  let names = 0;
  return source.replace(/#/g, () => `g${names++}`);
});
