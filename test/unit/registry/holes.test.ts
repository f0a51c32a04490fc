import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCatalog } from '../../../src/registry/catalog';
import { couldMean } from '../../../src/registry/holes';
import { madeExpression, madeText } from './made-expressions';
import { cog, step } from './made-registry';
import { rounds } from '../../support/rounds';
import { atOnce } from '../../support/at-once';

const could = (expression: string, sentence: string, unknown: 'anything' | 'values'): boolean =>
  couldMean(createCatalog([cog('a/b', step('S', expression))]), sentence.split('{}'), unknown).length > 0;

const check = 'the (?<field>\\w+) of (?<who>.+) should (?<op>be set|not be|be) ?(?<value>.+)?';

describe('what a sentence with holes could mean, where a hole may hold anything', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['create a lead', 'create a lead', true],
    ['create a lead', 'create a leed', false],
    ['create a lead', 'I frobnicate {}', true],
    ['^create a lead', 'I frobnicate {}', false],
    ['^create a lead', '{} create a lead', true],
    ['^create a lead', 'create {} lead', true],
    ['^create a lead', 'crete {} lead', false],
    ['create a lead$', 'create a lead {} now', false],
    ['create a lead$', 'create {}d', true],
    ['create a lead$', 'now {}', true],
    ['^the (?<a>\\d+) of (?<b>\\w+)$', 'the {} of Ada', true],
    ['^the (?<a>\\d+) of (?<b>\\w+)$', 'the x{} of Ada', false],
    ['^the (?<a>\\d+) of (?<b>\\w+)$', 'the {}, of Ada', false],
    ['^the (?<a>\\d+) of (?<b>\\w+)$', 'the {} off!', false],
    ['^(?:ab)+$', 'a{}b', true],
    ['^(?:ab)+$', 'aa{}b', false],
    ['^a\\b b', 'a{}b', true],
    ['^ÜBER (?<x>.+)$', 'über {}', true],
  ];
  for (const [expression, sentence, want] of cases)
    it(`${expression} ${want ? 'could' : 'could not'}: ${sentence}`, () =>
      assert.equal(could(expression, sentence, 'anything'), want));
});

describe('what a sentence with holes could mean, where a hole holds values', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['create a lead', 'I frobnicate {}', false],
    ['create a lead', '{} create a lead{}', true],
    ['create a lead', 'create {} lead', false],
    ['create a lead', 'create{} a lead', true],
    [check, 'the {} of {} should {}', true],
    [check, 'the {} of {}', false],
    [check, 'the Email of {} should be {}', true],
    [check, 'the Email of {} should b{}', true],
    [check, 'the Email of {} should contain {}', false],
    [check, 'the first {} of Ada should be 5', false],
    [check, 'the {} name of Ada should be 5', false],
    ['(?<domain>.+) should exist', '{} should exist', true],
    ['(?<domain>.+) should exist', '{} should exit', false],
    ['(?<kind>lead|contact)s? exist', '{} exist', true],
    ['(?<kind>lead|contact)s? exist', 'le{}s exist', true],
    ['(?<kind>lead|contact)s? exist', 'lo{}s exist', true],
    ['the (?<kind>lead|contact)s? exist', 'the lo{}s exist', false],
    ['scroll to (?<depth>\\d+)(?<unit>px|%)', 'scroll to {}', true],
    ['scroll to (?<depth>\\d+)(?<unit>px|%)', 'scroll to {}em', true],
    ['scroll to (?<depth>\\d+)(?<unit>px|%) now', 'scroll to {}em now', false],
    ['(?<a>\\w)\\k<a>', 'x{}y', true],
    ['(?=a)(?<x>b)', '{}', true],
    ['^a\\bb', 'a{}b', true],
  ];
  for (const [expression, sentence, want] of cases)
    it(`${expression} ${want ? 'could' : 'could not'}: ${sentence}`, () =>
      assert.equal(could(expression, sentence, 'values'), want));
});

