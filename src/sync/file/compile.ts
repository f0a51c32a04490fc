import type { Compiled } from '../model/findings';
import type { Language } from '../model/ports';
import { readFile } from './read-file';

/**
 * What a file says, in the form in which it is compared and sent: each sentence as the step that it means, by the one rule of
 * the registry, with its text as the step's name. Tokens decide what a sentence means, and stay in its values. Never throws.
 */
export function compileFile(text: string, language: Language): Compiled {
  const { content, problems } = readFile(text, language);
  return { ...(content ? { content } : {}), problems };
}
