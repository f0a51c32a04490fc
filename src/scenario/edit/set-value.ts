import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { isRecord } from '../../base/json';
import { keyOrder, rank, type Path } from './key-order';
import { sameValue } from './plain-value';
import { scalarText, type ScalarOptions } from './scalar-text';
import {
  afterEntry,
  columnOf,
  entriesOf,
  entryOf,
  lineEnd,
  nodeAt,
  readSource,
  verified,
  type Entry,
  type Source,
} from './source';
import { styleOf } from './style-of';
import type { TextEdit } from './text-edit';
import { flowText, itemText, valueText } from './value-text';
import { changedAt, nested } from './values';

/** Where a node is to be found: the columns of the entry around it, and whether brackets are around it. */
interface Place {
  readonly entry: Entry;
  readonly column: number;
  readonly flow: boolean;
}

function insertInFlow(map: YAMLMap, at: number, text: string): TextEdit {
  const entries = entriesOf(map);
  const [before, next] = [entries[at - 1], entries[at]];
  if (before) return { start: before.end, end: before.end, text: `, ${text}` };
  if (next) return { start: next.start, end: next.start, text: `${text}, ` };
  const [start = 0, end = 0] = map.range ?? [];
  return { start, end, text: `{ ${text} }` };
}

/** Inserts a key after the last of its siblings that go before it. */
function insertKey(source: Source, map: YAMLMap, path: Path, value: unknown): readonly TextEdit[] {
  const { text } = source;
  const order = keyOrder(path.slice(0, -1));
  const key = String(path.at(-1));
  const entries = entriesOf(map);
  const at = entries.findLastIndex((entry) => rank(order, entry.key ?? '') <= rank(order, key)) + 1;
  if (map.flow) return [insertInFlow(map, at, `${scalarText(key, { key: true, flow: true })}: ${flowText(value)}`)];
  const [before, next] = [entries[at - 1], entries[at]];
  const column = columnOf(text, (before ?? next)?.start ?? 0);
  const line = `${scalarText(key, { key: true })}:${valueText(value, column)}`;
  if (!before) return next ? [{ start: next.start, end: next.start, text: `${line}\n${' '.repeat(column)}` }] : [];
  const end = afterEntry(text, before);
  const broken = text[end - 1] === '\n' && end > before.end;
  const indented = ' '.repeat(column) + line;
  return [{ start: end, end, text: broken ? `${indented}\n` : `\n${indented}` }];
}

/** A value where only a key or a dash is; blanks at the line's end give way. */
function fillIn(text: string, after: number, written: string): TextEdit {
  const end = lineEnd(text, after);
  return { start: after, end: text.slice(after, end).trim() === '' ? end : after, text: written };
}

/** The space before a value: what is there already; one behind a colon, none in brackets. */
const leadOf = (between: string, { keyNode }: Entry): string => (between === '' && keyNode ? ' ' : between);

/** An anchor, a tag or a comment stands before the value, and stays; no map or list of lines can follow it. */
function replaceKeepingProps(range: Omit<TextEdit, 'text'>, written: string): readonly TextEdit[] | undefined {
  return written.startsWith('\n') ? undefined : [{ ...range, text: written.slice(1) }];
}

/** The value by where it stands: in brackets, as an item of a list, or of a key. */
function writtenIn({ entry, column, flow }: Place, value: unknown, options: ScalarOptions): string {
  if (flow) return ` ${flowText(value, options)}`;
  const isMapItem = entry.key === undefined && isRecord(value);
  return isMapItem ? itemText(value, column) : valueText(value, column, options);
}

/** The value as it is written in place of another. The comment at a line's end would become the end of a block: then it stays one line. */
function replacement(text: string, place: Place, value: unknown): string {
  const { entry } = place;
  const style = styleOf(entry.value);
  const options = { ...(style && { style }) };
  const written = writtenIn(place, value, options);
  const isCommented = text.slice(entry.end, lineEnd(text, entry.end)).trim() !== '';
  return isCommented && /^ [|>]/.test(written) ? ` ${flowText(value, options)}` : written;
}

/** The whole of a value gives way to another. */
function replaceValue({ text }: Source, place: Place, value: unknown): readonly TextEdit[] | undefined {
  const { value: node, after, end } = place.entry;
  const written = replacement(text, place, value);
  const start = node?.range?.[0] ?? after;
  if (start >= end) return [fillIn(text, after, written)];
  const between = text.slice(after, start);
  if (/^\s*$/.test(between))
    return [
      {
        start: after,
        end,
        text: written.startsWith('\n')
          ? written
          : (between.includes('\n') ? ' ' : leadOf(between, place.entry)) + written.slice(1),
      },
    ];
  // A list may stand in the column of its key, a scalar may not.
  const isTooLeft = between.includes('\n') && columnOf(text, start) <= place.column;
  return replaceKeepingProps({ start, end }, isTooLeft ? written.replace(' ', '   ') : written);
}

function isFlowAround(root: Node, path: Path): boolean {
  return path.some((_, index) => {
    const node = nodeAt(root, path.slice(0, index));
    return (isMap(node) || isSeq(node)) && node.flow === true;
  });
}

/** How many keys of the path are there already. */
function depthOf(root: Node, path: Path): number {
  let depth = 0;
  while (depth < path.length && entryOf(nodeAt(root, path.slice(0, depth)), path[depth] ?? '')) depth += 1;
  return depth;
}

function editsFor(source: Source, path: Path, value: unknown): readonly TextEdit[] | undefined {
  const depth = depthOf(source.root, path);
  const found = path.slice(0, depth);
  const node = nodeAt(source.root, found);
  if (depth === path.length) return replaceAt(source, found, value);
  if (isMap(node) && (node.flow || node.items.length > 0))
    return insertKey(source, node, path.slice(0, depth + 1), nested(path.slice(depth + 1), value));
  return isScalar(node) && node.value === null ? replaceAt(source, found, nested(path.slice(depth), value)) : undefined;
}

function replaceAt(source: Source, path: Path, value: unknown): readonly TextEdit[] | undefined {
  const entry = entryOf(nodeAt(source.root, path.slice(0, -1)), path.at(-1) ?? '');
  if (!entry) return undefined;
  const place = { entry, column: columnOf(source.text, entry.start), flow: isFlowAround(source.root, path) };
  return replaceValue(source, place, value);
}

/**
 * Sets the value at a path of keys and indexes, such as `['steps', 3, 'data', 'email']`; keys and maps that are not there are
 * made, at their canonical place. A scalar keeps its quoting where the new value allows it. A map or list gives way as a whole.
 * `undefined` where the file has errors, or where the change would reach further than the path (an anchored value).
 */
export function setValue(text: string, path: Path, value: unknown): readonly TextEdit[] | undefined {
  const source = readSource(text);
  if (!source || path.length === 0) return undefined;
  const intended = changedAt(source.values[0], path, () => value);
  if (sameValue(intended, source.values[0])) return [];
  return verified(source, editsFor(source, path, value), intended);
}
