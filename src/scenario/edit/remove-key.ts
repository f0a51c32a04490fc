import { isMap, type YAMLMap } from 'yaml';
import { isRecord } from '../../base/json';
import { commentsOf } from './comments';
import type { Path } from './key-order';
import {
  afterEntry,
  columnOf,
  entriesOf,
  lineEnd,
  lineStart,
  nodeAt,
  readSource,
  verified,
  type Source,
} from './source';
import type { TextEdit } from './text-edit';
import { changedAt } from './values';

function removeFlow(map: YAMLMap, index: number): TextEdit | undefined {
  const entries = entriesOf(map);
  const [before, entry, next] = [entries[index - 1], entries[index], entries[index + 1]];
  if (!entry) return undefined;
  if (before) return { start: before.end, end: entry.end, text: '' };
  return next
    ? { start: entry.start, end: next.start, text: '' }
    : { start: map.range?.[0] ?? 0, end: map.range?.[1] ?? 0, text: '{}' };
}

/** Deletes from a place to another; at the end of a file without a last line break, the break before goes too. */
export function deleteLines(text: string, start: number, end: number): TextEdit {
  const open = end === text.length && text[end - 1] !== '\n' && start > 0;
  return { start: open ? start - (text[start - 2] === '\r' ? 2 : 1) : start, end, text: '' };
}

/** Whether what is said at the end of a removed key's lines goes with it, or stays on lines of its own. */
export interface RemoveOptions {
  readonly comments?: 'drop' | 'keep';
}

function removeBlock(
  { text }: Source,
  map: YAMLMap,
  index: number,
  { comments = 'drop' }: RemoveOptions,
): TextEdit | undefined {
  const entries = entriesOf(map);
  const [entry, next] = [entries[index], entries[index + 1]];
  if (!entry) return undefined;
  const line = lineStart(text, entry.start);
  const end = afterEntry(text, entry);
  const kept = comments === 'keep' ? commentsOf(text.slice(entry.start, end)) : [];
  const indent = ' '.repeat(columnOf(text, entry.start));
  if (text.slice(line, entry.start).trim() === '') {
    const lines = kept.map((comment) => indent + comment).join('\n');
    return kept.length === 0
      ? deleteLines(text, line, end)
      : { start: line, end, text: text[end - 1] === '\n' ? `${lines}\n` : lines };
  }
  // The first key of a list's item: what comes next takes its place behind the dash.
  if (!next) return undefined;
  const comment = text.slice(end, next.start).indexOf('#');
  return {
    start: entry.start,
    end: comment < 0 ? next.start : end + comment,
    text: kept.map((own) => `${own}\n${indent}`).join(''),
  };
}

const removeEntry = (source: Source, map: YAMLMap, index: number, options: RemoveOptions): TextEdit | undefined =>
  map.flow ? removeFlow(map, index) : removeBlock(source, map, index, options);

/** A map that loses its only key. */
function emptied({ text }: Source, path: Path, map: YAMLMap): TextEdit | 'with its map' | undefined {
  const [entry] = entriesOf(map);
  if (typeof path.at(-2) === 'string') return 'with its map';
  if (!entry || path.length < 2) return undefined;
  return map.flow ? removeFlow(map, 0) : { start: entry.start, end: lineEnd(text, entry.end), text: '{}' };
}

const without = (value: unknown, key: string): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) : value;

/**
 * Removes the key at a path, with its lines and the comment at their end; comments above it stay. A map that would be empty
 * goes too, unless it is an item of a list. `undefined` where there is no such key, or it cannot be taken out safely.
 */
export function removeKey(text: string, path: Path, options: RemoveOptions = {}): readonly TextEdit[] | undefined {
  const source = readSource(text);
  const map = source && nodeAt(source.root, path.slice(0, -1));
  const key = String(path.at(-1));
  if (!source || !isMap(map)) return undefined;
  const index = entriesOf(map).findIndex((entry) => entry.key === key);
  if (index < 0) return undefined;
  const edit = map.items.length === 1 ? emptied(source, path, map) : removeEntry(source, map, index, options);
  if (edit === 'with its map') return removeKey(text, path.slice(0, -1), options);
  if (losesComments(text, edit, options)) return undefined;
  const wanted = changedAt(source.values[0], path.slice(0, -1), (value) => without(value, key));
  return verified(source, edit && [edit], wanted);
}

const losesComments = (text: string, edit: TextEdit | undefined, { comments }: RemoveOptions): boolean =>
  comments === 'keep' &&
  edit !== undefined &&
  commentsOf(text.slice(edit.start, edit.end)).length > commentsOf(edit.text).length;
