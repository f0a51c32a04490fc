import type { Desk } from './desk';
import { isNotUtf8 } from './ports';
import type { Compiled } from './rules';

/** One file that cannot be read keeps no other from being looked at. */
export async function readText(
  { files }: Pick<Desk, 'files'>,
  path: string,
): Promise<{ readonly text?: string | undefined; readonly refusal?: Compiled }> {
  try {
    return { text: await files.read(path) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { refusal: { problems: [{ message, line: 1, ...(isNotUtf8(error) ? { needs: 'utf8' } : {}) }] } };
  }
}
