import assert from 'node:assert/strict';
import { stepTitle } from '../../../src/scenario/step-title';

const ids = { cog: 'sandbox/web', stepId: 'EnterValueIntoField' };

describe('what a step is called', () => {
  it('is its sentence, else its name, else its ids', () => {
    assert.equal(stepTitle({ ...ids, step: 'When I fill out email', name: 'It fills' }), 'When I fill out email');
    assert.equal(stepTitle({ ...ids, name: 'It fills' }), 'It fills');
    assert.equal(stepTitle(ids), 'EnterValueIntoField (sandbox/web)');
    assert.equal(stepTitle({ stepId: 'One' }), 'One');
    assert.equal(stepTitle({ cog: 'a/b' }), 'a/b');
    assert.equal(stepTitle({}), '(unnamed step)');
  });

  it('passes over what is empty', () => {
    assert.equal(stepTitle({ ...ids, step: ' ', name: '' }), 'EnterValueIntoField (sandbox/web)');
    assert.equal(stepTitle({ ...ids, step: '', name: 'It fills' }), 'It fills');
  });

  it('is one line', () => assert.equal(stepTitle({ name: 'one\n  two\u202e' }), 'one two'));
});
