import type { Catalog } from '../../registry/catalog';
import { resolveSentence } from '../../registry/resolve';
import { fillPlaces, wordsOf, type Word } from '../fill-template';
import { opening } from './habits';
import type { ValuePlace } from './place';
import { hasWords } from './rank';
import type { Sentence } from './sentence-parts';
import type { Part } from './sentence-stops';
import { fromQuotes } from './snippet';

/** What an author has written where a sentence is proposed. */
export interface TypedSentence {
  /** *Given* and the like, with the space behind it; there is nothing to escape in it. */
  readonly keyword: string;
  /** Whether "I" is typed behind it. */
  readonly saysI: boolean;
  /** What follows them, and its words. */
  readonly text: string;
  readonly words: readonly Word[];
  /** The words before the cursor that are to find a sentence. */
  readonly search: string;
  /** Where the cursor is in `text`. */
  readonly cursor: number;
}

export function readTyped(file: string, place: ValuePlace): TypedSentence {
  const whole = fromQuotes(file.slice(place.span.start, place.span.end), place.style);
  const [opened = '', keyword = '', i] = opening.exec(whole) ?? [];
  const text = whole.slice(opened.length);
  const cursor = fromQuotes(place.typed, place.style).length - opened.length;
  const words = wordsOf(text);
  const search = words.flatMap((word) => (word.value || word.start >= cursor ? [] : [text.slice(word.start, Math.min(word.end, cursor))]));
  return { keyword, saysI: i !== undefined, text, words, search: search.join(' '), cursor };
}

/** The parts of a sentence with the values that an author has written: each in its place where there is one, the others behind the sentence. `undefined` where it would mean another one. */
export function fillSentence(sentence: Sentence, typed: TypedSentence, catalog: Catalog): readonly Part[] | undefined {
  const { parts, definition } = sentence;
  if (typed.words.length === 0) return parts;
  const isOwn = hasWords(catalog, definition);
  const words = typed.words.map((word) => (word.start < typed.cursor && !word.value && isOwn(word.text) ? { ...word, isSearched: true } : word));
  const filling = fillPlaces({ parts }, typed.text, words);
  const put = parts.map((part) => (typeof part === 'string' ? part : (withValue(part, filling.values.get(part)) ?? part)));
  const all = typed.words.flatMap(({ text, value }) => (value ? [text] : []));
  const tries = filling.values.size > 0 ? [[put, filling.left] as const, [parts, all] as const] : [[parts, all] as const];
  const filled = tries.map(([tried, left]) => unquoted(left.length > 0 ? behind(tried, left) : tried));
  const meanings = filled.map((tried) => resolveSentence(catalog, exampleOf(tried), given(sentence))?.definition);
  const good = meanings.indexOf(definition);
  if (good >= 0) return filled[good];
  return meanings.some((meaning) => meaning !== undefined) ? undefined : filled.at(-1);
}

const given = ({ lacking }: Sentence): Readonly<Record<string, unknown>> => Object.fromEntries(lacking.map((key) => [key, '']));

/** A word that is a stop's name is there to find it. */
const withValue = ({ key }: { readonly key: string }, value: string | undefined): string | undefined => (value === undefined || value.toLowerCase() === key.toLowerCase() ? undefined : value);

/** Values that have no place stay, behind what would else swallow them. */
function behind(parts: readonly Part[], left: readonly string[]): readonly Part[] {
  const kept = parts.map((part) => (typeof part === 'string' || part.start !== '' ? part : { ...part, isOffered: false }));
  return [...kept, ` ${left.join(' ')}`];
}

/** A value in quotes where the sentence has quotes of its own. */
function unquoted(parts: readonly Part[]): readonly Part[] {
  return parts.map((part, index) => {
    const quote = typeof part === 'string' ? /^(["']).+\1$/.exec(part)?.[1] : undefined;
    const [before, next] = [parts[index - 1], parts[index + 1]];
    const isTwice = quote !== undefined && typeof before === 'string' && before.endsWith(quote) && typeof next === 'string' && next.startsWith(quote);
    return isTwice && typeof part === 'string' ? part.slice(1, -1) : part;
  });
}

/** The sentence with an example for each stop; what a token will hold is not known, a value that is understood will do. */
function exampleOf(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part !== 'string' ? (part.choices?.[0] ?? part.start) : part.replace(/\{\{[^{}]*\}\}/g, 'value'))).join('').trimEnd();
}
