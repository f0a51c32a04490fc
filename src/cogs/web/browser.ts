import { load, type CheerioAPI } from 'cheerio/slim';
import { CookieJar } from './cookie-jar';
import type { PageRequest, SendHttp } from './http-client';

const mostRedirects = 20;

/** What the browser shows. */
export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The page's document, with what was filled in so far. */
  readonly $: CheerioAPI;
}

/** A browser without scripts: pages, forms, cookies and redirects. It lives as long as a stream of steps. */
export class Browser {
  readonly #send: SendHttp;
  readonly #cookies = new CookieJar();
  #page: Page | undefined;

  constructor(send: SendHttp) {
    this.#send = send;
  }

  /** The current page; throws where there is none. */
  get page(): Page {
    if (!this.#page)
      throw new Error(
        'No page is open. Let a step navigate to one first, right before this step or after other steps of the browser.',
      );
    return this.#page;
  }

  /** The cookies of the current page, by name. */
  get cookies(): Readonly<Record<string, string>> {
    return this.#cookies.valuesFor(this.page.url);
  }

  /** Forgets a cookie of the current page, or all of them. */
  deleteCookies(name?: string): void {
    this.#cookies.delete(this.page.url, name);
  }

  /** Opens a page, through redirects. Also a page with a status such as 404 is a page. Throws where there is no answer. */
  async open(first: PageRequest): Promise<Page> {
    let request = first;
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const { url } = request;
      if (url.protocol !== 'http:' && url.protocol !== 'https:')
        throw new Error(`The browser cannot open ${url.href}. Use an address that begins with http:// or https://.`);
      const answer = await this.#send({ ...request, headers: this.#headersFor(request) });
      for (const cookie of answer.cookies) this.#cookies.store(cookie, url);
      const location = answer.status >= 300 && answer.status < 400 ? answer.headers['location'] : undefined;
      if (location === undefined)
        return (this.#page = { url, status: answer.status, headers: answer.headers, $: load(answer.text) });
      if (!URL.canParse(location, url.href))
        throw new Error(`${url.href} redirects to “${location}”, which is no address.`);
      request = redirected(request, answer.status, new URL(location, url));
    }
    throw new Error(`${first.url.href} redirects more than ${mostRedirects} times.`);
  }

  #headersFor({ url, body }: PageRequest): Readonly<Record<string, string>> {
    const cookies = Object.entries(this.#cookies.valuesFor(url)).map(([name, value]) => `${name}=${value}`);
    return {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'user-agent': 'Mozilla/5.0 (compatible; sandbox-web-cog)',
      ...(cookies.length > 0 ? { cookie: cookies.join('; ') } : {}),
      ...(this.#page ? { referer: this.#page.url.href } : {}),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) }),
    };
  }
}

/** 307 and 308 repeat the request as it was; the others go on with a GET, as browsers do. */
function redirected(request: PageRequest, status: number, url: URL): PageRequest {
  return status === 307 || status === 308 ? { ...request, url } : { method: 'GET', url };
}

/** The text that a reader sees on a page or in a part of it, white space collapsed. */
export function visibleText(page: Page, selector?: string): string {
  const $ = load(page.$.html());
  $('head, title, script, style, template, noscript').remove();
  $(
    'br, p, div, li, ul, ol, h1, h2, h3, h4, h5, h6, tr, td, th, section, article, header, footer, main, nav, form, label, option, dt, dd',
  ).after(' ');
  return (selector === undefined ? $.root() : $(selector).first()).text().replace(/\s+/g, ' ').trim();
}
