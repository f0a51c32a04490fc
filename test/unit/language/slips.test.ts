import assert from 'node:assert/strict';
import { openScenario } from '../../../src/language/check/live-scenario';

const before = 'scenario: A\ndescription: B\nsteps:\n';

/** One slip each, and all that is said of it: `line code "text" message`. */
const slips: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'a key at the margin': [
    '- step: one\nwaitFor: 5\n- step: two\n- step: three\n',
    '5 yaml-syntax "waitFor: 5" This line is not indented like the step above it. Indent it by 2 spaces.',
  ],
  'a key at the margin below indented steps': [
    '  - step: one\nwaitFor: 5\n  - step: two\n',
    '5 yaml-syntax "waitFor: 5" This line is not indented like the step above it. Indent it by 4 spaces.',
  ],
  'a key that is begun': ['- step: one\n  wait\n- step: two\n', '5 yaml-syntax "wait" A colon is missing: "wait:".'],
  'a key one space short': [
    '- step: one\n waitFor: 5\n- step: two\n',
    '5 yaml-syntax "waitFor: 5" This line is not indented like the step above it. Indent it by 2 spaces.',
  ],
  'a key below a value': [
    '- step: one\n    waitFor: 5\n- step: two\n',
    '4 wrong-type "one\\n    waitFor: 5" "step" must be a text.',
    '5 yaml-syntax "waitFor: 5" This line is indented deeper than the key above it, which already has a value.',
  ],
  'a dash too far right': [
    '- step: one\n  - step: two\n',
    '5 yaml-syntax "- step: two" This dash is not aligned with the one of the step above.',
  ],
  'a dash too far left': [
    '  - step: one\n - step: two\n',
    '5 yaml-syntax "- step: two" This dash is not aligned with the one of the step above.',
  ],
  'no space behind a dash': [
    '-step: one\n- step: two\n',
    '4 yaml-syntax "-step: one" A space is missing after the dash.',
  ],
  'a colon in a text': [
    '- step: go to: there\n- step: two\n',
    '4 yaml-syntax "go to: there" Text that contains ": " needs quotes.',
  ],
  'a quote without end': ['- step: "one\n- step: two\n', '4 yaml-syntax "\\"one" This quote is not closed.'],
  'an apostrophe': [
    "- step: 'it's me'\n- step: two\n",
    '4 yaml-syntax "s me\'" Unexpected text after the value. To use a quote within single quotes, write it twice.',
  ],
  'a backslash': [
    '- step: "C:\\path"\n- step: two\n',
    '4 yaml-syntax "\\\\" "\\p" is not an escape sequence. Write two backslashes for one, or use single quotes.',
  ],
  'a tab': ['- step: one\n\twaitFor: 5\n- step: two\n', '5 yaml-syntax "\\t" YAML is indented with spaces, not tabs.'],
  'a token at the start': [
    '- step: {{a}} x\n- step: two\n',
    '4 unquoted-token "{{a}} x" A value that begins with "{{" needs quotes. YAML reads it as a map.',
  ],
  'two reserved characters': [
    '- step: %foo\n- step: "`two`"\n- step: @bar\n',
    '4 yaml-syntax "%" Text that begins with "%" needs quotes.',
    '6 yaml-syntax "@" Text that begins with "@" needs quotes.',
  ],
  'an asterisk': [
    '- step: *foo bar\n- step: two\n',
    '4 yaml-syntax "*foo bar" Text that begins with "*" needs quotes.',
  ],
  'a colon alone': [
    '- step: one\n:\n- step: two\n- step: three\n',
    '5 yaml-syntax ":" A key is missing before the colon.',
  ],
  'a merge conflict': [
    '<<<<<<< HEAD\n- step: one\n=======\n- step: two\n>>>>>>> x\n',
    '4 yaml-syntax "<<<<<<< HEAD" The file contains a merge conflict. Keep one of its sides and remove the markers.',
  ],
};

function told(text: string): readonly string[] {
  return openScenario(text)
    .problems({ now: 0 })
    .map(
      ({ code, span, message }) =>
        `${String(text.slice(0, span.start).split('\n').length)} ${code} ${JSON.stringify(text.slice(span.start, span.end))} ${message}`,
    );
}

describe('a slip in the YAML', () => {
  for (const [name, [text, ...expected]] of Object.entries(slips)) {
    it(`${name} is told once, in plain words, where it is`, () => {
      assert.deepEqual(told(before + text), expected);
    });
  }

  it('with line ends of Windows, too', () => {
    const [text, expected] = slips['a key at the margin'] ?? [''];
    assert.deepEqual(told((before + text).replace(/\n/g, '\r\n')), [expected]);
  });
});
