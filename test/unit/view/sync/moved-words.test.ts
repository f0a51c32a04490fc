import assert from 'node:assert/strict';
import { leftBehind, wentAlong, type Moved } from '../../../../src/view/sync/messages/moved-words';

const moved = (fields: Partial<Moved>): Moved => ({
  paths: ['a.crank.yml'],
  from: 'One',
  organization: 'Acme',
  to: { name: 'Two', organization: 'Acme' },
  ...fields,
});

describe('what is told of files that go into another workspace folder', () => {
  it('is that their links went along', () => {
    assert.equal(wentAlong(moved({})), 'a.crank.yml was moved from One to Two with its link to Acme.');
    assert.equal(
      wentAlong(moved({ paths: ['a', 'b'] })),
      '2 files were moved from One to Two with their links to Acme.',
    );
  });

  it('is that their links stay, and why', () => {
    const stays =
      'a.crank.yml was moved out of the folder One. Its scenario stays in Acme, and counts as deleted here.';
    assert.equal(leftBehind({ paths: ['a.crank.yml'], from: 'One', organization: 'Acme' }), stays);
    assert.equal(leftBehind(moved({})), `${stays} Two already has a file for it.`);
    assert.equal(leftBehind(moved({ to: { name: 'Two' } })), `${stays} Two has no organization.`);
    assert.equal(leftBehind(moved({ to: { name: 'Two', organization: 'Beta' } })), `${stays} Two belongs to Beta.`);
    assert.match(
      leftBehind(moved({ paths: ['a', 'b'] })),
      /^2 files were moved out of the folder One\. Their scenarios stay in Acme, and count as deleted here\./,
    );
  });
});
