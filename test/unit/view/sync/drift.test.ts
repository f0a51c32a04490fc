import assert from 'node:assert/strict';
import type { FileStatus } from '../../../../src/sync/plan/status';
import { changesList } from '../../../../src/view/sync/drift/changes-list';
import { changesTooltip } from '../../../../src/view/sync/drift/changes-tooltip';
import {
  countDrift,
  countsSpoken,
  countsText,
  driftLooks,
  driftWords,
  isDrifted,
  type Drifted,
} from '../../../../src/view/sync/drift/drift';
import { rowMarks } from '../../../../src/view/sync/drift/row-marks';
import { createTimeFormat } from '../../../../src/view/time';

const file = (state: FileStatus['state'], name: string, more: Partial<FileStatus> = {}): FileStatus => ({
  state,
  name,
  here: [],
  cloud: [],
  isUnreadable: false,
  ...(state === 'cloudOnly' ? {} : { path: `${name}.crank.yml` }),
  ...more,
});
const drifted = (...args: Parameters<typeof file>): Drifted => {
  const made = file(...args);
  assert.ok(isDrifted(made));
  return made;
};
const differences = (...words: readonly string[]): FileStatus['here'] =>
  words.map((text) => ({ path: [], words: text }));
const status = (files: readonly FileStatus[]) => ({ organization: 'o', files, problems: [] });
const named = (files: readonly FileStatus[]): readonly string[] => files.map(({ state, name }) => `${state} ${name}`);

describe('how drift looks', () => {
  it('has a badge of at most two characters for each state, and none for a file in sync', () => {
    for (const { badge } of Object.values(driftLooks)) assert.ok(badge.length >= 1 && badge.length <= 2);
    assert.deepEqual(
      (['inSync', 'notLinked', 'cloudOnly'] as const).map((state) => isDrifted(file(state, 'a'))),
      [false, false, false],
    );
  });

  it('says what changed, on which side, and who did it', () => {
    const conflict = drifted('conflict', 'a', {
      here: differences('The name is "x"'),
      cloud: differences('Step 1 was added'),
      changedBy: 'Ada',
    });
    assert.deepEqual(driftWords(conflict).split('\n'), [
      'Changed here and in the cloud',
      'Last changed in the cloud by Ada.',
      '• here: The name is "x"',
      '• in the cloud: Step 1 was added',
    ]);
  });

  it('tells the first few of many differences', () => {
    const lines = driftWords(
      drifted('localChanges', 'a', { here: differences('1', '2', '3', '4', '5', '6', '7'), changedBy: 'Ada' }),
    ).split('\n');
    assert.deepEqual(lines, ['Changed here, not pushed yet', '• 1', '• 2', '• 3', '• 4', '• 5', '• 2 more']);
  });

  it('says that a file cannot be read', () => {
    assert.match(driftWords(drifted('localChanges', 'a', { isUnreadable: true })), /cannot be read as a scenario/);
  });
});

describe('counts of drift', () => {
  const all = (
    [
      'inSync',
      'localChanges',
      'localChanges',
      'cloudChanges',
      'conflict',
      'notLinked',
      'cloudOnly',
      'deletedInCloud',
      'deletedHere',
    ] as const
  ).map((state) => file(state, state));

  it('fit the status bar', () => assert.equal(countsText(countDrift(all)), '3↑ 2↓ 1!'));
  it('leave out what is none', () => {
    assert.equal(countsText(countDrift([file('cloudChanges', 'a')])), '1↓');
    assert.equal(countsText(countDrift([file('inSync', 'a'), file('cloudOnly', 'b')])), '');
  });
  it('can be heard', () =>
    assert.equal(
      countsSpoken(countDrift(all)),
      'Stack Moxie: 3 changed here, 2 changed in the cloud, 1 changed on both sides',
    ));
});

describe('the list in Source Control', () => {
  it('has conflicts first, and each side by path', () => {
    const { changes, incoming, count, hasLinks } = changesList(
      status([
        file('deletedInCloud', 'e'),
        file('localChanges', 'b'),
        file('cloudChanges', 'd'),
        file('deletedHere', 'a'),
        file('conflict', 'c'),
        file('inSync', 'f'),
      ]),
    );
    assert.deepEqual(named(changes), ['conflict c', 'deletedHere a', 'localChanges b']);
    assert.deepEqual(named(incoming), ['cloudChanges d', 'deletedInCloud e']);
    assert.deepEqual([count, hasLinks], [5, true]);
  });

  it('has new scenarios only of folders most of whose scenarios have files, and counts none of them', () => {
    const here = (name: string, folder: number | null): FileStatus => file('inSync', name, { folder, id: 1 });
    const there = (name: string, folder: number | null): FileStatus => file('cloudOnly', name, { folder, id: 2 });
    const { incoming, count } = changesList(
      status([
        here('a', 1),
        here('b', 1),
        there('new', 1),
        here('c', 2),
        there('other', 2),
        there('many', 2),
        there('elsewhere', 3),
        here('d', null),
        here('e', null),
        there('loose', null),
      ]),
    );
    assert.deepEqual([named(incoming), count], [['cloudOnly new'], 0]);
  });

  it('is not there without links', () =>
    assert.equal(changesList(status([file('notLinked', 'a'), file('cloudOnly', 'b')])).hasLinks, false));
});

describe('the tooltip of changes', () => {
  const world = { time: createTimeFormat({ locale: 'en-GB', timeZone: 'UTC' }), now: 10 * 60_000 };

  it('names the organization, the files and how old it is, and makes no markup of names', () => {
    const text = changesTooltip(
      [{ organization: 'Acme *', files: [drifted('localChanges', '[x](y)')], seenAt: 5 * 60_000, problems: [] }],
      world,
    );
    assert.equal(text, '**Acme \\***\n\n↑ \\[x\\]\\(y\\)\\.crank\\.yml\n\nThe cloud was last checked 5 min ago\\.');
  });

  it('has ten files and the number of the others, problems, and nothing of folders without any', () => {
    const files = Array.from({ length: 12 }, (_, index) => drifted('localChanges', String(index)));
    const text = changesTooltip(
      [
        { organization: 'A', files, problems: ['Cannot reach it.'] },
        { organization: 'B', files: [], problems: [] },
      ],
      world,
    );
    assert.equal(text.match(/↑/g)?.length, 10);
    assert.match(text, /and 2 more\n\n⚠ Cannot reach it\\.\n\nThe cloud has not been checked yet/);
    assert.doesNotMatch(text, /\*\*B/);
  });
});

describe('what rows and badge of the view tell of files', () => {
  it('is how each linked file stands, and how many changes wait', () => {
    const files = [
      file('inSync', 'a', { id: 1 }),
      file('localChanges', 'b', { id: 2 }),
      file('cloudChanges', 'c', { id: 3 }),
      file('conflict', 'd', { id: 4 }),
      file('notLinked', 'e'),
      file('cloudOnly', 'f', { id: 6 }),
    ];
    const { rows, count, words } = rowMarks('o', files);
    assert.deepEqual(
      [...rows].map(([id, { state, words: said }]) => `${String(id)} ${state}: ${said}`),
      [
        '1 inSync: has a file here',
        '2 localChanges: Changed here, not pushed yet',
        '3 cloudChanges: Changed in the cloud, not pulled yet',
        '4 conflict: Changed here and in the cloud',
      ],
    );
    assert.deepEqual([count, words], [3, '1 changed here, 1 changed in the cloud, 1 changed on both sides']);
    assert.equal(rowMarks('o', [file('notLinked', 'e')]).count, 0);
  });
});
