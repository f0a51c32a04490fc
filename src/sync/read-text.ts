import type { Desk } from './desk';
import type { Compiled } from './rules';

/** One file that cannot be read keeps no other from being looked at. */
export async function readText({ files }: Pick<Desk, 'files'>, path: string): Promise<{ readonly text?: string | undefined; readonly refusal?: Compiled }> {
  try {
    return { text: await files.read(path) };
  } catch (error) {
    return { refusal: { problems: [{ message: error instanceof Error ? error.message : String(error), line: 1 }] } };
  }
}
