import { findTokens, tokenText, type TokenLookup } from './tokens';

/** Longer values are no part of a sentence. */
const longestWord = 2_000;

/** Whether a token's value is no part of the sentence in which it stands: what an expression captures ends at a line's end. */
export const isPage = (value: unknown): boolean =>
  typeof value === 'string' && (value.length > longestWord || /[\n\r\u2028\u2029]/.test(value));

/** A text with its tokens' values put in, that remembers where each part came from. */
export interface Substitution {
  readonly text: string;
  /** Whether some tokens stayed as they are because their values are not known. */
  readonly hasUnknown: boolean;
  /** The texts between the tokens that stayed. */
  readonly known: readonly string[];
  /** The range of the original text that a range of `text` came from; of a part of a token's value, the whole token. */
  toSource(start: number, end: number): { readonly start: number; readonly end: number };
}

interface Part {
  /** In the text with the values. */
  readonly start: number;
  readonly end: number;
  /** In the original. */
  readonly from: number;
  readonly to: number;
  readonly isValue: boolean;
}

/** Puts values in the place of tokens, as `substituteText` does. */
export function substitute(original: string, lookup: TokenLookup): Substitution {
  if (!original.includes('{{'))
    return { text: original, hasUnknown: false, known: [original], toSource: (start, end) => ({ start, end }) };
  const parts: Part[] = [];
  const known = [''];
  let text = '';
  let at = 0;
  const add = (piece: string, to: number, isValue: boolean): void => {
    parts.push({ start: text.length, end: text.length + piece.length, from: at, to, isValue });
    text += piece;
    at = to;
  };
  for (const { name, start, end } of findTokens(original)) {
    const value = tokenText(lookup(name));
    known.push((known.pop() ?? '') + original.slice(at, start) + (value ?? ''));
    add(original.slice(at, start), start, false);
    if (value === undefined) known.push('');
    add(value ?? original.slice(start, end), end, value !== undefined);
  }
  known.push((known.pop() ?? '') + original.slice(at));
  add(original.slice(at), original.length, false);
  return {
    text,
    hasUnknown: known.length > 1,
    known,
    toSource: (start, end) => ({
      start: place(parts, start, 'start'),
      end: Math.max(place(parts, start, 'start'), place(parts, end, 'end')),
    }),
  };
}

function place(parts: readonly Part[], at: number, edge: 'start' | 'end'): number {
  // A range begins with the part that begins there, and ends with the part that ends there.
  const part =
    parts.find(({ start, end }) => (edge === 'start' ? at >= start && at < end : at > start && at <= end)) ??
    (edge === 'start' ? parts.at(-1) : parts[0]);
  if (!part) return 0;
  if (part.isValue) return edge === 'start' ? part.from : part.to;
  return Math.min(part.to, part.from + Math.max(0, at - part.start));
}
