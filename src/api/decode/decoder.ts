import { deepestJson, isRecord } from '../../base/json';
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

/** What a value is not that is nested deeper than `deepestJson`. */
export const tooDeep = `nested at most ${deepestJson} levels deep`;

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

/** Null, missing and the empty text are `undefined`. Throws where there is another value that cannot be read. */
export function ifPresent<T>(fields: Fields, key: string, decode: Decoder<T>, path: string): T | undefined {
  const value = fields[key];
  return value === undefined || value === null || value === '' ? undefined : decode(value, join(path, key));
}

/** As `ifPresent`, but what cannot be read is left out: one odd field must not hide a record. */
export const optional = <T>(fields: Fields, key: string, decode: Decoder<T>, path: string): T | undefined =>
  orUndefined(() => ifPresent(fields, key, decode, path));

/** Reads the optional fields of a record, and remembers which cannot be read. */
export class Optionals {
  readonly #unread: string[] = [];

  constructor(
    private readonly fields: Fields,
    private readonly path: string,
  ) {}

  /** As `optional`. */
  read<T>(key: string, decode: Decoder<T>): T | undefined {
    return orUndefined(
      () => ifPresent(this.fields, key, decode, this.path),
      () => this.#unread.push(key),
    );
  }

  /** To be asked once all is read. */
  get unread(): { readonly unread?: readonly string[] } {
    return this.#unread.length === 0 ? {} : { unread: this.#unread };
  }
}

function orUndefined<T>(read: () => T, complain?: () => void): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error;
    complain?.();
    return undefined;
  }
}

/** As `decode`, but a record whose name alone cannot be read is one without a name that says so: it is there. */
export function orNameless<T extends { readonly unread?: readonly string[] }>(decode: Decoder<T>): Decoder<T> {
  return (value, path) => {
    const fields = object(value, path);
    if (typeof fields['name'] === 'string') return decode(fields, path);
    const record = decode({ ...fields, name: '' }, path);
    return { ...record, unread: ['name', ...(record.unread ?? [])] };
  };
}

export function required<T>(fields: Fields, key: string, decode: Decoder<T>, path: string): T {
  return decode(fields[key], join(path, key));
}

/**
 * Both shapes of a relation: the id alone, or the record. A user without an id has 0: the reference declares none.
 * Of a record that cannot be read (one sent in part, of another kind, or within too many others) its id is kept: it must
 * not hide its owner.
 */
export function reference<T>(decode: Decoder<T>, withoutId?: number): Decoder<Reference<T>> {
  return (value, path) => {
    if (!isRecord(value)) return { id: id(value, path) };
    const related = { id: id(value['id'] ?? withoutId, join(path, 'id')) };
    const record = path.split('.').length > mostRelations ? undefined : orUndefined(() => decode(value, path));
    return record === undefined ? related : { ...related, record };
  };
}

/** Records that are read within one another; a service that sends more sends them in a circle. */
const mostRelations = 8;

export function list<T>(decode: Decoder<T>): Decoder<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new Undecodable(path, 'a list');
    return value.map((element: unknown, index) => decode(element, `${path}[${index}]`));
  };
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** `fields` without the keys that are undefined. */
export function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
