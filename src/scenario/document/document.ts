import {
  fileStart,
  inFile,
  shifted,
  treeOfFile,
  treeOfFrame,
  treeOfSlice,
  type InFile,
  type InFrame,
  type InSlice,
} from './offsets';
import { cutSlices, cutSteps, type Slices } from './slices';
import { readPlainStep } from './plain-step';
import { readTree, type Tree } from './read-tree';
import { StepChanges, type Difference } from './step-changes';
import type { SyntaxProblem } from './syntax-problems';
import { findEntry, type Span, type TreeNode } from './tree';

/** A text that was read on its own: what stands around a file's steps, one step, or a whole file. */
export interface Piece<At extends number> {
  readonly text: string;
  readonly tree: Tree<At>;
}

/** A step in its piece. */
export interface StepPiece extends Piece<InSlice> {
  readonly node: TreeNode<InSlice> | undefined;
}

/** What stands at a span of a piece. */
export const textAt = <At extends number>({ text }: Piece<At>, { start, end }: Span<NoInfer<At>>): string =>
  text.slice(start, end);

/** A change of a text: `text` takes the place of what stood from `start` to `end`, in UTF-16 units. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A file read slice by slice. */
interface Sliced {
  readonly head: string;
  readonly tail: string;
  readonly indent: number;
  /** Head and tail, read as one: `steps` is empty in it. */
  readonly frame: Piece<InFrame>;
  readonly steps: StepPiece[];
  /** Where each step begins in the file, and behind them where the tail does. */
  readonly starts: InFile[];
}

/** A file read in one piece: what its slices mean cannot surely be told from each alone. */
interface Whole {
  readonly piece: Piece<InFile>;
  readonly frame: Piece<InFrame>;
  readonly steps: readonly StepPiece[];
}

/** Errors that stay within the slice in which they are. */
const isLocal = ({ code }: SyntaxProblem): boolean => code === 'duplicate-key';
const isSure = ({ problems, isEntangled }: Tree): boolean => !isEntangled && problems.every(isLocal);

/** Steps read before, by their text: what an author changes is one of them. */
const mostKnown = 20_000;

/**
 * A scenario file that is being edited. A change costs what is changed: the steps around it are not read again. Where a
 * file cannot be cut surely it is read as a whole; the result is the same either way.
 */
export class ScenarioDocument {
  #known = new Map<string, StepPiece | undefined>();
  #sliced: Sliced | undefined;
  #whole: Whole | undefined;
  #text: string | undefined;
  readonly #changes = new StepChanges();

  constructor(text: string) {
    this.#readAll(text);
  }

