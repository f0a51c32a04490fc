import type { Cancellation } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { Fetch } from './fetch';

/** Where the token comes from; undefined while signed out. Asked at each request. */
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
  /** From 0 to 1, as `Math.random` gives it. */
  readonly random?: () => number;
  /** Milliseconds without progress after which a request counts as lost; 30,000 unless told. */
  readonly timeoutMs?: number;
  /** Hears of every answer. */
  readonly observe?: (answer: { readonly status: number; readonly isSandbox: boolean }) => void;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The method and the path without values, for messages: `GET /v1/organizations/{org}/folders`. */
  readonly operation: string;
  readonly path: string;
  readonly body?: unknown;
  readonly cancellation?: Cancellation | undefined;
}
