import { isMap } from 'yaml';
import { keyOrder, rank, type Path } from './key-order';
import {
  columnOf,
  entriesOf,
  lineEnd,
  nextLine,
  nodeAt,
  readSource,
  verified,
  type Entry,
  type Source,
} from './source';
import type { TextEdit } from './text-edit';

/** The lines of each entry but the indentation (or dash) of its first; comments above an entry go with it. */
function blockEdits({ text }: Source, entries: readonly Entry[], sorted: readonly Entry[]): readonly TextEdit[] {
  const spans = entries.map((entry, index) => {
    const before = entries[index - 1];
    const start = before ? nextLine(text, before.end) : entry.start;
    return { start, end: lineEnd(text, entry.end) };
  });
  const column = columnOf(text, entries[0]?.start ?? 0);
  const source = sorted.map((entry) => {
    const span = spans[entries.indexOf(entry)];
    const lines = text.slice(span?.start, span?.end);
    return span?.start === entry.start ? ' '.repeat(column) + lines : lines;
  });
  const start = spans[0]?.start ?? 0;
  // The indentation of the first line is there already, or a dash.
  return [{ start, end: spans.at(-1)?.end ?? start, text: source.join('\n').trimStart() }];
}

/** Puts the keys of the map at a path (a step, or `[]` for the frame) into canonical order; comments above a key go with it. */
export function orderKeys(text: string, path: Path): readonly TextEdit[] | undefined {
  const source = readSource(text);
  const map = source && nodeAt(source.root, path);
  if (!source || !isMap(map)) return undefined;
  const order = keyOrder(path);
  const entries = entriesOf(map);
  if (entries.length !== map.items.length) return undefined;
  const sorted = entries.toSorted((a, b) => rank(order, a.key ?? '') - rank(order, b.key ?? ''));
  if (sorted.every((entry, index) => entry === entries[index])) return [];
  const slice = ({ start, end }: Entry): string => text.slice(start, end);
  const edits = map.flow
    ? entries.map((entry, index) => ({ start: entry.start, end: entry.end, text: slice(sorted[index] ?? entry) }))
    : blockEdits(source, entries, sorted);
  return verified(source, edits, source.values[0]);
}
