import assert from 'node:assert/strict';
import { backupRow } from '../../../../src/view/sync/prompts/backup-row';
import { conflictPrompt, discarded } from '../../../../src/view/sync/prompts/conflict-prompt';
import {
  errorLines,
  errorsDocument,
  joinErrors,
  withNumbers,
  type FileError,
} from '../../../../src/view/sync/messages/file-errors';
import { organizationWords } from '../../../../src/view/sync/messages/names';
import { problemPrompt } from '../../../../src/view/sync/prompts/problem-prompt';
import { behindPrompt, isPushBehind } from '../../../../src/view/sync/prompts/behind-prompt';
import { groupRow, itemRow, previewGroups } from '../../../../src/view/sync/plan/preview';
import { judgeSave } from '../../../../src/view/sync/messages/push-on-save';
import { runQuestion } from '../../../../src/view/sync/prompts/run-decision';
import { byAda, differences, item, moment } from './made-item';

describe('what is asked before something is overwritten', () => {
  it('names the scenario, who changed it and when, and the organization', () => {
    const { message, detail, choices } = conflictPrompt(
      item({
        what: 'conflict',
        ...byAda,
        conflicts: differences('Step 3: data.email is "a" here and "b" in the cloud'),
      }),
      'Acme',
      moment,
    );
    assert.equal(message, '“Contact form” was changed here, and in Acme by Ada Lovelace 20 min ago.');
    assert.equal(detail, 'Step 3: data.email is "a" here and "b" in the cloud');
    assert.deepEqual(
      choices.map(({ title }) => title),
      ['Merge', 'Compare', 'Keep Mine', 'Take Theirs'],
    );
  });

  it('says what is known where the cloud does not tell who', () => {
    assert.equal(
      conflictPrompt(item({ what: 'conflict' }), 'Acme', moment).message,
      '“Contact form” was changed here and in Acme.',
    );
    assert.equal(
      conflictPrompt(item({ changedBy: 'Ada' }), 'Acme', moment).message,
      '“Contact form” was changed here, and in Acme by Ada.',
    );
    assert.equal(conflictPrompt(item({ note: 'Nobody knows.' }), 'Acme', moment).detail, 'Nobody knows.');
  });

  it('lists what both changed, and counts what no dialog could show', () => {
    const numbers = Array.from({ length: 22 }, (_, index) => String(index + 1));
    const { detail } = conflictPrompt(item({ conflicts: differences(...numbers) }), 'Acme', moment);
    assert.deepEqual(detail.split('\n'), [...numbers.slice(0, 20), '… and 2 more']);
    assert.match(
      conflictPrompt(item({ conflicts: differences(...numbers.slice(1)) }), 'Acme', moment).detail,
      /… and 1 more$/,
    );
  });

  it('lists all that either side would lose besides, and offers merges that lose none of it', () => {
    const content = { name: '', description: '', tokens: {}, steps: [], settings: {} };
    const both = item({
      what: 'conflict',
      conflicts: differences('Step 3: data.a is 1 here and 2 in the cloud'),
      losses: {
        mine: differences('Step 4 was added: submit', 'The description is "x" instead of "y"'),
        theirs: differences('Step 1 was added: press tab'),
      },
    });
    const mergeable = {
      ...both,
      seen: { base: { text: '', file: content, cloud: content }, content, theirs: content },
    };
    assert.deepEqual(conflictPrompt(mergeable, 'Acme', moment).detail.split('\n'), [
      'Step 3: data.a is 1 here and 2 in the cloud',
      '',
      'Keep Mine also discards these changes from Acme:',
      'Step 4 was added: submit',
      'The description is "x" instead of "y"',
      '',
      'Take Theirs also discards these changes in the file:',
      'Step 1 was added: press tab',
      '',
      'A merge discards only one side of what both changed.',
    ]);
    assert.deepEqual(
      conflictPrompt(mergeable, 'Acme', moment).choices.map(({ title }) => title),
      ['Merge', 'Merge with Mine', 'Merge with Theirs', 'Compare', 'Keep Mine', 'Take Theirs'],
    );
    assert.match(
      conflictPrompt({ ...both, conflicts: [], note: 'Not known.' }, 'Acme', moment).detail,
      /^Not known\.\n\nKeep Mine discards these changes from Acme:\nStep 4/,
    );
    assert.deepEqual(
      [discarded(both, 'mine').length, discarded(both, 'theirs').length, discarded(both, 'merge').length],
      [3, 2, 1],
    );
    const row = itemRow({ ...both, id: 1 }, { chosen: new Set(), resolutions: new Map([['pull 1', 'mine']]) }, moment);
    assert.match(row.description, /^keep mine: discards 3 changes/);
    assert.match(row.tooltip, /Keep Mine also discards:\n {2}Step 4 was added/);
  });

  it('is one line whatever names hold', () => {
    const { message } = conflictPrompt(item({ name: 'a\nb\u202e', changedBy: '\u0007\n' }), 'Acme', moment);
    assert.doesNotMatch(message, /[\n\u0007\u202e]/);
    assert.equal(organizationWords({ name: 'Ac\nme', isSandbox: true }), 'Ac me (Sandbox)');
    assert.equal(organizationWords({ name: '', isSandbox: false }), 'this organization');
  });

  it('lists errors by their lines, and by their files where there are several', () => {
    const one = problemPrompt(
      [{ path: 'a.crank.yml', errors: [{ line: 4, message: 'No such step' }] }],
      'Contact form',
      'Acme',
    );
    assert.deepEqual(
      [one.message, one.detail, one.push],
      ['“Contact form” has 1 error. Push it to Acme anyway?', 'Line 4: No such step', 'Push Anyway'],
    );
    const two = problemPrompt(
      [
        {
          path: 'a.crank.yml',
          errors: [
            { line: 4, message: 'x' },
            { line: 5, message: 'y' },
          ],
        },
        { path: 'b.crank.yml', errors: [{ line: 1, message: 'z' }] },
      ],
      'Contact form',
      'Acme',
    );
    assert.deepEqual(
      [two.message, two.detail],
      [
        '2 scenarios have 3 errors. Push them to Acme anyway?',
        'a.crank.yml, line 4: x\na.crank.yml, line 5: y\nb.crank.yml, line 1: z',
      ],
    );
  });

  it('lists ten errors, of each file its share, and counts the others', () => {
    const errors = (count: number) => Array.from({ length: count }, (_, index) => ({ line: index + 1, message: 'x' }));
    const one = problemPrompt([{ path: 'a.crank.yml', errors: errors(12) }], 'Contact form', 'Acme').detail.split('\n');
    assert.deepEqual([one.length, one.at(-2), one.at(-1)], [11, 'Line 10: x', '… and 2 more']);
    const two = problemPrompt(
      [
        { path: 'a.crank.yml', errors: errors(30) },
        { path: 'b.crank.yml', errors: errors(2) },
      ],
      'Contact form',
      'Acme',
    ).detail.split('\n');
    assert.deepEqual(
      [two.length, two.slice(-3)],
      [8, ['b.crank.yml, line 1: x', 'b.crank.yml, line 2: x', '… and 25 more']],
    );
    const many = problemPrompt(
      Array.from({ length: 400 }, (_, index) => ({ path: `${String(index)}.crank.yml`, errors: errors(1) })),
      'Contact form',
      'Acme',
    );
    assert.deepEqual(
      [many.message, many.detail.split('\n').length, many.detail.split('\n').at(-1)],
      ['400 scenarios have 400 errors. Push them to Acme anyway?', 11, '… and 390 more'],
    );
  });

  it('tells of each error once, in plain words', () => {
    const errors = [
      { line: 4, message: 'No step is written like this.' },
      { line: 2, message: 'a' },
      { line: 2, message: 'b' },
      { line: 2, message: 'a' },
    ];
    assert.deepEqual(
      joinErrors(errors, [
        { line: 4, message: 'The same in other words' },
        { line: 3, message: 'Only the plan knows' },
      ]).map(({ line, message }) => `${String(line)} ${message}`),
      ['2 a', '2 b', '3 Only the plan knows', '4 No step is written like this.'],
    );
    assert.deepEqual(errorLines([{ line: 1, message: 'a\n\u202eb' }], 3), ['Line 1: a b']);
    assert.equal(
      errorsDocument([
        { path: 'a.crank.yml', errors: [{ line: 4, message: 'x' }] },
        { path: 'b.crank.yml', errors: [{ line: 1, message: 'z' }] },
      ]),
      '2 errors in 2 files\n\na.crank.yml\n  Line 4: x\n\nb.crank.yml\n  Line 1: z\n',
    );
  });

  it('asks about numbers that change when sent, and calls them no errors', () => {
    const numbers = withNumbers(
      [{ line: 4, message: 'x' }],
      [
        { line: 4, message: '01 is sent as 1.' },
        { line: 2, message: '1.10 is sent as 1.1.' },
      ],
    );
    assert.deepEqual(
      numbers.map(({ line, isNumber = false }) => [line, isNumber]),
      [
        [2, true],
        [4, false],
        [4, true],
      ],
    );
    const message = (errors: readonly FileError[]): string =>
      problemPrompt([{ path: 'a.crank.yml', errors }], 'Form', 'Acme').message;
    assert.equal(message(numbers), '“Form” has 1 error and 2 numbers that change when sent. Push it to Acme anyway?');
    assert.equal(message(numbers.slice(0, 1)), '“Form” has 1 number that changes when sent. Push it to Acme anyway?');
  });

  it('tells of a backup what, when and why', () => {
    const backup = {
      side: 'file',
      why: 'pull',
      when: 0,
      name: 'Contact form',
      path: 'Leads/Contact form.crank.yml',
      text: '',
    } as const;
    assert.deepEqual(backupRow(backup, moment), {
      label: 'Contact form',
      description: 'today 14:02',
      detail: 'The file, as it was before a pull · Leads/Contact form.crank.yml',
    });
    assert.equal(
      backupRow({ ...backup, side: 'cloud', why: 'deleteInCloud' }, moment).detail,
      'The scenario in the cloud, as it was before it was deleted in the cloud · Leads/Contact form.crank.yml',
    );
  });
});

