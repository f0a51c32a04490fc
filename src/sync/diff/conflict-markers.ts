import { lineBreakOf } from '../../base/lines';
import { insertedByBoth, mergeLines, type Part } from './merge-lines';

/** What a text with conflict markers calls the two sides. */
export interface MarkerLabels {
  readonly mine: string;
  readonly theirs: string;
}

/** The texts of a merge. Without a base every difference is a conflict. */
export interface MergeTexts {
  readonly base?: string | undefined;
  readonly mine: string;
  readonly theirs: string;
}

/** Milliseconds for each comparison of two texts: the editor waits for it. */
const patience = 500;

/** The texts as one: what only one side changed, or both alike, is there, and conflict markers stand around the rest. */
export function withConflictMarkers(
  { base, mine, theirs }: MergeTexts,
  labels: MarkerLabels,
  timeoutMs = patience,
): string {
  const sides = {
    mine: linesOf(mine),
    theirs: linesOf(theirs),
    ...(base === undefined ? {} : { base: linesOf(base) }),
  };
  const marks = { eol: lineBreakOf(mine), labels };
  return mergeLines(sides, timeoutMs)
    .map((part) => (part.kind === 'clear' ? part.lines.join('') : conflict(part, marks)))
    .join('');
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
  { mine, theirs }: Extract<Part, { readonly kind: 'conflict' }>,
  { eol, labels }: { readonly eol: string; readonly labels: MarkerLabels },
): string {
  return `<<<<<<< ${labels.mine}${eol}${ended(mine, eol)}=======${eol}${ended(theirs, eol)}>>>>>>> ${labels.theirs}${eol}`;
}

/**
 * Lines of a merge's result that both sides had changed or removed: a conflict that nobody has decided leaves them behind. Where both
 * had put something new at one place, it leaves nothing: these are the lines that are missing.
 */
export function undecidedLines(
  result: string,
  { base, mine, theirs }: { readonly base: string; readonly mine: string; readonly theirs: string },
): readonly string[] {
  const [before, ours, others] = [base, mine, theirs].map((text) => new Set(linesOf(text).map((line) => line.trim())));
  const lines = linesOf(result).map((line) => line.trim());
  const left = lines.filter(
    (line) => line !== '' && before?.has(line) === true && ours?.has(line) === false && others?.has(line) === false,
  );
  const said = new Set(lines);
  const sides = { base: linesOf(base), mine: linesOf(mine), theirs: linesOf(theirs) };
  const missing = insertedByBoth(sides, patience).flatMap((both) => {
    const added = [...both.mine, ...both.theirs]
      .map((line) => line.trim())
      .filter((line) => line !== '' && before?.has(line) !== true);
    return added.some((line) => said.has(line)) ? [] : added;
  });
  return [...left, ...missing];
}
