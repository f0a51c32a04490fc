import type { TextEdit } from './text-edit';

/** The least stretch that makes one text of another, as one edit; none where they are the same. No character and no line end is cut. */
export function difference(before: string, after: string): readonly TextEdit[] {
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
const splits = (text: string, at: number): boolean =>
  at > 0 && /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)/.test(text.slice(at - 1, at + 1));
