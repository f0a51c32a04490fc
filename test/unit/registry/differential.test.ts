import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCatalog, type Catalog } from '../../../src/registry/catalog';
import type { Expression } from '../../../src/registry/expression';
import { resolveSentence } from '../../../src/registry/resolve';
import type { RegistryEntryPayload } from '../../../src/wire/registry';
import { madeExpression, madeText } from './made-expressions';
import { itOnEachCorpus } from '../../support/corpus';
import { rounds } from '../../support/rounds';
import { atOnce } from '../../support/at-once';

/** The rule of `resolveSentence`, with plain regular expressions and a look at every definition. */
function plainly(catalog: Catalog, text: string): readonly [string, string, object] | undefined {
  const readings = [...catalog.cogs.values()]
    .flatMap(({ steps }) => steps)
    .flatMap((definition, order) => {
      const match = definition.expression?.pattern.exec(text);
      if (!definition.expression || !match) return [];
      const groups = Object.fromEntries(
        Object.entries(match.groups ?? {}).filter(([, value]: [string, string | undefined]) => value !== undefined),
      );
      const missing = definition.fields.filter(({ key, required }) => required && groups[key] === undefined).length;
      return [{ definition, groups, rank: [-definition.expression.literals, missing, -match[0].length, -order] }];
    });
  const [best] = readings.sort(
    (a, b) => a.rank.map((value, index) => value - (b.rank[index] ?? 0)).find((difference) => difference !== 0) ?? 0,
  );
  return best && [best.definition.cog, best.definition.stepId, best.groups];
}

const resolved = (catalog: Catalog, text: string): readonly [string, string, object] | undefined => {
  const resolution = resolveSentence(catalog, text);
  return resolution && [resolution.definition.cog, resolution.definition.stepId, resolution.data];
};

const agree = (catalog: Catalog, text: string): void =>
  assert.deepEqual(resolved(catalog, text), plainly(catalog, text), JSON.stringify(text));

const expressionsOf = ({ cogs }: Catalog): readonly Expression[] =>
  [...cogs.values()].flatMap(({ steps }) => steps).flatMap(({ expression }) => expression ?? []);

const entry = (name: string, expressions: readonly string[]): RegistryEntryPayload => ({
  name,
  label: name,
  version: '1',
  homepage: '',
  authHelpUrl: '',
  authFieldsList: [],
  stepDefinitionsList: expressions.map((expression, index) => ({
    stepId: `S${index}`,
    name: '',
    type: 0,
    expression,
    expectedFieldsList: ['a', 'b', 'g0', 'g1'].map((key) => ({
      key,
      optionality: index % 2,
      type: 1,
      description: '',
    })),
    expectedRecordsList: [],
  })),
});

const words = [
  'the',
  'field',
  'on',
  'lead',
  'should',
  'be',
  'set',
  'create',
  'update',
  'a',
  'email',
  '{{x.y}}',
  'Ada',
  '5',
  'with',
  'page',
];
const holes = [
  '(?<a>.+)',
  '(?<b>[a-z0-9_]+)',
  '(?<a>be set|be|not be)',
  '(?:st|nd)?',
  '(?<b>.+)?',
  '(?<a>\\d+)',
  '(?<g0>\\S+)',
];
const phrase = (parts: readonly string[]) =>
  fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 7 }).map((chosen) => chosen.join(' '));
const unique = (source: string): string => {
  const seen = new Set<string>();
  return source.replace(/\(\?<(\w+)>/g, (whole, name: string) => (seen.has(name) ? '(?:' : (seen.add(name), whole)));
};

describe('a sentence means what a plain look at all definitions says', () => {
  it('in made registries of wordy expressions', () => {
    const registry = fc.array(phrase([...words, ...holes]).map(unique), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(registry, fc.array(phrase(words), { minLength: 1, maxLength: 10 }), (expressions, texts) => {
        const catalog = createCatalog([entry('a/b', expressions), entry('c/d', expressions.slice(3))]);
        for (const text of texts) agree(catalog, text);
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('in made registries of odd expressions', () => {
    fc.assert(
      fc.property(
        fc.array(
          madeExpression.filter((source) => !/\{.*\{/.test(source)),
          { minLength: 1, maxLength: 6 },
        ),
        madeText,
        (expressions, text) => agree(createCatalog([entry('a/b', expressions)]), text),
      ),
      { numRuns: 120, seed: 3 },
    );
  });

  itOnEachCorpus('in registries of files, for every sentence of their scenarios', ({ catalog, scenarios }) => {
    const sentences = scenarios.flatMap(({ text }) =>
      [...text.matchAll(/step:\s*["']?(.+?)["']?\s*$/gm)].map((match) => match[1] ?? ''),
    );
    assert.notEqual(sentences.length, 0);
    for (const sentence of sentences) agree(catalog, sentence);
  });

  itOnEachCorpus('in registries of files, for sentences made of their own words', ({ catalog }) => {
    const pieces = [
      ...new Set(expressionsOf(catalog).flatMap(({ required }) => required)),
      'x@y.z',
      'be set',
      'be',
      ' ',
      '5',
      '{{a.b}}',
      '\n',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }), (chosen) =>
        agree(catalog, chosen.join('')),
      ),
      { numRuns: rounds(200), seed: 3 },
    );
  });

  itOnEachCorpus('in registries of files, without taking long for hostile texts', ({ catalog }) => {
    for (const { required } of expressionsOf(catalog)) {
      const share = Math.floor(4096 / Math.max(1, required.length));
      const text = required.map((piece) => piece.repeat(Math.ceil(share / piece.length)).slice(0, share)).join('');
      atOnce(
        200,
        () => resolveSentence(catalog, text),
        () => text.slice(0, 200),
      );
    }
  });
});

describe('a hostile registry', () => {
  it('of 600 definitions does not hold up any text', () => {
    const kinds = [
      '(?<a>(?:\\w|\\w\\w|.)+)+(?<b>.+)+(?:a|b| )+~',
      '(?<a>.+)(?<b>.+)(?:.+)(?:.+) end',
      '(?<a>(?:a?){30}a{30})!',
      '(?<a>a+)+\\k<a>b',
      '(?:a*)*b(?<a>.+)~',
    ];
    const catalog = createCatalog([
      entry(
        'a/b',
        Array.from({ length: 600 }, (_, index) => kinds[index % kinds.length] ?? ''),
      ),
    ]);
    for (const text of ['a'.repeat(4096), `${'ab ~ end'.repeat(511)}\n`, 'a b '.repeat(1024)])
      atOnce(300, () => resolveSentence(catalog, text));
  });
});
