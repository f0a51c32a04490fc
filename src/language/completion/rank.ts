import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import type { SayableDefinition } from '../../registry/sentence-index';

/** The words by which a catalog's sentences are found. */
interface WordIndex {
  readonly definitions: readonly SayableDefinition[];
  /** All of them, as the registry lists them. */
  readonly inOrder: readonly Ranked[];
  /** In order, for a search by beginnings. */
  readonly words: readonly string[];
  /** For each word the definitions that have it, and how much it says of them. */
  readonly postings: readonly ReadonlyMap<number, number>[];
}

export interface Ranked {
  readonly definition: SayableDefinition;
  readonly score: number;
  /** Whether every word that is typed is one of its own. */
  readonly isWhole: boolean;
}

/** More words of a text than this say no more about what is meant. */
const mostWords = 30;
const indexes = new WeakMap<Catalog, WordIndex>();

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The definitions with the most of the words typed, in whatever order, the best first; of a word the beginning is enough. All of them where none is typed. */
export function rank(catalog: Catalog, typed: string): readonly Ranked[] {
  const index = indexOf(catalog);
  const words = [...new Set(wordsOf(typed))].slice(0, mostWords);
  if (words.length === 0) return index.inOrder;
  const counts = new Uint8Array(index.definitions.length);
  const scores = new Float64Array(index.definitions.length);
  for (const word of words) addWord(index, word, counts, scores);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  // Half of the words are values, as often as not; less than that is chance.
  const least = most === words.length ? most : Math.max(1, Math.ceil(words.length / 2), most);
  return index.definitions
    .flatMap((definition, at) =>
      (counts[at] ?? 0) >= least ? [{ definition, score: scores[at] ?? 0, isWhole: counts[at] === words.length }] : [],
    )
    .sort((a, b) => b.score - a.score);
}

/** Whether the words of a text are beginnings of words by which a definition is found. */
export function hasWords(catalog: Catalog, definition: StepDefinition): (text: string) => boolean {
  const own = isSayable(definition) ? [...weightsOf(definition, catalog).keys()] : [];
  return (text) => wordsOf(text).every((word) => own.some((each) => each.startsWith(word)));
}

function addWord({ words, postings }: WordIndex, word: string, counts: Uint8Array, scores: Float64Array): void {
  const best = new Map<number, number>();
  for (let at = firstAtLeast(words, word); words[at]?.startsWith(word); at++) {
    const likeness = words[at] === word ? 1 : 0.8;
    for (const [definition, weight] of postings[at] ?? [])
      best.set(definition, Math.max(best.get(definition) ?? 0, weight * likeness));
  }
  for (const [definition, weight] of best) {
    counts[definition] = (counts[definition] ?? 0) + 1;
    scores[definition] = (scores[definition] ?? 0) + weight;
  }
}

function firstAtLeast(words: readonly string[], word: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

function indexOf(catalog: Catalog): WordIndex {
  const known = indexes.get(catalog);
  if (known) return known;
  const definitions = catalog.sentences.all;
  const found = new Map<string, Map<number, number>>();
  for (const [at, definition] of definitions.entries())
    for (const [word, weight] of weightsOf(definition, catalog)) {
      const posting = found.get(word) ?? new Map<number, number>();
      found.set(word, posting.set(at, weight));
    }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const index = {
    definitions,
    inOrder: inOrder(catalog),
    words: sorted.map(([word]) => word),
    postings: sorted.map(([, posting]) => posting),
  };
  indexes.set(catalog, index);
  return index;
}

/** A definition's words: those of its sentence say most, then the cog's, then those of its name. */
function weightsOf(definition: SayableDefinition, catalog: Catalog): ReadonlyMap<string, number> {
  const { expression, cog, name, stepId } = definition;
  const weights = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const word of wordsOf(text)) weights.set(word, Math.max(weights.get(word) ?? 0, weight));
  };
  add(stepId.replace(/([a-z])([A-Z])/g, '$1 $2'), 0.5);
  add(stepId, 0.5);
  add(name, 0.8);
  add(`${cog} ${catalog.cogs.get(cog)?.label ?? ''}`, 1.2);
  // Choices, and names of groups; with them comes what an expression is made of, which nobody types.
  add(expression.pattern.source.replace(/\\./g, ' '), 0.5);
  const said = [...expression.groups, ...expression.required];
  const length = wordsOf(expression.required.join(' ')).length;
  // Of two sentences with the same words the shorter one is nearer.
  add(said.join(' '), 2 - length / 100);
  return weights;
}

const isSayable = (definition: StepDefinition): definition is SayableDefinition => definition.expression !== undefined;

function inOrder({ cogs }: Catalog): readonly Ranked[] {
  return [...cogs.values()].flatMap(({ steps }) =>
    steps.filter(isSayable).map((definition) => ({ definition, score: 0, isWhole: true })),
  );
}
