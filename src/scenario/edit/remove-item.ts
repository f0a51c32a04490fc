import { itemsOf, withSteps, type Items } from './items';
import { deleteLines } from './remove-key';
import { entryOf, readSource, verified, type Source } from './source';
import type { TextEdit } from './text-edit';

function editsFor(
  { text, root }: Source,
  { list, entries, spans }: Items,
  index: number,
): readonly TextEdit[] | undefined {
  const [before, entry, next] = [entries[index - 1], entries[index], entries[index + 1]];
  const span = spans[index];
  if (!entry || !span) return undefined;
  if (list.flow)
    return [
      before
        ? { start: before.end, end: entry.end, text: '' }
        : { start: entry.start, end: next?.start ?? entry.end, text: '' },
    ];
  const colon = entryOf(root, 'steps')?.after ?? 0;
  return [
    ...(entries.length === 1 ? [{ start: colon, end: colon, text: ' []' }] : []),
    deleteLines(text, span.start, span.end),
  ];
}

/** Removes a step (index from 0) with the comments directly above it. */
export function removeItem(text: string, index: number): readonly TextEdit[] | undefined {
  const source = readSource(text);
  const items = source && itemsOf(source);
  if (!source || !items) return undefined;
  return verified(
    source,
    editsFor(source, items, index),
    withSteps(source.values[0], (steps) => steps.filter((_, at) => at !== index)),
  );
}
