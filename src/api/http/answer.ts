import { isRecord } from '../../base/json';
import { redact } from '../../base/redact';
import {
  ConflictError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  NotTheApiError,
  OtherStatusError,
  RateLimitedError,
  ServerError,
  UnauthorizedError,
  type ApiError,
  type StatusFacts,
} from './errors';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
  readonly retryAfter: string | null;
}

export interface AnswerContext {
  readonly operation: string;
  readonly isWrite: boolean;
  readonly token: string;
  /** Unix milliseconds. */
  readonly now: number;
}

const byStatus: Readonly<Record<number, new (facts: StatusFacts) => ApiError>> = {
  400: InvalidError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  422: InvalidError,
  429: RateLimitedError,
};

/** The JSON of a good answer (undefined for an empty one); throws the error that the answer means. */
export function readAnswer(answer: Answer, context: AnswerContext): unknown {
  const { status, text } = answer;
  const isHtml = text.trimStart().startsWith('<');
  if (isRedirect(status))
    throw strange(
      `The address redirects${originOf(answer.location, context.token)}, and the token does not follow.`,
      answer,
      context,
    );
  if (!isGood(status) && !(isHtml && status === 404)) throw statusError(answer, context);
  if (isHtml) throw strange('A web page answered, not the API.', answer, context);
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own message quotes the answer, which may hold secrets.
    throw strange('The answer is no JSON.', answer, context);
  }
}

const isGood = (status: number): boolean => status >= 200 && status < 300;
const isRedirect = (status: number): boolean => status >= 300 && status < 400;

function strange(what: string, { status }: Answer, { operation, isWrite }: AnswerContext): ApiError {
  // "Found" and "See other" are also what a web application says after it has done what was asked.
  const mayBeDone = isGood(status) || status === 302 || status === 303;
  return new NotTheApiError(`${operation}: ${what} Check the API address; it usually ends in /api.`, {
    operation,
    unclear: isWrite && mayBeDone,
  });
}

/** Where a redirect leads, as far as it is safe to repeat. */
function originOf(location: string | null, token: string): string {
  if (location === null || !URL.canParse(location)) return '';
  const { origin } = new URL(location);
  return /^https?:/.test(origin) && !origin.includes(token.toLowerCase()) ? ` to ${origin}` : '';
}

function statusError(answer: Answer, context: AnswerContext): ApiError {
  const { status } = answer;
  const body = parse(answer.text);
  const say = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? oneLine(redact(value, [context.token])) : undefined;
  const [errorName, serverMessage, retryAfter] = [
    say(body['name']),
    say(body['message']),
    readRetryAfter(answer.retryAfter, context.now),
  ];
  const facts: StatusFacts = {
    operation: context.operation,
    status,
    unclear: context.isWrite && status >= 500,
    ...(errorName === undefined ? {} : { errorName }),
    ...(serverMessage === undefined ? {} : { serverMessage }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  const Known = byStatus[status] ?? (status >= 500 ? ServerError : OtherStatusError);
  return new Known(facts);
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

const oneLine = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ').slice(0, 500);

/** Seconds or an HTTP date, as milliseconds from now. */
function readRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const milliseconds = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}
