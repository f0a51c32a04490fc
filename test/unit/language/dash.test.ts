import assert from 'node:assert/strict';
import { columnOfDash } from '../../../src/language/typing/dash';

/** Text above, with the dash at the end; and where it should go. */
const cases: Readonly<Record<string, readonly [string, number | undefined]>> = {
  'below a step whose keys the cursor is under': ['steps:\n- step: one\n  -', 0],
  'below the data of a step': ['steps:\n  - step: one\n    data:\n      a: 1\n      -', 2],
  'below an indented step': ['steps:\n  - step: one\n    -', 2],
  'for the first step': ['scenario: A\nsteps:\n  -', 0],
  'where it is right': ['steps:\n- step: one\n-', undefined],
  'in a list that it begins': ['steps:\n- step: one\n  data:\n    tags:\n      -', undefined],
  'in a list that it goes on': ['steps:\n- step: one\n  data:\n    tags:\n      - a\n      -', undefined],
  'in a text of several lines': ['steps:\n- step: |\n    one\n    -', undefined],
  'outside of the steps': ['tokens:\n  list:\n  -', undefined],
  'in an empty file': ['  -', undefined],
  'with comments between': ['steps:\n- step: one # a\n\n  # b\n  -', 0],
};

describe('a dash that begins a line', () => {
  for (const [name, [marked, expected]] of Object.entries(cases)) {
    it(`${name} ${expected === undefined ? 'stays' : `goes to column ${String(expected)}`}`, () => {
      const start = marked.lastIndexOf('\n') + 1;
      assert.equal(columnOfDash(marked.slice(0, start), marked.length - 1 - start), expected);
    });
  }
});
