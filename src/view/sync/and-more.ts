import { t } from '../../base/localize';

/** The last line of a list that is cut short; none where nothing is left out. */
export function andMore(left: number): readonly string[] {
  if (left <= 0) return [];
  return [left === 1 ? t('… and 1 more') : t('… and {0} more', left)];
}
