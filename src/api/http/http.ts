import type { Log } from '../../base/log';
import type { Listed } from '../../wire/records';
import type { Call } from './call';
import { Undecodable, type Decoder } from '../decode/decoder';
import { DecodeError } from './errors';
import { readAll, readPages } from './paging';
import type { ApiRequest } from './request';
import type { Send } from './transport';

/** An operation as the reference names it: `GET /v1/organizations/{org}/folders`. */
export type OperationName = `${ApiRequest['method']} /v1/organizations${string}`;
export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Parts {
  /** What stands for the names in braces. */
  readonly values: Readonly<Record<string, string | number>>;
  readonly query?: Query;
  readonly body?: object;
  readonly call?: Call | undefined;
}

/** Operations by their name, with answers decoded. */
export class Http {
  constructor(
    private readonly send: Send,
    private readonly log: Log,
  ) {}

  /** The answer as it came. */
  raw(name: OperationName, parts: Parts): Promise<unknown> {
    return this.send(requestOf(name, parts));
  }

  /** One record. */
  async one<T>(name: OperationName, parts: Parts, decode: Decoder<T>): Promise<T> {
    return decodeAs(name, await this.raw(name, parts), decode);
  }

  /** An answer that tells nothing: that it came is enough. */
  async none(name: OperationName, parts: Parts): Promise<void> {
    await this.raw(name, parts);
  }

  /** A list in one request. */
  async list<T>(name: OperationName, parts: Parts, decode: Decoder<T>): Promise<Listed<T>> {
    return this.#each(name, await this.#elements(name, parts), decode);
  }

  /** A list read whole by `limit` and `skip`, ordered by id. */
  async whole<T>(name: OperationName, parts: Parts, decode: Decoder<T>): Promise<Listed<T>> {
    const elements = await readAll((page) =>
      this.#elements(name, { ...parts, query: { ...parts.query, ...page, sort: 'id ASC' } }),
    );
    return this.#each(name, elements, decode);
  }

  /** A list read by `page`, as the service orders it. */
  async *pages<T>(
    name: OperationName,
    parts: Parts,
    decode: Decoder<T>,
  ): AsyncGenerator<readonly T[], void, undefined> {
    const read = (page: number | undefined): Promise<readonly unknown[]> =>
      this.#elements(name, { ...parts, query: { ...parts.query, page } });
    for await (const elements of readPages(read)) yield this.#each(name, elements, decode);
  }

  async #elements(name: OperationName, parts: Parts): Promise<readonly unknown[]> {
    const answer = await this.raw(name, parts);
    if (!Array.isArray(answer)) throw new DecodeError('', 'a list', { operation: name });
    return answer as readonly unknown[];
  }

  /** A record that cannot be read is left out and counted, with a word in the log: one must not hide all others. */
  #each<T>(name: OperationName, elements: readonly unknown[], decode: Decoder<T>): Listed<T> {
    const read = elements.flatMap((element, index) => this.#element(name, () => decode(element, `[${index}]`)));
    const leftOut = elements.length - read.length;
    return leftOut === 0 ? read : Object.assign(read, { leftOut });
  }

  #element<T>(name: OperationName, decode: () => T): readonly T[] {
    try {
      return [decode()];
    } catch (error) {
      if (!(error instanceof Undecodable)) throw error;
      this.log.warn(`${name}: left out ${error.path}, which is not ${error.expected}.`);
      return [];
    }
  }
}

/** Decodes an answer, or throws the `DecodeError` that names its place. */
export function decodeAs<T>(operation: OperationName, value: unknown, decode: Decoder<T>): T {
  try {
    return decode(value, '');
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error;
    // A write that was answered has happened, readable or not.
    throw new DecodeError(error.path, error.expected, {
      operation,
      cause: error,
      unclear: !operation.startsWith('GET '),
    });
  }
}

function requestOf(name: OperationName, { values, query = {}, body, call }: Parts): ApiRequest {
  const [method, template] = name.split(' ') as [ApiRequest['method'], string];
  const path = template.replace(/\{(\w+)\}/g, (_, key: string) => segment(String(values[key] ?? '')));
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
  );
  return {
    method,
    operation: name,
    path: pairs.length === 0 ? path : `${path}?${pairs.join('&')}`,
    cancellation: call?.cancellation,
    ...(body === undefined ? {} : { body }),
  };
}

/** An address would read `..` as "one up"; no id is made of dots, so such a one finds nothing. */
const segment = (value: string): string => (/^\.*$/.test(value) ? '-' : encodeURIComponent(value));
