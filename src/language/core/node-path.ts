import type { Piece } from '../../scenario/document/document';
import { touches, type MapEntry, type Span, type TreeNode } from '../../scenario/document/tree';
import { frameToFile, stepAt, type PlacedStep, type ReadScenario } from './read-scenario';

/** A node on the way to an offset. */
export interface PathNode {
  readonly node: TreeNode;
  /** The entry of the map above, where the way goes through one. */
  readonly entry?: MapEntry;
}

/** The nodes around an offset, from outside to inside; spans are those of `piece`. */
export interface NodePath {
  readonly piece: Piece;
  /** The step at the offset: then the way begins with the step's node. */
  readonly step?: PlacedStep;
  readonly nodes: readonly PathNode[];
  /** The entry in whose key the offset is. */
  readonly key?: MapEntry;
  /** The offset in the piece. */
  readonly at: number;
  /** Turns a span of the piece into one of the file. */
  readonly toFile: (span: Span) => Span;
}

/** The nodes around an offset of the file: of the step there, or of what stands around the steps. */
export function pathAt(scenario: ReadScenario, offset: number): NodePath {
  const step = stepAt(scenario, offset);
  return step ? pathInStep(step, offset) : pathInFrame(scenario, offset);
}

function pathInStep(step: PlacedStep, offset: number): NodePath {
  const { piece, base } = step;
  const at = offset - base;
  return {
    piece,
    step,
    at,
    ...descend(piece.node, at),
    toFile: ({ start, end }) => ({ start: start + base, end: end + base }),
  };
}

function pathInFrame(scenario: ReadScenario, offset: number): NodePath {
  const { frame, isSliced, headLength, length } = scenario.document;
  const at = isSliced && offset > headLength ? offset - (length - frame.text.length) : offset;
  const place = frameToFile(scenario);
  return {
    piece: frame,
    at,
    ...descend(frame.tree.root, at),
    toFile: ({ start, end }) => ({ start: place(start), end: place(end) }),
  };
}

function descend(root: TreeNode | undefined, at: number): Pick<NodePath, 'nodes' | 'key'> {
  const nodes: PathNode[] = [];
  let next: PathNode | undefined = root && touches(root.span, at) ? { node: root } : undefined;
  while (next) {
    nodes.push(next);
    const { node }: PathNode = next;
    const key =
      node.kind === 'map' ? node.entries.find((entry) => isOwn(entry, node) && touches(entry.key.span, at)) : undefined;
    if (key) return { nodes, key };
    next = childAt(node, at);
  }
  return { nodes };
}

/** Whether an entry is written where the map is: not merged into it, and not of an alias. */
const isOwn = ({ key, merged }: MapEntry, { span }: TreeNode): boolean =>
  !merged && !(key.span.start === span.start && key.span.end === span.end);

function childAt(node: TreeNode, at: number): PathNode | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'list') {
    const item = node.items.find((part) => part && touches(part.span, at) && part.span !== node.span);
    return item && { node: item };
  }
  const entry = node.entries.find((own) => isOwn(own, node) && own.value && touches(own.value.span, at));
  return entry?.value && { node: entry.value, entry };
}
