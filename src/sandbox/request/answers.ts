import type { Context, ErrorHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { MiddlewareHandler } from 'hono';
import { redact } from '../../base/redact';
import type { Log } from '../../base/log';
import { Fault } from '../kit/fault';

/** Bytes of the largest request. */
export const largestRequest = 2 * 1024 * 1024;
/** Stands on every answer, so that a client can tell the sandbox from what costs money. */
export const sandboxHeader = 'x-stack-moxie-sandbox';

/** Marks every answer, errors too. */
export const markAnswers =
  (version: string): MiddlewareHandler =>
  async (context, next) => {
    await next();
    context.res.headers.set(sandboxHeader, version);
  };

const tooLarge = (): never => {
  throw new Fault(413, 'PayloadTooLarge', `A request may hold ${largestRequest} bytes at most.`);
};
export const limitRequests: MiddlewareHandler = bodyLimit({ maxSize: largestRequest, onError: tooLarge });

/** Turns what was thrown into a JSON error; only what is a fault of ours reaches the log. */
export const answerError =
  (log: Log): ErrorHandler =>
  (error, context) => {
    if (error instanceof Fault) {
      if (error.status === 401) context.header('www-authenticate', 'Bearer');
      return answer(context, error);
    }
    // Whoever asked has gone: what was being read broke off, and nobody hears the answer.
    if (context.req.raw.signal.aborted)
      return answer(context, new Fault(400, 'BadRequest', 'The request broke off before its end.'));
    log.error(redact(error.stack ?? error.message));
    return answer(context, new Fault(500, 'ServerError', 'The sandbox failed; its log says more.'));
  };

const answer = (context: Context, { name, message, status }: Fault): Response =>
  context.json({ name, message }, status);
