import type { InFile } from '../../scenario/document/offsets';

/** A place in a text as editors say it: both from 0, in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Gives the position of an offset of a file's text; lines end with `\n`, `\r\n` or `\r`. */
export function createPositions(text: string): (offset: InFile) => Position {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  return (offset) => {
    let low = 0;
    for (let high = starts.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low, character: offset - (starts[low] ?? 0) };
  };
}
