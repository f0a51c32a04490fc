import { badRequest } from '../server/fault';

type Body = Readonly<Record<string, unknown>>;

/** Reads a text; the fallback stands for an absent one. Throws a 400. */
export function readText(body: Body, key: string, fallback?: string): string {
  const value = body[key] ?? fallback;
  if (typeof value !== 'string') throw badRequest(`\`${key}\` has to be a text.`);
  if (value.length > 20_000) throw badRequest(`\`${key}\` is longer than 20,000 characters.`);
  return value;
}

/** Reads a name: a text that is not blank. Throws a 400. */
export function readName(body: Body, fallback?: string): string {
  const name = readText(body, 'name', fallback);
  if (name.trim() === '') throw badRequest('`name` must not be empty.');
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
