import type { Tree } from './read-tree';
import type { Span } from './tree';

/*
 * Offsets count UTF-16 units from the start of a text, and a file that is read slice by slice has several texts. An offset of
 * one of them means nothing in another, so each has a type of its own. The types exist for the compiler alone: at run time
 * all of them are plain numbers. This file alone turns one into another.
 *
 * - The file: its whole text, as the editor and its author count.
 * - The frame: what stands around the steps, head and tail as one text. The tree of `ScenarioDocument.frame` counts in it.
 * - A slice: the text of one step. The tree of a `StepPiece` counts in it.
 *
 * Where a file is read in one piece, frame and slices are the file's whole text. A plain number is an offset of any other text:
 * a scalar's, a sentence's, that of a part which an action changes. Sums are plain numbers too; `shifted` keeps the type. The compiler
 * does not object to `<` between two texts: compare spans with `touches`, or turn one side first.
 */
declare const text: unique symbol;

/** An offset of the file. */
export type InFile = number & { readonly [text]: 'file' };
/** An offset of the frame. */
export type InFrame = number & { readonly [text]: 'frame' };
/** An offset of a slice. Whose slice it is, the types do not tell. */
export type InSlice = number & { readonly [text]: 'slice' };
/** An offset of the piece that a tree was read from: the frame or a slice. */
export type InPiece = InFrame | InSlice;
/** An offset of any other text: a plain number, and none of those above. */
export type InText = number & { readonly [text]?: never };

/** An offset further on in the same text, or further back. */
export const shifted = <At extends number>(at: At, by: number): At => (at + by) as At;

/** A span without as many units at either end. */
export const inset = <At extends number>({ start, end }: Span<At>, by: number): Span<At> => ({
  start: shifted(start, by),
  end: shifted(end, -by),
});

/** The later of two offsets of one text. */
export const later = <At extends number>(a: At, b: NoInfer<At>): At => (a < b ? b : a);

/** Says that an offset was counted in the file's text. */
export const inFile = (at: InText): InFile => at as InFile;

/** Says that a span was counted in the file's text. */
export const spanInFile = (span: Span<InText>): Span<InFile> => span as Span<InFile>;

/** Says that a span was counted in the frame. */
export const spanInFrame = (span: Span<InText>): Span<InFrame> => span as Span<InFrame>;

/** Says that a span was counted in a slice. */
export const spanInSlice = (span: Span<InText>): Span<InSlice> => span as Span<InSlice>;

/** Where the file begins. */
export const fileStart = inFile(0);

/** Where the frame begins. */
export const frameStart = 0 as number as InFrame;

/** Where each slice begins. */
export const sliceStart = 0 as number as InSlice;

/** Says that a tree was read from the frame. */
export const treeOfFrame = (tree: Tree<InText>): Tree<InFrame> => tree as Tree<InFrame>;

/** Says that a tree was read from a slice. */
export const treeOfSlice = (tree: Tree<InText>): Tree<InSlice> => tree as Tree<InSlice>;

/** Says that a tree was read from the file's whole text. */
export const treeOfFile = (tree: Tree<InText>): Tree<InFile> => tree as Tree<InFile>;

/** @param base where the slice begins in the file */
export const sliceToFile = ({ start, end }: Span<InSlice>, base: InFile): Span<InFile> => ({
  start: sliceOffsetToFile(start, base),
  end: sliceOffsetToFile(end, base),
});

export const sliceOffsetToFile = (at: InSlice, base: InFile): InFile => (at + base) as InFile;

/** @param base where the slice begins in the file */
export const fileToSlice = ({ start, end }: Span<InFile>, base: InFile): Span<InSlice> => ({
  start: fileOffsetToSlice(start, base),
  end: fileOffsetToSlice(end, base),
});

export const fileOffsetToSlice = (at: InFile, base: InFile): InSlice => (at - base) as InSlice;

/** An offset of a piece in a text that begins with so many other units and goes on with the piece. */
export const offsetBehind = (lead: number, at: InPiece): InText => lead + at;

/** Where the steps of a file are taken out of its frame: nowhere, where it is read in one piece. */
export interface Gap {
  /** How much of the frame stands before the steps. */
  readonly headLength: number;
  /** How long the slices are together. */
  readonly stepsLength: number;
}

export const frameToFile = ({ start, end }: Span<InFrame>, gap: Gap): Span<InFile> => ({
  start: frameOffsetToFile(start, gap),
  end: frameOffsetToFile(end, gap),
});

const frameOffsetToFile = (at: InFrame, { headLength, stepsLength }: Gap): InFile =>
  (at >= headLength ? at + stepsLength : at) as InFile;

/** Only for what stands around the slices: what is within them has no place in the frame. */
export const fileToFrame = ({ start, end }: Span<InFile>, gap: Gap): Span<InFrame> => {
  const from = fileOffsetToFrame(start, gap);
  return { start: from, end: shifted(from, end - start) };
};

/** Only for what stands around the slices, as `fileToFrame`. */
export const fileOffsetToFrame = (at: InFile, { headLength, stepsLength }: Gap): InFrame =>
  (at >= headLength ? at - stepsLength : at) as InFrame;
