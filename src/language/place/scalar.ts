import { spanInFile, type InFile } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';
import { closeOf, closesBelow } from './quotes';

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

interface ScalarHere extends Span {
  readonly at: number;
  /** What goes on below stands deeper. */
  readonly column: number;
  readonly flow: boolean;
}

/** A scalar as it is being typed: what its quotes hold, or it as a whole. */
export function scalarAt(text: string, where: ScalarHere): ScalarPlace | undefined {
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

function quotedAt(text: string, here: ScalarHere, style: Style): ScalarPlace | undefined {
  const { start, end, at } = here;
  const close = closeOf(text, { start, end });
  if (at <= start || at > close) return undefined;
  const goesOn = close === end && closesBelow(text, here);
  const endsLine = !goesOn && text.slice(close + 1, end).trim() === '';
  return {
    span: spanInFile({ start: start + 1, end: close }),
    typed: text.slice(start + 1, at),
    style,
    isClosed: close < end || goesOn,
    endsLine,
  };
}
