/** What a text with conflict markers calls the two sides. */
export interface MarkerLabels {
  readonly mine: string;
  readonly theirs: string;
}

/** What a merge starts from, as texts. */
export interface MergeSides {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

/** Beyond it, texts are too different to be laid beside each other line by line: one conflict spans all of it. */
const mostCompared = 4_000_000;

/** Both texts as one, with conflict markers around the lines in which they differ; the text itself where they do not. */
export function withConflictMarkers(mine: string, theirs: string, labels: MarkerLabels): string {
  const [ours, others] = [linesOf(mine), linesOf(theirs)];
  const eol = mine.includes('\r\n') ? '\r\n' : '\n';
  const hunks = commonLines(ours, others);
  const parts: string[] = [];
  let [at, there] = [0, 0];
  for (const [index, other] of [...hunks, [ours.length, others.length] as const]) {
    if (index > at || other > there)
      parts.push(conflict(ours.slice(at, index), others.slice(there, other), { eol, labels }));
    if (index < ours.length) parts.push(ours[index] ?? '');
    [at, there] = [index + 1, other + 1];
  }
  return parts.join('');
}

/** Whether a conflict marker is left in a text. */
export const hasConflictMarkers = (text: string): boolean => /^(<{7} |={7}\r?$|>{7} )/m.test(text);

/** Each with its line end. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const ended = (lines: readonly string[], eol: string): string => {
  const text = lines.join('');
  return text === '' || text.endsWith('\n') ? text : text + eol;
};

function conflict(
  mine: readonly string[],
  theirs: readonly string[],
  { eol, labels }: { readonly eol: string; readonly labels: MarkerLabels },
): string {
  return `<<<<<<< ${labels.mine}${eol}${ended(mine, eol)}=======${eol}${ended(theirs, eol)}>>>>>>> ${labels.theirs}${eol}`;
}

/** Index pairs of lines that both have, in the order of both, as many as there can be. */
function commonLines(mine: readonly string[], theirs: readonly string[]): readonly (readonly [number, number])[] {
  const most = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < most && mine[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < most - start && mine[mine.length - 1 - end] === theirs[theirs.length - 1 - end]) end += 1;
  const middle = longestCommon(mine.slice(start, mine.length - end), theirs.slice(start, theirs.length - end));
  const pairs: (readonly [number, number])[] = Array.from({ length: start }, (_, index) => [index, index] as const);
  pairs.push(...middle.map(([one, other]) => [one + start, other + start] as const));
  for (let index = end; index > 0; index -= 1) pairs.push([mine.length - index, theirs.length - index]);
  return pairs;
}

function longestCommon(mine: readonly string[], theirs: readonly string[]): readonly (readonly [number, number])[] {
  const width = theirs.length + 1;
  if (mine.length * theirs.length > mostCompared) return [];
  const lengths = new Uint32Array((mine.length + 1) * width);
  const lengthAt = (one: number, other: number): number => lengths[one * width + other] ?? 0;
  for (let one = mine.length - 1; one >= 0; one -= 1) {
    for (let other = theirs.length - 1; other >= 0; other -= 1) {
      lengths[one * width + other] =
        mine[one] === theirs[other]
          ? lengthAt(one + 1, other + 1) + 1
          : Math.max(lengthAt(one + 1, other), lengthAt(one, other + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [one, other] = [0, 0];
  while (one < mine.length && other < theirs.length) {
    if (mine[one] === theirs[other]) pairs.push([one++, other++]);
    else if (lengthAt(one + 1, other) >= lengthAt(one, other + 1)) one += 1;
    else other += 1;
  }
  return pairs;
}

/** Lines of a merge's result that both sides had changed or removed: a conflict that nobody has decided leaves them behind. */
export function undecidedLines(result: string, { base, mine, theirs }: MergeSides): readonly string[] {
  const [before, ours, others] = [base, mine, theirs].map((text) => new Set(linesOf(text).map((line) => line.trim())));
  const lines = linesOf(result).map((line) => line.trim());
  return lines.filter(
    (line) => line !== '' && before?.has(line) === true && ours?.has(line) === false && others?.has(line) === false,
  );
}
