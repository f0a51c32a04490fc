import type { Span } from '../document/tree';

/** Replaces the text from `start` to `end` by `text`. `At` tells which text that is: see `document/offsets.ts`. */
export interface TextEdit<At extends number = number> extends Span<At> {
  readonly text: string;
}

/** Applies edits that do not overlap; of two insertions at one place the earlier in the list comes first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let at = 0;
  const parts = sorted.flatMap((edit) => {
    const part = [text.slice(at, edit.start), edit.text];
    at = edit.end;
    return part;
  });
  return parts.join('') + text.slice(at);
}
