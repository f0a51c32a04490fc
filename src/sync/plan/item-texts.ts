import { lineBreakOf, withLineBreaks } from '../../base/lines';
import type { MergeTexts } from '../diff/conflict-markers';
import { mergeContents } from '../diff/merge';
import { renderFile, rewriteFile } from '../file/rewrite';
import type { Content } from '../model/content';
import type { Language } from '../model/ports';
import type { Seen } from './plan';
import { agreed, asFileSays } from './states';

/** The scenario as a file would say it, in the layout of `like` where that can be. */
export function textOfTheirs(language: Language, { theirs, base }: Seen, like?: string): string | undefined {
  if (!theirs) return undefined;
  const kept = like === undefined ? undefined : rewriteFile(like, asFileSays(theirs, base), language);
  return kept ?? renderFile(theirs, language);
}

/**
 * Two texts with both sides' changes; they differ only where both changed the same. Where a file cannot be written so, the
 * texts of both sides as they are, and what they last agreed on.
 */
export const textsOfMerge = (language: Language, seen: Seen): MergeTexts =>
  mergedTexts(language, seen) ?? textsAsTheyAre(language, seen);

function mergedTexts(language: Language, { text = '', base, content, theirs }: Seen): MergeTexts | undefined {
  if (!base || !content || !theirs) return undefined;
  const [before, after] = [agreed(base), asFileSays(theirs, base)];
  const write = (merged: Content): string | undefined => rewriteFile(text, merged, language);
  const mine = write(mergeContents(before, content, after).content);
  const other = write(mergeContents(before, after, content).content);
  return mine === undefined || other === undefined ? undefined : { mine, theirs: other };
}

/** All with the line breaks of the file, which may have others than it had. */
function textsAsTheyAre(language: Language, seen: Seen): MergeTexts {
  const { text = '', base } = seen;
  const likeMine = (other: string): string => withLineBreaks(other, lineBreakOf(text));
  const theirs = likeMine(textOfTheirs(language, seen, base?.text ?? text) ?? '');
  return { mine: text, theirs, ...(base ? { base: likeMine(base.text) } : {}) };
}
