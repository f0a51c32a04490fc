import { editDistance, mostErrors } from '../../registry/edit-distance';
import type { SentenceTemplate } from '../../registry/template';
import { wordsOf, type Word } from '../../registry/words';
import type { Span } from '../../scenario/document/tree';

/** More words than this say no more about what is meant. */
const most = 60;

/**
 * The part of a sentence that is misspelt where the sentence is otherwise that of a template, in its order.
 * @returns `undefined` where the sentence lacks words that no other stands for: then all of it is another.
 */
export function misspeltIn(sentence: string, { parts }: SentenceTemplate): Span | undefined {
  const wanted = parts.flatMap((part) => (typeof part === 'string' ? wordsOf(part) : [])).slice(0, most);
  const words = wordsOf(sentence).slice(0, most);
  const wrong: Word[] = [];
  let from = 0;
  for (const { text } of wanted) {
    const at = words.findIndex((word, index) => index >= from && word.text === text);
    const near = at >= 0 ? -1 : words.findIndex((word, index) => index >= from && isNear(text, word.text));
    const found = words[at >= 0 ? at : near];
    if (!found) return undefined;
    if (at < 0) wrong.push(found);
    from = words.indexOf(found) + 1;
  }
  const [first, last] = [wrong[0], wrong.at(-1)];
  return first && last && { start: first.start, end: last.end };
}

function isNear(wanted: string, word: string): boolean {
  const errors = mostErrors(wanted);
  return errors > 0 && editDistance(wanted, word, errors) <= errors;
}
