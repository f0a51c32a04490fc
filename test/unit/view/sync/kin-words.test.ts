import assert from 'node:assert/strict';
import { targetsLike } from '../../../../src/sync/plan/target-folders';
import { folderNameProblem, folderRows } from '../../../../src/view/sync/prompts/folder-words';
import { kinQuestion, kinRow } from '../../../../src/view/sync/prompts/kin-words';
import { resultWords, summaryWords } from '../../../../src/view/sync/plan/outcome-words';
import { groupRow, isUnclear, itemRow, previewGroups } from '../../../../src/view/sync/plan/preview';
import { runQuestion } from '../../../../src/view/sync/prompts/run-decision';
import { differences, item, moment } from './made-item';

const same = item({ what: 'link', id: 1, path: 'x/a.crank.yml' });
const namesake = item({
  what: 'link',
  id: 2,
  path: 'x/b.crank.yml',
  here: differences('Step 1 was added'),
  cloud: differences('Step 1 was removed'),
  isChosen: false,
});
const unreadable = item({
  what: 'link',
  id: 3,
  path: 'x/c.crank.yml',
  problems: [{ line: 1, message: 'no' }],
  isChosen: false,
});
const none = { chosen: new Set<string>(), resolutions: new Map() };

describe('a file that may be a scenario already', () => {
  it('is told in the preview by what it says', () => {
    const rows = previewGroups({ items: [unreadable, same, namesake] }).flatMap((group) => [
      groupRow(group, none).label,
      ...group.items.map((each) => `  ${itemRow(each, none, moment).description}`),
    ]);
    assert.deepEqual(rows, [
      'Only link',
      '  link to x/a.crank.yml: identical',
      'Same name, different content',
      '  link to x/c.crank.yml: same name, cannot be read; the next push or pull asks',
      '  link to x/b.crank.yml: same name, different content; the next push or pull asks which to keep',
    ]);
  });

  it('is asked about with all that may be done', () => {
    const made = item({ what: 'create', id: 2, path: 'new.crank.yml' });
    const row = (choice: typeof made): string => Object.values(kinRow(choice, 'Acme')).join(' · ');
    assert.deepEqual([same, namesake, unreadable, made].map(row), [
      'Link x/a.crank.yml · identical',
      'Link x/b.crank.yml · differs: Step 1 was added',
      'Link x/c.crank.yml · same name, cannot be read',
      'Write a New File · new.crank.yml',
    ]);
    assert.deepEqual(
      [
        { ...same, direction: 'push' as const },
        { ...made, direction: 'push' as const },
      ].map(row),
      ['Link to Scenario 1 · identical', 'Create Another in Acme · Contact form'],
    );
    assert.match(kinQuestion({ ...namesake, choices: [namesake] }, 'Acme'), /different file with this name here$/);
    assert.match(
      kinQuestion({ ...same, direction: 'push', choices: [same] }, 'Acme'),
      /^Acme already has an identical scenario$/,
    );
  });

  it('is told of when it is linked', () => {
    const telling = { organization: 'Acme', say: () => '' };
    const done = (each: typeof same) => ({ item: each, outcome: 'done' as const, notes: [] });
    assert.equal(
      resultWords(done(same), telling).text,
      'x/a.crank.yml is linked to "Contact form" in Acme. They are identical.',
    );
    assert.match(resultWords(done(namesake), telling).text, /They differ\. The next push or pull asks/);
    const summary = (...results: readonly ReturnType<typeof done>[]) =>
      summaryWords({ results, wasCancelled: false }, 'pull', telling).text;
    assert.equal(summary(done(same)), 'Linked 1 file to its scenario in Acme.');
    assert.equal(
      summary(done(same), done(same), done(item({ what: 'create' }))),
      'Pulled 1 scenario from Acme. Linked 2 files to their scenarios in Acme.',
    );
  });

  it('is linked before it runs, and of a namesake in the cloud it is told', () => {
    const question = runQuestion({ ...same, direction: 'push' }, { organization: 'Acme', errors: [] });
    assert.deepEqual(
      [question?.message, question?.answers.map(({ title }) => title)],
      ['x/a.crank.yml isn’t linked yet. Acme already has an identical scenario, “Contact form”.', ['Link and Run']],
    );
    const created = runQuestion(
      item({ direction: 'push', what: 'create', path: 'a.crank.yml', note: 'There is one of this name.' }),
      { organization: 'Acme', errors: [] },
    );
    assert.match(created?.detail ?? '', /There is one of this name/);
  });
});

