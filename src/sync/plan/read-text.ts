import type { Desk } from './context';
import { NotUtf8Error } from '../model/ports';
import type { Compiled } from '../model/findings';

/** One file that cannot be read keeps no other from being looked at. */
export async function readText(
  { files }: Pick<Desk, 'files'>,
  path: string,
): Promise<{ readonly text?: string | undefined; readonly refusal?: Compiled }> {
  try {
    return { text: await files.read(path) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      refusal: { problems: [{ message, line: 1, ...(error instanceof NotUtf8Error ? { needs: 'utf8' } : {}) }] },
    };
  }
}
