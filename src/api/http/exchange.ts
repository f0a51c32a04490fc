import { CancelledError } from '../../base/cancellation';
import { codeOf } from '../../base/error-text';
import { redact } from '../../base/redact';
import type { Answer } from './answer';
import { ApiError, NotTheApiError, UnreachableError, type UnreachableReason } from './errors';
import type { FetchInit } from './fetch';
import { watchProgress } from './progress';
import type { ApiRequest, TransportOptions } from './request';

export interface Target {
  readonly url: string;
  readonly token: string;
}

/** Bytes of the largest answer. */
const maxBody = 64 * 1024 * 1024;

/** One request and its whole answer, within the timeout. Throws an `ApiError` or a `CancelledError`. */
export async function exchange(options: TransportOptions, request: ApiRequest, target: Target): Promise<Answer> {
  const { clock, log, observe, timeoutMs = 30_000 } = options;
  const controller = new AbortController();
  const init = initOf(request, target, controller.signal);
  const watch = watchProgress({ clock, timeoutMs, expire: () => controller.abort() });
  // A write on its way is waited for: stopping it would leave its outcome unknown.
  const listening =
    request.method === 'GET' ? request.cancellation?.onCancellationRequested(() => controller.abort()) : undefined;
  const began = clock.now();
  try {
    const response = await options.fetch(target.url, init);
    watch.progress();
    observe?.({ status: response.status, isSandbox: response.headers.get('x-stack-moxie-sandbox') !== null });
    const text = await readBody(response.body, request, watch.progress);
    const { status, headers } = response;
    log.debug(`${request.operation}: ${status} after ${clock.now() - began} ms`);
    return { status, text, location: headers.get('location'), retryAfter: headers.get('retry-after') };
  } catch (error) {
    throw lostError(error, request, { token: target.token, isTimeout: watch.hasExpired() });
  } finally {
    // An answer that is not read to its end is hung up on.
    controller.abort();
    listening?.dispose();
    watch.stop();
  }
}

function initOf({ method, body }: ApiRequest, { token }: Target, signal: AbortSignal): FetchInit {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  const redirect = 'manual';
  if (body === undefined) return { method, headers, redirect, signal };
  return {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect,
    signal,
  };
}

async function readBody(
  body: AsyncIterable<Uint8Array | string> | null,
  { operation, method }: ApiRequest,
  progress: () => void,
): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of body ?? []) {
    progress();
    size += chunk.length;
    if (size > maxBody)
      throw new NotTheApiError(`${operation}: the answer is larger than 64 MB. Check the API address.`, {
        operation,
        unclear: method !== 'GET',
      });
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Codes of failures after which nothing was sent: a write did not happen. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** Codes such as `DEPTH_ZERO_SELF_SIGNED_CERT`, `CERT_HAS_EXPIRED`, `UNABLE_TO_GET_ISSUER_CERT_LOCALLY`, `ERR_TLS_CERT_ALTNAME_INVALID`. */
const certificateCode =
  /CERT|^UNABLE_TO_|^(?:INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|CRL_.*)$/;
/** What is said where the code got lost on its way through a proxy's agent. */
const certificateWords = /\bcertificate\b(?!.*\bclient\b)/i;

function lostError(
  error: unknown,
  request: ApiRequest,
  { token, isTimeout }: { readonly token: string; readonly isTimeout: boolean },
): Error {
  const { operation, method } = request;
  if (error instanceof ApiError) return error;
  if (method === 'GET' && request.cancellation?.isCancellationRequested === true) return new CancelledError();
  const code = codesOf(error).find((one) => one !== '') ?? '';
  const reason = reasonOf(error, isTimeout);
  const unclear = method !== 'GET' && reason !== 'certificate' && !neverSent.has(code);
  return new UnreachableError(lostWords({ operation, code, reason, unclear }), {
    operation,
    unclear,
    reason,
    ...(code === '' ? {} : { code }),
    cause: withoutToken(error, token),
  });
}

interface Loss {
  readonly operation: string;
  /** Empty where there is none. */
  readonly code: string;
  readonly reason: UnreachableReason;
  readonly unclear: boolean;
}

function lostWords({ operation, code, reason, unclear }: Loss): string {
  const remedy = unclear ? 'It may have happened: refresh before you try again.' : remedies[reason];
  return `${operation}: ${whats[reason]}${code === '' ? '' : ` (${code})`}. ${remedy}`;
}

function reasonOf(error: unknown, isTimeout: boolean): UnreachableReason {
  if (isTimeout) return 'timeout';
  const isCertificate =
    codesOf(error).some((code) => certificateCode.test(code)) ||
    (error instanceof Error && certificateWords.test(error.message));
  return isCertificate ? 'certificate' : 'network';
}

const whats: Readonly<Record<UnreachableReason, string>> = {
  network: 'no answer',
  timeout: 'no answer in time',
  certificate: 'the certificate of the address is not trusted',
};
const checkNetwork = 'Check the network and the API address, then try again.';
const remedies: Readonly<Record<UnreachableReason, string>> = {
  network: checkNetwork,
  timeout: checkNetwork,
  certificate: 'Check the API address, and the certificates that this machine and the editor trust.',
};

/** Errors within one another that are looked at. */
const mostCauses = 5;

/** The codes of an error and of what caused it, the outermost first. */
function codesOf(error: unknown, left = mostCauses): readonly string[] {
  if (!(error instanceof Error) || left <= 0) return [];
  const several: readonly unknown[] =
    'errors' in error && Array.isArray(error.errors) ? error.errors.slice(0, mostCauses) : [];
  return [codeOf(error) ?? '', ...[error.cause, ...several].flatMap((cause) => codesOf(cause, left - 1))];
}

/** A library's own error as a cause, unless it quotes the token. */
function withoutToken(error: unknown, token: string): unknown {
  const told = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
  return told.includes(token) ? new Error(redact(error instanceof Error ? error.message : told, [token])) : error;
}
