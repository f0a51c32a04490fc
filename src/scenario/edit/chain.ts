import { applyEdits, type TextEdit } from './text-edit';

/** A change of a text; `undefined` where it is not safe. */
export type Change = (text: string) => readonly TextEdit[] | undefined;

/** Several changes, each of what the one before left, as one edit; `undefined` where one of them is not safe. */
export function chainEdits(text: string, changes: readonly Change[]): readonly TextEdit[] | undefined {
  let now = text;
  for (const change of changes) {
    const edits = change(now);
    if (!edits) return undefined;
    now = applyEdits(now, edits);
  }
  return difference(text, now);
}

/** The least stretch that makes one text of another. */
function difference(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (splits(before, start) || splits(after, start)) start -= 1;
  if (splits(before, before.length - end) || splits(after, after.length - end)) end = Math.max(0, end - 1);
  return [{ start, end: before.length - end, text: after.slice(start, after.length - end) }];
}

/** Whether a place is within a pair of units that belong together: those of one character, and a line's end. */
const splits = (text: string, at: number): boolean => at > 0 && /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)/.test(text.slice(at - 1, at + 1));
