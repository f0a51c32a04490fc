import { isMap } from 'yaml';
import { isRecord } from '../../base/json';
import type { Path } from './key-order';
import { scalarText } from './scalar-text';
import { styleOf } from './style-of';
import { entryOf, nodeAt, readSource, verified } from './source';
import type { TextEdit } from './text-edit';
import { changedAt } from './values';

const renamed = (value: unknown, old: string, name: string): unknown =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key === old ? name : key, inner]))
    : value;

/** Gives the key at a path another name; its value and place stay. `undefined` where the map has a key of that name. */
export function renameKey(text: string, path: Path, name: string): readonly TextEdit[] | undefined {
  const source = readSource(text);
  const map = source && nodeAt(source.root, path.slice(0, -1));
  const old = String(path.at(-1));
  const entry = entryOf(map, old);
  if (!source || !isMap(map) || !entry?.keyNode?.range) return undefined;
  if (name === old) return [];
  if (entryOf(map, name)) return undefined;
  const intended = changedAt(source.values[0], path.slice(0, -1), (value) => renamed(value, old, name));
  const style = styleOf(entry.keyNode);
  const [start, end] = entry.keyNode.range;
  return verified(
    source,
    [{ start, end, text: scalarText(name, { key: true, flow: map.flow === true, ...(style && { style }) }) }],
    intended,
  );
}
