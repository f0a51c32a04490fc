import { ScenarioDocument } from '../scenario/document/document';
import { Editing } from './editing';

/** A file in slices, one for each step, so that an edit of a step costs what the step is long, and not what the file is. */
export class StepSlices {
  /** Whether each step means on its own what it means in the file. */
  readonly canCut: boolean;
  readonly #head: string;
  readonly #tail: string;
  readonly #slices: string[];

  constructor(text: string) {
    const document = new ScenarioDocument(text);
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
    const slice = this.#slices[index] ?? '';
    const frame = slice.includes('\r\n') ? 'steps:\r\n' : 'steps:\n';
    const editing = new Editing(frame + slice);
    const result = change(editing);
    this.#slices[index] = editing.text.slice(frame.length);
    return result;
  }
}
