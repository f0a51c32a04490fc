import { isRecord } from '../../base/json';
import type { Reference } from '../../wire/records';

/** Reads a value found at `path`, or throws an `Undecodable`. */
export type Decoder<T> = (value: unknown, path: string) => T;

/** What a decoder throws; the client turns it into a `DecodeError` that names the operation. */
export class Undecodable extends Error {
  constructor(
    readonly path: string,
    readonly expected: string,
  ) {
    super(`${path} is not ${expected}`);
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export const object: Decoder<Fields> = (value, path) => {
  if (!isRecord(value)) throw new Undecodable(path, 'an object');
  return value;
};

export const text: Decoder<string> = (value, path) => {
  if (typeof value !== 'string') throw new Undecodable(path, 'a text');
  return value;
};

export const truth: Decoder<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new Undecodable(path, 'true or false');
  return value;
};

/** A number, or a text that is one. */
export const amount: Decoder<number> = (value, path) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new Undecodable(path, 'a number');
  return number;
};

export const id: Decoder<number> = (value, path) => {
  const number = amount(value, path);
  if (!Number.isSafeInteger(number)) throw new Undecodable(path, 'an id');
  return number;
};

/** Unix milliseconds, as a number or a text. 0 is how the service says "never". */
export const timestamp: Decoder<number | undefined> = (value, path) => {
  const milliseconds = amount(value, path);
  return milliseconds === 0 ? undefined : milliseconds;
};

/** One of `values`; anything else is `undefined`: a newer service may know more. */
export function member<T>(values: readonly T[]): Decoder<T | undefined> {
  return (value) => values.find((candidate) => candidate === value);
}

/** Null, missing and the empty text are `undefined`. */
export function optional<T>(fields: Fields, key: string, decode: Decoder<T>, path: string): T | undefined {
  const value = fields[key];
  return value === undefined || value === null || value === '' ? undefined : decode(value, join(path, key));
}

export function required<T>(fields: Fields, key: string, decode: Decoder<T>, path: string): T {
  return decode(fields[key], join(path, key));
}

/**
 * Both shapes of a relation: the id alone, or the record. A user without an id has 0: the reference declares none.
 * Of a record that cannot be read (one sent in part, or of another kind) its id is kept: it must not hide its owner.
 */
export function reference<T>(decode: Decoder<T>, withoutId?: number): Decoder<Reference<T>> {
  return (value, path) => {
    if (!isRecord(value)) return { id: id(value, path) };
    const related = { id: id(value['id'] ?? withoutId, join(path, 'id')) };
    try {
      return { ...related, record: decode(value, path) };
    } catch (error) {
      if (error instanceof Undecodable) return related;
      throw error;
    }
  };
}

/** A list; what is no list is an empty one. */
export function list<T>(decode: Decoder<T>): Decoder<readonly T[]> {
  return (value, path) => (Array.isArray(value) ? value.map((element: unknown, index) => decode(element, `${path}[${index}]`)) : []);
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** `fields` without the keys that are undefined. */
export function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
