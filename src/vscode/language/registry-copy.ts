import { createHash } from 'node:crypto';
import { isRecord } from '../../base/json';
import type { RegistryEntryPayload } from '../../wire/registry';

/** An organization's registry, as it was at some time. */
export interface RegistryCopy {
  /** The API's base address. */
  readonly address: string;
  /** The organization's UUID. */
  readonly uuid: string;
  /** The organization's name when it was fetched; may be empty. */
  readonly name: string;
  /** Unix milliseconds. */
  readonly fetchedAt: number;
  readonly entries: readonly RegistryEntryPayload[];
}

const day = 24 * 60 * 60 * 1_000;

/** Whether a copy should be fetched anew. One from the future was made by a clock that we cannot judge by. */
export function isStale({ fetchedAt }: Pick<RegistryCopy, 'fetchedAt'>, now: number): boolean {
  return now - fetchedAt > day || fetchedAt > now;
}

/** The text of a copy's file. */
export function writeCopy(copy: RegistryCopy): string {
  return `${JSON.stringify({ version: 1, ...copy })}\n`;
}

/** Reads a copy's file. `undefined` where it is broken, or made by another version of ours: a new one will replace it. */
export function readCopy(text: string): RegistryCopy | undefined {
  const value = parse(text);
  if (!isRecord(value) || value['version'] !== 1) return undefined;
  const { address, uuid, name, fetchedAt, entries } = value;
  if (typeof address !== 'string' || typeof uuid !== 'string' || typeof name !== 'string') return undefined;
  if (typeof fetchedAt !== 'number' || !Array.isArray(entries)) return undefined;
  return {
    address,
    uuid,
    name,
    fetchedAt,
    entries: entries.filter(isRecord) as unknown as readonly RegistryEntryPayload[],
  };
}

const hashes = new WeakMap<RegistryCopy, string>();

/** Says what a copy's entries hold: the same content fetched again has the same hash. */
export function hashOf(copy: RegistryCopy): string {
  const hash = hashes.get(copy) ?? createHash('sha256').update(JSON.stringify(copy.entries)).digest('hex');
  hashes.set(copy, hash);
  return hash;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
