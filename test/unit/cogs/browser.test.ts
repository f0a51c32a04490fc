import assert from 'node:assert/strict';
import { Browser, visibleText } from '../../../src/cogs/web/browser';
import type { HttpAnswer, HttpRequest } from '../../../src/cogs/web/http-client';
import { webCog } from '../../../src/cogs/web/web-cog';
import { runStep } from '../../../src/cogs/kit/run-step';

const contactPage = `<!doctype html><title>Contact</title><meta name="description" content="Write to us"><style>p{}</style>
<h1>Contact</h1><p>Say <b>hel</b>lo</p><a id="away" href="/thanks">Away</a><button id="dead" type="button">Dead</button>
<form id="f" action="/send" method="post">
  <input type="hidden" name="token" value="t&1"><label for="e">Your email</label><input id="e" name="email" required>
  <select name="topic"><option value="s">Sales</option><option value="h">Help</option></select>
  <input type="checkbox" name="optIn" value="yes"><input type="radio" name="size" value="S" checked><input type="radio" name="size" value="L">
  <textarea name="message"></textarea><input name="off" value="x" disabled><button name="go" value="1">Send it</button>
</form>`;

/** A browser on a made site; every request is noted as `METHOD url body`. */
function site(extra: Readonly<Record<string, Partial<HttpAnswer>>> = {}) {
  const requests: string[] = [];
  const pages: Readonly<Record<string, Partial<HttpAnswer>>> = {
    '/contact': { text: contactPage, headers: { 'x-site': 'acme' }, cookies: ['sid=1; Path=/; HttpOnly'] },
    '/send': { status: 303, headers: { location: '/thanks' } },
    '/thanks': { text: '<title>Thanks</title><p>Thank you</p>' },
    ...extra,
  };
  const browser = new Browser(({ method, url, headers, body }: HttpRequest) => {
    requests.push([method, url.pathname + url.search, body ?? '', headers['cookie'] ?? ''].join(' ').trim());
    const page = pages[url.pathname] ?? { status: 404, text: 'Not here' };
    return Promise.resolve({ status: 200, headers: {}, cookies: [], text: '', ...page });
  });
  const run = async (stepId: string, data: Readonly<Record<string, unknown>> = {}) => {
    const { outcome, format, args, records } = await runStep(webCog, { stepId, data }, () => browser);
    let next = 0;
    return { said: `${outcome} ${format.replace(/%[sd]/g, () => String(args[next++]))}`, records };
  };
  const open = () => run('NavigateToPage', { webPageUrl: 'http://www.acme.test/contact' });
  return { browser, requests, run, open };
}

