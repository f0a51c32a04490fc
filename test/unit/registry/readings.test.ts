import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCatalog } from '../../../src/registry/catalog';
import { readSentence } from '../../../src/registry/readings';
import { resolveSentence } from '../../../src/registry/resolve';
import { madeExpression, madeText } from './made-expressions';
import { cog, step } from './made-registry';
import { atOnce } from '../../support/at-once';

const summary = (text: string, ...steps: Parameters<typeof step>[]): string | undefined => {
  const reading = readSentence(createCatalog([cog('a/b', ...steps.map((parts) => step(...parts)))]), text);
  return (
    reading &&
    `${reading.definition.stepId} by ${reading.why}${reading.tie ? ' (tie)' : ''} over ${reading.others.map(({ stepId }) => stepId).join(', ') || 'none'}; runner ${reading.runnerChoice.stepId}`
  );
};

describe('all readings of a sentence', () => {
  it('the only one', () =>
    assert.equal(summary('check it', ['One', 'check it'], ['Two', 'mend it']), 'One by only over none; runner One'));

  it('decided by literal characters, against the runner', () => {
    assert.equal(
      summary('create or update a lead', ['Upsert', 'create or update a lead'], ['Update', 'update a lead']),
      'Upsert by literals over Update; runner Update',
    );
  });

  it('decided by missing fields', () =>
    assert.equal(
      summary('check x', ['Few', 'check (?<a>.+)', ['a']], ['Many', 'check (?<a>.+)', ['a', 'b']]),
      'Few by missing over Many; runner Many',
    ));

  it('decided by length', () =>
    assert.equal(
      summary('check xyz', ['Long', 'check (?<a>.+)'], ['Short', 'check (?<a>.)']),
      'Long by length over Short; runner Short',
    ));

  it('decided by nothing but order', () =>
    assert.equal(
      summary('check it', ['One', 'check it'], ['Two', 'check it'], ['Three', 'check']),
      'Two by order (tie) over One, Three; runner Three',
    ));

  it('names the others the best first, of equals the later', () => {
    assert.equal(
      summary('check it', ['Less', 'check'], ['One', 'check it'], ['Two', 'check it'], ['Three', 'check it']),
      'Three by order (tie) over Two, One, Less; runner Three',
    );
  });

  it('no reading', () => assert.equal(summary('break it', ['One', 'check it']), undefined));

  it('tells where each value stands, in UTF-16 units', () => {
    const catalog = createCatalog([
      cog('a/b', step('Check', 'the (?<field>.+?) of (?<who>\\S+) is (?:set|(?<value>.+))')),
    ]);
    const text = 'Then the \u{1F600} of Ada is 5';
    const captures = readSentence(catalog, text)?.captures ?? [];
    assert.deepEqual(
      captures.map(({ name, start, end }) => [name, text.slice(start, end)]),
      [
        ['field', '\u{1F600}'],
        ['who', 'Ada'],
        ['value', '5'],
      ],
    );
    assert.deepEqual(
      readSentence(catalog, 'the x of Ada is set')?.captures.map(({ name }) => name),
      ['field', 'who'],
    );
  });

  it('finds what the rule finds, whatever the registry and the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          madeExpression.filter((source) => !/\{.*\{/.test(source)),
          { minLength: 1, maxLength: 6 },
        ),
        madeText,
        (expressions, text) => {
          const catalog = createCatalog([
            cog('a/b', ...expressions.map((source, index) => step(`S${index}`, source, ['g0', 'g1']))),
          ]);
          const reading = readSentence(catalog, text);
          const resolution = resolveSentence(catalog, text);
          assert.deepEqual(
            reading && [reading.definition, reading.data],
            resolution && [resolution.definition, resolution.data],
          );
          if (!reading) return;
          for (const { value, start, end } of reading.captures) assert.equal(text.slice(start, end), value);
          const all = [...catalog.cogs.values()]
            .flatMap(({ steps }) => steps)
            .filter(({ expression }) => expression?.pattern.test(text));
          assert.deepEqual(new Set([reading.definition, ...reading.others]), new Set(all));
          assert.equal(reading.runnerChoice, all.at(-1));
        },
      ),
      { numRuns: 100, seed: 5 },
    );
  });

  it('does not take long for a hostile text', () => {
    const kinds = ['(?<a>(?:\\w|\\w\\w|.)+)+(?<b>.+)+(?:a|b| )+~', '(?<a>.+)(?<b>.+)(?:.+)(?:.+) end', 'a'];
    const catalog = createCatalog([
      cog('a/b', ...Array.from({ length: 600 }, (_, index) => step(`S${index}`, kinds[index % kinds.length] ?? ''))),
    ]);
    atOnce(300, () => readSentence(catalog, 'a'.repeat(4096)));
  });
});
