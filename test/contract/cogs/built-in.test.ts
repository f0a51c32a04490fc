import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../../../src/runner/free-port';
import { cogContract, pipeline } from './cog-contract';
import { builtIn, bundleCogs, isRunning, runOn, until, withHost } from './real-world';

let bundle: Awaited<ReturnType<typeof bundleCogs>>;
before(async () => {
  bundle = await bundleCogs();
});
after(() => bundle.dispose());

const nobody = { instanceUrl: 'http://127.0.0.1:9', apiKey: 'k' };

cogContract('sandbox/text', {
  command: () => builtIn(bundle.file, 'text'),
  sentences: {
    CompareValues: ['the value 5 should be greater than 3', 'Then the value {{a.b}} should be set', 'And the value x should not match ^y'],
    CheckTextLength: ['the text hello should be exactly 5 characters long', 'the text a should be at least 1 character long'],
    ExtractPattern: ['extract the pattern \\d+ from the text order 7'],
  },
});
cogContract('sandbox/web', {
  command: () => builtIn(bundle.file, 'web', { COG_WEB_HOSTS: 'www.acme.test=127.0.0.1:9' }),
  sentences: {
    NavigateToPage: ['Given I navigate to http://www.acme.test/contact'],
    EnterValueIntoField: ['When I fill out input[name=email] with ada@example.com'],
    ChooseOption: ['And I choose Sales from topic'],
    CheckBox: ['And I check the box optIn', 'And I uncheck the box #optIn'],
    ClickOnElement: ['And I click the page element a.more'],
    SubmitFormByClickingButton: ['And I submit the form by clicking button[type=submit]'],
    CheckCurrentPageInfo: ['Then the status of the current page should be 200', 'the text of the current page should not contain Error', 'the url of the current page should match /thanks$'],
    CheckHeader: ['the content-type header of the current page should contain text/html', 'the x-frame-options header of the current page should be set'],
    CheckElement: ['the page element form#contact should exist', 'the page element .error should not exist'],
    CheckElementText: ['the text of page element h1 should be Contact us'],
    CheckMetaTag: ['the og:title meta tag on the current page should contain Acme', 'the description meta tag on the current page should be set'],
    CheckCookie: ['the visitor cookie should be set', 'the visitor cookie should not be 5'],
  },
});
cogContract('sandbox/crm', {
  command: () => builtIn(bundle.file, 'crm'),
  connection: nobody,
  sentences: {
    CreateOrUpdateContact: ['When I create or update a CRM contact'],
    DeleteContact: ['Finally, delete the ada@example.com CRM contact'],
    DiscoverContact: ['discover fields on CRM contact ada@example.com'],
    CheckContactField: ['the firstName field on CRM contact ada@example.com should be Ada', 'the score field on CRM contact ada@example.com should be greater than 5', 'the phone field on CRM contact a@b.c should not be set'],
    CheckContactCount: ['there should be 1 CRM contact with email ada@example.com', 'there should be 0 CRM contacts with email ada@example.com'],
  },
});
cogContract('sandbox/dns', {
  command: () => builtIn(bundle.file, 'dns', { COG_DNS_SERVERS: '127.0.0.1:9' }),
  sentences: {
    CheckRecord: ['the MX record of acme.test should contain mail.acme.test', 'the CNAME record of www.acme.test should exist', 'the A record of acme.test should be 127.0.0.1'],
    CheckIpAddress: ['An IP address should exist for acme.test'],
    ValidateSpfRecord: ['the SPF record for acme.test should be valid'],
    ValidateSpfRecordHost: ['the SPF record for acme.test should include _spf.mail.test'],
    ValidateDkimRecord: ['the DKIM record for acme.test with s1 as selector should be valid'],
  },
});

type SiteAnswer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

function page(request: IncomingMessage, url: URL, body: string): SiteAnswer {
  if (request.method === 'POST') return [302, '', { location: `/thanks?${body}` }];
  return [200, `<title>${url.pathname}</title><p>${request.headers.host ?? ''}</p><form method="post"><input name="email"><button>Go</button></form>`];
}

