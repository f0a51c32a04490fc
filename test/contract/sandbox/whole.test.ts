import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import {
  asker,
  endProcess,
  field,
  install,
  list,
  startProcess,
  type Address,
  type Ask,
  type Fields,
  type Installation,
  type SandboxProcess,
} from './process';

/** The messages of a run, once it has ended, with its outcome before them. */
async function runToEnd(ask: Ask, scenario: unknown): Promise<readonly string[]> {
  const path = `/scenarios/${String(scenario)}/runs`;
  const { id, log } = (await ask('POST', path, {})).body as Fields;
  for (;;) {
    const outcome = String(field((await ask('GET', `${path}/${String(id)}`)).body, 'outcome'));
    if (['Passed', 'Failed', 'Error'].includes(outcome)) {
      return [
        outcome,
        ...list(field((await ask('GET', `${path}/${String(id)}/log/${String(log)}`)).body, 'body')).map(({ message }) =>
          String(message),
        ),
      ];
    }
    await delay(20);
  }
}

const crmStep = { cog: 'sandbox/crm', stepId: 'CheckContactCount', data: { email: 'nobody@example.com', count: 0 } };
const lookUp = { name: 'Nobody is there', definition: { steps: [crmStep] } };

describe('the whole sandbox', () => {
  let place: Installation;
  let sandbox: SandboxProcess;
  let address: Address;
  let ask: Ask;
  before(async () => {
    place = install();
    sandbox = startProcess(place, { args: ['--json', '--empty', '--drop-definition-tokens', '--seed', '7'] });
    address = await sandbox.ready;
    ask = asker(address);
  });
  after(async () => {
    assert.equal(await endProcess(sandbox), 0);
    assert.deepEqual(sandbox.said, []);
    await place.remove();
  });
  /** What stands beside the API. */
  const own = async (path: string): Promise<Fields> =>
    (await (
      await fetch(new URL(`/sandbox/organizations/${address.organization}/${path}`, address.api), {
        headers: { authorization: `Bearer ${address.token}` },
      })
    ).json()) as Fields;

  it('begins empty where it is told to, but for its cogs and the connection of the CRM', async () => {
    for (const path of ['/scenarios', '/folders', '/schedules'])
      assert.deepEqual((await ask('GET', path)).body, [], path);
    assert.deepEqual(
      list((await ask('GET', '/registry')).body)
        .map(({ name }) => name)
        .sort(),
      ['sandbox/crm', 'sandbox/dns', 'sandbox/text', 'sandbox/web'],
    );
    assert.deepEqual(
      list((await ask('GET', '/connections')).body).map(({ cog, isValid }) => [cog, isValid]),
      [['sandbox/crm', true]],
    );
  });

  it('forgets the tokens of definitions where it is told to', async () => {
    const made = await ask('POST', '/scenarios', { name: 'S', definition: { ...lookUp.definition, tokens: { a: 1 } } });
    assert.deepEqual(field(made.body, 'definition'), lookUp.definition);
  });

  it('tries the details of a connection through its cog, and says how a run without a valid one ends', async () => {
    const { id } = (await ask('POST', '/scenarios', lookUp)).body as Fields;
    assert.equal((await runToEnd(ask, id))[0], 'Passed');
    const [connection] = list((await ask('GET', '/connections')).body);
    const path = `/connections/${String(connection?.['id'])}`;
    const { instanceUrl, apiKey } = await own('crm');
    for (const auth of [
      { instanceUrl, apiKey: 'wrong' },
      { instanceUrl: 'http://127.0.0.1:1/', apiKey },
    ]) {
      assert.equal(field((await ask('PATCH', path, { auth })).body, 'isValid'), false, JSON.stringify(auth));
      assert.deepEqual(await runToEnd(ask, id), [
        'Error',
        "The organization's connection of Demonstration CRM is not valid: its details were refused. Update them, and run the scenario again.",
      ]);
    }
    assert.equal((await ask('DELETE', path)).status, 204);
    assert.deepEqual(await runToEnd(ask, id), [
      'Error',
      'The organization has no connection of Demonstration CRM (sandbox/crm). Add one with instanceUrl and apiKey, and run the scenario again.',
    ]);
    assert.equal(
      field((await ask('POST', '/connections', { cog: 'sandbox/crm', auth: { instanceUrl, apiKey } })).body, 'isValid'),
      true,
    );
    assert.equal((await runToEnd(ask, id))[0], 'Passed');
    assert.equal((await ask('POST', '/connections', { cog: 'sandbox/sales', auth: {} })).status, 404);
    assert.equal(
      (await ask('POST', '/connections', { cog: 'sandbox/text' })).status,
      200,
      'a cog that asks for nothing has nothing to refuse',
    );
  });

  it('runs another organization’s scenarios with that one’s connections', async () => {
    const made = await fetch(`${address.api}/v1/organizations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${address.token}` },
      body: '{"name":"Beta"}',
    });
    const beta = asker({ ...address, organization: String(field(await made.json(), 'uuid')) });
    const { id } = (await beta('POST', '/scenarios', lookUp)).body as Fields;
    assert.equal((await runToEnd(beta, id))[0], 'Error');
    await beta('POST', '/connections', { cog: 'sandbox/crm', auth: await own('crm') });
    assert.equal((await runToEnd(beta, id))[0], 'Passed');
  });

  it('does what was asked of it in the background also after a kill, and knows what was deleted', async () => {
    const [connection] = list((await ask('GET', '/connections?cog=sandbox/crm')).body);
    await ask('DELETE', `/connections/${String(connection?.['id'])}`);
    const jobs = await Promise.all(
      ['J1', 'J2'].map(async (name) =>
        String(field((await ask('POST', '/asyncScenario', { ...lookUp, name })).body, 'jobId')),
      ),
    );
    sandbox.child.kill('SIGKILL');
    await sandbox.ended;
    sandbox = startProcess(place, { args: ['--json', '--empty'] });
    address = await sandbox.ready;
    ask = asker(address);
    const statuses = async (): Promise<readonly unknown[]> =>
      Promise.all(jobs.map(async (job) => field((await ask('GET', `/job/${job}`)).body, 'status')));
    while ((await statuses()).includes('Processing')) await delay(20);
    assert.deepEqual(await statuses(), ['Complete', 'Complete']);
    assert.equal(list((await ask('GET', '/scenarios?where={"name":["J1","J2"]}')).body).length, 2);
    assert.deepEqual((await ask('GET', '/connections?cog=sandbox/crm')).body, [], 'what a user deleted stays deleted');
  });
});

describe('a sandbox at another port', () => {
  let place: Installation;
  beforeEach(() => (place = install()));
  afterEach(() => place.remove());

  it('still reaches its CRM', async () => {
    let scenario: unknown;
    for (let start = 0; start < 2; start += 1) {
      const sandbox = startProcess(place, { args: ['--json', '--empty'] });
      const ask = asker(await sandbox.ready);
      scenario ??= field((await ask('POST', '/scenarios', lookUp)).body, 'id');
      assert.equal((await runToEnd(ask, scenario))[0], 'Passed');
      assert.equal(await endProcess(sandbox), 0);
    }
  });
});
