import { sameValue } from '../../scenario/edit/plain-value';
import type { StepConfiguration } from '../../wire/definition';
import { canonical } from '../model/json-value';
import { longestRise } from './longest-increasing-subsequence';

/** One step in two lists, by its places there (from 0). */
export interface Pair {
  readonly before: number;
  readonly after: number;
  /** Whether it stands among other steps now. */
  readonly moved: boolean;
}

type Steps = readonly StepConfiguration[];

/** What two steps that are the same step are worth; more than any two that are only alike. */
const same = 6;
/** From here on, two steps that stand at other places are one step that was moved and changed. */
const muchAlike = 3;
/** Above so many comparisons only steps that are the same are found. */
const mostComparisons = 2_000_000;

/** 0 where two steps are not one; else at least 1, and below `same`. */
function likeness(a: StepConfiguration, b: StepConfiguration): number {
  if (a.cog !== b.cog || a.stepId !== b.stepId) return 0;
  const keys = [...new Set([...Object.keys(a.data ?? {}), ...Object.keys(b.data ?? {})])];
  const shared = keys.filter((key) => sameValue(a.data?.[key], b.data?.[key])).length;
  return 1 + (a.name !== undefined && a.name === b.name ? 2 : 0) + (keys.length === 0 ? 1 : (2 * shared) / keys.length);
}

/** Compares the steps of two lists. */
class Comparison {
  readonly #before: readonly string[];
  readonly #after: readonly string[];

  constructor(
    readonly before: Steps,
    readonly after: Steps,
  ) {
    this.#before = before.map(canonical);
    this.#after = after.map(canonical);
  }

  isSame(before: number, after: number): boolean {
    return this.#before[before] === this.#after[after];
  }

  worth(before: number, after: number): number {
    if (this.isSame(before, after)) return same;
    const [a, b] = [this.before[before], this.after[after]];
    return a && b ? likeness(a, b) : 0;
  }

  /** For each of some steps of `before` one of `after` that is the same, each once. */
  twins(before: readonly number[], after: readonly number[]): readonly (readonly [number, number])[] {
    const places = new Map<string, number[]>();
    for (const index of after.toReversed()) {
      const key = this.#after[index] ?? '';
      const known = places.get(key);
      if (known) known.push(index);
      else places.set(key, [index]);
    }
    return before.flatMap((index): (readonly [number, number])[] => {
      const twin = places.get(this.#before[index] ?? '')?.pop();
      return twin === undefined ? [] : [[index, twin]];
    });
  }
}

type Places = readonly (readonly [number, number])[];
const range = (start: number, end: number): readonly number[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);

/** The pairs in order that are worth most together. */
function bestInOrder(comparison: Comparison, before: readonly number[], after: readonly number[]): Places {
  const width = after.length + 1;
  const best = new Float64Array((before.length + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  /** What is left from here on is worth so much with both of these as one; 0 where they are not one. */
  const together = (row: number, column: number): number => {
    const worth = comparison.worth(before[row] ?? -1, after[column] ?? -1);
    return worth > 0 ? worth + at(row + 1, column + 1) : 0;
  };
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--)
      best[row * width + column] = Math.max(at(row + 1, column), at(row, column + 1), together(row, column));
  }
  const pairs: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  while (at(row, column) > 0) {
    if (at(row, column) === together(row, column)) pairs.push([before[row++] ?? 0, after[column++] ?? 0]);
    else if (at(row, column) === at(row + 1, column)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** What stands in one order in both lists: what is the same at both ends, and between them what fits best. */
function inOrder(comparison: Comparison): Places {
  const { before, after } = comparison;
  let start = 0;
  while (start < Math.min(before.length, after.length) && comparison.isSame(start, start)) start += 1;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    comparison.isSame(before.length - 1 - end, after.length - 1 - end)
  )
    end += 1;
  const [left, right] = [range(start, before.length - end), range(start, after.length - end)];
  const middle =
    left.length * right.length > mostComparisons
      ? longestRise(comparison.twins(left, right))
      : bestInOrder(comparison, left, right);
  const ends = range(0, end).map((index): readonly [number, number] => [
    before.length - end + index,
    after.length - end + index,
  ]);
  return [...range(0, start).map((index): readonly [number, number] => [index, index]), ...middle, ...ends];
}

/** Steps that stand at another place now: the same first, then those that are much alike, the likest first. */
function moved(comparison: Comparison, before: readonly number[], after: readonly number[]): Places {
  const twins = comparison.twins(before, after);
  const [used, taken] = [new Set(twins.map(([index]) => index)), new Set(twins.map(([, index]) => index))];
  const [left, right] = [before.filter((index) => !used.has(index)), after.filter((index) => !taken.has(index))];
  if (left.length * right.length > mostComparisons) return twins;
  const alike = left
    .flatMap((one) => right.map((other) => ({ one, other, worth: comparison.worth(one, other) })))
    .filter(({ worth }) => worth >= muchAlike);
  const pairs = [...twins];
  for (const { one, other } of alike.sort((a, b) => b.worth - a.worth || a.one - b.one || a.other - b.other)) {
    if (used.has(one) || taken.has(other)) continue;
    used.add(one);
    taken.add(other);
    pairs.push([one, other]);
  }
  return pairs;
}

/**
 * Which steps of two lists are one step. Steps that are the same come together first, also where some of them repeat; then
 * those of the same cog and step id by what else they share. Two lists that differ in the same way get the same pairs. In
 * the order of `after`.
 */
export function alignSteps(before: Steps, after: Steps): readonly Pair[] {
  const comparison = new Comparison(before, after);
  const ordered = inOrder(comparison);
  const sure = ordered.filter(([one, other]) => comparison.isSame(one, other));
  const weak = ordered.filter(([one, other]) => !comparison.isSame(one, other));
  const without = (list: Steps, side: 0 | 1, pairs: Places): readonly number[] => {
    const paired = new Set(pairs.map((pair) => pair[side]));
    return range(0, list.length).filter((index) => !paired.has(index));
  };
  // A step that still stands somewhere unchanged is that one, not one that is merely alike.
  const twins = comparison.twins(without(before, 0, sure), without(after, 1, sure));
  const kept = weak.filter(([one, other]) => !twins.some((twin) => twin[0] === one || twin[1] === other));
  const still = [...sure, ...kept];
  const elsewhere = moved(comparison, without(before, 0, still), without(after, 1, still));
  const pairs = [
    ...still.map((pair) => [...pair, false] as const),
    ...elsewhere.map((pair) => [...pair, true] as const),
  ];
  return pairs
    .map(([one, other, isMoved]) => ({ before: one, after: other, moved: isMoved }))
    .sort((a, b) => a.after - b.after);
}
