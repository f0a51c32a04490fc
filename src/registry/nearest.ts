import type { Catalog } from './catalog';
import type { StepDefinition } from './definition';
import { editDistance, mostErrors } from './edit-distance';
import { splitKeyword } from './keywords';
import type { SayableDefinition } from './sentence-index';
import { wordsOf } from './words';
import { renderTemplate, sentenceTemplate } from './template';

export interface NearSentence {
  readonly definition: StepDefinition;
  /** How near it is: 1 where every word of it is there, in order, and no other that it has no place for; above 0. */
  readonly score: number;
}

/** The words of a definition's sentence. */
interface Words {
  readonly definition: StepDefinition;
  /** Places in the vocabulary, in the order of the sentence. */
  readonly words: readonly number[];
  /** For each word its weight: rare words say most. */
  readonly weight: number;
  readonly hasPlaceholders: boolean;
}

/** All sentences of a catalog, each word kept once. */
interface Vocabulary {
  readonly words: readonly string[];
  readonly weights: readonly number[];
  readonly sentences: readonly Words[];
  /** For each word the sentences that hold it; one that holds it twice, twice. */
  readonly uses: readonly (readonly number[])[];
  /** For words of texts the words that are like them: of a text that is being typed all but one were there before. */
  readonly like: Map<string, readonly LikeWord[]>;
}

/** A word of the vocabulary, and how like it is, from 0 to 1. */
interface LikeWord {
  readonly word: number;
  readonly likeness: number;
}

/** What a text has of a vocabulary's word: how like it is the likest word of the text, from 0 to 1, and where it stands. */
interface Likeness {
  readonly likeness: number;
  readonly at: number;
}

/** More words of a text than this say no more about what is meant. */
const mostWords = 60;
/** Words of texts that are kept. */
const mostKept = 1_000;
const leastScore = 0.4;
const vocabularies = new WeakMap<Catalog, Vocabulary>();

/**
 * The definitions whose sentences are nearest to a text that none matches: with misspelled words, in another order, or
 * with a part missing. *Given*, *When*, *Then*, *And* and *But* at the start do not count, nor does case.
 */
export function nearestSentences(catalog: Catalog, text: string, count: number): readonly NearSentence[] {
  const vocabulary = vocabularyOf(catalog);
  const words = textsOf(splitKeyword(text).rest).slice(0, mostWords);
  const distinct = [...new Set(words)];
  const likenesses = likest(distinct, vocabulary);
  const reading = { likenesses, vocabulary, count: distinct.length };
  const best: Scored[] = [];
  // A score is never above the bound: behind the first that cannot reach the best ones none can.
  for (const { place, bound } of boundsOf(likenesses, vocabulary)) {
    if (bound + 1e-9 < (best[count - 1]?.score ?? leastScore)) break;
    const sentence = vocabulary.sentences[place];
    const reached = sentence ? score(sentence, reading) : 0;
    if (sentence && reached >= leastScore) insert(best, { definition: sentence.definition, score: reached, place });
  }
  return best.slice(0, count).map(({ definition, score: reached }) => ({ definition, score: reached }));
}

type Scored = NearSentence & { readonly place: number };

/** The best first; of equals the first in order. */
function insert(best: Scored[], scored: Scored): void {
  const at = best.findIndex(
    (other) => other.score < scored.score || (other.score === scored.score && other.place > scored.place),
  );
  best.splice(at < 0 ? best.length : at, 0, scored);
}

/** How near each sentence can be at most, by the weight of its words that are there; the nearest first. */
function boundsOf(
  likenesses: ReadonlyMap<number, Likeness>,
  { sentences, uses, weights }: Vocabulary,
): readonly { readonly place: number; readonly bound: number }[] {
  const found = new Float64Array(sentences.length);
  for (const [word, { likeness }] of likenesses)
    for (const place of uses[word] ?? []) found[place] = (found[place] ?? 0) + likeness * (weights[word] ?? 0);
  const bounds = sentences.flatMap(({ weight }, place) => {
    const bound = (found[place] ?? 0) / weight;
    return bound >= leastScore ? { place, bound } : [];
  });
  return bounds.sort((a, b) => b.bound - a.bound);
}

