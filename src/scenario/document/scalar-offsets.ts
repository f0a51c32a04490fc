import { shifted, type InText } from './offsets';
import type { ScalarNode } from './tree';

const isSpace = (unit: string | undefined): boolean => unit === ' ' || unit === '\t';
const isBreak = (unit: string | undefined): boolean => unit === '\n' || unit === '\r';
/** How many characters behind the backslash and its letter belong to an escape. */
const escapeDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Where the characters of a scalar's text stand in its piece, quotes, escapes and folded lines considered: gives for an
 * offset in `node.text` the offset in `source`. Never throws; for an offset outside of the text the nearest end.
 */
export function scalarOffsets<At extends number>(source: string, node: ScalarNode<At>): (offset: InText) => At {
  const { start, end } = node.span;
  const isQuoted = node.style === 'single' || node.style === 'double';
  const from = isQuoted ? shifted(start, 1) : start;
  const { length } = node.text;
  if (source.startsWith(node.text, from)) return (offset) => shifted(from, Math.max(0, Math.min(offset, length)));
  const places = align(source.slice(0, isQuoted ? end - 1 : end), node, from);
  return (offset) => places[Math.max(0, Math.min(offset, length))] ?? end;
}

/** The place of each unit of the text, and of its end. */
function align<At extends number>(source: string, { text, style }: ScalarNode, from: At): readonly At[] {
  const places: At[] = [];
  const place = (to: number): At => shifted(from, to - from);
  let at = style === 'literal' || style === 'folded' ? source.indexOf('\n', from) + 1 : from;
  for (const unit of text) {
    at = skipToUnit(source, at, unit);
    for (let part = 0; part < unit.length; part++) places.push(place(at));
    at = endOfUnit(source, at, { unit, style });
  }
  places.push(place(at));
  return places;
}

/** Indentation and line ends that are not part of the text are passed over. */
function skipToUnit(source: string, at: number, unit: string): number {
  if (unit === '\n' || (unit === ' ' && isBreak(source[at]))) return at;
  let next = at;
  while (next < source.length && source[next] !== unit && (isBreak(source[next]) || isSpace(source[next]))) next++;
  return next;
}

function endOfUnit(
  source: string,
  at: number,
  { unit, style }: { readonly unit: string; readonly style: ScalarNode['style'] },
): number {
  if (style === 'double' && source[at] === '\\') return at + 2 + (escapeDigits[source[at + 1] ?? ''] ?? 0);
  const isPair = (style === 'single' && unit === "'") || source.startsWith('\r\n', at);
  if (isPair) return Math.min(source.length, at + 2);
  return Math.min(source.length, at + (isBreak(source[at]) ? 1 : unit.length));
}
