import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasConflictMarkers, undecidedLines, withConflictMarkers } from '../../../src/sync/diff/conflict-markers';

const labels = { mine: 'Mine', theirs: 'Acme' };
const mark = (mine: string, theirs: string): string => withConflictMarkers({ mine, theirs }, labels);
const merge = (base: string, mine: string, theirs: string): string =>
  withConflictMarkers({ base, mine, theirs }, labels);

/** One side of a text with markers. */
function side(text: string, which: 'mine' | 'theirs'): string {
  let at: 'both' | 'mine' | 'theirs' = 'both';
  const kept: string[] = [];
  for (const line of linesOf(text)) {
    if (/^<{7} /.test(line)) at = 'mine';
    else if (/^={7}\r?\n$/.test(line)) at = 'theirs';
    else if (/^>{7} /.test(line)) at = 'both';
    else if (at === 'both' || at === which) kept.push(line);
  }
  return kept.join('');
}

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const manyLines = (letter: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index)}\n`).join('');
const marksIn = (text: string): number => text.match(/<<<<<<< Mine/g)?.length ?? 0;

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
    assert.equal(marksIn(mark(manyLines('a', 5_000), manyLines('b', 5_000))), 1);
  });

  it('a merge that nobody has decided is told by the lines that both sides had changed', () => {
    const sides = { base: 'a\nold\nb\n', mine: 'a\nmine\nb\n', theirs: 'a\ntheirs\nb\r\n' };
    assert.deepEqual(undecidedLines('a\nold\nb\n', sides), ['old']);
    for (const decided of ['a\nmine\nb\n', 'a\ntheirs\nb\n', 'a\nsomething else\nb\n', ''])
      assert.deepEqual(undecidedLines(decided, sides), []);
  });

  it('a merge that nobody has decided is told where both sides had put new lines at one place: none of them is there', () => {
    const sides = { base: 'a\nb\n', mine: 'a\nmine\nb\n', theirs: 'a\ntheirs\nb\n' };
    assert.deepEqual(undecidedLines('a\nb\n', sides), ['mine', 'theirs']);
    for (const decided of ['a\nmine\nb\n', 'a\ntheirs\nb\n', 'a\nmine\ntheirs\nb\n'])
      assert.deepEqual(undecidedLines(decided, sides), []);
    assert.deepEqual(undecidedLines('a\nb\n', { ...sides, theirs: sides.mine }), [], 'both alike: nothing to decide');
  });
});

describe('a merge of three texts', () => {
  /** Few lines, many of them alike, with either line break, and some texts without a last one. */
  const line = fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'a\r\n', 'd\r\n');
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('', '', 'end', 'a'))
    .map(([lines, last]) => lines.join('') + last);

  it('takes what one side changed, what both changed alike, and marks what both changed otherwise', () => {
    assert.equal(merge('a\nb\nc\nd\ne\n', 'A\nb\nc\nd\ne\n', 'a\nb\nd\ne\nf\n'), 'A\nb\nd\ne\nf\n');
    assert.equal(merge('a\nb\nc\n', 'a\nB\nc\n', 'a\nB\nc\n'), 'a\nB\nc\n');
    assert.equal(
      merge('a\nb\nc\nd\n', 'a\nmine\nc\nd\n', 'a\ntheirs\nc\nD\n'),
      'a\n<<<<<<< Mine\nmine\n=======\ntheirs\n>>>>>>> Acme\nc\nD\n',
    );
    assert.equal(
      merge('a\nb\n', 'a\nnew\nmine\n', 'a\nnew\ntheirs\n'),
      'a\nnew\n<<<<<<< Mine\nmine\n=======\ntheirs\n>>>>>>> Acme\n',
    );
  });

  it('has no conflict where only one side changed, or both alike: each byte is that side’s', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        assert.equal(merge(base, changed, base), changed);
        assert.equal(merge(base, base, changed), changed);
        assert.equal(merge(base, changed, changed), changed);
      }),
    );
  });

  it('has no marks where changes are apart, whichever side made them', () => {
    const made = fc.record({
      who: fc.constantFrom('mine' as const, 'theirs' as const),
      lines: fc.constantFrom('', 'new one\nnew two\r\n'),
      kept: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(made, { maxLength: 8 }), fc.constantFrom('', 'the end'), (changes, end) => {
        const texts = { base: '', mine: '', theirs: '', merged: '' };
        const add = (more: typeof texts): void => {
          for (const key of ['base', 'mine', 'theirs', 'merged'] as const) texts[key] += more[key];
        };
        const same = (lines: string) => ({ base: lines, mine: lines, theirs: lines, merged: lines });
        for (const [index, { who, lines, kept }] of changes.entries()) {
          const old = `old ${String(index)}\n`;
          add({ ...same(old), [who]: lines, merged: lines });
          add(same(manyLines(`kept ${String(index)} `, kept)));
        }
        add(same(end));
        assert.equal(merge(texts.base, texts.mine, texts.theirs), texts.merged);
      }),
    );
  });

  it('holds every line that a side added or that both kept', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const merged = new Set(linesOf(merge(base, mine, theirs)).map((one) => one.trimEnd()));
        const [old, ours, others] = [base, mine, theirs].map((one) => new Set(linesOf(one)));
        const wanted = [...linesOf(mine), ...linesOf(theirs)].filter(
          (one) => !old?.has(one) || (ours?.has(one) && others?.has(one)),
        );
        assert.deepEqual(
          wanted.filter((one) => !merged.has(one.trimEnd())),
          [],
        );
      }),
    );
  });

  it('keeps line breaks as they are, and a last line that does not end', () => {
    assert.equal(merge('a\r\nb\nc', 'A\r\nb\nc', 'a\r\nb\nC'), 'A\r\nb\nC');
    assert.equal(merge('a\nb\nc', 'A\nb\nc', 'a\nb\nc\n'), 'A\nb\nc\n');
    assert.equal(merge('a\nb\nc\n', 'a\nb\nc', 'A\nb\nc\n'), 'A\nb\nc');
    assert.equal(merge('\ufeffa\nb\nc\n', '\ufeffa\nb\nC\n', '\ufeffA\nb\nc\n'), '\ufeffA\nb\nC\n');
  });

  /** Milliseconds of work: what else the machine does beside counts for nothing. */
  function workOf(work: () => void): number {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000;
  }

  it('of 30,000 lines takes less than a second', () => {
    const base = linesOf(manyLines('line ', 30_000));
    const change = (at: number, word: string): string =>
      base.map((line, index) => (index % 300 === at ? `${word} ${line}` : line)).join('');
    const texts = { base: base.join(''), mine: change(10, 'mine'), theirs: change(160, 'theirs') };
    let merged = '';
    const spent = workOf(() => (merged = withConflictMarkers(texts, labels, 60_000)));
    assert.ok(spent < 1_000, `${String(spent)} ms`);
    assert.deepEqual([marksIn(merged), merged.match(/^(?:mine|theirs) /gm)?.length], [0, 200]);
  });

  it('that would take too long is one conflict of all that differs', () => {
    const texts = {
      base: manyLines('base ', 30_000),
      mine: `first\n${manyLines('mine ', 30_000)}last\n`,
      theirs: `first\n${manyLines('theirs ', 30_000)}last\n`,
    };
    let merged = '';
    const spent = workOf(() => (merged = withConflictMarkers(texts, labels)));
    assert.ok(spent < 2_000, `${String(spent)} ms`);
    assert.equal(marksIn(merged), 1);
    assert.deepEqual([side(merged, 'mine'), side(merged, 'theirs')], [texts.mine, texts.theirs]);
    assert.match(merged, /^first\n<{7} Mine\n[^]*>{7} Acme\nlast\n$/);
  });

  it('that has no time at all holds both texts whole', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const ended = (one: string): string => (one === '' || one.endsWith('\n') ? one : `${one}\n`);
        const merged = withConflictMarkers({ base, mine: ended(mine), theirs: ended(theirs) }, labels, -1);
        assert.ok(marksIn(merged) <= 1);
        if (marksIn(merged) === 1)
          assert.deepEqual([side(merged, 'mine'), side(merged, 'theirs')], [ended(mine), ended(theirs)]);
      }),
    );
  });
});
