import { difference } from './difference';
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
