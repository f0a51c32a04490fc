import assert from 'node:assert/strict';
import type { Outcome } from '../../../../src/sync/model/not-done';
import type { ItemResult, Summary } from '../../../../src/sync/apply/summary';
import { resultWords, summaryDocument, summaryWords } from '../../../../src/view/sync/plan/outcome-words';
import { item } from './made-item';

const telling = { organization: 'Acme', say: () => 'This token may not change scenarios in Acme.' };
const result = (outcome: Outcome, fields: Partial<ItemResult> = {}): ItemResult => ({
  item: item({ path: 'a.crank.yml' }),
  outcome,
  notes: [],
  ...fields,
});
const summary = (results: readonly ItemResult[], fields: Partial<Summary> = {}): Summary => ({
  results,
  wasCancelled: false,
  ...fields,
});
const apiError = Object.assign(new Error('403 Forbidden'), { operation: 'PATCH' });

describe('what is said at the end of a push or pull', () => {
  it('counts what was done and what was not', () => {
    const twelve = Array.from({ length: 12 }, () => result('done'));
    assert.deepEqual(summaryWords(summary([...twelve, result('failed')]), 'pull', telling), {
      text: 'Pulled 12 scenarios from Acme. 1 failed.',
      isWarning: true,
    });
    assert.deepEqual(summaryWords(summary([result('done')]), 'push', telling), {
      text: 'Pushed 1 scenario to Acme.',
      isWarning: false,
    });
    assert.equal(
      summaryWords(summary([result('conflict'), result('unknown'), result('unknown')]), 'push', telling).text,
      'Nothing was pushed to Acme. 1 is in conflict. The results of 2 are unknown.',
    );
  });

  it('does not count as left what nobody chose', () => {
    const results = [result('done'), result('skipped'), result('skipped'), result('skipped')];
    assert.equal(
      summaryWords(summary(results, { wasCancelled: true }), 'pull', { ...telling, asked: 3 }).text,
      'Pulled 1 scenario from Acme. Cancelled. 2 unchanged.',
    );
  });

  it('points to notes, and to links that could not be written', () => {
    assert.deepEqual(
      summaryWords(
        summary([result('done', { notes: ['x'] })], { problem: 'The links could not be written.' }),
        'pull',
        telling,
      ),
      {
        text: 'Pulled 1 scenario from Acme. The links could not be written. See the summary for details.',
        isWarning: true,
      },
    );
  });

  it('says of one item what became of it', () => {
    const said = (fields: Parameters<typeof item>[0], resolution?: 'mine' | 'theirs' | 'merge'): string =>
      resultWords(result('done', { item: item({ path: 'a.crank.yml', ...fields }) }), {
        ...telling,
        ...(resolution ? { resolution } : {}),
      }).text;
    assert.equal(said({ what: 'create' }), 'Pulled “Contact form” from Acme into a.crank.yml.');
    assert.equal(said({ what: 'create', direction: 'push' }), 'Created “Contact form” in Acme.');
    assert.equal(said({ what: 'delete', direction: 'push' }), 'Deleted “Contact form” in Acme.');
    assert.equal(said({ what: 'conflict' }, 'theirs'), 'Took “Contact form” from Acme. Your file is in the backups.');
    assert.equal(said({ what: 'conflict' }, 'mine'), 'Kept “Contact form” as it is here. A push updates Acme.');
    assert.equal(
      said({ what: 'conflict', direction: 'push' }, 'mine'),
      'Pushed “Contact form” over the changes in Acme, which are in the backups.',
    );
  });

  it('calls a scenario by the name that a push gave it', () => {
    const pushed = result('done', {
      item: item({ direction: 'push', path: 'a.crank.yml' }),
      scenario: {
        id: 1,
        name: 'Contact form, again',
        definition: null,
        folder: null,
        schedule: null,
        notificationGroups: [],
      },
    });
    assert.equal(resultWords(pushed, telling).text, 'Pushed “Contact form, again” to Acme.');
    assert.match(summaryDocument(summary([pushed]), 'push', telling), /\n {2}Contact form, again {2}\(/);
  });

  it('words errors of the API, and keeps the words that the engine has found', () => {
    assert.equal(
      resultWords(result('failed', { reason: '403 Forbidden', error: apiError }), telling).text,
      '“Contact form” was not pulled from Acme. This token may not change scenarios in Acme.',
    );
    assert.equal(
      resultWords(result('failed', { reason: 'The answer was lost. Push again.', error: apiError }), telling).text,
      '“Contact form” was not pulled from Acme. The answer was lost. Push again.',
    );
    assert.equal(
      resultWords(result('unknown', { reason: 'The answer was lost.' }), telling).text,
      '“Contact form”: The answer was lost.',
    );
  });

  it('the document lists what went wrong first, each with its reason', () => {
    const results = [
      result('done', { notes: ['The tokens were dropped.'] }),
      result('failed', { reason: '403 Forbidden', error: apiError }),
      result('skipped', { reason: 'Not selected.' }),
    ];
    assert.deepEqual(summaryDocument(summary(results), 'push', telling).split('\n'), [
      'Pushed 1 scenario to Acme. 1 failed. See the summary for details.',
      '',
      'Failed (1)',
      '  Contact form  (a.crank.yml)',
      '      This token may not change scenarios in Acme.',
      '',
      'Done (1)',
      '  Contact form  (file updated, a.crank.yml)',
      '      The tokens were dropped.',
      '',
      'Not done (1)',
      '  Contact form  (a.crank.yml)',
      '      Not selected.',
      '',
    ]);
  });
});
