import { CancellationSource, CancelledError, type Cancellation } from '../base/cancellation';
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import { checkAddress } from './address';
import { readAnswer, type Answer } from './answer';
import { ApiError, NotTheApiError, RateLimitedError, ServerError, UnauthorizedError, UnreachableError } from './errors';
import type { Fetch } from './fetch';

/** Where the token comes from; undefined while signed out. */
export interface TokenSource {
  token(): Promise<string | undefined>;
}

export interface TransportOptions {
  /** As the user gives it, ending in `/api` or `/api/`. The token is sent here and nowhere else. */
  readonly baseUrl: string;
  readonly token: TokenSource;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: () => number;
  /** Milliseconds without progress after which a request counts as lost; 30,000 unless told. */
  readonly timeoutMs?: number;
  /** Hears of every answer. */
  readonly observe?: (answer: { readonly status: number; readonly isSandbox: boolean }) => void;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The operation's path without values, for messages. */
  readonly operation: string;
  readonly path: string;
  readonly body?: unknown;
  readonly cancellation?: Cancellation | undefined;
}

export type Send = (request: ApiRequest) => Promise<unknown>;

const retries = 3;
const maxWait = 30_000;
const maxBody = 64 * 1024 * 1024;
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Sends requests. Reads are tried up to four times; writes once, whatever happens. */
export function createTransport(options: TransportOptions): Send {
  const { clock, log, random = Math.random } = options;
  return async (request) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await sendOnce(options, request);
      } catch (error) {
        const backoff = Math.min(8000, 500 * 2 ** attempt) * (0.5 + random() / 2);
        const wait = Math.max(backoff, askedWait(error));
        if (request.method !== 'GET' || attempt >= retries || !isPassing(error) || wait > maxWait) throw error;
        log.debug(`${request.operation}: trying again after ${Math.round(wait)} ms`);
        await clock.sleep(wait, request.cancellation);
        if (request.cancellation?.isCancellationRequested === true) throw new CancelledError();
      }
    }
  };
}

const askedWait = (error: unknown): number => (error instanceof RateLimitedError ? (error.retryAfter ?? 0) : 0);

function isPassing(error: unknown): boolean {
  if (error instanceof ServerError) return [502, 503, 504].includes(error.status);
  return error instanceof UnreachableError || error instanceof RateLimitedError;
}

async function sendOnce(options: TransportOptions, request: ApiRequest): Promise<unknown> {
  const { operation, method } = request;
  const isWrite = method !== 'GET';
  if (request.cancellation?.isCancellationRequested === true) throw new CancelledError();
  const { base, problem = '' } = checkAddress(options.baseUrl);
  if (base === undefined) throw new NotTheApiError(problem, { operation });
  const token = (await options.token.token())?.trim() ?? '';
  // A token that cannot stand in a header is no token; sending it would make the library quote it.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new UnauthorizedError({ operation, status: 401, errorName: 'SignedOut' });
  const answer = await exchange(options, request, { url: base + request.path, token });
  return readAnswer(answer, { operation, isWrite, token, now: options.clock.now() });
}

/** One request and its whole answer, within the timeout. */
async function exchange(options: TransportOptions, request: ApiRequest, target: { readonly url: string; readonly token: string }): Promise<Answer> {
  const controller = new AbortController();
  const watch = watchProgress(options, () => controller.abort());
  // A write on its way is waited for: stopping it would leave its outcome unknown.
  const listening = request.method === 'GET' ? request.cancellation?.onCancellationRequested(() => controller.abort()) : undefined;
  try {
    const response = await options.fetch(target.url, {
      method: request.method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${target.token}`,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'manual',
      signal: controller.signal,
    });
    options.observe?.({ status: response.status, isSandbox: response.headers.get('x-stack-moxie-sandbox') !== null });
    const text = await readBody(response.body, request, () => watch.progress());
    const { status, headers } = response;
    return { status, text, location: headers.get('location'), retryAfter: headers.get('retry-after') };
  } catch (error) {
    throw lostError(error, request);
  } finally {
    controller.abort();
    listening?.dispose();
    watch.stop();
  }
}

function lostError(error: unknown, request: ApiRequest): Error {
  const { operation, method } = request;
  if (error instanceof ApiError) return error;
  const isWrite = method !== 'GET';
  if (!isWrite && request.cancellation?.isCancellationRequested === true) return new CancelledError();
  const code = codeOf(error);
  const unclear = isWrite && !neverSent.has(code);
  const advice = unclear ? 'It may have happened: refresh before you try again.' : 'Check the network and the API address, then try again.';
  return new UnreachableError(`${operation}: no answer${code === '' ? '' : ` (${code})`}. ${advice}`, { operation, unclear, cause: error });
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

async function readBody(body: AsyncIterable<Uint8Array | string> | null, request: ApiRequest, progress: () => void): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of body ?? []) {
    progress();
    size += chunk.length;
    if (size > maxBody) {
      const facts = { operation: request.operation, unclear: request.method !== 'GET' };
      throw new NotTheApiError(`${request.operation}: the answer is larger than 64 MB. Check the API address.`, facts);
    }
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Calls `expire` once a whole timeout has passed without progress. */
function watchProgress({ clock, timeoutMs = 30_000 }: TransportOptions, expire: () => void): { progress: () => void; stop: () => void } {
  const stopped = new CancellationSource();
  const steps = { seen: 0, made: 0 };
  const watch = async (): Promise<void> => {
    do {
      steps.seen = steps.made;
      await clock.sleep(timeoutMs, stopped.token);
    } while (steps.made > steps.seen && !stopped.token.isCancellationRequested);
    if (!stopped.token.isCancellationRequested) expire();
  };
  void watch();
  return { progress: () => (steps.made += 1), stop: () => stopped.cancel() };
}
