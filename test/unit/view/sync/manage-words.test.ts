import assert from 'node:assert/strict';
import type { Content } from '../../../../src/sync/model/content';
import type { PlanItem } from '../../../../src/sync/plan/plan';
import type { FileStatus } from '../../../../src/sync/plan/status';
import {
  deleteHereQuestion,
  deleteInCloudQuestion,
  bulleted,
  moveQuestion,
  unlinkQuestion,
} from '../../../../src/view/sync/prompts/change-prompts';
import { restoredInCloud, restoreInCloudQuestion } from '../../../../src/view/sync/prompts/restore-words';
import { doneWords } from '../../../../src/view/sync/messages/done-words';
import { linkChoices, linkedWords, linkWords, nameInFile } from '../../../../src/view/sync/prompts/link-choices';
import { fileNameFor, nameProblem } from '../../../../src/view/sync/messages/names-of-files';
import { isProtected, isTyped, typedQuestion } from '../../../../src/view/sync/prompts/protected-organizations';
import { runQuestion, runTokens } from '../../../../src/view/sync/prompts/run-decision';

const uuid = '0b0e7f8a-1f00-4a63-9a3c-111111111111';

describe('protected organizations', () => {
  const acme = { uuid, name: 'Acme' };
  for (const [list, isMeant] of [
    [[], false],
    [['acme'], true],
    [[' Acme '], true],
    [[uuid.toUpperCase()], true],
    [['Acme Corporation', uuid.replace('1', '2')], false],
  ] as const)
    it(`${list.join(', ') || 'an empty list'}: ${isMeant ? 'is meant' : 'is not meant'}`, () =>
      assert.equal(isProtected(acme, list), isMeant));

  it('one whose name nobody knows may be any that is named, and no other UUID', () => {
    assert.equal(isProtected({ uuid, name: '' }, ['Beta']), true);
    assert.equal(isProtected({ uuid, name: '' }, [uuid.replace('0', '9')]), false);
  });

  it('want the name letter by letter', () => {
    const { title, prompt, problem } = typedQuestion({ message: 'Push?', detail: 'a\n\nb' }, 'Acme');
    assert.deepEqual([title, prompt], ['Push?', 'Acme is protected. Type its name to continue: Acme. a b']);
    assert.deepEqual([problem('acme'), problem(' Acme ')], ['This is not Acme.', undefined]);
    assert.equal(isTyped('', 'Acme'), false);
  });
});

describe('restoring in the cloud', () => {
  const restoring = { name: 'Lead', organization: 'Acme', when: 'today 14:02' };

  it('says whether it is changed back or made again, and where', () => {
    assert.deepEqual(restoreInCloudQuestion({ ...restoring, isThere: true }), {
      message: 'Restore "Lead" in Acme?',
      detail: 'This changes it back to how it was today 14:02, for everyone. A backup of the current version is kept.',
      verb: 'Restore in Cloud',
    });
    assert.match(
      restoreInCloudQuestion({ ...restoring, isThere: false }).detail,
      /creates it again .*another ID and without its runs/,
    );
    assert.deepEqual(
      [restoredInCloud(restoring, { isNew: true, id: 8 }), restoredInCloud(restoring, { isNew: false, id: 7 })],
      ['Created “Lead” in Acme again (ID 8).', 'Restored “Lead” in Acme.'],
    );
  });
});

describe('questions before changes', () => {
  it('name scenario and organization, and what goes with it', () => {
    const { message, detail, verb } = deleteInCloudQuestion({ names: ['Lead'], organization: 'Acme', files: 1 });
    assert.deepEqual([message, verb], ['Delete "Lead" in Acme?', 'Delete in Cloud']);
    assert.match(detail ?? '', /also deletes its runs and schedule.*Restore Backup…/);
  });

  it('say that files stay only where there are some', () => {
    const detail = (names: readonly string[], files: number): string =>
      deleteInCloudQuestion({ names, organization: 'Acme', files }).detail ?? '';
    const said = ([['One'], ['One', 'Two', 'Three']] as const).map((names) =>
      names
        .map((_, index) => /[^.]* stays?\./.exec(detail(names, index))?.[0].trim())
        .concat(/[^.]* stays?\./.exec(detail(names, names.length))?.[0].trim()),
    );
    assert.deepEqual(said, [
      [undefined, 'Its file stays.'],
      [undefined, 'The file of one of them stays.', 'Their files stay.', 'Their files stay.'],
    ]);
  });

  it('of several name their number and list them', () => {
    const question = deleteInCloudQuestion({ names: ['One', 'Two'], organization: 'Acme', files: 2 });
    assert.deepEqual([question.message, question.verb], ['Delete 2 scenarios in Acme?', 'Delete 2 in Cloud']);
    assert.match(question.detail ?? '', /^• One\n• Two\n/);
    assert.deepEqual(deleteHereQuestion({ paths: ['a', 'b'], organization: 'Acme' }).verb, 'Delete 2 Files');
    assert.deepEqual(
      unlinkQuestion({ paths: ['a', 'b'], organization: 'Acme' }).message,
      'Unlink 2 files from their scenarios in Acme?',
    );
  });

  it('moving one asks only where the organization is protected, moving several always', () => {
    assert.deepEqual(moveQuestion({ names: ['One'], organization: 'Acme', folder: 'Leads' }), {
      message: 'Move "One" to "Leads" in Acme?',
    });
    assert.deepEqual(moveQuestion({ names: ['One', 'Two'], organization: 'Acme' }), {
      message: 'Move 2 scenarios to no folder in Acme?',
      detail: '• One\n• Two',
      verb: 'Move 2',
    });
  });

  it('list the first of many', () =>
    assert.match(bulleted(Array.from({ length: 12 }, (_, index) => `S${String(index)}`)), /S9\n… and 2 more$/));
});

