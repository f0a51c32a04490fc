import { t } from '../base/localize';
import { plainLine } from '../base/plain-text';
import type { Folder, Scenario } from '../wire/records';

/** What could not be read of a record, in a sentence; empty where all could. */
export function unreadWords({ unread = [] }: Pick<Folder, 'unread'>): string {
  if (unread.length === 0) return '';
  return t(
    'Could not be read: {0}. It stays unchanged in the cloud. Check it in the web application.',
    plainLine(unread.join(', '), 200),
  );
}

/** Whether a record is there, and that is all that is known. */
export const isNameless = ({ unread = [] }: Pick<Folder, 'unread'>): boolean => unread.includes('name');

/** Whether no steps can be shown although there may be some. */
export const hidesSteps = ({ definition, unread = [] }: Pick<Scenario, 'definition' | 'unread'>): boolean =>
  definition === null && (unread.includes('definition') || unread.includes('name'));

/** Above the tree. */
export function leftOutWords(leftOut: number): string {
  if (leftOut === 0) return '';
  return leftOut === 1
    ? t('1 scenario has an unreadable ID and is not shown. See the log.')
    : t('{0} scenarios have unreadable IDs and are not shown. See the log.', leftOut);
}
