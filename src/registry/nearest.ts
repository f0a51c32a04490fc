import type { Catalog } from './catalog';
import type { StepDefinition } from './definition';
import { editDistance, mostErrors } from './edit-distance';
import type { SayableDefinition } from './sentence-index';
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
}

/** What a text has of a vocabulary's word: how like it is the likest word of the text, from 0 to 1, and where it stands. */
interface Likeness {
  readonly likeness: number;
  readonly at: number;
}

/** More words of a text than this say no more about what is meant. */
const mostWords = 60;
const leastScore = 0.4;
const vocabularies = new WeakMap<Catalog, Vocabulary>();

/**
 * The definitions whose sentences are nearest to a text that none matches: with misspelled words, in another order, or
 * with a part missing. *Given*, *When*, *Then*, *And* and *But* at the start do not count, nor does case.
 */
export function nearestSentences(catalog: Catalog, text: string, count: number): readonly NearSentence[] {
  const vocabulary = vocabularyOf(catalog);
  const words = wordsOf(text.replace(/^\s*(?:given|when|then|and|but)\s/i, '')).slice(0, mostWords);
  const distinct = [...new Set(words)];
  const likenesses = vocabulary.words.map((word) => likest(word, distinct));
  return vocabulary.sentences
    .map((sentence) => ({ definition: sentence.definition, score: score(sentence, { likenesses, vocabulary, count: distinct.length }) }))
    .filter(({ score: reached }) => reached >= leastScore)
    .sort((a, b) => b.score - a.score)
    .slice(0, count);
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}%]+/gu) ?? [];

function vocabularyOf(catalog: Catalog): Vocabulary {
  const known = vocabularies.get(catalog);
  if (known) return known;
  const places = new Map<string, number>();
  const place = (word: string): number => places.get(word) ?? (places.set(word, places.size), places.size - 1);
  const sentences = catalog.sentences.all.map((definition) => {
    return { definition, words: wordsOf(fixedText(definition)).map(place), hasPlaceholders: definition.expression.groups.length > 0 };
  });
  const uses = new Map<number, number>();
  for (const { words } of sentences) for (const word of new Set(words)) uses.set(word, (uses.get(word) ?? 0) + 1);
  const weights = [...places.values()].map((word) => Math.log(1 + sentences.length / (uses.get(word) ?? 1)));
  const weigh = (words: readonly number[]): number => words.reduce((sum, word) => sum + (weights[word] ?? 0), 0);
  const vocabulary = { words: [...places.keys()], weights, sentences: sentences.map((sentence) => ({ ...sentence, weight: weigh(sentence.words) })) };
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

function likest(word: string, words: readonly string[]): Likeness {
  const exact = words.indexOf(word);
  if (exact >= 0) return { likeness: 1, at: exact };
  let best: Likeness = { likeness: 0, at: -1 };
  const most = mostErrors(word);
  for (const [at, other] of words.entries()) {
    // Words of a letter or two are other words when a letter is wrong.
    const errors = word.length < 3 ? most + 1 : editDistance(word, other, most);
    const likeness = errors > most ? 0 : 1 - errors / word.length;
    if (likeness > best.likeness) best = { likeness, at };
  }
  return best;
}

interface Reading {
  readonly likenesses: readonly Likeness[];
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
    const { likeness, at } = likenesses[word] ?? { likeness: 0, at: -1 };
    if (at < 0) continue;
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
