import { t } from '../base/localize';
import { plainLine } from '../base/plain-text';
import type { Folder, Scenario } from '../wire/records';

/** What could not be read of a record, in a sentence; empty where all could. */
export function unreadWords({ unread = [] }: Pick<Folder, 'unread'>): string {
  if (unread.length === 0) return '';
  return t(
    'Could not be read: {0}. It stays as it is in the cloud; look at it in the web application.',
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
    ? t('1 scenario of the list has no number that can be read, and is not shown. The log names it.')
    : t('{0} scenarios of the list have no number that can be read, and are not shown. The log names them.', leftOut);
}
