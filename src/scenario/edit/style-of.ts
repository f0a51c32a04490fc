import { isScalar, Scalar, type Node } from 'yaml';
import type { ScalarStyle } from '../document/tree';

const styles: Readonly<Record<string, ScalarStyle>> = {
  [Scalar.PLAIN]: 'plain',
  [Scalar.QUOTE_SINGLE]: 'single',
  [Scalar.QUOTE_DOUBLE]: 'double',
  [Scalar.BLOCK_LITERAL]: 'literal',
  [Scalar.BLOCK_FOLDED]: 'folded',
};

/** The style a scalar is written in; `undefined` for what is no scalar. */
export function styleOf(node: Node | undefined): ScalarStyle | undefined {
  return isScalar(node) ? styles[node.type ?? ''] : undefined;
}
