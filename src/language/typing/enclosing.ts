import { endOfLine, startOfLine } from '../../base/lines';
import { readFlow } from '../place/flow';
import { readLine, textStart, valueOfLine, type Line } from '../place/line';

/** A value that begins on a line and may go on below it. */
export interface OpenValue {
  readonly kind: 'block' | 'quotes' | 'flow' | 'plain';
  /** The line on which it begins. */
  readonly line: Line;
  /** Column of its key, or of the last dash where it is an item: what is no deeper does not belong to it. */
  readonly column: number;
  /** Its text on that line, without anchors and tags. */
  readonly text: string;
  /** Where it ends, if its end is written. Infinity else. */
  readonly end: number;
}

/**
 * The value of several lines that a line goes on with, by the lines above it alone; `undefined` where the line is a key or an item.
 * @param at where the line begins.
 * @param column where its text begins, counted from there.
 */
export function enclosingValue(text: string, at: number, column: number): OpenValue | undefined {
  let open: OpenValue | undefined;
  for (let start = topAbove(text, at); start < at; start = endOfLine(text, start) + 1) {
    const line = readLine(text, textStart(text, start));
    if (isBlank(line)) continue;
    if (!open || !holds(text, open, start, line.indent)) open = valueOn(text, line);
  }
  return open && holds(text, open, at, column) ? open : undefined;
}

export const isBlank = ({ start, end, indent }: Line): boolean => indent === end - start;

/** Where the key or item of the top level begins that a line may belong to: nothing open goes on beyond it. */
function topAbove(text: string, at: number): number {
  let start = at;
  while (start > 0) {
    start = startOfLine(text, start - 1);
    const { indent, key, dashes } = readLine(text, textStart(text, start));
    if (indent === 0 && (key !== undefined || dashes.length > 0)) break;
  }
  return start;
}

function holds(text: string, { kind, line, column, end }: OpenValue, at: number, indent: number): boolean {
  if (indent <= column || end < at) return false;
  // One further: a comment at the end of the line above is no reason to have left it.
  return kind !== 'flow' || readFlow(text, valueAt(text, line), at + 1) !== undefined;
}

const properties = /^(?:[&!]\S*(?:\s+|$))*/;

const valueAt = (text: string, line: Line): number => {
  const value = valueOfLine(text, line);
  return value.at + (properties.exec(value.text)?.[0].length ?? 0);
};

/** The value that begins on a line; `undefined` where there is none. */
export function valueOn(text: string, line: Line): OpenValue | undefined {
  if (!line.key && line.dashes.length === 0) return undefined;
  const value = valueOfLine(text, line).text.replace(properties, '');
  if (value === '' || value.startsWith('#')) return undefined;
  const column = line.key ? line.content : (line.dashes.at(-1) ?? line.indent);
  const open = { line, column, text: value, end: Infinity };
  if (/^[|>][-+\d]*$/.test(value)) return { ...open, kind: 'block' };
  if (/^["']/.test(value)) return { ...open, kind: 'quotes', end: endOfQuotes(text, valueAt(text, line)) };
  return { ...open, kind: /^(?:\{(?!\{)|\[)/.test(value) ? 'flow' : 'plain' };
}

function endOfQuotes(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at += 1;
    else if (text[at] === quote && quote === "'" && text[at + 1] === quote) at += 1;
    else if (text[at] === quote) return at;
  }
  return Infinity;
}
