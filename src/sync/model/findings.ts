import type { Content } from './content';

/** One thing that two contents say differently. */
export interface Difference {
  /** In the content after; of what was removed, in the content before. */
  readonly path: readonly (string | number)[];
  /** For people, without a full stop: `Step 3: data.email is "b@x" instead of "a@x"`. */
  readonly words: string;
}

export interface Problem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** What helps, where a command of ours can do it: the file is to be saved as UTF-8. */
  readonly needs?: 'utf8';
}

/** Numbers of a file that are sent in other characters than they are written in. */
export interface Numbers {
  /** Those that would arrive as other numbers: the file is not sent. */
  readonly refused: readonly Problem[];
  /** Those of which a person is asked whether they are meant so. */
  readonly asked: readonly Problem[];
}

/** What a file says. */
export interface Compiled {
  /** Absent where the file cannot be read, or where a sentence of it cannot be sent; then the problems say why. */
  readonly content?: Content;
  /** Beside a content: settings that are left alone because they cannot be read. */
  readonly problems: readonly Problem[];
}
