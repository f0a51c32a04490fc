import type { Body } from './body';
import { badRequest } from '../kit/fault';

const longestText = 20_000;
const longestName = 1_000;
const mostItems = 1_000;

/** Reads a text; the fallback stands for an absent one. Throws a 400. */
export function readText(body: Body, key: string, fallback?: string): string {
  const value = body[key] ?? fallback;
  if (typeof value !== 'string') throw badRequest(`\`${key}\` has to be a text.`);
  if (value.length > longestText) throw badRequest(`\`${key}\` is longer than ${longestText} characters.`);
  return value;
}

/** Reads a text that may be taken away with null. Throws a 400. */
export function readOptionalText(body: Body, key: string, old: string | null): string | null {
  if (body[key] === undefined) return old;
  return body[key] === null ? null : readText(body, key);
}

/** Reads a name: a text that is not blank. Throws a 400. */
export function readName(body: Body, fallback?: string): string {
  const name = readText(body, 'name', fallback);
  if (name.trim() === '') throw badRequest('`name` must not be empty.');
  if (name.length > longestName) throw badRequest(`\`name\` is longer than ${longestName} characters.`);
  return name;
}

export function readBoolean(body: Body, key: string, fallback: boolean): boolean {
  const value = body[key] ?? fallback;
  if (typeof value !== 'boolean') throw badRequest(`\`${key}\` has to be true or false.`);
  return value;
}

/** Reads one of a few values. Throws a 400 that lists them. */
export function readChoice<T extends string | number>(body: Body, key: string, choices: readonly T[], fallback: T): T {
  const value = body[key] ?? fallback;
  const choice = choices.find((item) => item === value);
  if (choice === undefined) throw badRequest(`\`${key}\` has to be one of ${choices.join(', ')}.`);
  return choice;
}

/** The id of a relation, which may be written as the id or as the whole record. */
export const idOf = (relation: unknown): unknown =>
  typeof relation === 'object' && relation !== null && 'id' in relation ? relation.id : relation;

/** Whether a text looks like an email address: something on both sides of the sign. */
export const isAddress = (text: string): boolean => text.length <= 200 && /^[^\s@]+@[^\s@]+$/.test(text);

/** Reads a list; the fallback stands for an absent one, null is an empty one. Throws a 400. */
export function readList(body: Body, key: string, fallback: readonly unknown[]): readonly unknown[] {
  const value = body[key];
  if (value === undefined) return fallback;
  if (value === null) return [];
  if (!Array.isArray(value) || value.length > mostItems)
    throw badRequest(`\`${key}\` has to be a list of ${mostItems} at most.`);
  return value as readonly unknown[];
}
