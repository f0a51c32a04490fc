import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../../../src/runner/free-port';
import { sentences } from '../../unit/cogs/sentences';
import { cogContract, pipeline } from './cog-contract';
import { builtIn, cogsFile, isRunning, runOn, until, withHost } from './real-world';

const nobody = { instanceUrl: 'http://127.0.0.1:9', apiKey: 'k' };

cogContract('sandbox/text', {
  command: () => builtIn('text'),
  sentences: sentences.text,
});
cogContract('sandbox/web', {
  command: () => builtIn('web', { COG_WEB_HOSTS: 'www.acme.test=127.0.0.1:9' }),
  sentences: sentences.web,
});
cogContract('sandbox/crm', {
  command: () => builtIn('crm'),
  connection: nobody,
  sentences: sentences.crm,
});
cogContract('sandbox/dns', {
  command: () => builtIn('dns', { COG_DNS_SERVERS: '127.0.0.1:9' }),
  sentences: sentences.dns,
});

type SiteAnswer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

function page(request: IncomingMessage, url: URL, body: string): SiteAnswer {
  if (request.method === 'POST') return [302, '', { location: `/thanks?${body}` }];
  return [
    200,
    `<title>${url.pathname}</title><p>${request.headers.host ?? ''}</p><form method="post"><input name="email"><button>Go</button></form>`,
  ];
}

function createCrm(): (request: IncomingMessage, url: URL, body: string) => SiteAnswer {
  const contacts = new Map<string, Record<string, unknown>>();
  let made = 0;
  return (request, url, body) => {
    if (request.headers.authorization !== 'Bearer right') return [401, { message: 'no' }];
    if (request.method === 'GET')
      return [200, [...contacts.values()].filter((contact) => contact['email'] === url.searchParams.get('email'))];
    const id = url.pathname.split('/')[3] ?? String(++made);
    if (request.method === 'DELETE') return [contacts.delete(id) ? 204 : 404, ''];
    const contact = { id, createdAt: '2026-03-01T12:00:03.500Z', ...contacts.get(id), ...(JSON.parse(body) as object) };
    if ('refused' in contact) return [400, { message: 'no such field' }];
    contacts.set(id, contact);
    return [request.method === 'POST' ? 201 : 200, contact];
  };
}

