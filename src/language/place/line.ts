import { endOfLine } from '../../base/lines';

/** A line of a scenario file that may be half typed. Columns count from the line's start, in UTF-16 units. */
export interface Line {
  /** Offsets of its first character and behind its last, without the line's end. */
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  /** Columns of the dashes it begins with. */
  readonly dashes: readonly number[];
  /** Where what follows the dashes begins. */
  readonly content: number;
  readonly key?: { readonly name: string; readonly end: number; readonly colon: number };
}

const space = 32;
const tab = 9;
const dash = 45;
const byteOrderMark = 0xfeff;
const isSpace = (unit: number): boolean => unit === space || unit === tab;

/** The offset at which a line's text begins: at the start of a file behind its mark. */
export const textStart = (text: string, start: number): number =>
  start === 0 && text.charCodeAt(0) === byteOrderMark ? 1 : start;

/** How many spaces a line begins with. */
export function indentOf(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at++;
  return at - start;
}

/** Whether a dash that begins an item stands at an offset. */
export function isDash(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== dash) return false;
  const next = text.charCodeAt(at + 1);
  return Number.isNaN(next) || isSpace(next) || next === 10 || next === 13;
}

/** Reads the line that begins at an offset. */
export function readLine(text: string, start: number): Line {
  const lineEnd = endOfLine(text, start);
  const end = text[lineEnd - 1] === '\r' && lineEnd > start ? lineEnd - 1 : lineEnd;
  const indent = Math.min(indentOf(text, start), end - start);
  const dashes: number[] = [];
  let at = start + indent;
  while (at < end && isDash(text, at)) {
    dashes.push(at - start);
    at += 1 + indentOf(text, at + 1);
  }
  const content = Math.min(at, end) - start;
  const key = readKey(text.slice(start + content, end), content);
  return { start, end, indent, dashes, content, ...(key ? { key } : {}) };
}

function readKey(body: string, column: number): Line['key'] {
  const quote = body[0];
  if (quote === '"' || quote === "'") return readQuotedKey(body, quote, column);
  if (quote === undefined || '#{}[],&*!|>%@`?:'.includes(quote)) return undefined;
  for (let colon = body.indexOf(':'); colon >= 0; colon = body.indexOf(':', colon + 1)) {
    if (!isColon(body, colon)) continue;
    const name = body.slice(0, colon).trimEnd();
    return name.includes(' #') ? undefined : { name, end: column + name.length, colon: column + colon };
  }
  return undefined;
}

function readQuotedKey(body: string, quote: string, column: number): Line['key'] {
  const close = body.indexOf(quote, 1);
  const colon = close < 0 ? -1 : close + 1 + indentOf(body, close + 1);
  return body[colon] === ':' && isColon(body, colon)
    ? { name: body.slice(1, close), end: column + close + 1, colon: column + colon }
    : undefined;
}

const isColon = (body: string, at: number): boolean => at + 1 === body.length || isSpace(body.charCodeAt(at + 1));

/** Where the comment of a value begins, -1 where it has none: a `#` in quotes begins none. */
function commentAt(value: string): number {
  if (value.startsWith('#')) return 0;
  return value.startsWith('"') || value.startsWith("'") ? -1 : value.indexOf(' #');
}

/** What follows a key's colon, or the dashes where there is no key: its offset, and its text without a comment. */
export function valueOfLine(
  text: string,
  { start, end, content, key }: Line,
): { readonly at: number; readonly text: string } {
  const from = key ? start + key.colon + 1 : start + content;
  const at = Math.min(end, from + indentOf(text, from));
  const whole = text.slice(at, end);
  const comment = commentAt(whole);
  return { at, text: (comment < 0 ? whole : whole.slice(0, comment)).trimEnd() };
}
