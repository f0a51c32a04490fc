/** No word is longer, for what is compared here. */
const longest = 200;
/** Three rows of a table of distances: the one that is filled, and the two before it. */
interface Rows {
  readonly before: Uint16Array;
  readonly above: Uint16Array;
  readonly current: Uint16Array;
}

/** Used over and over: words are compared by the ten thousand. */
const kept: Rows = {
  before: new Uint16Array(longest + 1),
  above: new Uint16Array(longest + 1),
  current: new Uint16Array(longest + 1),
};

/**
 * How many letters to put in, leave out, change, or swap with a neighbour to make one word of another (Damerau and
 * Levenshtein, no letter touched twice); `most + 1` where it takes more than `most`. Letters beyond 200 do not count.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const [height, width] = [Math.min(a.length, longest), Math.min(b.length, longest)];
  let rows = kept;
  for (let column = 0; column <= width; column++) rows.above[column] = column;
  for (let row = 1; row <= height; row++) {
    if (fillRow(a, b, row, rows) > most) return most + 1;
    rows = { before: rows.above, above: rows.current, current: rows.before };
  }
  return Math.min(rows.above[width] ?? 0, most + 1);
}

/** @returns the least distance in the row: there is no way back below it. */
function fillRow(a: string, b: string, row: number, { before, above, current }: Rows): number {
  const width = Math.min(b.length, longest);
  let least = (current[0] = row);
  for (let column = 1; column <= width; column++) {
    const isSame = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
    let cost = Math.min(
      (above[column - 1] ?? 0) + (isSame ? 0 : 1),
      (above[column] ?? 0) + 1,
      (current[column - 1] ?? 0) + 1,
    );
    if (isSwap(a, b, row, column)) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
    current[column] = cost;
    least = Math.min(least, cost);
  }
  return least;
}

/** Before the first letter stands none: `NaN` is like nothing. */
const isSwap = (a: string, b: string, row: number, column: number): boolean =>
  a.charCodeAt(row - 1) === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === b.charCodeAt(column - 1);

/** So many letters of a word may be wrong: a third of them. */
export const mostErrors = (word: string): number => Math.ceil(word.length / 3);

/**
 * The words that somebody may have meant, the nearest first, of equals the first in order: for names of cogs, step ids,
 * fields and tokens. Letters that differ in case only count next to nothing.
 */
export function nearestWords(word: string, candidates: Iterable<string>, count: number): readonly string[] {
  const wanted = word.toLowerCase();
  const near: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const most = mostErrors(wanted.length > candidate.length ? wanted : candidate);
    const distance = editDistance(wanted, candidate.toLowerCase(), most);
    if (distance <= most && distance < Math.max(wanted.length, candidate.length))
      near.push({ candidate, distance: candidate === word ? -1 : distance });
  }
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
