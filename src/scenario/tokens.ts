import { isRecord } from '../base/json';
import type { TokenValues } from './model';

/** A token as written: `{{name}}`. */
export interface TokenUse {
  readonly name: string;
  /** Offset of the first brace, in UTF-16 units. */
  readonly start: number;
  /** Offset behind the last brace. */
  readonly end: number;
}

/** Gives a token's value; `undefined` when the token is not known. */
export type TokenLookup = (name: string) => unknown;

// A name neither starts nor ends with white space, so `{{ x }}` is no token; inside it may have spaces: `date(1 day ago)`.
const tokenPattern = /\{\{([^\s{}](?:[^{}\r\n]*[^\s{}])?)\}\}/g;

/** Finds the tokens of a text, in order. */
export function findTokens(text: string): readonly TokenUse[] {
  // Most texts have none: that is seen sooner so.
  if (!text.includes('{{')) return [];
  return [...text.matchAll(tokenPattern)].map((match) => ({
    name: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The names of all tokens in a value, also deep inside of maps and lists; each once, in order of first use. */
export function tokensIn(value: unknown): readonly string[] {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part === 'string') for (const { name } of findTokens(part)) names.add(name);
    else if (Array.isArray(part)) part.forEach(visit);
    else if (isRecord(part)) Object.values(part).forEach(visit);
  };
  visit(value);
  return [...names];
}

/** Finds a token among static values: a flat key with dots (`test.email`) beats a nested one, as in the older runner. */
export function lookupToken(values: TokenValues, name: string): unknown {
  if (Object.hasOwn(values, name)) return values[name];
  let value: unknown = values;
  for (const key of name.split('.')) {
    if (!isRecord(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** A value as it stands in a text; `undefined` for what has no text form: maps, lists, null. */
export function tokenText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : undefined;
}

/** Puts values in the place of tokens, in one pass: values are not searched again, unknown tokens stay as they are. */
export function substituteText(text: string, lookup: TokenLookup): string {
  if (!text.includes('{{')) return text;
  return text.replace(tokenPattern, (whole, name: string) => tokenText(lookup(name)) ?? whole);
}

/** Substitutes in every string of a value, deep in maps and lists; keys stay as they are. */
export function substituteValue(value: unknown, lookup: TokenLookup): unknown {
  if (typeof value === 'string') return substituteText(value, lookup);
  if (Array.isArray(value)) return value.map((item) => substituteValue(item, lookup));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituteValue(item, lookup)]));
}

const dateToken = /^date\((.*)\)$/s;

/** The phrase of a date token's name: `date(1 day ago)` → `1 day ago`; `undefined` for other tokens. */
export function datePhrase(tokenName: string): string | undefined {
  return dateToken.exec(tokenName)?.[1];
}

/** Whether a token has its value before any step runs: it is a date, or one of the scenario's own values. */
export const isStaticToken = (name: string, values: TokenValues): boolean =>
  datePhrase(name) !== undefined || lookupToken(values, name) !== undefined;
