import { endOfLine } from '../../base/lines';
import type { Span } from '../../scenario/document/tree';
import { indentOf } from './line';

/** Where the quote closes that opens at `start`; `end` where it does not before that. */
export const closeOf = (text: string, { start, end }: Span): number =>
  closeIn(text, text.charAt(start), { start: start + 1, end });

/** Where a text in quotes ends that goes on at `start`. */
function closeIn(text: string, quote: string, { start, end }: Span): number {
  for (let at = start; at < end; at++) {
    if (quote === '"' && text[at] === '\\') at += 1;
    else if (text[at] === quote && quote === "'" && text[at + 1] === "'") at += 1;
    else if (text[at] === quote) return at;
  }
  return end;
}

/** A quote further away closes something else, or nobody is typing the text any more. */
const mostBelow = 2_000;

interface OpenQuote extends Span {
  /** What goes on below stands deeper than this. */
  readonly column: number;
  readonly flow: boolean;
}

/**
 * Whether the quote that opens at `start`, and that the line's end leaves open, closes on a line below: all lines in between
 * stand deeper, and nothing follows it that could not follow a value. Otherwise what comes below is something else.
 */
export function closesBelow(text: string, { start, end, column, flow }: OpenQuote): boolean {
  const quote = text.charAt(start);
  const after = flow ? /^\s*(?:[,}\]]|\s#|$)/ : /^\s*(?:\s#|$)/;
  for (
    let from = endOfLine(text, end) + 1;
    from < Math.min(text.length, end + mostBelow);
    from = endOfLine(text, from) + 1
  ) {
    const line = { start: from + indentOf(text, from), end: endOfLine(text, from) };
    const isBlank = text.slice(line.start, line.end).trim() === '';
    if (!isBlank && line.start - from <= column) return false;
    const close = closeIn(text, quote, line);
    if (close < line.end) return after.test(text.slice(close + 1, line.end));
  }
  return false;
}
