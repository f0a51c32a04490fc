import { isMap, isScalar, isSeq, Scalar, type Node, type YAMLMap } from 'yaml';
import { isRecord } from '../../base/json';
import { keyOrder, rank, type Path } from './key-order';
import { sameValue } from './plain-value';
import { scalarText, type ScalarStyle } from './scalar-text';
import { afterEntry, columnOf, entriesOf, entryOf, lineEnd, nodeAt, readSource, verified, type Entry, type Source } from './source';
import type { TextEdit } from './text-edit';
import { flowText, valueText } from './value-text';
import { changedAt, nested } from './values';

const styles: Readonly<Record<string, ScalarStyle>> = {
  [Scalar.PLAIN]: 'plain',
  [Scalar.QUOTE_SINGLE]: 'single',
  [Scalar.QUOTE_DOUBLE]: 'double',
  [Scalar.BLOCK_LITERAL]: 'literal',
  [Scalar.BLOCK_FOLDED]: 'folded',
};

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

/** The whole of a value gives way to another. */
function replaceValue({ text }: Source, { entry, column, flow }: Place, value: unknown): readonly TextEdit[] | undefined {
  const { value: node, after } = entry;
  const scalar = !isRecord(value) && !Array.isArray(value);
  const style = isScalar(node) ? styles[node.type ?? ''] : undefined;
  const written = flow ? ` ${flowText(value, { ...(style ? { style } : {}) })}` : valueText(value, column, style ? { style } : {});
  const [start = after, end = after] = node ? [node.range?.[0] ?? after, entry.end] : [];
  if (start >= end) return [{ start: after, end: after + (/^ (?! *#)/.exec(text.slice(after))?.[0].length ?? 0) * Number(lineEnd(text, after) > after && text.slice(after, lineEnd(text, after)).trim() === ''), text: written }];
  const between = text.slice(after, start);
  if (/^[ \t]*$/.test(between)) return [{ start: after, end, text: written.startsWith('\n') || between === '' ? written : between + written.slice(1) }];
  // An anchor, a tag or a comment stands before the value, and stays.
  return scalar ? [{ start, end, text: written.slice(1) }] : undefined;
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
  const found = nodeAt(source.root, path.slice(0, depth));
  const rest = nested(path.slice(depth + 1), value);
  if (depth < path.length && isMap(found) && (found.flow || found.items.length > 0)) return insertKey(source, found, path.slice(0, depth + 1), rest);
  if (depth < path.length && !(isScalar(found) && found.value === null)) return undefined;
  const entry = depth === 0 ? undefined : entryOf(nodeAt(source.root, path.slice(0, depth - 1)), path[depth - 1] ?? '');
  if (!entry) return undefined;
  const column = columnOf(source.text, entry.start);
  return replaceValue(source, { entry, column, flow: isFlowAround(source.root, path.slice(0, depth)) }, depth < path.length ? nested(path.slice(depth), value) : value);
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
