import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasConflictMarkers, undecidedLines, withConflictMarkers } from '../../../src/sync/diff/conflict-markers';

const labels = { mine: 'Mine', theirs: 'Acme' };
const mark = (mine: string, theirs: string): string => withConflictMarkers(mine, theirs, labels);

/** One side of a text with markers. */
function side(text: string, which: 'mine' | 'theirs'): string {
  let at: 'both' | 'mine' | 'theirs' = 'both';
  const kept: string[] = [];
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    if (/^<{7} /.test(line)) at = 'mine';
    else if (/^={7}\r?\n$/.test(line)) at = 'theirs';
    else if (/^>{7} /.test(line)) at = 'both';
    else if (at === 'both' || at === which) kept.push(line);
  }
  return kept.join('');
}

describe('conflict markers', () => {
  it('stand around the lines that differ', () => {
    assert.equal(
      mark('a\nmine\nb\nc\n', 'a\ntheirs\nb\nc\nd\n'),
      'a\n<<<<<<< Mine\nmine\n=======\ntheirs\n>>>>>>> Acme\nb\nc\n<<<<<<< Mine\n=======\nd\n>>>>>>> Acme\n',
    );
    assert.equal(mark('a\r\nb', 'a\r\nc'), 'a\r\n<<<<<<< Mine\r\nb\r\n=======\r\nc\r\n>>>>>>> Acme\r\n');
  });

  it('are not there where texts say the same', () => {
    assert.equal(mark('a\nb', 'a\nb'), 'a\nb');
    assert.equal(hasConflictMarkers('title\n=====\n<<<<<<<< no\n'), false);
    assert.equal(hasConflictMarkers(mark('a\n', 'b\n')), true);
  });

  it('hold both texts whole', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (mine, theirs) => {
        const marked = mark(mine, theirs);
        assert.deepEqual([side(marked, 'mine'), side(marked, 'theirs')], [mine, theirs]);
      }),
    );
  });

  it('texts of thousands of other lines are one conflict, at once', () => {
    const lines = (letter: string): string =>
      Array.from({ length: 5_000 }, (_, index) => `${letter}${String(index)}\n`).join('');
    assert.equal(mark(lines('a'), lines('b')).match(/<<<<<<< Mine/g)?.length, 1);
  });

  it('a merge that nobody has decided is told by the lines that both sides had changed', () => {
    const sides = { base: 'a\nold\nb\n', mine: 'a\nmine\nb\n', theirs: 'a\ntheirs\nb\r\n' };
    assert.deepEqual(undecidedLines('a\nold\nb\n', sides), ['old']);
    for (const decided of ['a\nmine\nb\n', 'a\ntheirs\nb\n', 'a\nsomething else\nb\n', ''])
      assert.deepEqual(undecidedLines(decided, sides), []);
  });
});
