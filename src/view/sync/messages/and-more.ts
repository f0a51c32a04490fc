import { t } from '../../../base/localize';
import { plainLine } from '../../../base/plain-text';

interface Worded {
  readonly words: string;
}

/** The last line of a list that is cut short; none where nothing is left out. */
export function andMore(left: number): readonly string[] {
  if (left <= 0) return [];
  return [left === 1 ? t('… and 1 more') : t('… and {0} more', left)];
}

export const wordsOf = (differences: readonly Worded[] = []): readonly string[] =>
  differences.map(({ words }) => words);

/** A title with lines below it, after a blank line; nothing where there are no lines. */
export const section = (title: string, lines: readonly string[], most: number): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...listed(lines, most)];

/** The first lines, and how many there are besides. */
export function listed(lines: readonly string[], most = 10): readonly string[] {
  const shown = lines.slice(0, most).map((line) => plainLine(line));
  return [...shown, ...andMore(lines.length - shown.length)];
}
