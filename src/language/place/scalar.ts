import { spanInFile, type InFile } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';

export type Style = 'plain' | 'single' | 'double';

/** A scalar as it is being typed. */
export interface ScalarPlace {
  /** What is being typed, and what follows of it: a completion takes its place. */
  readonly span: Span<InFile>;
  /** Of `span`, what stands before the cursor. */
  readonly typed: string;
  readonly style: Style;
  /** Whether the quotes, where there are any, are closed. */
  readonly isClosed: boolean;
  /** Whether nothing follows the value on its line. */
  readonly endsLine: boolean;
}

/** A scalar as it is being typed: what its quotes hold, or it as a whole. */
export function scalarAt(text: string, where: Span & { readonly at: number }): ScalarPlace | undefined {
  const quote = text[where.start];
  return quote === '"' || quote === "'"
    ? quotedAt(text, where, quote === '"' ? 'double' : 'single')
    : plainAt(text, where);
}

function plainAt(text: string, { start, end, at }: Span & { readonly at: number }): ScalarPlace | undefined {
  const whole = text.slice(start, end);
  const comment = whole.startsWith('#') ? 0 : whole.search(/\s#/);
  const last = comment < 0 ? end : start + comment;
  if (at > last) return undefined;
  if (at < start)
    return { span: spanInFile({ start: at, end: at }), typed: '', style: 'plain', isClosed: true, endsLine: false };
  const trimmed = start + text.slice(start, last).trimEnd().length;
  return {
    span: spanInFile({ start, end: Math.max(at, trimmed) }),
    typed: text.slice(start, at),
    style: 'plain',
    isClosed: true,
    endsLine: comment < 0,
  };
}

function quotedAt(
  text: string,
  { start, end, at }: Span & { readonly at: number },
  style: Style,
): ScalarPlace | undefined {
  const close = closeOf(text, start, end);
  if (at <= start || at > close) return undefined;
  return {
    span: spanInFile({ start: start + 1, end: close }),
    typed: text.slice(start + 1, at),
    style,
    isClosed: close < end,
    endsLine: text.slice(close + 1, end).trim() === '',
  };
}

/** Where the quote that opens at an offset closes, or the end of what is looked at. */
export function closeOf(text: string, start: number, end: number): number {
  const quote = text[start];
  for (let at = start + 1; at < end; at++) {
    if (quote === '"' && text[at] === '\\') at += 1;
    else if (text[at] === quote && quote === "'" && text[at + 1] === "'") at += 1;
    else if (text[at] === quote) return at;
  }
  return end;
}