const textsOf = (sentence: string): readonly string[] => wordsOf(sentence).map(({ text }) => text);

function vocabularyOf(catalog: Catalog): Vocabulary {
  const known = vocabularies.get(catalog);
  if (known) return known;
  const places = new Map<string, number>();
  const place = (word: string): number => places.get(word) ?? (places.set(word, places.size), places.size - 1);
  const sentences = catalog.sentences.all.map((definition) => {
    return {
      definition,
      words: textsOf(fixedText(definition)).map(place),
      hasPlaceholders: definition.expression.groups.length > 0,
    };
  });
  const uses = [...places.keys()].map((): number[] => []);
  for (const [place, { words }] of sentences.entries()) for (const word of words) uses[word]?.push(place);
  const weights = uses.map((own) => Math.log(1 + sentences.length / Math.max(1, new Set(own).size)));
  const weigh = (words: readonly number[]): number => words.reduce((sum, word) => sum + (weights[word] ?? 0), 0);
  const vocabulary: Vocabulary = {
    words: [...places.keys()],
    weights,
    sentences: sentences.map((sentence) => ({ ...sentence, weight: weigh(sentence.words) })),
    uses,
    like: new Map(),
  };
  vocabularies.set(catalog, vocabulary);
  return vocabulary;
}

/** The texts that any sentence of it holds: they are at hand, where a template has to be made. */
function fixedText(definition: SayableDefinition): string {
  const { required, literals } = definition.expression;
  // An expression of alternatives requires much that is not always the same.
  const saysLittle = literals === 0 || literals > 1.5 * required.join('').length;
  const template = saysLittle ? sentenceTemplate(definition) : undefined;
  return template ? renderTemplate(template, ({ choices }) => choices?.[0] ?? ' ') : required.join(' ');
}

/** For each word of the vocabulary that is like one of a text, the likest. */
function likest(words: readonly string[], vocabulary: Vocabulary): ReadonlyMap<number, Likeness> {
  const best = new Map<number, Likeness>();
  for (const [at, text] of words.entries()) {
    for (const { word, likeness } of likeWords(text, vocabulary))
      if (likeness > (best.get(word)?.likeness ?? 0)) best.set(word, { likeness, at });
  }
  return best;
}

function likeWords(text: string, { words, like }: Vocabulary): readonly LikeWord[] {
  const known = like.get(text);
  if (known) return known;
  if (like.size >= mostKept) like.clear();
  const found = words.flatMap((word, place) => {
    const likeness = likenessOf(word, text);
    return likeness > 0 ? { word: place, likeness } : [];
  });
  like.set(text, found);
  return found;
}

function likenessOf(word: string, text: string): number {
  if (word === text) return 1;
  // Words of a letter or two are other words when a letter is wrong.
  if (word.length < 3) return 0;
  const most = mostErrors(word);
  const errors = editDistance(word, text, most);
  return errors > most ? 0 : 1 - errors / word.length;
}

interface Reading {
  readonly likenesses: ReadonlyMap<number, Likeness>;
  readonly vocabulary: Vocabulary;
  /** How many different words the text has. */
  readonly count: number;
}

function score({ words, weight, hasPlaceholders }: Words, { likenesses, vocabulary, count }: Reading): number {
  let found = 0;
  let inOrder = 0;
  let steps = 0;
  let last = -1;
  const covered = new Set<number>();
  for (const word of words) {
    const like = likenesses.get(word);
    if (!like) continue;
    const { likeness, at } = like;
    found += likeness * (vocabulary.weights[word] ?? 0);
    covered.add(at);
    steps += 1;
    if (at > last) inOrder += 1;
    last = at;
  }
  if (weight === 0 || steps === 0) return 0;
  const extra = (count - covered.size) / count;
  // Values are words, too: where there is a place for them they say little against a sentence.
  return (found / weight) * (0.85 + (0.15 * inOrder) / steps) * (1 - extra * (hasPlaceholders ? 0.2 : 0.5));
}
