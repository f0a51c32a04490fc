import { isRecord } from '../../base/json';
import type { Path } from './key-order';

/** A value that holds another at a path, and nothing else. */
export function nested(path: Path, value: unknown): unknown {
  return path.reduceRight<unknown>(
    (inner, key) => (typeof key === 'number' ? [inner] : Object.fromEntries([[key, inner]])),
    value,
  );
}

/** A copy of `root` with what stands at the path replaced by `change` of it. */
export function changedAt(root: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(root);
  if (Array.isArray(root) && typeof key === 'number')
    return Object.assign([...(root as unknown[])], { [key]: changedAt(root[key], rest, change) });
  const record = isRecord(root) ? root : {};
  const inner = Object.hasOwn(record, String(key)) ? record[key] : undefined;
  const changed =
    isRecord(inner) || Array.isArray(inner) || rest.length === 0
      ? changedAt(inner, rest, change)
      : nested(rest, change(undefined));
  return Object.fromEntries([
    ...Object.entries(record).filter(([name]) => name !== String(key)),
    [String(key), changed],
  ]);
}