describe('what is asked of a file that is as it was at an earlier push or pull', () => {
  const behind = item({
    direction: 'push',
    what: 'update',
    isBehind: true,
    isChosen: false,
    here: differences('Step 1 was removed: submit'),
  });

  it('before a push: what that takes back, and what it overwrites; a pull comes first', () => {
    const { message, detail, pull, push } = behindPrompt(
      { ...behind, cloud: differences('The name is "b" instead of "a"') },
      'Acme',
    );
    assert.equal(message, 'The file of “Contact form” matches an earlier push or pull, and Acme has a later version.');
    assert.match(
      detail,
      /\n\nA push undoes:\nStep 1 was removed: submit\n\nA push also overwrites these changes in the cloud:\nThe name is "b" instead of "a"$/,
    );
    assert.deepEqual(
      [pull, push, isPushBehind(behind), isPushBehind({ ...behind, direction: 'pull' })],
      ['Pull', 'Push Anyway', true, false],
    );
  });

  it('before a run: the cloud’s copy comes first', () => {
    const question = runQuestion(behind, { organization: 'Acme', errors: [] });
    assert.match(question?.message ?? '', /matches an earlier push or pull, and Acme has a later version/);
    assert.deepEqual(
      question?.answers.map(({ title }) => title),
      ['Run Cloud Copy', 'Push and Run', 'Compare'],
    );
  });

  it('on a save: nothing is pushed', () => {
    const verdict = judgeSave({ item: behind, errors: [], organization: 'Acme' });
    assert.deepEqual([verdict.kind, verdict.kind === 'kept' && verdict.help], ['kept', 'push']);
  });

  it('in the preview of a push it is a group of its own, unchecked; a pull has it among what is updated', () => {
    const note = 'The file is as it was.';
    const groups = previewGroups({ items: [{ ...behind, note, id: 1 }, item({ direction: 'push', id: 2 })] });
    assert.deepEqual(
      groups
        .map((group) => groupRow(group, { chosen: new Set(['push 2']), resolutions: new Map() }))
        .map(({ label, isChecked }) => [label, isChecked]),
      [
        ['Update in the cloud', true],
        ['Behind: to be pulled', false],
      ],
    );
    assert.equal(previewGroups({ items: [{ ...behind, direction: 'pull' }] })[0]?.kind, 'update');
  });
});
