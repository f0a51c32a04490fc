import assert from 'node:assert/strict';
import { missingTokens } from '../../../src/run/missing-tokens';

const step = (value: string, cog = 'sandbox/web') => ({ cog, stepId: 'One', data: { value } });

describe('the tokens that a run needs values for', () => {
  it('are those that nothing defines, each once', () =>
    assert.deepEqual(
      missingTokens({
        steps: [step('{{a}} {{b}} {{test.email}} {{date(today)}}'), step('{{a}} {{test.name}}')],
        tokens: { b: 1, test: { email: 'ada@example.com' } },
      }),
      ['a', 'test.name'],
    ));

  it('are not those that may come from the record of a cog that has run before', () =>
    assert.deepEqual(missingTokens({ steps: [step('{{web.form.url}}'), step('{{web.form.url2}} {{web.form}}')] }), [
      'web.form.url',
      'web.form',
    ]));
});
