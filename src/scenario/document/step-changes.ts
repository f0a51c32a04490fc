/** Where a list has changed: from `start` on, what stood up to `end` has given way to what stands up to `newEnd`. */
export interface Difference {
  readonly start: number;
  readonly end: number;
  readonly newEnd: number;
}

/** More changes than these are read as one that concerns everything. */
const mostKept = 64;

/** Remembers what has changed of a list, for whoever has read it before. */
export class StepChanges {
  /** Each as it was when it happened. */
  #changes: Difference[] = [];
  /** The state before the first of them. */
  #first = 0;

  /** A number for the list as it is now. */
  get state(): number {
    return this.#first + this.#changes.length;
  }

  note(change: Difference): void {
    this.#changes.push(change);
    if (this.#changes.length <= mostKept) return;
    this.#first += this.#changes.length - mostKept;
    this.#changes = this.#changes.slice(-mostKept);
  }

  /** The list is another one. */
  forget(): void {
    this.#first += this.#changes.length + 1;
    this.#changes = [];
  }

  /** What has changed since a state, as one difference; `undefined` where that is not known: then everything may have. */
  since(state: number): Difference | undefined {
    if (state < this.#first) return undefined;
    return this.#changes
      .slice(state - this.#first)
      .reduce(joined, { start: Infinity, end: -Infinity, newEnd: -Infinity });
  }
}

/** Two changes, one after the other, as one. */
function joined(before: Difference, next: Difference): Difference {
  if (before.start === Infinity) return next;
  const start = Math.min(before.start, next.start);
  const reach = Math.max(before.newEnd, next.end);
  return { start, end: before.end + reach - before.newEnd, newEnd: reach + next.newEnd - next.end };
}

/** Whether nothing has changed. */
export const isNone = ({ start }: Difference): boolean => start === Infinity;
