import { NotUtf8Error } from '../model/ports';
import type { Compiled } from '../model/findings';

interface FilesWorld {
  readonly files: { read(path: string): Promise<string | undefined> };
}

interface ReadText {
  /** Absent where there is no file, or it cannot be read. */
  readonly text?: string | undefined;
  /** Why it cannot be read. */
  readonly refusal?: Compiled;
}

/** One file that cannot be read keeps no other from being looked at. */
export async function readText({ files }: FilesWorld, path: string): Promise<ReadText> {
  try {
    return { text: await files.read(path) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      refusal: { problems: [{ message, line: 1, ...(error instanceof NotUtf8Error ? { needs: 'utf8' } : {}) }] },
    };
  }
}
