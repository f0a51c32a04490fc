import { lineBreakOf } from '../../base/lines';
import { ScenarioDocument } from '../../scenario/document/document';
import { Editing } from './editing';

/** Edits the lines of steps as a file that has no others. @param eol the line break of their file: one line alone may have none @returns the lines as they are then, and what came of the change */
export function editAlone<T>(
  lines: string,
  eol: string,
  change: (editing: Editing) => T,
): { readonly lines: string; readonly result: T } {
  const frame = frameOf(eol);
  const editing = new Editing(frame + lines);
  const result = change(editing);
  return { lines: editing.text.slice(frame.length), result };
}

/** What makes a file of steps, with their file's line break. */
export const frameOf = (eol: string): string => `steps:${eol}`;

/** A file in slices, one for each step, so that an edit of a step costs what the step is long, and not what the file is. */
export class StepSlices {
  /** Whether each step means on its own what it means in the file. */
  readonly canCut: boolean;
  readonly #head: string;
  readonly #tail: string;
  readonly #slices: string[];
  readonly #eol: string;

  constructor(text: string) {
    const document = new ScenarioDocument(text);
    this.#eol = lineBreakOf(text);
    this.canCut = document.isSliced;
    this.#head = document.frame.text.slice(0, document.headLength);
    this.#tail = document.frame.text.slice(document.headLength);
    this.#slices = document.steps.map((step) => step.text);
  }

  get text(): string {
    return this.#head + this.#slices.join('') + this.#tail;
  }

  /** Edits a step as the first and only one of a file. */
  edit<T>(index: number, change: (editing: Editing) => T): T {
    const { lines, result } = editAlone(this.#slices[index] ?? '', this.#eol, change);
    this.#slices[index] = lines;
    return result;
  }
}
