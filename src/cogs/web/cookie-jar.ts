interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Whether subdomains get it too. */
  readonly wide: boolean;
  readonly path: string;
  /** Unix milliseconds; absent for a cookie that lives as long as the browser. */
  readonly expires?: number;
}

/** The cookies of one browser (RFC 6265, what a demonstration and plain sites need of it). */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** Keeps what a `Set-Cookie` header says; one that has expired deletes. A cookie for a stranger's domain is refused. */
  store(header: string, url: URL): void {
    const cookie = readCookie(header, url);
    if (cookie && isWithin(url.hostname, cookie.domain))
      this.#cookies.set(`${cookie.domain} ${cookie.path} ${cookie.name}`, cookie);
  }

  /** The cookies that a request to `url` carries, by name. */
  valuesFor(url: URL): Readonly<Record<string, string>> {
    const fitting = [...this.#cookies.values()].filter((cookie) => fits(cookie, url));
    return Object.fromEntries(fitting.map(({ name, value }) => [name, value]));
  }

  /** Forgets the cookies that a request to `url` carries, or the one of that name. */
  delete(url: URL, name?: string): void {
    for (const [key, cookie] of this.#cookies)
      if (fits(cookie, url) && (name === undefined || cookie.name === name)) this.#cookies.delete(key);
  }
}

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);
const isUnder = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

function fits({ domain, wide, path, expires }: Cookie, url: URL): boolean {
  const isForHost = wide ? isWithin(url.hostname, domain) : url.hostname === domain;
  return isForHost && isUnder(url.pathname, path) && (expires === undefined || expires > Date.now());
}

const split = (pair: string): readonly string[] => pair.split(/=(.*)/s).map((part) => part.trim());

function readCookie(header: string, url: URL): Cookie | undefined {
  const [pair = '', ...rest] = header.split(';');
  const [name = '', value = ''] = split(pair);
  if (name === '') return undefined;
  const attributes = new Map(rest.map(split).map(([key = '', text = '']) => [key.toLowerCase(), text]));
  const domain = (attributes.get('domain') ?? '').replace(/^\./, '').toLowerCase();
  const path = attributes.get('path') ?? '';
  const expires = expiryOf(attributes);
  return {
    name,
    value,
    domain: domain || url.hostname,
    wide: domain !== '',
    path: path.startsWith('/') ? path : '/',
    ...(expires === undefined ? {} : { expires }),
  };
}

function expiryOf(attributes: ReadonlyMap<string, string>): number | undefined {
  const age = attributes.get('max-age');
  if (age !== undefined && /^-?\d+$/.test(age)) return Date.now() + Number(age) * 1000;
  const date = Date.parse(attributes.get('expires') ?? '');
  return Number.isNaN(date) ? undefined : date;
}