describe('a sentence with holes', () => {
  const gapped = fc.tuple(
    fc.array(madeText, { minLength: 1, maxLength: 4 }),
    fc.array(madeText, { minLength: 3, maxLength: 3 }),
  );
  const whole = (parts: readonly string[], values: readonly string[]): string =>
    parts.map((part, index) => (index === 0 ? part : `${values[index - 1] ?? ''}${part}`)).join('');
  const sources = madeExpression.filter((source) => !/\{.*\{/.test(source));

  it('could mean whatever matches with some values in them', () => {
    let matched = 0;
    const property = fc.property(sources, gapped, (source, [parts, values]) => {
      const catalog = createCatalog([cog('a/b', step('S', source))]);
      const pattern = catalog.definition('a/b', 'S')?.expression?.pattern;
      if (!pattern?.test(whole(parts, values))) return;
      matched += 1;
      assert.equal(
        couldMean(catalog, parts).length,
        1,
        `${source} on ${JSON.stringify(parts)} with ${JSON.stringify(values)}`,
      );
    });
    fc.assert(property, { numRuns: rounds(250), seed: 11 });
    assert.ok(matched > 50, String(matched));
  });

  it('could mean whatever matches with its holes in the values of groups', () => {
    let matched = 0;
    const property = fc.property(sources, gapped, (source, [parts, values]) => {
      const catalog = createCatalog([cog('a/b', step('S', `${source}(?<z>.*)c`))]);
      const expression = catalog.definition('a/b', 'S')?.expression;
      const match = expression && new RegExp(expression.pattern, 'di').exec(whole(parts, values));
      if (!match) return;
      const spans = [
        [0, match.index],
        [match.index + match[0].length, Infinity],
        ...Object.values(match.indices?.groups ?? {}),
      ].filter((span: readonly number[] | undefined) => span !== undefined);
      const ends = parts.map((_, index) => whole(parts.slice(0, index + 1), values).length);
      const isInValue = ends
        .slice(0, -1)
        .every((at, index) =>
          spans.some(([start = 0, end = 0]) => start <= at && at + (values[index] ?? '').length <= end),
        );
      if (!isInValue) return;
      matched += 1;
      assert.equal(
        couldMean(catalog, parts, 'values').length,
        1,
        `${source} on ${JSON.stringify(parts)} with ${JSON.stringify(values)}`,
      );
    });
    fc.assert(property, { numRuns: rounds(400), seed: 11 });
    assert.ok(matched > 50, String(matched));
  });

  it('could mean nothing else than what some value makes it mean', () => {
    const atom = fc.constantFrom('a', 'b', 'c', '(?:a|bc)', 'a?', '(?:ab)?', '[ab]', '(?:c|a)');
    // No value of more letters is needed for three of them.
    const values = [''];
    for (const value of values) if (value.length < 6) values.push(`${value}a`, `${value}b`, `${value}c`);
    fc.assert(
      fc.property(
        fc.array(atom, { minLength: 1, maxLength: 3 }),
        fc.stringMatching(/^[abc]{0,2}$/),
        fc.stringMatching(/^[abc]{0,2}$/),
        (atoms, before, after) => {
          const pattern = new RegExp(`^${atoms.join('')}$`, 'i');
          assert.equal(
            could(pattern.source, `${before}{}${after}`, 'anything'),
            values.some((value) => pattern.test(before + value + after)),
            pattern.source,
          );
        },
      ),
      { numRuns: 50, seed: 11 },
    );
  });

  it('does not take long, however hostile', () => {
    const kinds = [
      '(?<a>(?:\\w|\\w\\w|.)+)+(?<b>.+)+(?:a|b| )+~',
      '(?<a>.+)(?<b>.+)(?:.+)(?:.+) end',
      '^(?<a>(?:a?){30}a{30})!',
      '(?<a>a+)+\\k<a>b',
      '(?:a*)*b(?<a>.+)~$',
      '(?:\\ba|\\Ba|a )+^',
    ];
    const catalog = createCatalog([
      cog('a/b', ...Array.from({ length: 600 }, (_, index) => step(`S${index}`, kinds[index % kinds.length] ?? ''))),
    ]);
    for (const unknown of ['anything', 'values'] as const) {
      for (const parts of [
        ['a'.repeat(4096), ''],
        'ab end~! {}'.repeat(400).split('{}'),
        Array.from({ length: 2000 }, () => 'a '),
      ])
        atOnce(150, () => couldMean(catalog, parts, unknown));
    }
  });
});
