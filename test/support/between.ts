import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** One request on its way to the API. */
export interface Passing {
  readonly method: string;
  /** Below the organization, without the query: `/scenarios/3/runs`. */
  readonly path: string;
  readonly query: string;
  readonly body: string;
}

/** What is done instead of passing a request on. */
export type Instead =
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  /** Ends the connection without an answer; `afterwards`: once the API has done what was asked; `meanwhile`: the API does it so many milliseconds later. */
  | { readonly reset: 'before' | 'afterwards' }
  | { readonly reset: 'meanwhile'; readonly delay: number }
  /** The real answer, cut in half. */
  | { readonly half: true }
  /** The real answer, changed. */
  | { readonly change: (body: string) => string };

export type Rule = (passing: Passing) => Instead | undefined;

/** Stands between a client and the sandbox: passes on, watches, and does harm where a test says so. */
export class Between {
  /** What came by, as `GET /folders`. */
  readonly seen: string[] = [];
  /** `cloud`: the answers do not say that they come from a sandbox. */
  as: 'sandbox' | 'cloud' = 'sandbox';
  rule: Rule = () => undefined;
  readonly #server: Server;

  private constructor(private readonly api: string) {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async open(api: string, port = 0): Promise<Between> {
    const between = new Between(api);
    await new Promise<void>((resolve, reject) => {
      between.#server.once('error', reject);
      between.#server.listen(port, '127.0.0.1', resolve);
    });
    return between;
  }

  /** The address that a client is given. */
  get address(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}/api`;
  }

  /** Passes everything on again and forgets what was seen. */
  reset(): void {
    this.rule = () => undefined;
    this.as = 'sandbox';
    this.seen.length = 0;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Whoever knows it under another name is no client of ours; what the others may do is the API's to say.
    if (request.headers.host !== new URL(this.address).host) {
      response.writeHead(403).end();
      return;
    }
    const passing = await readPassing(request);
    this.seen.push(`${passing.method} ${passing.path}`);
    const instead = this.rule(passing);
    if (instead && 'status' in instead)
      response
        .writeHead(instead.status, { 'content-type': 'application/json', ...this.#header(), ...instead.headers })
        .end(instead.body);
    else if (instead && 'reset' in instead && instead.reset === 'before') response.destroy();
    else if (instead && 'reset' in instead && instead.reset === 'meanwhile') {
      response.destroy();
      setTimeout(() => void this.#ask(request, passing).catch(() => undefined), instead.delay);
    } else this.#give(await this.#ask(request, passing), instead, response);
  }

  async #ask(
    { url = '/', headers }: IncomingMessage,
    { method, body }: Passing,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const all = { authorization: headers.authorization ?? '', 'content-type': 'application/json' };
    const answer = await fetch(this.api + url.replace(/^\/api/, ''), {
      method,
      headers: all,
      ...(body === '' ? {} : { body }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  #give(
    { status, text }: { readonly status: number; readonly text: string },
    instead: Instead | undefined,
    response: ServerResponse,
  ): void {
    if (instead && 'reset' in instead) {
      response.destroy();
      return;
    }
    const body = Buffer.from(instead && 'change' in instead ? instead.change(text) : text);
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': String(body.length),
      ...this.#header(),
    });
    if (instead && 'half' in instead) response.write(body.subarray(0, body.length / 2), () => response.destroy());
    else response.end(body);
  }

  #header(): Readonly<Record<string, string>> {
    return this.as === 'sandbox' ? { 'x-stack-moxie-sandbox': 'between' } : {};
  }
}

async function readPassing(request: IncomingMessage): Promise<Passing> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const path = url.pathname.replace(/^\/api\/v1\/organizations\/[^/]+/, '');
  return { method: request.method ?? 'GET', path, query: url.search, body };
}
