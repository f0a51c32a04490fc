import { editDistance, mostErrors, nearestWords } from '../../registry/edit-distance';
import { accepts, renderTemplate, type Placeholder, type SentenceTemplate } from '../../registry/template';

/** More words are no sentence that somebody misspelt. */
const mostWords = 60;

/** A word of a template, or a place for some. */
type Slot = { readonly word: string } | { readonly placeholder: Placeholder };

/** A word of an author's text. A token is one word, and so is a text in quotes. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What it looks like, where that is surely no word of a sentence. */
  readonly value?: 'address' | 'email' | 'number' | 'text';
  /** Whether it is there to find the sentence by: seldom a value. */
  readonly isSearched?: boolean;
}

/** What an author's text says for a template. */
export interface Filling {
  readonly values: ReadonlyMap<Placeholder, string>;
  /** Values that have no place in it. */
  readonly left: readonly string[];
}

/** How much it costs that a word is missing, that one is too much, that one is a value, that a value is missing. */
const costs = { missing: 1, extra: 1.2, value: 0.3, noValue: 0.7 } as const;
/** What it costs that a value has no place, is in one that takes no such value, that a word to search by is taken for one, behind a word of the sentence or elsewhere, that only the beginning of a word is there. */
const unusual = { lost: 6, wrongPlace: 7, searched: 0.9, stray: 1.95, begun: 0.6 } as const;

/**
 * The sentence of a template with the values that stand in an author's text; for a value that does not, `{key}`. The text
 * is laid beside the template so that as many of its words as can be are the template's, or nearly, and what is left in
 * between are values.
 */
export function fillTemplate(template: SentenceTemplate, text: string): string {
  const words = wordsOf(text);
  if (words.length > mostWords) return renderTemplate(template);
  const values = align(slotsOf(template), words);
  return renderTemplate(template, (placeholder) => {
    const found = values.get(placeholder);
    return fitting(placeholder, found && text.slice(found.start, found.end));
  });
}

/** The values of an author's text, each in the place of a template where it fits, or left over: none gets lost. Of words that are no values some do. */
export function fillPlaces(template: SentenceTemplate, text: string, words: readonly Word[]): Filling {
  const valued = words.filter(({ value }) => value !== undefined);
  if (words.length > mostWords) return { values: new Map(), left: valued.map((word) => word.text) };
  const found = [...align(slotsOf(template), words)].map(([placeholder, { start, end }]) => ({
    placeholder,
    start,
    end,
    value: text.slice(start, end),
  }));
  const kept = found.filter(({ placeholder, value }) => fits(placeholder, value));
  const left = valued.filter(({ start, end }) => !kept.some((place) => place.start <= start && end <= place.end));
  return {
    values: new Map(kept.map(({ placeholder, value }) => [placeholder, value])),
    left: left.map((word) => word.text),
  };
}

/** What a token will hold is not known here. */
function fits(placeholder: Placeholder, value: string): boolean {
  return placeholder.choices
    ? placeholder.choices.includes(value)
    : value.includes('{{') || accepts(placeholder, value);
}

function fitting({ choices, key, optional }: Placeholder, value: string | undefined): string {
  if (!choices) return value ?? (optional ? '' : `{${key}}`);
  return (value === undefined ? undefined : nearestChoice(choices, value)) ?? choices[0] ?? '';
}

function nearestChoice(choices: readonly string[], value: string): string | undefined {
  const same = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  return same ?? nearestWords(value, choices, 1)[0];
}

const slotsOf = ({ parts }: SentenceTemplate): readonly Slot[] =>
  parts.flatMap((part): readonly Slot[] =>
    typeof part === 'string' ? wordsOf(part).map(({ text }) => ({ word: text })) : [{ placeholder: part }],
  );

const wordPattern = /(?<![^\s])(?:"[^"\r\n]+"|'[^'\r\n]+')(?=[\s,.;]|$)|(?:\{\{[^{}\r\n]*\}\}|\S)+/g;

/** What is between spaces, a token and a text in quotes as a whole. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(wordPattern)].map(({ 0: word, index }) => {
    const value = kindOf(word);
    return { text: word, start: index, end: index + word.length, ...(value ? { value } : {}) };
  });
}

function kindOf(word: string): Word['value'] {
  if (word.includes('{{') || /^["'].+["']$/.test(word)) return 'text';
  if (/^\w+:\/\//.test(word)) return 'address';
  if (/[^@\s]@[^@\s]/.test(word)) return 'email';
  return /^[-+]?\d/.test(word) ? 'number' : undefined;
}

/** The last slot and the last word that are passed: their indexes, -1 for none yet. */
interface Passed {
  readonly slot: number;
  readonly word: number;
}

/** How to come to a pair of slot and word in the cheapest way. */
interface Cell extends Passed {
  readonly cost: number;
  /** The word is a value of the slot before. */
  readonly from: 'start' | 'word' | 'missing' | 'extra' | 'value' | 'noValue';
  readonly before?: Cell;
}

