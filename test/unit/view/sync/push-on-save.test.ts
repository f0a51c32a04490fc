import assert from 'node:assert/strict';
import type { PlanItem } from '../../../../src/sync/plan/plan';
import type { FileError } from '../../../../src/view/sync/messages/file-errors';
import { judgeSave, savedWords } from '../../../../src/view/sync/messages/push-on-save';

const item = (what: PlanItem['what'], more: Partial<PlanItem> = {}): PlanItem => ({
  direction: 'push',
  what,
  name: 'Form',
  here: [],
  cloud: [],
  conflicts: [],
  problems: [],
  isChosen: true,
  seen: {},
  ...more,
});
const judged = (made: PlanItem | undefined, ...errors: readonly FileError[]): string => {
  const verdict = judgeSave({ item: made, errors, organization: 'Acme' });
  return verdict.kind === 'kept' ? `${verdict.help}: ${verdict.why}` : verdict.kind;
};

describe('push on save', () => {
  it('pushes only what changed here alone', () => {
    assert.equal(judged(item('update')), 'push');
    for (const what of ['unchanged', 'agree', 'link'] as const)
      assert.equal(judged(item(what)), 'nothing', 'our own pull echoes nothing');
    assert.equal(judged(undefined), 'nothing');
  });

  it('never goes past a change of a colleague, not even one that can be merged', () => {
    for (const what of ['conflict', 'merge'] as const)
      assert.equal(judged(item(what)), 'resolve: “Form” was not pushed on save. It was changed in Acme too.');
  });

  it('creates and deletes nothing', () => {
    for (const what of ['create', 'delete'] as const)
      assert.equal(judged(item(what)), 'push: “Form” was not pushed on save. It is no longer in Acme.');
  });

  it('keeps a file with errors', () => {
    const [one, two, three] = [1, 2, 3].map((line) => ({ line, message: 'No such step.' })) as [
      FileError,
      FileError,
      FileError,
    ];
    assert.equal(
      judged(item('update'), one),
      'problems: “Form” was not pushed on save. The file has an error. Line 1: No such step.',
    );
    assert.equal(
      judged(item('update'), one, two, three),
      'problems: “Form” was not pushed on save. The file has 3 errors. Line 1: No such step. Line 2: No such step. … and 1 more',
    );
    assert.equal(
      judged(item('blocked'), one),
      'problems: “Form” was not pushed on save. The file has an error. Line 1: No such step.',
    );
  });

  it('keeps a file with numbers that change when sent: a push by hand asks', () => {
    const number = { line: 2, message: '01 is sent as 1.', isNumber: true as const };
    assert.equal(
      judged(item('update'), number),
      'push: “Form” was not pushed on save. The file has 1 number that changes when sent. Line 2: 01 is sent as 1.',
    );
  });

  it('says why something else keeps it', () => {
    assert.equal(
      judged(item('blocked', { note: 'Another window is at it.' })),
      'push: “Form” was not pushed on save. Another window is at it.',
    );
    assert.deepEqual(
      savedWords(
        { item: item('update'), outcome: 'conflict', notes: [], reason: 'It was changed in the meantime.' },
        'Acme',
      ),
      { isDone: false, words: '“Form” was not pushed on save. It was changed in the meantime.' },
    );
  });

  it('says what it did, and what the service did not keep', () => {
    assert.deepEqual(savedWords({ item: item('update'), outcome: 'done', notes: ['Tokens are not kept.'] }, 'Acme'), {
      isDone: true,
      words: 'Pushed “Form” to Acme. Tokens are not kept.',
    });
  });
});
