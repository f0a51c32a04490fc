import type { Fetch } from '../../../src/api/http/fetch';

/** One request and its answer, as they travelled. */
export interface Exchange {
  readonly method: string;
  /** From `/v1` on. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly request: unknown;
  readonly status: number;
  /** The answer's JSON; undefined where it was empty. */
  readonly response: unknown;
}

/** Keeps all that travels through a `fetch`. An answer that breaks off is none. */
export class Recorder {
  readonly exchanges: Exchange[] = [];

  record(fetch: Fetch): Fetch {
    return async (address, init) => {
      const answer = await fetch(address, init);
      const keep = (text: string): void =>
        void this.exchanges.push(exchangeOf(new URL(address), { ...init, status: answer.status, text }));
      async function* body(): AsyncGenerator<Uint8Array | string> {
        const chunks: Uint8Array[] = [];
        for await (const chunk of answer.body ?? []) {
          chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
          yield chunk;
        }
        keep(Buffer.concat(chunks).toString());
      }
      return { status: answer.status, headers: answer.headers, body: body() };
    };
  }
}

function exchangeOf(
  url: URL,
  {
    method,
    body,
    status,
    text,
  }: { readonly method: string; readonly body?: string; readonly status: number; readonly text: string },
): Exchange {
  return {
    method,
    path: url.pathname.slice(url.pathname.indexOf('/v1')),
    query: Object.fromEntries(url.searchParams),
    request: body === undefined ? undefined : (JSON.parse(body) as unknown),
    status,
    response: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}
