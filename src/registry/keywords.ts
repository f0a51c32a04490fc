import type { StepDefinition } from './definition';

const keywordPattern = /^\s*(given|when|then|and|but)\s+/i;

/** A sentence in two parts. */
export interface KeywordSplit {
  /** *Given*, *When*, *Then*, *And* or *But*, with the white space around it; empty where there is none. */
  readonly keyword: string;
  readonly rest: string;
}

/** Splits off the keyword that begins a sentence for the reader and has no meaning. */
export function splitKeyword(sentence: string): KeywordSplit {
  const keyword = keywordPattern.exec(sentence)?.[0] ?? '';
  return { keyword, rest: sentence.slice(keyword.length) };
}

/** The kind of step that a keyword announces; `undefined` for *And*, *But* and none. */
export function typeOfKeyword(keyword: string): StepDefinition['type'] | undefined {
  const word = keyword.trim().toLowerCase();
  if (word === 'then') return 'VALIDATION';
  return word === 'given' || word === 'when' ? 'ACTION' : undefined;
}

/**
 * The keyword for a sentence.
 * @param before the type of the step before
 */
export function keywordFor(type: StepDefinition['type'], before: StepDefinition['type'] | 'unknown' | 'none'): string {
  if (before === type) return 'And';
  if (type === 'VALIDATION') return 'Then';
  return before === 'none' ? 'Given' : 'When';
}
