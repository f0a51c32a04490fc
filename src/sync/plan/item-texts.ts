import type { Content } from '../model/content';
import type { Desk } from './context';
import type { Seen } from './plan';
import { agreed, asFileSays } from './states';

type Writing = Pick<Desk, 'rules' | 'language'>;

/** The scenario as a file would say it, in the layout of `like` where that can be. */
export function textOfTheirs({ rules, language }: Writing, { theirs, base }: Seen, like?: string): string | undefined {
  if (!theirs) return undefined;
  const kept = like === undefined ? undefined : rules.rewriteFile(like, asFileSays(theirs, base, rules), language());
  return kept ?? rules.renderFile(theirs, language());
}

/** Two texts with both sides' changes; they differ only where both changed the same. */
export interface MergeTexts {
  readonly mine: string;
  readonly theirs: string;
}

export function textsOfMerge(writing: Writing, seen: Seen): MergeTexts {
  const { rules, language } = writing;
  const { text = '', base, content, theirs } = seen;
  const otherwise = { mine: text, theirs: textOfTheirs(writing, seen, text) ?? '' };
  if (!base || !content || !theirs) return otherwise;
  const [before, after] = [agreed(base), asFileSays(theirs, base, rules)];
  const write = (merged: Content): string | undefined => rules.rewriteFile(text, merged, language());
  const [mine, other] = [
    write(rules.mergeContents(before, content, after).content),
    write(rules.mergeContents(before, after, content).content),
  ];
  return mine === undefined || other === undefined ? otherwise : { mine, theirs: other };
}