/** A site and a CRM in one, as small as can be. */
async function withSite<T>(use: (port: number) => Promise<T>): Promise<T> {
  const crm = createCrm();
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const [status, value, headers] = url.pathname.startsWith('/crm')
        ? crm(request, url, body)
        : page(request, url, body);
      response.writeHead(status, headers).end(typeof value === 'string' ? value : JSON.stringify(value));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('built-in cogs at work', () => {
  it('the browser keeps its page while its stream lasts, and reaches hosts where it is told', () =>
    withSite((port) =>
      withHost(
        { commands: [builtIn('web', { COG_WEB_HOSTS: `www.acme.test=127.0.0.1:${port}` }), builtIn('text')] },
        async (host) => {
          const { log } = await runOn(host, [
            'navigate to http://www.acme.test/contact',
            'the text of the current page should contain www.acme.test',
            'fill out email with ada@example.com',
            'submit the form by clicking Go',
            'the url of the current page should be http://www.acme.test/thanks?email=ada%40example.com',
            'the value {{web.page.title}} should be /thanks',
            'the status of the current page should be 200',
          ]);
          assert.deepEqual(
            log.map((line) => line.split(' ')[0]),
            ['Passed', 'Passed', 'Passed', 'Passed', 'Passed', 'Passed', 'Error'],
          );
          assert.match(log[6] ?? '', /No page is open/);
        },
      ),
    ));

  it('the CRM cog creates, checks, discovers and deletes', () =>
    withSite((port) =>
      withHost({ commands: [builtIn('crm')] }, async (host) => {
        const steps = [
          { step: 'create or update a CRM contact', data: { contact: { email: 'ada@example.com', score: 5 } } },
          {
            step: 'create or update a CRM contact',
            data: { contact: { email: 'ada@example.com', 'custom.key': 'x' } },
          },
          'the score field on CRM contact ada@example.com should be less than 6',
          'the phone field on CRM contact {{crm.contact.email}} should not be set',
          'discover fields on CRM contact {{crm.contact.1.email}}',
          'there should be 1 CRM contact with email ada@example.com',
          'delete the ada@example.com CRM contact',
          'the score field on CRM contact ada@example.com should be 5',
        ];
        const connect = (apiKey: string) => ({
          connections: { 'sandbox/crm': { instanceUrl: `http://127.0.0.1:${port}`, apiKey } },
        });
        const { log } = await runOn(host, steps, connect('right'));
        assert.deepEqual(log, [
          'Passed Successfully created CRM contact ada@example.com',
          'Passed Successfully updated CRM contact ada@example.com',
          'Passed The score field is less than 6, as expected',
          'Passed The phone field is not set, as expected',
          'Passed Successfully discovered 5 fields on CRM contact ada@example.com',
          'Passed There is 1 CRM contact with email ada@example.com, as expected',
          'Passed Successfully deleted CRM contact ada@example.com',
          'Failed No CRM contact found with email ada@example.com',
        ]);
        assert.deepEqual((await runOn(host, steps, connect('wrong'))).log, [
          'Error The CRM refused the API key. Check the apiKey of the connection.',
        ]);
        assert.match(
          (await runOn(host, steps, { connections: { 'sandbox/crm': nobody } })).log[0] ?? '',
          /^Error The CRM at http:\/\/127.0.0.1:9 cannot be reached/,
        );
      }),
    ));

  it('the CRM cog saves and checks many contacts in one step, and leaves a row for each', () =>
    withSite((port) =>
      withHost({ commands: [builtIn('crm'), builtIn('text')] }, async (host) => {
        const connections = { 'sandbox/crm': { instanceUrl: `http://127.0.0.1:${port}`, apiKey: 'right' } };
        const emails = ['a@example.com', 'b@example.com', 'nobody@example.com'];
        const contacts = [
          { email: 'a@example.com', score: 5 },
          { email: 'b@example.com', score: 9 },
        ];
        const run = async (...steps: Parameters<typeof runOn>[1]) => (await runOn(host, steps, { connections })).log;
        assert.deepEqual(
          await run(
            { step: 'bulk create or update CRM contacts', data: { contacts } },
            'the value {{crm.savedContacts.2.email}} should be b@example.com',
          ),
          ['Passed Successfully saved 2 CRM contacts', 'Passed The value is b@example.com, as expected'],
        );
        assert.deepEqual(
          await run({
            step: 'the score field on multiple CRM contacts should be greater than 4',
            data: { emails: emails.slice(0, 2) },
          }),
          ['Passed The score field is as expected on all 2 CRM contacts'],
        );
        assert.deepEqual(
          await run(
            { step: 'the score field on multiple CRM contacts should be 5', data: { emails } },
            'the value {{crm.failedContacts.2.message}} should be No CRM contact found with email nobody@example.com',
          ),
          [
            'Failed 2 of 3 CRM contacts are not as expected; the first is b@example.com: Expected the score field to be 5, but it was 9',
            'Passed The value is No CRM contact found with email nobody@example.com, as expected',
          ],
        );
        assert.match(
          (
            await run({
              step: 'bulk create or update CRM contacts',
              data: { contacts: { 1: { email: 'c@example.com', refused: 1 }, 2: {} } },
            })
          )[0] ?? '',
          /^Failed Saved 0 of 2 CRM contacts; the first that failed was c@example.com: The CRM answered with status 400/,
        );
        assert.deepEqual(
          await run({ step: 'the score field on multiple CRM contacts should be less than x', data: { emails } }),
          ['Error “5” and “x” cannot be compared: both must be numbers, or both dates.'],
        );
      }),
    ));

  it('the CRM cog tells how long a form took to become a contact', () =>
    withSite((port) =>
      withHost({ commands: [builtIn('crm')] }, async (host) => {
        const connections = { 'sandbox/crm': { instanceUrl: `http://127.0.0.1:${port}`, apiKey: 'right' } };
        const check = async (rest: string) =>
          (
            await runOn(
              host,
              [
                { step: 'create or update a CRM contact', data: { contact: { email: 'a@b.c' } } },
                `the CRM contact a@b.c should be created within ${rest}`,
              ],
              { connections },
            )
          ).log[1];
        assert.equal(
          await check('5 seconds of 2026-03-01T12:00:00.900Z'),
          'Passed The CRM contact a@b.c was created 3 seconds after the form was submitted, as expected',
        );
        assert.equal(
          await check('2 seconds of 2026-03-01T13:00:00+01:00'),
          'Failed Expected the CRM contact a@b.c to be created within 2 seconds, but it took 3',
        );
        assert.equal(
          await check('5 seconds of 2026-03-01T12:01:00Z'),
          'Failed Expected the CRM contact a@b.c to be created from the form, but it was there 57 seconds before',
        );
        assert.match((await check('5 seconds of noon')) ?? '', /^Error “noon” and “5” are no time/);
      }),
    ));

  it('answers requests that come all at once one after the other', async () => {
    const port = await freePort();
    const child = spawn(process.execPath, [cogsFile, 'text'], {
      env: { ...process.env, HOST: '127.0.0.1', PORT: String(port) },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const messages = await pipeline(port, ['One', 'Two', 'Three']);
    child.stdin.end();
    await new Promise((done) => child.once('exit', done));
    assert.deepEqual(
      messages.map((message) => /One|Two|Three/.exec(message)?.[0]),
      ['One', 'Two', 'Three'],
    );
  });

  it('ends when the one who started it is killed', async () => {
    const parent = spawn(
      process.execPath,
      [
        '-e',
        'const c=require("node:child_process").spawn(process.execPath,process.argv.slice(1),{stdio:["pipe","ignore","ignore"]});console.log(c.pid);setInterval(()=>{},1000)',
        cogsFile,
        'text',
      ],
      {
        env: { ...process.env, HOST: '127.0.0.1', PORT: String(await freePort()) },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const pid = await new Promise<number>((done) =>
      parent.stdout.once('data', (chunk: Buffer) => done(Number(chunk.toString()))),
    );
    assert.ok(isRunning(pid));
    parent.kill('SIGKILL');
    await until(() => !isRunning(pid), 'the end of the cog');
  });

  it('says which cogs there are when asked for none of them', async () => {
    const child = spawn(process.execPath, [cogsFile, 'tea'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((done) => child.once('close', done));
    assert.deepEqual([code, said], [2, 'Say which cog to serve: text, web, crm, dns.\n']);
  });
});