function align(
  slots: readonly Slot[],
  words: readonly Word[],
): ReadonlyMap<Placeholder, { readonly start: number; readonly end: number }> {
  let row = firstRow(words);
  for (const [index, slot] of slots.entries()) row = nextRow(row, { slot, index, words });
  const values = new Map<Placeholder, { readonly start: number; readonly end: number }>();
  for (let cell: Cell | undefined = row.at(-1); cell; cell = cell.before) {
    const slot = slots[cell.slot];
    const word = words[cell.word];
    if (cell.from !== 'value' || !slot || !word || !('placeholder' in slot)) continue;
    values.set(slot.placeholder, { start: word.start, end: values.get(slot.placeholder)?.end ?? word.end });
  }
  return values;
}

function firstRow(words: readonly Word[]): readonly Cell[] {
  const row: Cell[] = [{ cost: 0, from: 'start', slot: -1, word: -1 }];
  for (const [index, word] of words.entries())
    row.push(step(row[index], 'extra', { slot: -1, word: index, cost: extraCost(word) }));
  return row;
}

const step = (
  before: Cell | undefined,
  from: Cell['from'],
  { slot, word, cost }: Passed & { readonly cost?: number },
): Cell => ({
  cost: (before?.cost ?? Infinity) + (cost ?? (from === 'word' || from === 'start' ? 0 : costs[from])),
  from,
  ...(before ? { before } : {}),
  slot,
  word,
});

const cheapest = (cells: readonly Cell[]): Cell => cells.reduce((best, cell) => (cell.cost < best.cost ? cell : best));

interface Row {
  readonly slot: Slot;
  /** The slot's index. */
  readonly index: number;
  readonly words: readonly Word[];
}

function nextRow(above: readonly Cell[], { slot, index, words }: Row): readonly Cell[] {
  const row: Cell[] = [step(above[0], 'placeholder' in slot ? 'noValue' : 'missing', { slot: index, word: -1 })];
  for (const [at, word] of words.entries()) {
    const place = { slot: index, word: at };
    const around = { left: row[at], diagonal: above[at], up: above[at + 1] };
    const ways =
      'placeholder' in slot
        ? valueCells(slot.placeholder, word, place, around)
        : wordCells(wordCost(slot.word, word), place, around);
    row.push(cheapest([...ways, step(around.left, 'extra', { ...place, cost: extraCost(word) })]));
  }
  return row;
}

interface Neighbours {
  readonly left: Cell | undefined;
  readonly diagonal: Cell | undefined;
  readonly up: Cell | undefined;
}

const wordCells = (cost: number, place: Passed, { diagonal, up }: Neighbours): readonly Cell[] => [
  step(diagonal, 'word', { ...place, cost }),
  step(up, 'missing', place),
];

function valueCells(
  placeholder: Placeholder,
  word: Word,
  place: Passed,
  { left, diagonal, up }: Neighbours,
): readonly Cell[] {
  const isBehindWord = diagonal?.from === 'word';
  const first = step(diagonal, 'value', {
    ...place,
    cost: valueCost(placeholder, word, isBehindWord ? 'behind' : 'first'),
  });
  const goesOn = left?.from === 'value' && left.slot === place.slot;
  return [
    first,
    ...(goesOn ? [step(left, 'value', { ...place, cost: valueCost(placeholder, word, 'later') })] : []),
    step(up, 'noValue', place),
  ];
}

const extraCost = ({ value }: Word): number => (value ? unusual.lost : costs.extra);

/** A value is a word of the sentence only where it is the very same. */
const wordCost = (wanted: string, { text, value }: Word): number =>
  value && wanted !== text ? unusual.lost : unlikeness(wanted, text);

/** A value that is one of a few has the words of one of them. */
function valueCost(placeholder: Placeholder, word: Word, place: 'behind' | 'first' | 'later'): number {
  const { choices, example } = placeholder;
  if (choices) {
    const words = choices.flatMap((choice) => (place === 'later' ? choice.split(' ').slice(1) : choice.split(' ', 1)));
    return Math.min(2, ...words.map((each) => wordCost(each, word)));
  }
  if (word.isSearched) return place === 'behind' ? unusual.searched : unusual.stray;
  if (!word.value) return costs.value;
  if (!word.text.includes('{{') && !accepts(placeholder, word.text)) return unusual.wrongPlace;
  return word.value === kindOf(example) ? costs.value / 3 : costs.value;
}

/** From 0 for the same word to nearly 2: as much as one that is missing and one that is too much. */
function unlikeness(a: string, b: string): number {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  if (one === other) return 0;
  const most = mostErrors(one);
  if (one.length < 3) return other.length < 4 && one.length > 1 && other.startsWith(one) ? 0.5 : 1.9;
  if (other.length >= 3 && one.startsWith(other)) return unusual.begun;
  const errors = editDistance(one, other, most);
  return errors > most ? 1.9 : errors / one.length;
}