describe('web cog', () => {
  it('fills in and submits a form as a browser does', async () => {
    const { run, open, requests } = site();
    await open();
    await run('EnterValueIntoField', { domQuerySelector: 'Your email', value: 'ada@example.com' });
    await run('EnterValueIntoField', { domQuerySelector: 'message', value: 'a\nb' });
    await run('ChooseOption', { domQuerySelector: 'topic', value: 'Help' });
    await run('CheckBox', { domQuerySelector: '[name=optIn]', action: 'check' });
    await run('CheckBox', { domQuerySelector: '[value=L]', action: 'check' });
    const { said, records } = await run('SubmitFormByClickingButton', { domQuerySelector: 'Send it' });
    assert.equal(
      said,
      'PASSED Successfully clicked button Send it to submit the form; it led to http://www.acme.test/thanks',
    );
    assert.deepEqual(requests, [
      'GET /contact',
      'POST /send token=t%261&email=ada%40example.com&topic=h&optIn=yes&size=L&message=a%0D%0Ab&go=1 sid=1',
      'GET /thanks  sid=1',
    ]);
    assert.deepEqual(
      records.map(({ id }) => id),
      ['form', 'form.1', 'page'],
    );
  });
  it('numbers form records as the runner asks', async () => {
    const { run } = site();
    const { records } = await run('NavigateToPage', { webPageUrl: 'www.acme.test/contact', __stepOrder: 3 });
    assert.deepEqual(
      records.map(({ id }) => id),
      ['form', 'form.3', 'page'],
    );
  });

  const checks: readonly (readonly [string, string, Readonly<Record<string, unknown>>, string])[] = [
    [
      'status',
      'CheckCurrentPageInfo',
      { field: 'status', operator: 'be', expectation: '200' },
      'PASSED The status of the current page is 200, as expected',
    ],
    [
      'text, without markup',
      'CheckCurrentPageInfo',
      { field: 'text', operator: 'contain', expectation: 'Say hello' },
      'PASSED The text of the current page contains Say hello, as expected',
    ],
    [
      'title',
      'CheckCurrentPageInfo',
      { field: 'title', operator: 'be', expectation: 'X' },
      'FAILED Expected the title of the current page to be X, but it was Contact',
    ],
    [
      'header',
      'CheckHeader',
      { header: 'X-Site', operator: 'be', expectation: 'acme' },
      'PASSED The X-Site header is acme, as expected',
    ],
    [
      'element',
      'CheckElement',
      { domQuerySelector: '#nope', operator: 'exist' },
      'FAILED Expected the page element #nope to exist, but it did not',
    ],
    [
      'no selector',
      'CheckElement',
      { domQuerySelector: '##', operator: 'not exist' },
      'PASSED The page element ## does not exist, as expected',
    ],
    [
      'element text',
      'CheckElementText',
      { domQuerySelector: 'h1', operator: 'be', expectation: 'Contact' },
      'PASSED The text of h1 is Contact, as expected',
    ],
    [
      'meta tag',
      'CheckMetaTag',
      { metaName: 'Description', operator: 'be set' },
      'PASSED The Description meta tag is set, as expected',
    ],
    [
      'meta tag that is there',
      'CheckMetaTag',
      { metaName: 'description', operator: 'exist' },
      'PASSED The description meta tag is set, as expected',
    ],
    [
      'meta tag in its length',
      'CheckMetaTag',
      { metaName: 'title', operator: 'not be longer than', expectation: '5' },
      'FAILED Expected the title meta tag to not be longer than 5 characters, but it was 7 characters long',
    ],
    [
      'meta tag short enough',
      'CheckMetaTag',
      { metaName: 'title', operator: 'not be longer than', expectation: '60' },
      'PASSED The title meta tag is 7 characters long, as expected',
    ],
    [
      'meta tag without a length',
      'CheckMetaTag',
      { metaName: 'title', operator: 'not be longer than' },
      'ERROR The check “not be longer than” needs a number of characters. Add the expectation.',
    ],
    [
      'cookie',
      'CheckCookie',
      { cookie: 'sid', operator: 'be', expectation: '1' },
      'PASSED The sid cookie is 1, as expected',
    ],
    [
      'unknown field',
      'EnterValueIntoField',
      { domQuerySelector: 'phone', value: '1' },
      "ERROR The page http://www.acme.test/contact has no field phone. Check the selector or the field's name.",
    ],
    [
      'disabled field',
      'EnterValueIntoField',
      { domQuerySelector: 'off', value: '1' },
      'ERROR The field cannot be changed: it is disabled.',
    ],
    [
      'unknown option',
      'ChooseOption',
      { domQuerySelector: 'topic', value: 'Tea' },
      'ERROR The list has no option Tea. It has: Sales, Help.',
    ],
    [
      'required field',
      'SubmitFormByClickingButton',
      { domQuerySelector: 'button[name=go]' },
      'ERROR A browser would not submit the form: its field email is required and empty. Fill it in first.',
    ],
    ['link', 'ClickOnElement', { domQuerySelector: '#away' }, 'PASSED Successfully clicked element: #away'],
    [
      'dead button',
      'ClickOnElement',
      { domQuerySelector: '#dead' },
      'FAILED A click on #dead does nothing in a browser without scripts. Choose a link, a submit button or a box.',
    ],
  ];
  for (const [title, stepId, data, want] of checks) {
    it(`on the contact page: ${title}`, async () => {
      const { run, open } = site();
      await open();
      assert.equal((await run(stepId, data)).said, want);
    });
  }

  it('fills in several fields at once, and stops at one that it cannot', async () => {
    const { run, open, browser } = site();
    await open();
    const { said, records } = await run('FillInForm', {
      values: { email: 'ada@example.com', topic: 'Help', optIn: true },
    });
    assert.equal(said, 'PASSED Successfully filled in 3 fields');
    assert.deepEqual(records, [
      {
        id: 'fields',
        name: 'Fields',
        table: {
          headers: { selector: 'Field', input: 'Value' },
          rows: [
            { selector: 'email', input: 'ada@example.com' },
            { selector: 'topic', input: 'Help' },
            { selector: 'optIn', input: 'true' },
          ],
        },
      },
    ]);
    assert.equal(browser.page.$('[name=email]').attr('value'), 'ada@example.com');
    assert.match((await run('FillInForm', { values: { phone: '1' } })).said, /^ERROR .*has no field phone/);
    assert.match((await run('FillInForm', { values: 'x' })).said, /^ERROR .*under values/);
  });
  it('discovers the fields of a form', async () => {
    const { run, open } = site();
    await open();
    const { said, records } = await run('DiscoverForm', { domQuerySelector: '#f' });
    assert.equal(said, 'PASSED Successfully discovered 8 fields on the form #f');
    const rows = records.flatMap((record) => ('table' in record ? record.table.rows : []));
    assert.deepEqual(rows[1], { name: 'email', type: 'text', required: true, value: '', options: '' });
    assert.deepEqual(rows[2], { name: 'topic', type: 'select', required: false, value: '', options: 'Sales, Help' });
    assert.match((await run('DiscoverForm', { domQuerySelector: 'h1' })).said, /^ERROR h1 is no form/);
  });
  it('discovers and deletes cookies, and the next request goes without them', async () => {
    const { run, open, requests } = site();
    await open();
    const { records } = await run('DiscoverCookies');
    assert.deepEqual(records[0], { id: 'cookies', name: 'Cookies', keyValue: { sid: '1' } });
    assert.equal((await run('DeleteCookies', { cookie: 'other' })).said, 'FAILED The current page has no cookie other');
    assert.equal((await run('DeleteCookies', { cookie: 'sid' })).said, 'PASSED Successfully deleted the sid cookie');
    await open();
    assert.equal(requests.at(-1), 'GET /contact');
    assert.equal((await run('DeleteCookies')).said, 'PASSED Successfully deleted all cookies');
    assert.equal(
      (await run('CheckCookie', { cookie: 'sid', operator: 'not be set' })).said,
      'PASSED The sid cookie is not set, as expected',
    );
  });
  it('leaves headers and texts for later steps', async () => {
    const { run, open } = site();
    await open();
    assert.deepEqual((await run('CheckHeader', { header: 'x-site', operator: 'be set' })).records, [
      { id: 'headers', name: 'Headers', keyValue: { 'x-site': 'acme' } },
    ]);
    assert.deepEqual((await run('CheckElementText', { domQuerySelector: 'h1', operator: 'be set' })).records, [
      { id: 'element', name: 'Element', keyValue: { selector: 'h1', text: 'Contact' } },
    ]);
  });

  it('says that no page is open', async () =>
    assert.match(
      (await site().run('CheckCurrentPageInfo', { field: 'url', operator: 'be set' })).said,
      /^ERROR No page is open/,
    ));
  it('an error page is a page', async () => {
    const { run } = site();
    assert.match((await run('NavigateToPage', { webPageUrl: 'http://www.acme.test/gone' })).said, /^PASSED/);
    assert.match(
      (await run('CheckCurrentPageInfo', { field: 'status', operator: 'be', expectation: '404' })).said,
      /^PASSED/,
    );
  });
  it('gives up on redirects without end, and on other schemes', async () => {
    const { run } = site({ '/loop': { status: 302, headers: { location: '/loop' } } });
    assert.match(
      (await run('NavigateToPage', { webPageUrl: 'http://www.acme.test/loop' })).said,
      /^ERROR .* redirects more than 20 times/,
    );
    assert.match((await run('NavigateToPage', { webPageUrl: 'file:///etc/passwd' })).said, /^ERROR .*begins with http/);
  });
  it('reads text as a reader does', async () => {
    const { browser, open } = site();
    await open();
    assert.match(visibleText(browser.page), /^Contact Say hello Away/);
  });
});
