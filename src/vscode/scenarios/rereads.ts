/** Milliseconds between two readings of a run that nobody watches. */
const pauseMs = 5_000;

/** Keeps runs from being read again and again while somebody moves about. */
export class Rereads {
  readonly #lastAt = new Map<number, number>();

  constructor(private readonly now: () => number) {}

  /** Whether a run may be read now; then it counts as read. */
  allows(runId: number): boolean {
    const now = this.now();
    if (now - (this.#lastAt.get(runId) ?? -Infinity) < pauseMs) return false;
    this.#lastAt.set(runId, now);
    return true;
  }
}
