import { editDistance, mostErrors, nearestWords } from '../../registry/edit-distance';
import { renderTemplate, type Placeholder, type SentenceTemplate } from '../../registry/template';

/** More words are no sentence that somebody misspelt. */
const mostWords = 60;

/** A word of a template, or a place for some. */
type Slot = { readonly word: string } | { readonly placeholder: Placeholder };

/** A word of an author's text. */
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How much it costs that a word is missing, that one is too much, that one is a value, that a value is missing. */
const costs = { missing: 1, extra: 1.2, value: 0.3, noValue: 0.7 } as const;

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

function fitting({ choices, key, optional }: Placeholder, value: string | undefined): string {
  if (choices) return (value === undefined ? undefined : (choices.find((choice) => choice.toLowerCase() === value.toLowerCase()) ?? nearestWords(value, choices, 1)[0])) ?? choices[0] ?? '';
  return value ?? (optional ? '' : `{${key}}`);
}

const slotsOf = ({ parts }: SentenceTemplate): readonly Slot[] => parts.flatMap((part): readonly Slot[] => (typeof part === 'string' ? wordsOf(part).map(({ text }) => ({ word: text })) : [{ placeholder: part }]));

/** What is between spaces; a token is one word. */
const wordsOf = (text: string): readonly Word[] => [...text.matchAll(/(?:\{\{[^{}\r\n]*\}\}|\S)+/g)].map((found) => ({ text: found[0], start: found.index, end: found.index + found[0].length }));

/** How to come to a pair of slot and word in the cheapest way. */
interface Cell {
  readonly cost: number;
  /** The word is a value of the slot before. */
  readonly from: 'start' | 'word' | 'missing' | 'extra' | 'value' | 'noValue';
  readonly before?: Cell;
  readonly slot: number;
  readonly word: number;
}

function align(slots: readonly Slot[], words: readonly Word[]): ReadonlyMap<Placeholder, { readonly start: number; readonly end: number }> {
  let row = firstRow(words.length);
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

function firstRow(count: number): readonly Cell[] {
  const row: Cell[] = [{ cost: 0, from: 'start', slot: -1, word: -1 }];
  for (let word = 0; word < count; word++) row.push(step(row[word], 'extra', { slot: -1, word }));
  return row;
}

const step = (before: Cell | undefined, from: Cell['from'], { slot, word, cost }: { readonly slot: number; readonly word: number; readonly cost?: number }): Cell => ({
  cost: (before?.cost ?? Infinity) + (cost ?? (from === 'word' || from === 'start' ? 0 : costs[from])),
  from,
  ...(before ? { before } : {}),
  slot,
  word,
});

const cheapest = (cells: readonly Cell[]): Cell => cells.reduce((best, cell) => (cell.cost < best.cost ? cell : best));

function nextRow(above: readonly Cell[], { slot, index, words }: { readonly slot: Slot; readonly index: number; readonly words: readonly Word[] }): readonly Cell[] {
  const isValue = 'placeholder' in slot;
  const row: Cell[] = [step(above[0], isValue ? 'noValue' : 'missing', { slot: index, word: -1 })];
  for (const [word, { text }] of words.entries()) {
    const place = { slot: index, word };
    const [left, diagonal, up] = [row[word], above[word], above[word + 1]];
    const left2 = isValue && left?.from === 'value' && left.slot === index ? [step(left, 'value', { ...place, cost: valueCost(slot.placeholder, text, 'later') })] : [];
    const here = isValue ? [step(diagonal, 'value', { ...place, cost: valueCost(slot.placeholder, text, 'first') }), ...left2, step(up, 'noValue', place)] : [step(diagonal, 'word', { ...place, cost: unlikeness(slot.word, text) }), step(up, 'missing', place)];
    row.push(cheapest([...here, step(left, 'extra', place)]));
  }
  return row;
}

/** A value that is one of a few has the words of one of them. */
function valueCost({ choices }: Placeholder, text: string, place: 'first' | 'later'): number {
  if (!choices) return costs.value;
  const words = choices.flatMap((choice) => (place === 'first' ? choice.split(' ', 1) : choice.split(' ').slice(1)));
  return Math.min(2, ...words.map((word) => unlikeness(word, text)));
}

/** From 0 for the same word to nearly 2: as much as one that is missing and one that is too much. */
function unlikeness(a: string, b: string): number {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  if (one === other) return 0;
  const most = mostErrors(one);
  if (one.length < 3) return other.length < 4 && one.length > 1 && other.startsWith(one) ? 0.5 : 1.9;
  const errors = editDistance(one, other, most);
  return errors > most ? 1.9 : errors / one.length;
}
