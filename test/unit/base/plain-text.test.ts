import assert from 'node:assert/strict';
import fc from 'fast-check';
import { displayWidth, lineLimit, plainLine, plainLines, plainName } from '../../../src/base/plain-text';
import { atOnce } from '../../support/at-once';

describe('plain text', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['line breaks become spaces', ' a\r\n b\u2028c\td ', 'a b c d'],
    ['colours and cursor moves go', '\u001b[1;31mred\u001b[0m \u001b[2Jgone \u009b5mC1', 'red gone C1'],
    [
      'titles and links go, their text stays',
      '\u001b]0;evil\u0007x \u001b]8;;http://e\u001b\\link\u001b]8;;\u001b\\',
      'x link',
    ],
    ['an escape without an end hides nothing', '\u001b]0;still here', '0;still here'],
    ['other controls become pictures', 'a\u0000b\u0007c\u007f', 'a␀b␇c␡'],
    [
      'direction marks go, letters of any script stay',
      '\u202eabc\u202c \u2066שלום\u2069 \u200fمرحبا',
      'abc שלום مرحبا',
    ],
    ['zero-width marks go, joined emoji stay', 'pass\u200bword 👩‍💻', 'password 👩‍💻'],
    ['half a character is a sign of it', 'a\ud800b', 'a\ufffdb'],
    ['ordinary text is left alone', 'Füße “–” 100 % {{test.email}}', 'Füße “–” 100 % {{test.email}}'],
  ];
  for (const [title, text, want] of cases) it(title, () => assert.equal(plainLine(text), want));

  it('tells what it cuts off', () => {
    assert.equal(plainLine('abcdefghij', 4), 'abcd… (10 characters in all)');
    assert.equal(plainName('n'.repeat(1_000), ''), `${'n'.repeat(200)}… (1,000 characters in all)`);
    assert.deepEqual(plainLines('a\nb\nc\nd', 2), ['a', 'b', '… (7 characters in all)']);
    assert.deepEqual(plainLines('a\n\nb\n\n', 9), ['a', '', 'b']);
  });

  it('never calls anything nothing', () => {
    assert.equal(plainName('\u200b \u001b[0m', 'Scenario 7'), 'Scenario 7');
    assert.equal(plainName(undefined, 'Scenario 7'), 'Scenario 7');
  });

  it('counts columns, not characters', () => {
    assert.deepEqual(['abc', '漢字', 'e\u0301', '✓✗', '👍'].map(displayWidth), [3, 4, 1, 2, 2]);
  });

  it('whatever comes: one bounded line without controls', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.constantFrom('', '\u001b[', '\u001b]', '\u009b', '\n', '\u202e'),
        (text, start) => {
          const line = plainLine(start + text);
          assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
          assert.ok(line.length < lineLimit + 60);
          assert.equal(plainLine(line), line);
        },
      ),
    );
  });

  it('takes no longer for what is made to be slow', () => {
    atOnce(1_000, () => {
      for (const part of ['\u001b]', '\u001bP', '\u001b[', '\u009b0;', ' ', '\u202e', '\r'])
        plainLine(part.repeat(5_000_000));
    });
  });
});
