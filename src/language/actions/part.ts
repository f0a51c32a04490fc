import { applyEdits, type TextEdit } from '../../scenario/edit/text-edit';
import type { Change } from '../../scenario/edit/chain';
import { chainEdits } from '../../scenario/edit/chain';
import type { Path } from '../../scenario/edit/key-order';
import { setValue } from '../../scenario/edit/set-value';
import { scalarText } from '../../scenario/edit/scalar-text';
import { readSource, verified } from '../../scenario/edit/source';
import { changedAt } from '../../scenario/edit/values';
import { countErrors } from '../../scenario/document/read-tree';
import {
  frameToFile,
  sliceToFile,
  spanInFile,
  spanInFrame,
  spanInSlice,
  type InFile,
  offsetBehind,
  type InPiece,
  type InText,
} from '../../scenario/document/offsets';
import type { ScalarNode, Span, TreeNode } from '../../scenario/document/tree';
import type { PlacedStep, ReadScenario } from '../core/read-scenario';

/** Longer texts take more than some milliseconds to read. */
const longText = 20_000;

/** The part of a file that an action changes: one step as a scenario of its own, what stands around the steps, or the whole file. */
export interface Part {
  readonly text: string;
  /** Where the step's map is in it; empty for the frame. */
  readonly path: Path;
  /** What stands at the path. */
  readonly node: TreeNode<InPiece> | undefined;
  /** The place in `text` of an offset of the piece that `node` was read from. */
  fromPiece(at: InPiece): InText;
  /** Whether reading it takes long. */
  readonly isSlow: boolean;
  /** Edits of `text` as edits of the file. */
  toFile(edits: readonly TextEdit<InText>[] | undefined): readonly TextEdit<InFile>[] | undefined;
}

/** The part of a file that holds a step. */
export function stepPart(scenario: ReadScenario, { index, piece, base }: PlacedStep): Part {
  const { node } = piece;
  if (!scenario.document.isSliced) return { ...wholePart(scenario), path: ['steps', index], node };
  const lead = scenario.document.frame.text.includes('\r\n') ? 'steps:\r\n' : 'steps:\n';
  const placed = ({ start, end, text }: TextEdit<InText>): TextEdit<InFile> => {
    const span = spanInSlice({ start: start - lead.length, end: end - lead.length });
    return { ...sliceToFile(span, base), text };
  };
  return {
    text: lead + piece.text,
    path: ['steps', 0],
    node,
    fromPiece: (at) => offsetBehind(lead.length, at),
    isSlow: false,
    toFile: (edits) => (edits?.every(({ start }) => start >= lead.length) ? edits.map(placed) : undefined),
  };
}

/** What stands around the steps. */
export function framePart(scenario: ReadScenario): Part {
  const { document } = scenario;
  const { frame, headLength } = document;
  if (!document.isSliced) return wholePart(scenario);
  // At the place where the steps were, it is not clear on which side of them to go.
  const isClear = ({ start, end }: TextEdit): boolean => end < headLength || start > headLength;
  const placed = (edit: TextEdit<InText>): TextEdit<InFile> => ({
    ...frameToFile(spanInFrame(edit), document),
    text: edit.text,
  });
  return {
    text: frame.text,
    path: [],
    node: frame.tree.root,
    fromPiece: (at) => offsetBehind(0, at),
    isSlow: frame.text.length > longText,
    toFile: (edits) => (edits?.every(isClear) ? edits.map(placed) : undefined),
  };
}

/** The whole file as one part. */
export function wholePart({ document }: ReadScenario): Part {
  return {
    text: document.text,
    path: [],
    node: document.frame.tree.root,
    fromPiece: (at) => offsetBehind(0, at),
    isSlow: document.length > longText,
    toFile: (edits) => edits?.map((edit) => ({ ...edit, ...spanInFile(edit) })),
  };
}

/** Changes of a part, one after the other. */
export const changePart = (part: Part, ...changes: readonly Change[]): readonly TextEdit<InFile>[] | undefined =>
  part.toFile(chainEdits(part.text, changes));

/** Gives a scalar another text. Where the part has errors, so that its structure is not sure, by changing nothing but its letters. */
export function changeScalar(
  part: Part,
  path: Path,
  node: ScalarNode<InPiece>,
  text: string,
): readonly TextEdit<InFile>[] | undefined {
  return part.toFile(
    readSource(part.text)
      ? setValue(part.text, path, text)
      : changeLetters(part, node.span, scalarText(text, { flow: true, style: node.style })),
  );
}

/** Replaces letters in a part that may have errors; it has no more of them thereafter. */
function changeLetters(part: Part, span: Span<InPiece>, text: string): readonly TextEdit<InText>[] | undefined {
  const edits = [{ start: part.fromPiece(span.start), end: part.fromPiece(span.end), text }];
  return countErrors(applyEdits(part.text, edits)) <= countErrors(part.text) ? edits : undefined;
}

interface ChangeInScalar {
  readonly span: Span<InPiece>;
  /** What comes there, as it is written. */
  readonly put: string;
  /** What the whole scalar reads then. */
  readonly text: string;
}

/** Replaces a stretch of a scalar's text as it is written. */
export function changeInScalar(
  part: Part,
  path: Path,
  { span, put, text }: ChangeInScalar,
): readonly TextEdit<InFile>[] | undefined {
  const source = readSource(part.text);
  if (!source) return part.toFile(changeLetters(part, span, put));
  const edits = [{ start: part.fromPiece(span.start), end: part.fromPiece(span.end), text: put }];
  const wanted = changedAt(source.values[0], path, () => text);
  return part.toFile(verified(source, edits, wanted) ?? setValue(part.text, path, text));
}
