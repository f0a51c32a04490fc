import type { InText } from '../../scenario/document/offsets';
import { scalarOffsets } from '../../scenario/document/scalar-offsets';
import type { ScalarNode, Span } from '../../scenario/document/tree';
import { substitute, type Substitution } from '../../scenario/substitution';
import type { TokenLookup } from '../../scenario/tokens';

/** A scalar's text with its tokens' values. */
export interface ScenarioNodeText<At extends number> {
  readonly node: ScalarNode<At>;
  readonly substitution: Substitution;
  /** The place in the piece of a range of the substituted text. */
  toPiece(start: InText, end: InText): Span<At>;
}

/** @param source the text of the node's piece. */
export function readNodeText<At extends number>(
  node: ScalarNode<At>,
  source: string,
  lookup: TokenLookup,
): ScenarioNodeText<At> {
  const substitution = substitute(node.text, lookup);
  const place = scalarOffsets(source, node);
  return {
    node,
    substitution,
    toPiece: (start, end) => {
      const range = substitution.toSource(start, end);
      return { start: place(range.start), end: place(range.end) };
    },
  };
}
