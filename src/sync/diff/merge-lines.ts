import { diffArrays } from 'diff';

type Lines = readonly string[];

/** Lines of a merge: such as are clear, or what each side has in their place. */
export type Part =
  | { readonly kind: 'clear'; readonly lines: Lines }
  | { readonly kind: 'conflict'; readonly mine: Lines; readonly theirs: Lines };

/** Lines of each side, and what both last agreed on. Without a base every difference is a conflict. */
export interface Sides {
  readonly base?: Lines;
  readonly mine: Lines;
  readonly theirs: Lines;
}

/** Lines of the base from `start` up to `end`, and what one side has in their place. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly lines: Lines;
}

/** Hunks that touch each other. Those of one side never do. */
interface Region {
  readonly start: number;
  end: number;
  readonly mine: Hunk[];
  readonly theirs: Hunk[];
}

const clear = (lines: Lines): Part => ({ kind: 'clear', lines });
const conflict = (mine: Lines, theirs: Lines): Part => ({ kind: 'conflict', mine, theirs });

/** Milliseconds that a conflict may be looked into, however many there are. */
const leastMs = 5;

/**
 * Merges three-way, line by line: what one side changed is taken, and so is what both changed alike. Changes with no line
 * between them that both kept are a conflict, reduced to the lines that differ.
 * @param timeoutMs for each comparison; where it does not suffice, all between the first and the last difference is one conflict
 */
export function mergeLines({ base, mine, theirs }: Sides, timeoutMs: number): readonly Part[] {
  if (!base) return reduced(mine, theirs, timeoutMs);
  const regions = regionsIn(base, { mine, theirs }, timeoutMs);
  if (!regions) return oneConflict(mine, theirs);
  const timeout = Math.max(leastMs, timeoutMs / regions.length);
  const parts: Part[] = [];
  let at = 0;
  for (const region of regions) {
    parts.push(clear(base.slice(at, region.start)), ...mergeRegion(base, region, timeout));
    at = region.end;
  }
  return [...parts, clear(base.slice(at))];
}

/** What both sides put where the base has nothing, and not alike. */
export function insertedByBoth(
  { base = [], mine, theirs }: Sides,
  timeoutMs: number,
): readonly { readonly mine: Lines; readonly theirs: Lines }[] {
  return (regionsIn(base, { mine, theirs }, timeoutMs) ?? [])
    .filter(({ start, end, mine: my, theirs: their }) => start === end && my.length > 0 && their.length > 0)
    .map((region) => ({ mine: linesIn(base, region, region.mine), theirs: linesIn(base, region, region.theirs) }))
    .filter((one) => one.mine.join('') !== one.theirs.join(''));
}

/** Where the sides changed the base, in its order; `undefined` where it takes too long to tell. */
function regionsIn(base: Lines, { mine, theirs }: Sides, timeoutMs: number): readonly Region[] | undefined {
  const ours = hunksOf(base, mine, timeoutMs);
  const others = ours && hunksOf(base, theirs, timeoutMs);
  return others && regionsOf(ours, others);
}

/** What a side changed, in the order of the base; `undefined` where it takes too long to tell. */
function hunksOf(base: Lines, side: Lines, timeout: number): readonly Hunk[] | undefined {
  const parts = diffArrays([...base], [...side], { timeout });
  if (!parts) return undefined;
  const hunks: Hunk[] = [];
  let at = 0;
  for (const { added, removed, value } of parts) {
    const end = added ? at : at + value.length;
    if (added || removed) addTo(hunks, { start: at, end, lines: added ? value : [] });
    at = end;
  }
  return hunks;
}

/** What is removed and what comes in its place are one hunk. */
function addTo(hunks: Hunk[], { start, end, lines }: Hunk): void {
  const last = hunks.at(-1);
  if (last?.end === start) hunks.splice(-1, 1, { start: last.start, end, lines: [...last.lines, ...lines] });
  else hunks.push({ start, end, lines });
}

function regionsOf(mine: readonly Hunk[], theirs: readonly Hunk[]): readonly Region[] {
  const hunks = [
    ...mine.map((hunk) => ({ hunk, side: 'mine' as const })),
    ...theirs.map((hunk) => ({ hunk, side: 'theirs' as const })),
  ].sort((one, other) => one.hunk.start - other.hunk.start || one.hunk.end - other.hunk.end);
  const regions: Region[] = [];
  for (const { hunk, side } of hunks) {
    let region = regions.at(-1);
    if (!region || region.end < hunk.start) {
      region = { start: hunk.start, end: hunk.end, mine: [], theirs: [] };
      regions.push(region);
    }
    region[side].push(hunk);
    region.end = Math.max(region.end, hunk.end);
  }
  return regions;
}

function mergeRegion(base: Lines, region: Region, timeout: number): readonly Part[] {
  const [mine, theirs] = [linesIn(base, region, region.mine), linesIn(base, region, region.theirs)];
  if (region.theirs.length === 0) return [clear(mine)];
  if (region.mine.length === 0) return [clear(theirs)];
  return reduced(mine, theirs, timeout);
}

/** What a side has in a region's place. */
function linesIn(base: Lines, { start, end }: Region, hunks: readonly Hunk[]): Lines {
  const last = hunks.at(-1)?.end ?? start;
  const changed = hunks.flatMap((hunk, index) => [
    ...base.slice(hunks[index - 1]?.end ?? start, hunk.start),
    ...hunk.lines,
  ]);
  return [...changed, ...base.slice(last, end)];
}

/** A conflict without the lines that both have. */
function reduced(mine: Lines, theirs: Lines, timeout: number): readonly Part[] {
  const hunks = hunksOf(mine, theirs, timeout);
  if (!hunks) return oneConflict(mine, theirs);
  const parts = hunks.flatMap(({ start, end, lines }, index) => [
    clear(mine.slice(hunks[index - 1]?.end ?? 0, start)),
    conflict(mine.slice(start, end), lines),
  ]);
  return [...parts, clear(mine.slice(hunks.at(-1)?.end ?? 0))];
}

/** From the first line that differs to the last. */
function oneConflict(mine: Lines, theirs: Lines): readonly Part[] {
  const most = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < most && mine[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < most - start && mine.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  return [
    clear(mine.slice(0, start)),
    conflict(mine.slice(start, mine.length - end), theirs.slice(start, theirs.length - end)),
    clear(mine.slice(mine.length - end)),
  ];
}
