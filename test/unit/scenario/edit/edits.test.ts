import assert from 'node:assert/strict';
import { insertItem } from '../../../../src/scenario/edit/insert-item';
import { moveItem } from '../../../../src/scenario/edit/move-item';
import { removeItem } from '../../../../src/scenario/edit/remove-item';
import { removeKey } from '../../../../src/scenario/edit/remove-key';
import { renameKey } from '../../../../src/scenario/edit/rename-key';
import { setValue } from '../../../../src/scenario/edit/set-value';
import { applyEdits, type TextEdit } from '../../../../src/scenario/edit/text-edit';

const text = `# top
scenario: 'A form' # named

steps:
# first
- step: Given a # one
  # waits
  failAfter: 5
# second
- cog: a/b
  stepId: C
  data: # values
    email: "a@b.c" # mail
    # of a person
    name: Ada
# third
- { step: x, data: { a: 1 } }
`;

type Edit = (text: string) => readonly TextEdit[] | undefined;
const cases: Readonly<Record<string, readonly [Edit, string, string]>> = {
  'a scalar keeps its quotes': [(t) => setValue(t, ['steps', 1, 'data', 'email'], 'yes'), '"a@b.c"', '"yes"'],
  'a number becomes text that needs quotes': [
    (t) => setValue(t, ['steps', 0, 'failAfter'], '1.10'),
    'failAfter: 5',
    'failAfter: "1.10"',
  ],
  'text with line breaks becomes a block': [
    (t) => setValue(t, ['steps', 1, 'data', 'name'], 'a\nb'),
    'name: Ada',
    'name: |-\n      a\n      b',
  ],
  'a key at its place': [
    (t) => setValue(t, ['steps', 1, 'waitFor'], 3),
    '  stepId: C\n',
    '  stepId: C\n  waitFor: 3\n',
  ],
  'a key before the first': [
    (t) => setValue(t, ['steps', 1, 'name'], 'fill in'),
    '- cog: a/b',
    '- name: fill in\n  cog: a/b',
  ],
  'the map on the way': [
    (t) => setValue(t, ['steps', 0, 'data', 'email'], '{{x}}'),
    '  failAfter: 5\n',
    '  failAfter: 5\n  data:\n    email: "{{x}}"\n',
  ],
  'a map of the frame': [(t) => setValue(t, ['tokens', 'a'], 'b'), '# named\n', '# named\ntokens:\n  a: b\n'],
  'in braces': [(t) => setValue(t, ['steps', 2, 'waitFor'], 1), 'step: x,', 'step: x, waitFor: 1,'],
  'in inner braces': [(t) => setValue(t, ['steps', 2, 'data', 'b'], 'x, y'), 'a: 1 }', 'a: 1, b: "x, y" }'],
  'a key with its comment': [(t) => removeKey(t, ['steps', 1, 'data', 'email']), '    email: "a@b.c" # mail\n', ''],
  'a map in braces with its last key': [(t) => removeKey(t, ['steps', 2, 'data', 'a']), ', data: { a: 1 }', ''],
  'the first key of a step': [(t) => removeKey(t, ['steps', 1, 'cog']), 'cog: a/b\n  ', ''],
  'the first key of a step before a comment': [
    (t) => removeKey(t, ['steps', 0, 'step']),
    'step: Given a # one\n  ',
    '',
  ],
  'a name': [(t) => renameKey(t, ['steps', 1, 'data', 'name'], 'yes'), 'name: Ada', '"yes": Ada'],
  'a new step': [
    (t) => insertItem(t, 1, { step: 'new', data: { a: '1' } }),
    '# second',
    '- step: new\n  data:\n    a: "1"\n# second',
  ],
  'a new last step': [(t) => insertItem(t, 3, { step: 'new' }), '{ a: 1 } }\n', '{ a: 1 } }\n- step: new\n'],
  'a step with its comments': [(t) => removeItem(t, 2), '# third\n- { step: x, data: { a: 1 } }\n', ''],
  'a step that goes up': [
    (t) => moveItem(t, 2, 0),
    text.slice(text.indexOf('# first')),
    '# third\n- { step: x, data: { a: 1 } }\n' + text.slice(text.indexOf('# first'), text.indexOf('# third')),
  ],
};

describe('edits of scenario files', () => {
  for (const [name, [edit, before, after]] of Object.entries(cases)) {
    for (const [form, dress] of [
      ['', (t: string) => t],
      [' (CRLF and BOM)', (t: string) => `\ufeff${t.replaceAll('\n', '\r\n')}`],
      [' (no last line break)', (t: string) => t.trimEnd()],
    ] as const) {
      it(name + form, () => {
        assert.ok(text.includes(before), 'the case names what is there');
        const edits = edit(dress(text));
        assert.ok(edits, 'it can be done');
        const done = applyEdits(dress(text), edits);
        assert.equal(done.trimEnd(), dress(text.replace(before, () => after)).trimEnd());
      });
    }
  }

  it('changes nothing where the value is there', () =>
    assert.deepEqual(setValue(text, ['steps', 1, 'data', 'name'], 'Ada'), []));

  const refused: Readonly<Record<string, () => unknown>> = {
    'a file with errors': () => setValue('a: [', ['a'], 1),
    'a value that others repeat': () =>
      setValue('steps:\n- data: &d { a: 1 }\n- data: *d\n', ['steps', 0, 'data', 'a'], 2),
    'a name that is taken': () => renameKey('a: 1\nb: 2\n', ['a'], 'b'),
    'a step that is not there': () => removeItem(text, 9),
  };
  for (const [name, attempt] of Object.entries(refused))
    it(`leaves ${name} alone`, () => assert.equal(attempt(), undefined));

  it('leaves other documents as they are', () => {
    const edits = setValue('a: 1\n---\nb: 2\n', ['a'], 2);
    assert.equal(edits && applyEdits('a: 1\n---\nb: 2\n', edits), 'a: 2\n---\nb: 2\n');
  });

  it('go into an empty list below a comment in the first line, also behind a mark of the byte order', () => {
    const empty = '\ufeff# top\nsteps: []\n';
    assert.equal(applyEdits(empty, insertItem(empty, 0, { step: 'x' }) ?? []), '\ufeff# top\nsteps:\n- step: x\n');
  });
});