const status = (id: number, name: string, path?: string): FileStatus => ({
  state: path === undefined ? 'cloudOnly' : 'inSync',
  id,
  name,
  here: [],
  cloud: [],
  isUnreadable: false,
  ...(path === undefined ? {} : { path }),
});

describe('scenarios that a file may be linked to', () => {
  it('the same name is first, then the nearest; those that have a file are last and say so', () => {
    const files = [
      status(1, 'Zebra'),
      status(2, 'Contact form 2'),
      status(3, 'Contact form', 'other.crank.yml'),
      status(4, 'contact form'),
      status(5, 'Gone'),
      { ...status(6, 'My own'), path: 'A.crank.yml' },
    ];
    const choices = linkChoices(files, { path: 'a.crank.yml', name: 'Contact form' });
    assert.deepEqual([choices[0]?.id, choices[1]?.id, choices.at(-1)?.id], [4, 2, 3]);
    assert.deepEqual(
      choices
        .filter(({ id }) => [1, 3, 6].includes(id))
        .map(linkWords)
        .sort(),
      ['1', '3 · linked to other.crank.yml', '6 · linked to this file'],
    );
  });

  for (const [text, name] of [
    ['scenario: Contact form # why\n', 'Contact form'],
    ['# x\nscenario: "A: b"\n', 'A: b'],
    ["scenario: 'it'\r\nsteps: []", 'it'],
    ['steps: []', 'lead'],
    ['scenario:\n  - x', 'lead'],
  ] as const)
    it(`${JSON.stringify(text)} is called ${name}`, () => assert.equal(nameInFile(text, 'x/lead.crank.yml'), name));

  it('says how they stand', () => {
    assert.equal(
      linkedWords({ state: 'inSync', name: 'Lead' }, { path: 'a.crank.yml', organization: 'Acme' }),
      'a.crank.yml is linked to "Lead" in Acme. They are identical.',
    );
    assert.match(
      linkedWords({ state: 'conflict', name: 'Lead' }, { path: 'a.crank.yml', organization: 'Acme' }),
      /They differ\. The next push or pull asks which to keep\.$/,
    );
  });
});

describe('names', () => {
  it('of scenarios are not empty and not endless', () =>
    assert.deepEqual(
      [nameProblem(' '), nameProblem('x'), nameProblem('x'.repeat(256))],
      ['A scenario needs a name.', undefined, 'A name can have at most 255 characters.'],
    ));
  for (const [path, name, taken, wanted] of [
    ['x/old.crank.yaml', 'a/b', [], 'x/a-b.crank.yaml'],
    ['old.crank.yml', 'New', ['new.crank.yml'], 'New (2).crank.yml'],
    ['New.crank.yml', 'New', ['New.crank.yml'], undefined],
    ['new.crank.yml', 'New', ['new.crank.yml'], 'New.crank.yml'],
  ] as const)
    it(`${path} becomes ${String(wanted)}`, () => assert.equal(fileNameFor(path, name, taken), wanted));
});

const content = (tokens: NonNullable<Content['tokens']>): Content => ({
  name: 'Lead',
  description: '',
  tokens,
  steps: [],
  settings: {},
});
const planned = (over: Partial<PlanItem>, linked: 'linked' | 'notLinked' = 'linked'): PlanItem => ({
  direction: 'push',
  what: 'unchanged',
  ...(linked === 'linked' ? { id: 7 } : {}),
  path: 'lead.crank.yml',
  name: 'Lead',
  here: [],
  cloud: [],
  conflicts: [],
  problems: [],
  isChosen: true,
  seen: {},
  ...over,
});
const edit = [{ path: ['name'], words: 'The name is "b" instead of "a"' }];
const world = { organization: 'Acme', errors: [], cost: 'It uses one metered run.' };

