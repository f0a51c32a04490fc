import type { MapEntry, ScalarNode, Span, TreeNode } from '../../scenario/document/tree';
import type { Path } from '../../scenario/edit/key-order';

/** What stands at a span. */
export interface Place<At extends number> {
  readonly path: Path;
  /** The innermost node around the span; the value of the key where the span is a key. */
  readonly node: TreeNode<At> | undefined;
  readonly entry?: MapEntry<At>;
  /** Whether the span is at the entry's key. */
  readonly isKey: boolean;
}

const holds = <At extends number>(outer: Span<At>, { start, end }: Span<NoInfer<At>>): boolean =>
  outer.start <= start && end <= outer.end;

/**
 * Finds the innermost node around a span.
 * @param path where `node` is.
 */
export function placeAt<At extends number>(
  node: TreeNode<At> | undefined,
  path: Path,
  span: Span<NoInfer<At>>,
): Place<At> | undefined {
  if (!node) return undefined;
  if (node.kind === 'scalar') return holds(node.span, span) ? { path, node, isKey: false } : undefined;
  if (node.kind === 'list') return first(node.items, (item, index) => placeAt(item, [...path, index], span));
  return (
    first(node.entries, (entry) => placeInEntry(entry, path, span)) ??
    (holds(node.span, span) ? { path, node, isKey: false } : undefined)
  );
}

function placeInEntry<At extends number>(
  entry: MapEntry<At>,
  path: Path,
  span: Span<NoInfer<At>>,
): Place<At> | undefined {
  const { key, value, merged } = entry;
  if (merged) return undefined;
  const inner = [...path, key.text];
  if (holds(key.span, span)) return { path: inner, node: value, entry, isKey: true };
  const found = placeAt(value, inner, span);
  return found && { entry, ...found };
}

function first<T, R>(items: readonly T[], find: (item: T, index: number) => R | undefined): R | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The scalar at a span, and where it is. */
export function scalarAt<At extends number>(
  node: TreeNode<At> | undefined,
  path: Path,
  span: Span<NoInfer<At>>,
): { readonly node: ScalarNode<At>; readonly path: Path } | undefined {
  const place = placeAt(node, path, span);
  return place?.node?.kind === 'scalar' && !place.isKey ? { node: place.node, path: place.path } : undefined;
}
