import type { Id } from '../../wire/payload';
import { samePath } from '../model/names';

/** A file, a scenario, or both where they are linked. */
export interface Subject {
  readonly path?: string | undefined;
  readonly id?: Id | undefined;
}

/** One subject, or several that have their turn together. */
type Subjects = Subject | readonly Subject[];

const keysOf = (subjects: Subjects): readonly string[] =>
  [subjects]
    .flat()
    .flatMap(({ path, id }) => [
      ...(path === undefined ? [] : [`file ${samePath(path)}`]),
      ...(id === undefined ? [] : [`scenario ${id}`]),
    ]);

/**
 * Work on one file or scenario is done one after the other, whichever command asks for it: file, base and cloud are changed in
 * several writes, and nobody looks in between. One for all commands on a workspace folder; other subjects wait for nobody.
 */
export class ItemTurns {
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #changed = new Map<string, number>();
  #now = 0;

  /** For `hasChanged`: what ends later is newer. */
  get now(): number {
    return this.#now;
  }

  /** Whether a subject was changed since then. */
  hasChanged(subject: Subject, since: number): boolean {
    return keysOf(subject).some((key) => (this.#changed.get(key) ?? 0) > since);
  }

  /** Looks at subjects while nobody changes them. */
  look<T>(subjects: Subjects, work: () => Promise<T>): Promise<T> {
    const keys = keysOf(subjects);
    const before = Promise.all(keys.map((key) => this.#last.get(key) ?? Promise.resolve()));
    const mine = before.then(work);
    // What comes next waits for the end of it, however it ends.
    const end = mine.then(nothing, nothing);
    for (const key of keys) this.#last.set(key, end);
    void end.then(() => this.#forget(keys, end));
    return mine;
  }

  /** Changes subjects while nobody looks at them or changes them. */
  change<T>(subjects: Subjects, work: () => Promise<T>): Promise<T> {
    return this.look(subjects, async () => {
      try {
        return await work();
      } finally {
        this.#now += 1;
        for (const key of keysOf(subjects)) this.#changed.set(key, this.#now);
      }
    });
  }

  #forget(keys: readonly string[], end: Promise<unknown>): void {
    for (const key of keys) if (this.#last.get(key) === end) this.#last.delete(key);
  }
}

const nothing = (): undefined => undefined;
