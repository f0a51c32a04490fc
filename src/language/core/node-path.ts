import type { Piece } from '../../scenario/document/document';
import {
  frameToFile,
  fileOffsetToFrame,
  fileOffsetToSlice,
  sliceToFile,
  type InFile,
  type InFrame,
  type InPiece,
  type InSlice,
} from '../../scenario/document/offsets';
import { touches, type MapEntry, type Span, type TreeNode } from '../../scenario/document/tree';
import { stepAt, type PlacedStep, type ReadScenario } from './read-scenario';

/** A node on the way to an offset. */
export interface PathNode<At extends InPiece> {
  readonly node: TreeNode<At>;
  /** The entry of the map above, where the way goes through one. */
  readonly entry?: MapEntry<At>;
}

/** The nodes around an offset, from outside to inside. */
export interface PathIn<At extends InPiece> {
  readonly piece: Piece<At>;
  readonly nodes: readonly PathNode<At>[];
  /** The entry in whose key the offset is. */
  readonly key?: MapEntry<At>;
  readonly at: At;
  readonly toFile: (span: Span<At>) => Span<InFile>;
}

/** In a step: the way begins with the step's node. */
export interface StepPath extends PathIn<InSlice> {
  readonly step: PlacedStep;
}

/** Around the steps. */
export interface FramePath extends PathIn<InFrame> {
  readonly step?: never;
}

export type NodePath = StepPath | FramePath;

/** The nodes around an offset of the file: of the step there, or of what stands around the steps. */
export function pathAt(scenario: ReadScenario, offset: InFile): NodePath {
  const step = stepAt(scenario, offset);
  return step ? pathInStep(step, offset) : pathInFrame(scenario, offset);
}

function pathInStep(step: PlacedStep, offset: InFile): StepPath {
  const { piece, base } = step;
  const at = fileOffsetToSlice(offset, base);
  return { piece, step, at, ...descend(piece.node, at), toFile: (span) => sliceToFile(span, base) };
}

function pathInFrame({ document }: ReadScenario, offset: InFile): FramePath {
  const { frame } = document;
  const at = fileOffsetToFrame(offset, document);
  return {
    piece: frame,
    at,
    ...descend(frame.tree.root, at),
    toFile: (span) => frameToFile(span, document),
  };
}

function descend<At extends InPiece>(root: TreeNode<At> | undefined, at: At): Pick<PathIn<At>, 'nodes' | 'key'> {
  const nodes: PathNode<At>[] = [];
  let next: PathNode<At> | undefined = root && touches(root.span, at) ? { node: root } : undefined;
  while (next) {
    nodes.push(next);
    const { node }: PathNode<At> = next;
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

function childAt<At extends InPiece>(node: TreeNode<At>, at: At): PathNode<At> | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'list') {
    const item = node.items.find((part) => part && touches(part.span, at) && part.span !== node.span);
    return item && { node: item };
  }
  const entry = node.entries.find((own) => isOwn(own, node) && own.value && touches(own.value.span, at));
  return entry?.value && { node: entry.value, entry };
}
