import { inFile } from '../../scenario/document/offsets';
import { endOfLine, startOfLine } from '../../base/lines';
import type { TextEdit } from '../../scenario/edit/text-edit';
import type { Span } from '../../scenario/document/tree';
import { findPlace, type Place } from './place';

/**
 * How many closing braces after a token are nobody's: an editor that closes braces as they are typed does so before others too, as one that
 * surrounds a selection does around it. Those that something before the token has opened stay.
 * @param token with its own braces
 */
export function surplusAfter(text: string, place: Place, token: Span): number {
  const isInFlow = place.flow && (place.kind !== 'value' || place.style === 'plain');
  if (isInFlow) return 0;
  const from = place.kind === 'text' ? (place.step?.start ?? 0) : place.span.start;
  const [more = ''] = /^\}*/.exec(text.slice(token.end, Math.max(token.end, place.span.end))) ?? [];
  const before = text.slice(from, token.start);
  // Braces in the strings of JSON close nothing.
  const open = Math.max(openBraces(before), openBraces(before.replaceAll(jsonString, '')));
  return Math.max(0, more.length - open);
}

const jsonString = /\\?"[^"\n]*"/g;

/** How many braces of a text are not closed in it. */
function openBraces(text: string): number {
  let open = 0;
  for (const [brace] of text.matchAll(/[{}]/g)) open = Math.max(0, open + (brace === '{' ? 1 : -1));
  return open;
}

/** Takes back a closing brace that was typed where a token was closed already. @param offset behind what was typed */
export function withoutSecondClosing(text: string, offset: number): TextEdit | undefined {
  const before = text.slice(startOfLine(text, offset), offset);
  const [typed, inner = ''] = /\{\{([^{}]+)\}+$/.exec(before) ?? [];
  const place = typed === undefined ? undefined : findPlace(text, inFile(offset));
  if (typed === undefined || !place) return undefined;
  const [braces = ''] =
    /^\}*/.exec(text.slice(offset - typed.length + 2 + inner.length, endOfLine(text, offset))) ?? [];
  const start = offset - typed.length;
  const end = start + 2 + inner.length + braces.length;
  const surplus = braces.length < 3 ? 0 : surplusAfter(text, place, { start, end: start + 2 + inner.length + 2 });
  // The last ones go: a cursor between stays where it is.
  return surplus === 0 ? undefined : { start: end - surplus, end, text: '' };
}
