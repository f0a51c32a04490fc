import type { Span } from '../scenario/document/tree';

/** A word of a sentence, in lower case, and where it stands. */
export interface Word extends Span {
  readonly text: string;
}

/** The words of a sentence as they count when sentences are held against each other. */
export const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(/[\p{L}\p{N}%]+/gu)].map(({ 0: word, index }) => ({
    text: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