describe('before a run of a file', () => {
  const asked = (
    over: Partial<PlanItem>,
    errors = [] as readonly { line: number; message: string }[],
  ): readonly (string | undefined)[] => {
    const question = runQuestion(planned(over), { ...world, errors });
    return [question?.message, ...(question?.answers ?? []).map(({ title }) => title)];
  };
  const cases: readonly (readonly [string, Partial<PlanItem>, readonly (string | undefined)[]])[] = [
    ['nothing is asked where both say the same', {}, [undefined]],
    [
      'unpushed edits ask',
      { what: 'update', here: edit },
      ['“Lead” has changes that are not in Acme yet.', 'Push and Run', 'Run Cloud Copy', 'Compare'],
    ],
    [
      'drift is told',
      { cloud: edit },
      ['“Lead” was changed in Acme, and its file is not up to date.', 'Run Cloud Copy', 'Compare'],
    ],
    [
      'both sides are brought together',
      { what: 'merge', here: edit, cloud: edit },
      ['“Lead” was changed here and in Acme, in different places.', 'Push and Run', 'Run Cloud Copy', 'Compare'],
    ],
    [
      'a conflict is never pushed',
      { what: 'conflict' },
      ['“Lead” was changed here and in Acme, with conflicts.', 'Resolve Conflict', 'Run Cloud Copy', 'Compare'],
    ],
    [
      'what is deleted in the cloud is created again',
      { what: 'create' },
      ['"Lead" was deleted in Acme.', 'Create in Cloud and Run'],
    ],
    [
      'what cannot be read and is in no cloud cannot be run',
      { what: 'blocked' },
      ['lead.crank.yml cannot be pushed to Acme.'],
    ],
  ];
  for (const [title, over, expected] of cases) it(title, () => assert.deepEqual(asked(over), expected));

  it('a file that is not linked is created', () => {
    const question = runQuestion(planned({ what: 'create', seen: {} }, 'notLinked'), world);
    assert.deepEqual(
      [question?.message, question?.answers],
      ['lead.crank.yml is not linked to a scenario in Acme.', [{ answer: 'create', title: 'Create in Cloud and Run' }]],
    );
  });

  it('errors come first, and what it costs last', () => {
    const question = runQuestion(planned({ what: 'update', here: edit, cloud: edit, changedBy: 'Ada' }), {
      ...world,
      errors: [{ line: 3, message: 'No cog has this step.' }],
    });
    assert.equal(
      question?.detail,
      [
        'Line 3: No cog has this step.',
        'Changed here:\n• The name is "b" instead of "a"',
        'Changed in the cloud, last by Ada:\n• The name is "b" instead of "a"',
        'It uses one metered run.',
      ].join('\n\n'),
    );
    assert.deepEqual(asked({}, [{ line: 1, message: 'x' }]), ['Run "Lead" in Acme? Its file has 1 error.', 'Run']);
  });

  it('numbers that are not sent as they are written are asked about, and those that would arrive as others keep it from running', () => {
    const number = { line: 2, message: '01 is sent as 1.', isNumber: true as const };
    assert.deepEqual(asked({}, [number]), ['Run "Lead" in Acme? Its file has 1 number that changes when sent.', 'Run']);
    for (const what of ['unchanged', 'update', 'create', 'blocked', 'conflict'] as const) {
      const question = runQuestion(planned({ what }), { ...world, refused: [{ line: 3, message: 'Quote it.' }] });
      assert.deepEqual(
        [question?.message, question?.detail.split('\n')[0], question?.answers],
        ['“Lead” was not run. Its file contains numbers that would change when sent.', 'Line 3: Quote it.', []],
      );
    }
  });

  it('a run sends the tokens of the file; of the cloud’s copy those that the cloud lost', () => {
    const seen = {
      content: content({ a: 1, b: 2 }),
      base: { text: '', file: content({ a: 0, b: 0 }), cloud: content({}) },
      theirs: content({ a: 9 }),
    };
    assert.deepEqual(runTokens({ seen }, 'file'), { a: 1, b: 2 });
    assert.deepEqual(runTokens({ seen }, 'cloud'), { a: 9, b: 0 });
    assert.deepEqual(runTokens({ seen: { base: seen.base } }, 'file'), { a: 0, b: 0 });
    assert.deepEqual(runTokens({ seen: { content: content({ a: 1 }), theirs: content({}) } }, 'cloud'), { a: 1 });
  });
});

describe('what is said after changes', () => {
  const done = { item: planned({}), outcome: 'done', notes: [] } as const;
  const failed = { item: planned({ name: 'Other' }), outcome: 'failed', notes: [], reason: 'No.' } as const;
  it('all done', () =>
    assert.deepEqual(doneWords({ results: [done], wasCancelled: false }, 'Moved.'), {
      text: 'Moved.',
      isAsWanted: true,
    }));
  it('done, with something to know', () =>
    assert.deepEqual(
      doneWords({ results: [{ ...done, notes: ['Tokens were dropped.'] }], wasCancelled: false }, 'Pushed.'),
      { text: 'Pushed. Tokens were dropped.', isAsWanted: false },
    ));
  it('one that failed', () =>
    assert.equal(doneWords({ results: [failed], wasCancelled: false }, 'Moved.').text, '"Other": No.'));
  it('one of two', () =>
    assert.equal(
      doneWords({ results: [done, failed], wasCancelled: false }, 'Moved.').text,
      '1 of 2 done. "Other" was not: No.',
    ));
});