describe('the folders that are offered', () => {
  const folders = [
    { id: 1, name: 'Zoo' },
    { id: 2, name: 'Ape $(x)' },
  ];
  const drawn = (...paths: readonly string[]): readonly string[] =>
    folderRows({ folders, asHere: targetsLike(paths, folders) }).map(({ label, description }) =>
      [label, description].filter((part) => part !== undefined).join(' · '),
    );
  const others = ['$(folder) Ape $ (x)', '$(folder) Zoo', '$(new-folder) New Folder…'];
  const top = '$(circle-slash) No folder · the top of the organization';

  it('begin with none, or with those that files have here where these are there', () => {
    assert.deepEqual(drawn('a.crank.yml'), [top, ...others]);
    assert.deepEqual(drawn('Zoo/a.crank.yml'), ['$(list-tree) The Same Folder as Here · Zoo', top, ...others]);
    assert.deepEqual(drawn('Zoo/a.crank.yml', 'New/b.crank.yml', 'c.crank.yml'), [
      top,
      '$(list-tree) The Same Folders as Here · Zoo, New (new), no folder',
      ...others,
    ]);
  });

  it('are made by a name that says why it cannot be', () => {
    const problem = (name: string): string | undefined => folderNameProblem(name, ['Zoo', 'e\u0301'], 'Acme');
    assert.equal(problem(' New '), undefined);
    assert.equal(problem('  '), 'A folder needs a name.');
    assert.match(problem('x'.repeat(256)) ?? '', /at most 255/);
    for (const name of [' Zoo', 'é']) assert.match(problem(name) ?? '', /^Acme already has a folder with this name/);
  });
});

describe('a file that was moved outside of the editor', () => {
  const moved = item({ what: 'move', id: 1, path: 'x/start.crank.yml', movedFrom: 'Home.crank.yml' });

  it('is one row of its own group, and is told when its link has followed', () => {
    const changed = item({
      direction: 'push',
      id: 2,
      path: 'y/b.crank.yml',
      movedFrom: 'b.crank.yml',
      here: differences('Step 1 was added'),
    });
    const rows = previewGroups({ items: [moved, changed] }).flatMap((group) => [
      groupRow(group, none).label,
      ...group.items.map((each) => `  ${itemRow(each, none, moment).description}`),
    ]);
    assert.deepEqual(rows, [
      'Update in the cloud',
      '  moved from b.crank.yml · Step 1 was added · y/b.crank.yml',
      'Moved: the link follows',
      '  moved from Home.crank.yml · x/start.crank.yml',
    ]);
    const telling = { organization: 'Acme', say: String };
    assert.equal(
      resultWords({ item: moved, outcome: 'done', notes: [] }, telling).text,
      '“Contact form” was moved from Home.crank.yml to x/start.crank.yml. Its link followed.',
    );
    assert.equal(
      summaryWords({ results: [{ item: moved, outcome: 'done', notes: [] }], wasCancelled: false }, 'push', telling)
        .text,
      'Linked 1 file to its scenario in Acme.',
    );
  });

  it('or may have been is asked about: whose link follows, or that it is new', () => {
    const maybe = { ...moved, direction: 'push' as const, what: 'update' as const, here: differences('a', 'b') };
    const created = item({
      direction: 'push',
      what: 'create',
      path: 'x/start.crank.yml',
      isChosen: false,
      choices: [maybe],
    });
    assert.deepEqual(
      [kinRow(maybe, 'Acme'), kinRow(moved, 'Acme')],
      [
        { label: 'Moved: Home.crank.yml', description: 'the link of “Contact form” follows · differs in 2 places' },
        { label: 'Moved: x/start.crank.yml', description: 'the link of “Contact form” follows · identical' },
      ],
    );
    assert.deepEqual(
      [kinQuestion(created, 'Acme'), kinQuestion({ ...created, direction: 'pull' }, 'Acme'), isUnclear(created)],
      ['Was this file moved, or is it new?', 'Was its file moved?', true],
    );
  });

  it('runs as it is: nothing has to be asked', () =>
    assert.equal(runQuestion({ ...moved, direction: 'push' }, { organization: 'Acme', errors: [] }), undefined));
});
