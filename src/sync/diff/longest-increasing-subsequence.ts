/** Of pairs whose first numbers rise, the most whose second numbers rise too. */
export function longestRise(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  /** Where the best chain of each length ends, as an index of `pairs`. */
  const ends: number[] = [];
  const links: (number | undefined)[] = [];
  const second = (index: number | undefined): number => pairs[index ?? -1]?.[1] ?? Number.NEGATIVE_INFINITY;
  for (const index of pairs.keys()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (second(ends[middle]) < second(index)) low = middle + 1;
      else high = middle;
    }
    links[index] = ends[low - 1];
    ends[low] = index;
  }
  const chain: (readonly [number, number])[] = [];
  for (let index = ends.at(-1); index !== undefined; index = links[index]) {
    const pair = pairs[index];
    if (pair) chain.push(pair);
  }
  return chain.reverse();
}
