import { t } from '../../base/localize';
import type { Examined } from './examine';
import type { PlanItem } from './plan';

type Blocked = Pick<PlanItem, 'what' | 'isChosen' | 'note' | 'problems'>;

/** What becomes of a file with the marks of an unfinished merge: neither of its sides may be taken for what its author says. */
export function unfinishedMerge({
  seen,
  compiled,
}: Pick<Partial<Examined>, 'compiled'> & Pick<Examined, 'seen'>): Blocked | undefined {
  const line = compiled === undefined || compiled.content ? undefined : mergeMark(seen.text ?? '');
  if (line === undefined) return undefined;
  const note = t('The file contains conflict markers (line {0}). Finish the merge in the file and try again.', line);
  return { what: 'blocked', isChosen: false, note, problems: [{ message: note, line }] };
}

/** The line (from 1) of the first mark of an unfinished merge; `undefined` where there is none. */
function mergeMark(text: string): number | undefined {
  const lines = text.split(/\r\n?|\n/);
  const first = lines.findIndex((line) => /^<{7}( |$)/.test(line));
  return first >= 0 && lines.slice(first).some((line) => /^>{7}( |$)/.test(line)) ? first + 1 : undefined;
}