function createCrm(): (request: IncomingMessage, url: URL, body: string) => SiteAnswer {
  const contacts = new Map<string, Record<string, unknown>>();
  return (request, url, body) => {
    if (request.headers.authorization !== 'Bearer right') return [401, { message: 'no' }];
    if (request.method === 'GET') return [200, [...contacts.values()].filter((contact) => contact['email'] === url.searchParams.get('email'))];
    const id = url.pathname.split('/')[3] ?? '7';
    if (request.method === 'DELETE') return [contacts.delete(id) ? 204 : 404, ''];
    const contact = { id, ...contacts.get(id), ...(JSON.parse(body) as object) };
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
      const [status, value, headers] = url.pathname.startsWith('/crm') ? crm(request, url, body) : page(request, url, body);
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
      withHost({ commands: [builtIn(bundle.file, 'web', { COG_WEB_HOSTS: `www.acme.test=127.0.0.1:${port}` }), builtIn(bundle.file, 'text')] }, async (host) => {
        const { log } = await runOn(host, [
          'navigate to http://www.acme.test/contact',
          'the text of the current page should contain www.acme.test',
          'fill out email with ada@example.com',
          'submit the form by clicking Go',
          'the url of the current page should be http://www.acme.test/thanks?email=ada%40example.com',
          'the value {{web.page.title}} should be /thanks',
          'the status of the current page should be 200',
        ]);
        assert.deepEqual(log.map((line) => line.split(' ')[0]), ['Passed', 'Passed', 'Passed', 'Passed', 'Passed', 'Passed', 'Error']);
        assert.match(log[6] ?? '', /No page is open/);
      }),
    ));

  it('the CRM cog creates, checks, discovers and deletes', () =>
    withSite((port) =>
      withHost({ commands: [builtIn(bundle.file, 'crm')] }, async (host) => {
        const steps = [
          { step: 'create or update a CRM contact', data: { contact: { email: 'ada@example.com', score: 5 } } },
          { step: 'create or update a CRM contact', data: { contact: { email: 'ada@example.com', 'custom.key': 'x' } } },
          'the score field on CRM contact ada@example.com should be less than 6',
          'the phone field on CRM contact {{crm.contact.email}} should not be set',
          'discover fields on CRM contact {{crm.contact.1.email}}',
          'there should be 1 CRM contact with email ada@example.com',
          'delete the ada@example.com CRM contact',
          'the score field on CRM contact ada@example.com should be 5',
        ];
        const connect = (apiKey: string) => ({ connections: { 'sandbox/crm': { instanceUrl: `http://127.0.0.1:${port}`, apiKey } } });
        const { log } = await runOn(host, steps, connect('right'));
        assert.deepEqual(log, [
          'Passed Successfully created CRM contact ada@example.com',
          'Passed Successfully updated CRM contact ada@example.com',
          'Passed The score field is less than 6, as expected',
          'Passed The phone field is not set, as expected',
          'Passed Successfully discovered 4 fields on CRM contact ada@example.com',
          'Passed There are 1 CRM contacts with email ada@example.com, as expected',
          'Passed Successfully deleted CRM contact ada@example.com',
          'Failed No CRM contact found with email ada@example.com',
        ]);
        assert.deepEqual((await runOn(host, steps, connect('wrong'))).log, ['Error The CRM refused the API key. Check the apiKey of the connection.']);
        assert.match((await runOn(host, steps, { connections: { 'sandbox/crm': nobody } })).log[0] ?? '', /^Error The CRM at http:\/\/127.0.0.1:9 cannot be reached/);
      }),
    ));

  it('answers requests that come all at once one after the other', async () => {
    const port = await freePort();
    const child = spawn(process.execPath, [bundle.file, 'text'], { env: { ...process.env, HOST: '127.0.0.1', PORT: String(port) }, stdio: ['pipe', 'ignore', 'inherit'] });
    const messages = await pipeline(port, ['One', 'Two', 'Three']);
    child.stdin.end();
    await new Promise((done) => child.once('exit', done));
    assert.deepEqual(messages.map((message) => /One|Two|Three/.exec(message)?.[0]), ['One', 'Two', 'Three']);
  });

  it('ends when the one who started it is killed', async () => {
    const parent = spawn(process.execPath, ['-e', 'const c=require("node:child_process").spawn(process.execPath,process.argv.slice(1),{stdio:["pipe","ignore","ignore"]});console.log(c.pid);setInterval(()=>{},1000)', bundle.file, 'text'], {
      env: { ...process.env, HOST: '127.0.0.1', PORT: String(await freePort()) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((done) => parent.stdout.once('data', (chunk: Buffer) => done(Number(chunk.toString()))));
    assert.ok(isRunning(pid));
    parent.kill('SIGKILL');
    await until(() => !isRunning(pid), 'the end of the cog');
  });

  it('says which cogs there are when asked for none of them', async () => {
    const child = spawn(process.execPath, [bundle.file, 'tea'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((done) => child.once('close', done));
    assert.deepEqual([code, said], [2, 'Say which cog to serve: text, web, crm, dns.\n']);
  });
});
