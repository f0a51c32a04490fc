import type { Cancellation } from '../../../src/base/cancellation';
import type { Clock } from '../../../src/base/clock';
import type { Log } from '../../../src/base/log';
import type { Fetch, FetchAnswer, FetchInit } from '../../../src/api/http/fetch';
import type { TransportOptions } from '../../../src/api/http/request';

/** A clock whose time passes only when `run` finds that nothing else goes on. */
export class MadeClock implements Clock {
  #now = 0;
  readonly #sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, cancellation?: Cancellation): Promise<void> {
    return new Promise((resolve) => {
      const sleeper = { at: this.#now + milliseconds, wake: resolve };
      this.#sleepers.add(sleeper);
      cancellation?.onCancellationRequested(() => {
        this.#sleepers.delete(sleeper);
        resolve();
      });
    });
  }

  /** How many sleep now: none may be left when all work is done. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Does `work` to its end, in no time at all. */
  async run<T>(work: Promise<T>): Promise<T> {
    const state = { isDone: false };
    const end = (): void => void (state.isDone = true);
    work.then(end, end);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (state.isDone) return work;
      this.#wakeNext();
    }
  }

  #wakeNext(): void {
    const next = [...this.#sleepers].sort((a, b) => a.at - b.at)[0];
    if (!next) throw new Error('Nobody sleeps and nothing goes on: this would never end.');
    this.#sleepers.delete(next);
    this.#now = next.at;
    next.wake();
  }
}

/** What becomes of one request. */
export type Fate = (init: FetchInit) => Promise<FetchAnswer>;

export interface Answering {
  readonly status?: number;
  /** Chunks of the body; a number stands for so many milliseconds of silence. */
  readonly body?: readonly (string | Uint8Array | number)[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server made of a list of fates, one for each request in order; the last one repeats. Tells the conversation. */
export class MadeServer {
  readonly clock = new MadeClock();
  readonly conversation: string[] = [];
  readonly requests: { readonly url: string; readonly init: FetchInit }[] = [];
  readonly logged: string[] = [];
  tokens = ['secret-token'];

  constructor(private readonly fates: readonly Fate[]) {}

  readonly fetch: Fetch = (url, init) => {
    const fate = this.fates[Math.min(this.requests.length, this.fates.length - 1)];
    if (!fate) throw new Error('A server without fates.');
    this.requests.push({ url, init });
    this.conversation.push(
      `${String(this.clock.now())} ${init.method} ${new URL(url).pathname.replace('/api/v1/organizations/org', '')}${new URL(url).search}`,
    );
    return fate(init);
  };

  options(more: Partial<TransportOptions> = {}): TransportOptions {
    const write = (message: string): void => void this.logged.push(message);
    const log: Log = { debug: write, info: write, warn: write, error: write };
    const token = { token: () => Promise.resolve(this.tokens.length > 1 ? this.tokens.shift() : this.tokens[0]) };
    return {
      baseUrl: 'https://api.test/api/',
      token,
      fetch: this.fetch,
      clock: this.clock,
      log,
      random: () => 0,
      ...more,
    };
  }

  /** Answers, as a stream that an abort breaks. */
  answers({ status = 200, body = [], headers = {} }: Answering): Fate {
    const { clock } = this;
    return (init) => {
      const aborted = abortOf(init);
      async function* chunks(): AsyncGenerator<string | Uint8Array> {
        for (const chunk of body) {
          if (typeof chunk === 'number') await Promise.race([clock.sleep(chunk), aborted]);
          else yield await Promise.race([Promise.resolve(chunk), aborted]);
        }
      }
      return Promise.resolve({ status, headers: { get: (name) => headers[name] ?? null }, body: chunks() });
    };
  }
}

export type MakeFate = (made: MadeServer) => Fate;

export function server(...make: readonly MakeFate[]): MadeServer {
  const fates: Fate[] = [];
  const made = new MadeServer(fates);
  fates.push(...make.map((one) => one(made)));
  return made;
}

function abortOf({ signal }: FetchInit): Promise<never> {
  const aborted = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('The operation was aborted.'))),
  );
  aborted.catch(() => undefined);
  return aborted;
}

/** Answers with JSON. */
export const json =
  (value: unknown, more: Omit<Answering, 'body'> = {}) =>
  (made: MadeServer): Fate =>
    made.answers({ ...more, body: [JSON.stringify(value)] });
/** Answers with a status and the API's error. */
export const status = (code: number, headers: Readonly<Record<string, string>> = {}) =>
  json({ name: 'E', message: `said ${String(code)}` }, { status: code, headers });
export const answers =
  (answering: Answering) =>
  (made: MadeServer): Fate =>
    made.answers(answering);
/** Breaks the connection as Node tells it. */
export const breaks =
  (code: string, message = 'broken') =>
  (): Fate =>
  () =>
    Promise.reject(Object.assign(new Error(message), { code }));
/** Never answers; an abort ends it. */
export const never = () => (): Fate => (init) => abortOf(init);
