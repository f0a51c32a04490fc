/** What can go wrong between us and the API. Pure: views word these for people; nothing here holds a secret. */

export interface ApiErrorFacts {
  /** What was asked for, e.g. `GET /v1/organizations/{org}/folders`. */
  readonly operation: string;
  readonly cause?: unknown;
  /** True for a write of which nobody knows whether it happened: read before you try again. */
  readonly unclear?: boolean;
}

export class ApiError extends Error {
  override readonly name: string = 'ApiError';
  readonly operation: string;
  readonly unclear: boolean;

  constructor(message: string, facts: ApiErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.operation = facts.operation;
    this.unclear = facts.unclear ?? false;
  }
}

export interface StatusFacts extends ApiErrorFacts {
  readonly status: number;
  /** The `name` and `message` of the service's own error, where it sent one; one line, bounded. */
  readonly errorName?: string;
  readonly serverMessage?: string;
  /** Milliseconds that the service asks us to wait. */
  readonly retryAfter?: number;
}

/** The service answered with a status that is no success. */
export class StatusError extends ApiError {
  override readonly name: string = 'StatusError';
  readonly status: number;
  readonly errorName: string | undefined;
  readonly serverMessage: string | undefined;
  /** Milliseconds to wait, where the service said so. */
  readonly retryAfter: number | undefined;

  constructor(remedy: string, facts: StatusFacts) {
    const said = facts.serverMessage === undefined ? '' : ` The service says: ${facts.serverMessage}`;
    super(`${facts.operation}: ${facts.status}. ${remedy}${said}`, facts);
    this.status = facts.status;
    this.errorName = facts.errorName;
    this.serverMessage = facts.serverMessage;
    this.retryAfter = facts.retryAfter;
  }
}

/** 401, and a request that was not sent because there is no token. */
export class UnauthorizedError extends StatusError {
  override readonly name = 'UnauthorizedError';
  constructor(facts: StatusFacts) {
    super('The token is missing, wrong or expired. Sign in again.', facts);
  }
}

const quotaNames = /quota|limit|exceeded|payment|billing/i;
const quotaWords = /\bquota\b|\bexhausted\b|\b(?:runs?|limit|plan)\b.*\b(?:exceeded|reached|used)\b/i;

/** Whether a refusal says that what the plan allows is used up: 402, or the service's own words. Nothing is wrong with the token then. */
export const isQuota = ({
  status,
  errorName = '',
  serverMessage = '',
}: Pick<StatusFacts, 'status'> & {
  readonly errorName?: string | undefined;
  readonly serverMessage?: string | undefined;
}): boolean => status === 402 || (status === 403 && (quotaNames.test(errorName) || quotaWords.test(serverMessage)));

const quotaRemedy = 'What the plan of the organization allows is used up.';

/** The account may not do it, or what the plan allows is used up (`isQuota`). */
export class ForbiddenError extends StatusError {
  override readonly name = 'ForbiddenError';
  constructor(facts: StatusFacts) {
    super(
      isQuota(facts) ? quotaRemedy : 'This account may not do that. Check the organization, or ask its administrator.',
      facts,
    );
  }
}

export class NotFoundError extends StatusError {
  override readonly name = 'NotFoundError';
  constructor(facts: StatusFacts) {
    super('There is no such thing here any more. Refresh, and check the organization.', facts);
  }
}

export class ConflictError extends StatusError {
  override readonly name = 'ConflictError';
  constructor(facts: StatusFacts) {
    super('One exists already. Refresh to see it.', facts);
  }
}

/** 400 and 422: the service does not accept what was sent. */
export class InvalidError extends StatusError {
  override readonly name = 'InvalidError';
  constructor(facts: StatusFacts) {
    super('The service did not accept what was sent. Correct it and try again.', facts);
  }
}

export class RateLimitedError extends StatusError {
  override readonly name = 'RateLimitedError';
  constructor(facts: StatusFacts) {
    super('Too many requests. Wait a little and try again.', facts);
  }
}

export class ServerError extends StatusError {
  override readonly name = 'ServerError';
  constructor(facts: StatusFacts) {
    super('The service has a problem of its own. Try again later.', facts);
  }
}

export class OtherStatusError extends StatusError {
  override readonly name = 'OtherStatusError';
  constructor(facts: StatusFacts) {
    super(isQuota(facts) ? quotaRemedy : 'An answer that this extension does not know.', facts);
  }
}

export type UnreachableReason = 'network' | 'timeout' | 'certificate';

/** No answer: no network, a refused or broken connection, a timeout, or a certificate that is not trusted. */
export class UnreachableError extends ApiError {
  override readonly name = 'UnreachableError';
  readonly reason: UnreachableReason;
  /** What the failure is called by the system, `ECONNREFUSED` for one; `undefined` where it has no name. */
  readonly code: string | undefined;
  constructor(message: string, facts: ApiErrorFacts & { readonly reason?: UnreachableReason; readonly code?: string }) {
    super(message, facts);
    this.reason = facts.reason ?? 'network';
    this.code = facts.code;
  }
}

/** Something answered, but not the API: HTML, no JSON, a redirect elsewhere, an endless answer, or an unusable address. */
export class NotTheApiError extends ApiError {
  override readonly name = 'NotTheApiError';
}

/** JSON arrived, but not of the expected shape. */
export class DecodeError extends ApiError {
  override readonly name = 'DecodeError';
  /** Where in the answer, e.g. `[3].feature.id`; empty for the answer itself. */
  readonly path: string;
  constructor(path: string, expected: string, facts: ApiErrorFacts) {
    super(
      `${facts.operation}: ${path === '' ? 'the answer' : path} is not ${expected}. The service may have changed; update the extension.`,
      facts,
    );
    this.path = path;
  }
}
