import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { insertItem } from '../../../../src/scenario/edit/insert-item';
import { moveItem } from '../../../../src/scenario/edit/move-item';
import { removeItem } from '../../../../src/scenario/edit/remove-item';
import { removeKey } from '../../../../src/scenario/edit/remove-key';
import { scalarText } from '../../../../src/scenario/edit/scalar-text';
import type { ScalarStyle } from '../../../../src/scenario/document/tree';
import { setValue } from '../../../../src/scenario/edit/set-value';
import { applyEdits } from '../../../../src/scenario/edit/text-edit';
import { commentsIn, scenarioText } from '../made-scenarios';

interface File {
  steps: Record<string, unknown>[];
}
const read = (text: string): File => parseDocument(text, { merge: true }).toJS() as File;
const seed = { seed: 11, numRuns: 30 };
const values = fc.constantFrom<unknown>(
  'plain',
  'yes',
  '1.10',
  'null',
  '{{a}}',
  '# x',
  'a: b',
  'end ',
  'two\nlines',
  '😀',
  '\u0007',
  7,
  true,
  null,
  { a: 'b' },
  ['x', 'y'],
);

/** Of the lines before and after, those that are not in both. */
function touched(
  before: string,
  after: string,
): { readonly gone: readonly string[]; readonly come: readonly string[] } {
  const [old, made] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && old[start] === made[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < made.length - start && old.at(-1 - end) === made.at(-1 - end)) end += 1;
  return { gone: old.slice(start, old.length - end), come: made.slice(start, made.length - end) };
}

describe('random edits', () => {
  it('set a value, and keep every comment and every other line', () => {
    fc.assert(
      fc.property(
        scenarioText,
        fc.nat(9),
        fc.constantFrom('step', 'waitFor', 'note', 'new key'),
        values,
        (text, index, key, value) => {
          const expected = read(text);
          const at = index % expected.steps.length;
          expected.steps[at]![key] = value;
          const edits = setValue(text, ['steps', at, key], value);
          assert.ok(edits, text);
          const after = applyEdits(text, edits);
          assert.deepEqual(read(after), expected);
          // A block has no end of line that a comment could stand at, and a map none but its last.
          if (typeof value !== 'object' && value !== 'two\nlines')
            assert.deepEqual(commentsIn(after), commentsIn(text));
          if (typeof value !== 'object' && value !== 'two\nlines')
            assert.ok(touched(text, after).gone.length <= 1, after);
        },
      ),
      seed,
    );
  });

  it('set a value of data, and make the map for it', () => {
    fc.assert(
      fc.property(scenarioText, fc.nat(9), fc.constantFrom('email', 'other'), values, (text, index, key, value) => {
        const expected = read(text);
        const at = index % expected.steps.length;
        expected.steps[at]!['data'] = { ...(expected.steps[at]!['data'] as object | undefined), [key]: value };
        const edits = setValue(text, ['steps', at, 'data', key], value);
        assert.ok(edits, text);
        assert.deepEqual(read(applyEdits(text, edits)), expected);
      }),
      seed,
    );
  });

  it('remove a key, and no line but its own', () => {
    fc.assert(
      fc.property(scenarioText, fc.nat(9), (text, index) => {
        const expected = read(text);
        const step = expected.steps[index % expected.steps.length]!;
        const key = Object.keys(step).at(-1)!;
        const only = Object.keys(step).length === 1;
        const edits = removeKey(text, ['steps', index % expected.steps.length, key]);
        assert.ok(edits, text);
        Reflect.deleteProperty(step, key);
        const after = applyEdits(text, edits);
        assert.deepEqual(read(after), expected);
        assert.equal(touched(text, after).come.length, only ? 1 : 0, after);
      }),
      seed,
    );
  });

  it('insert, move and remove steps, with every comment of the others', () => {
    fc.assert(
      fc.property(scenarioText, fc.nat(9), fc.nat(9), (text, a, b) => {
        const { steps, ...frame } = read(text);
        const [from, to] = [a % steps.length, b % steps.length];
        const moved = applyEdits(text, moveItem(text, from, to) ?? assert.fail(text));
        assert.deepEqual(read(moved), { ...frame, steps: steps.toSpliced(from, 1).toSpliced(to, 0, steps[from]!) });
        assert.deepEqual(commentsIn(moved), commentsIn(text));
        const inserted = applyEdits(text, insertItem(text, to, { step: 'new' }) ?? assert.fail(text));
        assert.deepEqual(read(inserted), { ...frame, steps: steps.toSpliced(to, 0, { step: 'new' }) });
        assert.deepEqual(touched(text, inserted).gone, []);
        const removed = applyEdits(text, removeItem(text, from) ?? assert.fail(text));
        assert.deepEqual(read(removed), { ...frame, steps: steps.toSpliced(from, 1) });
      }),
      { ...seed, numRuns: 20 },
    );
  });

  it('write any text in any style so that it reads back', () => {
    const styles = fc.constantFrom<ScalarStyle>('plain', 'single', 'double', 'literal', 'folded');
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[-:#{}'"\[\], \n\tayes01.&*!|>%@`~<=]{0,9}$/),
    );
    fc.assert(
      fc.property(texts, styles, fc.boolean(), fc.boolean(), (text, style, key, flow) => {
        const written = scalarText(text, { style, key, flow, indent: 2 });
        const line = key ? `${written}: x` : `k: ${written}`;
        const whole = flow ? `{ ${line} }\n` : `${line}\n`;
        assert.deepEqual(parseDocument(whole).toJS(), key ? Object.fromEntries([[text, 'x']]) : { k: text }, whole);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('never leave a doubt', () => {
    for (const text of [
      'yes',
      'No',
      'on',
      'n',
      '1.10',
      '0x1F',
      '12:30',
      '1_000',
      'null',
      '~',
      '{{a}}',
      '# a',
      'a: b',
      'a ',
      '',
      '<<',
      '2024-01-01',
      '.inf',
    ])
      assert.match(scalarText(text), /^".*"$/, text);
    assert.equal(scalarText('😀 plain {{a}} text'), '😀 plain {{a}} text');
  });
});
