import assert from 'node:assert/strict';
import { chainEdits } from '../../../../src/scenario/edit/chain';
import { commentsOf } from '../../../../src/scenario/edit/comments';
import { removeKey } from '../../../../src/scenario/edit/remove-key';
import { setValue } from '../../../../src/scenario/edit/set-value';
import { applyEdits, type TextEdit } from '../../../../src/scenario/edit/text-edit';

const replace =
  (put: string) =>
  (text: string): readonly TextEdit[] => [{ start: 0, end: text.length, text: put }];

describe('changes one after the other', () => {
  it('become one edit, as small as can be', () => {
    const text = 'steps:\n- step: a # why\n  waitFor: 1\n';
    const edits = chainEdits(text, [
      (now) => setValue(now, ['steps', 0, 'failAfter'], 5),
      (now) => removeKey(now, ['steps', 0, 'waitFor']),
    ]);
    assert.equal(applyEdits(text, edits ?? []), 'steps:\n- step: a # why\n  failAfter: 5\n');
    assert.ok((edits?.[0]?.start ?? 0) > text.indexOf('why'));
  });

  it('do nothing where one of them is not safe, or all change nothing', () => {
    assert.equal(chainEdits('a: 1\n', [replace('b: 2\n'), () => undefined]), undefined);
    assert.deepEqual(chainEdits('a: 1\n', [replace('b: 2\n'), replace('a: 1\n')]), []);
  });

  it('do not cut a character or the end of a line in two', () => {
    assert.deepEqual(chainEdits('a: 😀\r\n', [replace('a: 😁\r\n')]), [{ start: 3, end: 5, text: '😁' }]);
    assert.deepEqual(chainEdits('x\r\ny', [replace('x\ny')]), [{ start: 1, end: 3, text: '\n' }]);
  });
});

describe('a key that goes', () => {
  const text =
    'steps:\n- cog: a # one\n  # two\n  data: # three\n    x: "#" # four\n    # five\n  # six\n  note: |\n    # no comment\n';
  const without = (key: string, comments: 'drop' | 'keep'): string =>
    applyEdits(text, removeKey(text, ['steps', 0, key], { comments }) ?? assert.fail(key));

  it('leaves its comments where it is told to', () => {
    for (const key of ['cog', 'data', 'note'])
      assert.deepEqual(commentsOf(without(key, 'keep')), commentsOf(text), key);
    assert.deepEqual(commentsOf(text), ['# one', '# two', '# three', '# four', '# five', '# six']);
    assert.match(without('data', 'keep'), /\n {2}# two\n {2}# three\n {2}# four\n {2}# five\n {2}# six\n/);
  });

  it('takes them along otherwise', () =>
    assert.deepEqual(commentsOf(without('data', 'drop')), ['# one', '# two', '# six']));

  it('stays where a comment would be lost in braces', () => {
    const braces = 'data: { a: 1, # why\n  b: 2 }\n';
    assert.equal(removeKey(braces, ['data', 'b'], { comments: 'keep' }), undefined);
  });
});
