import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import { splitKeyword } from '../../registry/keywords';
import { resolveSentence } from '../../registry/resolve';
import type { Placeholder } from '../../registry/template';
import { fillPlaces, wordsOf, type Filling, type Word } from '../core/fill-template';
import type { ValuePlace } from '../place/place';
import { hasWords } from './rank';
import type { Sentence } from './sentence-parts';
import type { Part, Stop } from './sentence-stops';
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
  const { keyword, rest } = splitKeyword(whole);
  const i = /^i\s+/i.exec(rest)?.[0] ?? '';
  const text = rest.slice(i.length);
  const cursor = fromQuotes(place.typed, place.style).length - (whole.length - text.length);
  const words = wordsOf(text);
  const search = words.flatMap((word) =>
    word.value || word.start >= cursor ? [] : [text.slice(word.start, Math.min(word.end, cursor))],
  );
  return { keyword, saysI: i !== '', text, words, search: search.join(' '), cursor };
}

/** The parts of a sentence with the values that an author has written: each in its place where there is one, the others behind the sentence. `undefined` where it would mean another one. */
export function fillSentence(sentence: Sentence, typed: TypedSentence, catalog: Catalog): readonly Part[] | undefined {
  const { parts, definition } = sentence;
  if (typed.words.length === 0) return parts;
  const isOwn = hasWords(catalog, definition);
  const words = typed.words.map((word) =>
    word.start < typed.cursor && !word.value && isOwn(word.text) ? { ...word, isSearched: true } : word,
  );
  const filling = fillPlaces({ parts }, typed.text, words);
  const all = typed.words.flatMap(({ text, value }) => (value ? [text] : []));
  const tries = filling.values.size > 0 ? [filling, { values: new Map<Placeholder, string>(), left: all }] : [filling];
  const filled = tries.map((each) => ({
    parts: put(sentence, each, (value) => value),
    meaning: meaningOf(sentence, each, catalog),
  }));
  const good = filled.find(({ meaning }) => meaning === definition);
  if (good) return good.parts;
  return filled.some(({ meaning }) => meaning !== undefined) ? undefined : filled.at(-1)?.parts;
}

/** What a sentence means when it is filled so. What a token will hold is not known: a value that is understood will do. */
function meaningOf(sentence: Sentence, filling: Filling, catalog: Catalog): StepDefinition | undefined {
  const parts = put(sentence, filling, (value, { example }) => (value.includes('{{') ? example : value));
  const text = parts.map((part) => (typeof part === 'string' ? part : (part.choices?.[0] ?? part.start))).join('');
  return resolveSentence(catalog, text.trimEnd(), Object.fromEntries(sentence.lacking.map((key) => [key, ''])))
    ?.definition;
}

function put(
  { parts }: Sentence,
  { values, left }: Filling,
  write: (value: string, stop: Stop) => string,
): readonly Part[] {
  const filled = parts.map((part) => {
    const value = typeof part === 'string' ? undefined : values.get(part);
    // A word that is a stop's name is there to find it.
    return typeof part === 'string' || value === undefined || value.toLowerCase() === part.key.toLowerCase()
      ? part
      : write(value, part);
  });
  return unquoted(left.length > 0 ? behind(filled, left) : filled);
}

/** Values that have no place stay, behind what would else swallow them. */
function behind(parts: readonly Part[], left: readonly string[]): readonly Part[] {
  const kept = parts.map((part) =>
    typeof part === 'string' || part.start !== '' ? part : { ...part, isOffered: false },
  );
  return [...kept, ` ${left.join(' ')}`];
}

/** A value in quotes where the sentence has quotes of its own. */
function unquoted(parts: readonly Part[]): readonly Part[] {
  return parts.map((part, index) => {
    const quote = typeof part === 'string' ? /^(["']).+\1$/.exec(part)?.[1] : undefined;
    const [before, next] = [parts[index - 1], parts[index + 1]];
    const isTwice =
      quote !== undefined &&
      typeof before === 'string' &&
      before.endsWith(quote) &&
      typeof next === 'string' &&
      next.startsWith(quote);
    return isTwice && typeof part === 'string' ? part.slice(1, -1) : part;
  });
}
