/** Two things that may be one. */
export interface Pair<One, Other> {
  readonly one: One;
  readonly other: Other;
  readonly grade: 'same' | 'near' | 'maybe';
  /** Which of several pairs of one grade it is rather. */
  readonly worth: number;
}

interface PairedOff<One, Other> {
  readonly pairs: readonly Pair<One, Other>[];
  /** Those of which more than one may be true, or none. */
  readonly unclear: readonly Pair<One, Other>[];
}

/** What a pair is worth more than all others of both its sides, to be the one. */
const margins = { same: 0.001, near: 0.2 } as const;

/** Brings things together one to one: the surest first, and only where no other comes into question. */
export function pairOff<One, Other>(all: readonly Pair<One, Other>[]): PairedOff<One, Other> {
  const pairs: Pair<One, Other>[] = [];
  const unclear: Pair<One, Other>[] = [];
  let left: readonly Pair<One, Other>[] = all;
  for (const grade of ['same', 'near'] as const) {
    let open: readonly Pair<One, Other>[] = left.filter((pair) => pair.grade === grade);
    for (let best = bestOf(open, margins[grade]); best.length > 0; best = bestOf(open, margins[grade])) {
      pairs.push(...best);
      open = without(open, best);
    }
    unclear.push(...open);
    left = without(left, [...pairs, ...unclear]);
  }
  return { pairs, unclear: [...unclear, ...left] };
}

/** Pairs whose sides have no other that is worth nearly as much. */
function bestOf<One, Other>(pairs: readonly Pair<One, Other>[], margin: number): readonly Pair<One, Other>[] {
  const [ofOne, ofOther] = [groups(pairs, ({ one }) => one), groups(pairs, ({ other }) => other)];
  const isBest = (pair: Pair<One, Other>, rivals: readonly Pair<One, Other>[] = []): boolean =>
    rivals.every((rival) => rival === pair || rival.worth <= pair.worth - margin);
  return pairs.filter((pair) => isBest(pair, ofOne.get(pair.one)) && isBest(pair, ofOther.get(pair.other)));
}

function groups<One, Other, Key>(
  pairs: readonly Pair<One, Other>[],
  keyOf: (pair: Pair<One, Other>) => Key,
): ReadonlyMap<Key, readonly Pair<One, Other>[]> {
  const found = new Map<Key, Pair<One, Other>[]>();
  for (const pair of pairs) {
    const group = found.get(keyOf(pair));
    if (group) group.push(pair);
    else found.set(keyOf(pair), [pair]);
  }
  return found;
}

/** The pairs of which neither side is in `taken`. */
function without<One, Other>(
  pairs: readonly Pair<One, Other>[],
  taken: readonly Pair<One, Other>[],
): readonly Pair<One, Other>[] {
  const [ones, others] = [new Set(taken.map(({ one }) => one)), new Set(taken.map(({ other }) => other))];
  return pairs.filter(({ one, other }) => !ones.has(one) && !others.has(other));
}
