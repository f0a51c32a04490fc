import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import { counts, type ItemResult, type Summary } from '../../../sync/apply/summary';

/** What is said after several items; `isAsWanted`: all are done and there is nothing more to know of them. */
export function doneWords(summary: Summary, done: string): { readonly text: string; readonly isAsWanted: boolean } {
  const { results, problem } = summary;
  const missing = results.find(({ outcome }) => outcome !== 'done');
  if (missing) return { text: missingWords(summary, missing), isAsWanted: false };
  const notes = [...results.flatMap((result) => result.notes), ...(problem === undefined ? [] : [problem])];
  return { text: [done, ...notes].join(' '), isAsWanted: notes.length === 0 };
}

/** Tells the first that is not done. */
function missingWords(summary: Summary, { item, reason = '' }: ItemResult): string {
  const name = plainName(item.name, '');
  if (summary.results.length === 1) return t('"{0}": {1}', name, reason);
  const count = t('{0} of {1} done.', counts(summary).done, summary.results.length);
  return `${count} ${summary.wasCancelled ? t('The rest was cancelled.') : t('"{0}" was not: {1}', name, reason)}`;
}
