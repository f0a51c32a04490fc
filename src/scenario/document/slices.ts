import { endOfLine } from '../../base/lines';

/** A scenario file cut into what stands before its steps, one text for each step, and what stands behind them. */
export interface Slices {
  /** To the end of the line `steps:` and of what is no step yet: comments, blank lines. */
  readonly head: string;
  /** Each from its dash's line, or the comments right above it, up to the next step's. */
  readonly steps: readonly string[];
  readonly tail: string;
  /** Spaces before the dashes. */
  readonly indent: number;
}

const stepsLine = /^steps:[ ]*(?:#.*)?\r?$/;
/** Markers between documents, directives, tabs, and line ends of another age: to be read in one piece. */
const wholeOnly = /^(?:---|\.\.\.|%)|\t|\r(?!\n)/m;

/**
 * Cuts a scenario file at the lines of its steps, without parsing it. `undefined` for what cannot surely be cut so:
 * `steps` in flow style, lines indented less than the steps, several documents. A text in quotes that goes on over a cut
 * shows when a slice is parsed: its quotes do not end.
 */
export function cutSlices(text: string): Slices | undefined {
  if (wholeOnly.test(text)) return undefined;
  const headEnd = endOfStepsLine(text);
  if (headEnd === undefined) return undefined;
  const cutter = new StepCutter();
  const end = cutter.read(text, headEnd);
  if (end === undefined || cutter.indent === undefined || /^["']?steps["']? *:/m.test(text.slice(end)))
    return undefined;
  const steps = cutter.starts.map((start, index) => text.slice(start, cutter.starts[index + 1] ?? end));
  return { head: text.slice(0, cutter.starts[0]), steps, tail: text.slice(end), indent: cutter.indent };
}

/**
 * Cuts a text that begins and ends where steps do into steps, as `cutSlices` would.
 * @param behind what stands behind it in the file, which may take comments from its end.
 * @returns `undefined` where it does not begin with a step or does not end within the list.
 */
export function cutSteps(text: string, indent: number, behind: string): readonly string[] | undefined {
  if (wholeOnly.test(text)) return undefined;
  const cutter = new StepCutter(indent);
  const end = cutter.read(text, 0);
  if (end !== text.length || cutter.starts[0] !== 0 || (behind !== '' && !isLineEnd(text, cutter))) return undefined;
  return cutter.starts.map((start, index) => text.slice(start, cutter.starts[index + 1]));
}

/** Whether a text ends with a line of a step, and not with comments that belong to what follows. */
const isLineEnd = (text: string, cutter: StepCutter): boolean => text.endsWith('\n') && !cutter.endsInComments;

function endOfStepsLine(text: string): number | undefined {
  for (
    let start = text.startsWith('steps:') ? 0 : lineOfSteps(text, 0);
    start < text.length;
    start = lineOfSteps(text, start)
  ) {
    const end = endOfLine(text, start);
    if (stepsLine.test(text.slice(start, end))) return Math.min(end + 1, text.length);
  }
  return undefined;
}

function lineOfSteps(text: string, from: number): number {
  const found = text.indexOf('\nsteps:', from);
  return found < 0 ? text.length : found + 1;
}

const space = 32;
const hash = 35;
const dash = 45;
const lineFeed = 10;
const carriageReturn = 13;
const isBreak = (unit: number): boolean => unit === lineFeed || unit === carriageReturn || Number.isNaN(unit);

/** What a line is: a step's first, more of it, a comment that may belong to the next, the first behind the list. */
type Line = 'step' | 'inside' | 'comment' | 'end' | 'unclear';

/** Reads lines and notes where steps begin. */
class StepCutter {
  readonly starts: number[] = [];
  /** Where the comments begin that stand right above the line to be read. */
  #comments: number | undefined;

  constructor(public indent?: number) {}

  get endsInComments(): boolean {
    return this.#comments !== undefined;
  }

  /** @returns where the list ends: at the next key or at the end of the text; `undefined` where it cannot be cut. */
  read(text: string, from: number): number | undefined {
    for (let start = from; start < text.length; start = endOfLine(text, start) + 1) {
      const is = this.#readLine(text, start);
      if (is === 'unclear') return undefined;
      if (is === 'end') return this.#comments ?? start;
      if (is === 'step') this.starts.push(this.#comments ?? start);
      if (is !== 'comment') this.#comments = undefined;
    }
    return text.length;
  }

  #readLine(text: string, start: number): Line {
    let at = start;
    while (text.charCodeAt(at) === space) at++;
    const unit = text.charCodeAt(at);
    if (isBreak(unit)) return 'inside';
    if (unit === hash) return this.#comment(start, at - start);
    const next = text.charCodeAt(at + 1);
    return this.#content(at - start, unit === dash && (next === space || isBreak(next)));
  }

  #comment(start: number, indent: number): Line {
    // Deeper ones may be the content of a block scalar.
    if (indent > (this.indent ?? indent)) return 'inside';
    this.#comments ??= start;
    return 'comment';
  }

  #content(indent: number, isItem: boolean): Line {
    this.indent ??= isItem ? indent : undefined;
    if (this.indent === undefined) return 'unclear';
    if (indent > this.indent) return this.starts.length > 0 ? 'inside' : 'unclear';
    if (isItem) return indent === this.indent ? 'step' : 'unclear';
    return indent === 0 ? 'end' : 'unclear';
  }
}
