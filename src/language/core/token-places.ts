import { scalarOffsets } from '../../scenario/document/scalar-offsets';
import type { ScalarNode, Span, TreeNode } from '../../scenario/document/tree';
import { findTokens } from '../../scenario/tokens';

/** A token where it is used. */
export interface TokenPlace<At extends number> {
  readonly name: string;
  /** From the first brace to behind the last, in the piece. */
  readonly span: Span<At>;
}

/** Every token of a value, in the order of the text. */
export function placesOfTokens<At extends number>(
  node: TreeNode<At> | undefined,
  source: string,
): readonly TokenPlace<At>[] {
  if (!node) return [];
  if (node.kind === 'scalar') return tokensOfScalar(node, source);
  const parts = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value);
  return parts.flatMap((part) => placesOfTokens(part, source));
}

/** The tokens of a scalar, with their places in the piece. */
export function tokensOfScalar<At extends number>(node: ScalarNode<At>, source: string): readonly TokenPlace<At>[] {
  if (typeof node.value !== 'string' || !node.value.includes('{{')) return [];
  const place = scalarOffsets(source, node);
  return findTokens(node.text).map(({ name, start, end }) => ({
    name,
    span: { start: place(start), end: place(end) },
  }));
}
