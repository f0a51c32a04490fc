import { CancelledError } from '../../base/cancellation';
import { checkAddress } from './address';
import { readAnswer } from './answer';
import {
  NotTheApiError,
  RateLimitedError,
  ServerError,
  StatusError,
  UnauthorizedError,
  UnreachableError,
} from './errors';
import { exchange } from './exchange';
import type { ApiRequest, TransportOptions } from './request';

/** Sends a request and gives the answer's JSON; undefined where the answer is empty. */
export type Send = (request: ApiRequest) => Promise<unknown>;

/** Tries after the first. */
const retries = 3;
/** Nobody is kept waiting longer than this, in milliseconds: who asks for more gets no second try. */
const maxWait = 30_000;

/** Sends requests. Reads are tried up to four times; writes once, whatever happens. */
export function createTransport(options: TransportOptions): Send {
  const { clock, log, random = Math.random } = options;
  return async (request) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await sendOnce(options, request);
      } catch (error) {
        const wait = Math.max(backoff(attempt, random()), askedWait(error));
        if (request.method !== 'GET' || attempt >= retries || !isPassing(error) || wait > maxWait) throw error;
        log.debug(`${request.operation}: trying again after ${Math.round(wait)} ms`);
        await clock.sleep(wait, request.cancellation);
      }
    }
  };
}

/** 250–500 ms, then twice that for each further attempt, up to 8 s. */
const backoff = (attempt: number, random: number): number => Math.min(8000, 500 * 2 ** attempt) * (0.5 + random / 2);

const askedWait = (error: unknown): number => (error instanceof StatusError ? (error.retryAfter ?? 0) : 0);

/** Whether the same request may fare better in a moment. */
function isPassing(error: unknown): boolean {
  if (error instanceof ServerError) return [502, 503, 504].includes(error.status);
  return (error instanceof UnreachableError && error.reason !== 'certificate') || error instanceof RateLimitedError;
}

async function sendOnce(options: TransportOptions, request: ApiRequest): Promise<unknown> {
  const { operation, method } = request;
  stopIfCancelled(request);
  const { base, problem = '' } = checkAddress(options.baseUrl);
  if (base === undefined) throw new NotTheApiError(problem, { operation });
  const token = (await options.token.token())?.trim() ?? '';
  // Up to here nothing has left this machine, so a write can still be called off.
  stopIfCancelled(request);
  // A token that cannot stand in a header is no token; sending it would make the library quote it.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new UnauthorizedError({ operation, status: 401, errorName: 'SignedOut' });
  const answer = await exchange(options, request, { url: base + request.path, token });
  return readAnswer(answer, { operation, isWrite: method !== 'GET', token, now: options.clock.now() });
}

function stopIfCancelled({ cancellation }: ApiRequest): void {
  if (cancellation?.isCancellationRequested === true) throw new CancelledError();
}