  /** What stands around the steps; the whole file where it was read as one. */
  get frame(): Piece<InFrame> {
    return (this.#sliced ?? this.#requireWhole()).frame;
  }

  /** The whole file, where it is read as one. */
  get whole(): Piece<InFile> | undefined {
    return this.#sliced ? undefined : this.#requireWhole().piece;
  }

  get steps(): readonly StepPiece[] {
    return (this.#sliced ?? this.#requireWhole()).steps;
  }

  /** A number for the steps as they are now, for `changesSince`. */
  get state(): number {
    return this.#changes.state;
  }

  /** What has changed of the steps since a state; `undefined` where everything may have. */
  changesSince(state: number): Difference | undefined {
    return this.#changes.since(state);
  }

  /** Whether the file is read slice by slice. */
  get isSliced(): boolean {
    return this.#sliced !== undefined;
  }

  /** The length of what stands before the steps in `frame`; the frame's whole length where the file is read as one. */
  get headLength(): number {
    return this.#sliced?.head.length ?? this.#requireWhole().frame.text.length;
  }

  /** The length of all slices; 0 where the file is read as one. */
  get stepsLength(): number {
    return this.#sliced ? (this.#sliced.starts.at(-1) ?? 0) - this.#sliced.head.length : 0;
  }

  get text(): string {
    return (this.#text ??= this.#sliced ? this.#join(this.#sliced) : this.#requireWhole().frame.text);
  }

  /** In UTF-16 units. */
  get length(): number {
    if (!this.#sliced) return this.text.length;
    const { starts, tail } = this.#sliced;
    return (starts.at(-1) ?? 0) + tail.length;
  }

  /** Where a step's piece begins in the file: at its begin, where the file is read as one. */
  pieceStart(index: number): InFile {
    return this.#sliced?.starts[index] ?? fileStart;
  }

  /** The step in whose slice an offset is; -1 outside of the steps, and where the file is read as one. */
  sliceAt(offset: InFile): number {
    if (!this.#sliced) return -1;
    const { starts, steps } = this.#sliced;
    const end = starts.at(-1) ?? 0;
    if (offset < end) return lastUpTo(starts, offset);
    // A last line without a line break is still being written.
    return offset === end && isOpenEnd(this.#sliced) ? steps.length - 1 : -1;
  }

  /** Applies changes in the order given, each to what the one before left. */
  update(changes: readonly TextChange[]): void {
    for (const change of changes)
      if (!this.#changeSteps(change))
        this.#readAll(this.text.slice(0, change.start) + change.text + this.text.slice(change.end));
  }

  #join({ head, steps, tail }: Sliced): string {
    return head + steps.map(({ text }) => text).join('') + tail;
  }

  #requireWhole(): Whole {
    return (this.#whole ??= readWhole(this.text));
  }

  #readAll(text: string): void {
    this.#text = text;
    this.#changes.forget();
    this.#whole = undefined;
    this.#sliced = undefined;
    const slices = cutSlices(text);
    this.#sliced = slices && this.#readSlices(slices);
  }

  #readSlices({ head, steps, tail, indent }: Slices): Sliced | undefined {
    const text = head + tail;
    const frame = { text, tree: treeOfFrame(readTree(text)) };
    if (!isSure(frame.tree) || findEntry(frame.tree.root, 'steps')?.value?.kind !== 'scalar') return undefined;
    const pieces = this.#readSteps(steps);
    return pieces && { head, tail, indent, frame, steps: pieces, starts: startsOf(pieces, inFile(head.length)) };
  }

  #readSteps(texts: readonly string[]): StepPiece[] | undefined {
    const pieces: StepPiece[] = [];
    for (const text of texts) {
      const piece = this.#readStep(text);
      if (!piece) return undefined;
      pieces.push(piece);
    }
    return pieces;
  }

  /** @returns `undefined` where the slice's meaning does not surely stay within it. */
  #readStep(text: string): StepPiece | undefined {
    return this.#known.has(text)
      ? this.#known.get(text)
      : this.#remember(text, pieceOf(text, treeOfSlice(readPlainStep(text) ?? readTree(text))));
  }

  #remember(text: string, piece: StepPiece | undefined): StepPiece | undefined {
    if (this.#known.size >= mostKnown) this.#known = new Map(this.#sliced?.steps.map((step) => [step.text, step]));
    this.#known.set(text, piece);
    return piece;
  }

  /** Applies a change that stays within the steps. @returns whether it could. */
  #changeSteps({ start, end, text }: TextChange): boolean {
    const sliced = this.#sliced;
    const touched = sliced && findTouched(sliced, start, end);
    if (!touched) return false;
    const { first, last, offset } = touched;
    const old = sliced.steps
      .slice(first, last + 1)
      .map((step) => step.text)
      .join('');
    const changed = old.slice(0, start - offset) + text + old.slice(end - offset);
    const cut = cutSteps(changed, sliced.indent, sliced.steps[last + 1]?.text ?? sliced.tail);
    const pieces = cut && this.#readSteps(cut);
    if (!pieces) return false;
    this.#changes.note(differenceIn(sliced.steps, first, last + 1, pieces));
    sliced.steps.splice(first, last - first + 1, ...pieces);
    sliced.starts.splice(first, last - first + 2, ...startsOf(pieces, offset));
    moveFrom(sliced.starts, first + pieces.length + 1, changed.length - old.length);
    this.#text = undefined;
    return true;
  }
}

/** Some steps, and the offset of the first of them. */
interface Touched {
  readonly first: number;
  readonly last: number;
  readonly offset: InFile;
}

/** Whether the file ends within the line of a step. */
const isOpenEnd = ({ steps, tail }: Sliced): boolean => tail === '' && steps.at(-1)?.text.endsWith('\n') === false;

/** The steps that a change touches, and one on either side: comments may go from one to the other. */
function findTouched({ steps, starts, tail }: Sliced, start: number, end: number): Touched | undefined {
  const stepsEnd = starts.at(-1) ?? 0;
  const isWithin = end < stepsEnd || (end === stepsEnd && tail === '');
  // What begins where a step does is more of what stands before it.
  const index = lastUpTo(starts, start - 1);
  if (!isWithin || index < 0) return undefined;
  const first = Math.max(0, index - 1);
  return { first, last: Math.min(lastUpTo(starts, end) + 1, steps.length - 1), offset: starts[first] ?? fileStart };
}

/** What really changes where some steps give way to others: those around them may come again. */
function differenceIn(
  steps: readonly StepPiece[],
  first: number,
  end: number,
  pieces: readonly StepPiece[],
): Difference {
  let before = 0;
  while (before < pieces.length && first + before < end && steps[first + before] === pieces[before]) before += 1;
  let behind = 0;
  while (
    behind < pieces.length - before &&
    end - behind > first + before &&
    steps[end - 1 - behind] === pieces.at(-1 - behind)
  )
    behind += 1;
  return { start: first + before, end: end - behind, newEnd: first + pieces.length - behind };
}

/** Where each of some pieces begins, and where the last one ends. */
function startsOf(pieces: readonly StepPiece[], start: InFile): InFile[] {
  const starts = [start];
  let at = start;
  for (const { text } of pieces) starts.push((at = shifted(at, text.length)));
  return starts;
}

function moveFrom(starts: InFile[], index: number, by: number): void {
  for (let at = index; at < starts.length; at++) starts[at] = shifted(starts[at] ?? fileStart, by);
}

/** The place of the last of some rising numbers that is not above a limit; -1 where all are. */
function lastUpTo(rising: readonly number[], limit: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function pieceOf(text: string, tree: Tree<InSlice>): StepPiece | undefined {
  if (!isSure(tree) || tree.root?.kind !== 'list' || tree.root.items.length !== 1) return undefined;
  return { text, tree, node: tree.root.items[0] };
}

function readWhole(text: string): Whole {
  const read = readTree(text);
  const tree = treeOfSlice(read);
  const steps = findEntry(tree.root, 'steps')?.value;
  return {
    piece: { text, tree: treeOfFile(read) },
    frame: { text, tree: treeOfFrame(read) },
    steps: steps?.kind === 'list' ? steps.items.map((node) => ({ text, tree, node })) : [],
  };
}
