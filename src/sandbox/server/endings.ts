/** What has to be ended, newest first, when the sandbox stops or cannot start. */
export interface Endings {
  add(end: () => void | Promise<void>): void;
  /** Ends everything, once; goes on past a failure, and rejects with the first at the end. */
  run(): Promise<void>;
}

export function createEndings(): Endings {
  const ends: (() => void | Promise<void>)[] = [];
  return {
    add: (end) => void ends.push(end),
    run: async () => {
      const failures: unknown[] = [];
      for (let end = ends.pop(); end; end = ends.pop()) {
        try {
          await end();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0] instanceof Error ? failures[0] : new Error(String(failures[0]));
    },
  };
}
