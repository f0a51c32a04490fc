import assert from 'node:assert/strict';
import type { Fetch } from '../../../src/api/http/fetch';
import type { Database } from '../../../src/sandbox/store/database';
import type { Serve } from './sandbox-subject';

/** Tells one sending from another, on the way from the client to the sandbox. */
const numberHeader = 'x-number-of-the-sending';
const isWrite = (method: string): boolean => method !== 'GET';

/** Counts writes on both sides of a bad network: what the client sent, what came in, what the store shows of it. */
export class Ledger {
  /** Writes that the client has sent. */
  sent = 0;
  /** Writes that changed what the sandbox keeps. */
  done = 0;
  readonly #arrivals = new Map<string, number>();

  send(fetch: Fetch): Fetch {
    return (address, init) => {
      if (!isWrite(init.method)) return fetch(address, init);
      this.sent += 1;
      return fetch(address, { ...init, headers: { ...init.headers, [numberHeader]: String(this.sent) } });
    };
  }

  serve(serve: Serve, database: Database): Serve {
    const changes = (): number => database.get<{ count: number }>('SELECT total_changes() AS count')?.count ?? 0;
    return async (request, env) => {
      if (!isWrite(request.method)) return serve(request, env);
      const number = request.headers.get(numberHeader) ?? assert.fail('A write that nobody sent.');
      this.#arrivals.set(number, (this.#arrivals.get(number) ?? 0) + 1);
      const before = changes();
      const answer = await serve(request, env);
      if (changes() > before) this.done += 1;
      return answer;
    };
  }

  /** Every write came in once, and none that was not sent. */
  check(): void {
    const expected = Array.from({ length: this.sent }, (_, index) => [String(index + 1), 1]);
    assert.deepEqual([...this.#arrivals], expected, 'how often each write came in');
  }
}
