import { StatusError, UnreachableError, type ApiError } from '../../../src/api/http/errors';
import type { Fetch } from '../../../src/api/http/fetch';

/** What the client meets, as the network shows it. */
export const mets = ['401', '429', '500', '502', '503', '504', 'no answer', 'half an answer'] as const;
export type Met = (typeof mets)[number];

const mark = 'A fault that was asked for';

/** An error that the service would not give on a good day. */
export const isTrouble = (error: unknown): error is ApiError => error instanceof UnreachableError || isInjected(error);

/** A refusal that the sandbox was asked for. */
export const isInjected = (error: unknown): error is StatusError =>
  error instanceof StatusError && error.serverMessage?.startsWith(mark) === true;

/** Tells of every trouble that comes through a `fetch`. */
export function watchTroubles(fetch: Fetch, tell: (met: Met) => void): Fetch {
  return async (address, init) => {
    const answer = await fetch(address, init).catch((error: unknown) => {
      tell('no answer');
      throw error;
    });
    async function* body(): AsyncGenerator<Uint8Array | string> {
      const chunks: Uint8Array[] = [];
      try {
        for await (const chunk of answer.body ?? []) {
          chunks.push(Buffer.from(chunk));
          yield chunk;
        }
      } catch (error) {
        tell('half an answer');
        throw error;
      }
      if (Buffer.concat(chunks).includes(mark)) tell(String(answer.status) as Met);
    }
    return { status: answer.status, headers: answer.headers, body: body() };
  };
}
