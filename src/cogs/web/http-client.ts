import { request as requestHttp, type IncomingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';

const timeoutMs = 30_000;
const largestBody = 5 * 1024 * 1024;

/** What is asked for, whoever asks. */
export interface PageRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly body?: string;
}

export interface HttpRequest extends PageRequest {
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name; of several with one name, joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly text: string;
}

/** Sends one request; does not follow redirects. Throws an error for people to read. */
export type SendHttp = (request: HttpRequest) => Promise<HttpAnswer>;

type Addresses = ReadonlyMap<string, { readonly host: string; readonly port: string }>;

/** Reads `name=address:port` pairs, separated by commas. What is no such pair is left out. */
function readAddresses(hosts: string): Addresses {
  const pairs = hosts.split(',').map((pair) => /^\s*([^=\s]+)=(.+):(\d+)\s*$/.exec(pair));
  return new Map(
    pairs.flatMap((match) =>
      match ? [[(match[1] ?? '').toLowerCase(), { host: match[2] ?? '', port: match[3] ?? '' }]] : [],
    ),
  );
}

function readHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

function decode(body: Buffer, contentType: string): string {
  const charset = /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

/**
 * Makes a sender that reaches some hosts at other addresses, while the server still hears the name in the URL
 * (as `curl --connect-to` does).
 * @param hosts for example `www.acme.test=127.0.0.1:4180`.
 */
export function createHttp(hosts = ''): SendHttp {
  const addresses = readAddresses(hosts);
  return (request) =>
    new Promise((resolve, reject) => {
      const { url } = request;
      const fail = (error: Error): void =>
        reject(
          new Error(
            `${url.origin} cannot be reached (${reasonOf(error)}). Check the address, and that the site is up.`,
            { cause: error },
          ),
        );
      const address = addresses.get(url.hostname.toLowerCase()) ?? {
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port,
      };
      const send = url.protocol === 'https:' ? requestHttps : requestHttp;
      const options = {
        method: request.method,
        host: address.host,
        port: address.port,
        path: `${url.pathname}${url.search}`,
        headers: { ...request.headers, host: url.host, 'accept-encoding': 'identity' },
        servername: url.hostname,
        signal: AbortSignal.timeout(timeoutMs),
      };
      const outgoing = send(options, (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('error', fail);
        incoming.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= largestBody) chunks.push(chunk);
          else outgoing.destroy(new Error('the page is larger than 5 MB'));
        });
        incoming.on('end', () => {
          const headers = readHeaders(incoming.headers);
          resolve({
            status: incoming.statusCode ?? 0,
            headers,
            cookies: incoming.headers['set-cookie'] ?? [],
            text: decode(Buffer.concat(chunks), headers['content-type'] ?? ''),
          });
        });
      });
      outgoing.on('error', fail);
      outgoing.end(request.body);
    });
}

function reasonOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  return error.message || ('code' in error ? String(error.code) : error.name);
}
