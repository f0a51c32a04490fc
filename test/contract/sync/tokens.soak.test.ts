import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Content } from '../../../src/sync/model/content';
import { runTokens } from '../../../src/view/sync/prompts/run-decision';
import { endProcess, startProcess } from '../sandbox/process';
import { freshForEach } from './fresh';
import { machine } from './machine';
import { fileText } from '../../unit/sync/made-texts';

const greeting: Content = {
  name: 'Greeting',
  description: '',
  tokens: { greeting: 'hello' },
  steps: [
    {
      cog: 'sandbox/text',
      stepId: 'CompareValues',
      data: { value: '{{greeting}}', operator: 'be', expectation: 'hello' },
    },
  ],
  settings: {},
};

describe('a service that drops the tokens of definitions', () => {
  const fresh = freshForEach();

  it('runs what the file says by the tokens that come with the run, and not without them', async function patient() {
    this.timeout(60_000);
    const sandbox = startProcess(fresh.place, { args: ['--json', '--empty', '--drop-definition-tokens'] });
    const address = await sandbox.ready;
    const { client, engine, files } = machine({ address, folder: fresh.folder });
    await files.write('greeting.crank.yml', fileText(greeting), undefined);
    const { results } = await engine.apply(await engine.planPush({ paths: ['greeting.crank.yml'] }));
    const id = results[0]?.id ?? 0;
    assert.deepEqual(
      (await client.scenarios.get(address.organization, id)).definition?.tokens ?? {},
      {},
      'they are dropped',
    );
    const [item] = (await engine.planPush({ paths: ['greeting.crank.yml'] })).items;
    assert.ok(item);
    const outcomeWith = async (tokens: Readonly<Record<string, unknown>>): Promise<string> => {
      const { id: runId } = await client.runs.create(address.organization, id, { tokens });
      for (;;) {
        const { outcome } = await client.runs.get(address.organization, id, runId);
        if (!['Created', 'Waiting', 'Running'].includes(outcome)) return outcome;
        await wait(20);
      }
    };
    assert.deepEqual(
      [await outcomeWith(runTokens(item, 'file')), await outcomeWith(runTokens(item, 'cloud'))],
      ['Passed', 'Passed'],
    );
    assert.notEqual(await outcomeWith({}), 'Passed');
    assert.equal(await endProcess(sandbox), 0);
  });
});
