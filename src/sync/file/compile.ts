import type { Content } from '../model/content';
import type { Language } from '../model/ports';
import { readFile, type FileProblem } from './read-file';

export interface Compiled {
  /** Absent where the file cannot be read, or where a sentence of it cannot be sent; then the problems say why. */
  readonly content?: Content;
  /** Beside a content: settings that are left alone because they cannot be read. */
  readonly problems: readonly FileProblem[];
}

/**
 * What a file says, in the form in which it is compared and sent: each sentence as the step that it means, by the one rule of
 * the registry, with its text as the step's name. Tokens decide what a sentence means, and stay in its values. Never throws.
 */
export function compileFile(text: string, language: Language): Compiled {
  const { content, problems } = readFile(text, language);
  return { ...(content ? { content } : {}), problems };
}
