import { nearestWords } from '../../registry/edit-distance';
import { readDatePhrase } from '../../scenario/dates';
import { datePhrase, findTokens } from '../../scenario/tokens';
import type { Fixer } from './fix-context';
import { changeName } from './fix-tokens';

/** The words of date phrases. */
const vocabulary =
  'a an at from now ago before after in on of the next last this today tomorrow yesterday midnight noon am pm utc gmt second seconds minute minutes hour hours day days week weeks month months year years monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december'.split(
    ' ',
  );
/** More words are no date; each is left out once. */
const mostWords = 12;

/** Phrases like one that is not understood, that are: with its words spelt right, then with one word less. */
export function datePhrasesLike(phrase: string, now: number): readonly string[] {
  const words = phrase.trim().split(/\s+/);
  if (words.length > mostWords) return [];
  const spelt = words.map((word) =>
    /^[a-z]{3,}$/i.test(word) && !vocabulary.includes(word.toLowerCase())
      ? (nearestWords(word, vocabulary, 1)[0] ?? word)
      : word,
  );
  const shorter = spelt.map((_, index) => spelt.toSpliced(index, 1));
  const phrases = [spelt, ...shorter].map((tried) => tried.join(' ')).filter((tried) => tried !== phrase);
  return [...new Set(phrases)].filter((tried) => readDatePhrase(tried, now) !== undefined);
}

/** A phrase that is no date: those like it that are. */
export const fixDate: Fixer = (context) => {
  const { part, span, scenario } = context;
  const [use] = findTokens(part.text.slice(part.fromPiece(span.start), part.fromPiece(span.end)));
  const phrase = use && datePhrase(use.name);
  if (phrase === undefined) return [];
  const count = phrase.trim().split(/\s+/).length;
  // With a word less it is another date: that is for the author to say.
  return datePhrasesLike(phrase, scenario.knowledge.now)
    .slice(0, 3)
    .flatMap((other) => changeName(context, `date(${other})`, other.split(' ').length === count));
};
