import { t } from '../../../base/localize';
import { plainLine } from '../../../base/plain-text';
import type { Backup, BackupReason } from '../../../sync/store/backups';
import { scenarioWords } from '../messages/names';

const reasons: Readonly<Record<BackupReason, () => string>> = {
  pull: () => t('before a pull'),
  push: () => t('before a push'),
  deleteHere: () => t('before it was deleted here'),
  deleteInCloud: () => t('before it was deleted in the cloud'),
  restore: () => t('before a backup was restored'),
  merge: () => t('from an unfinished merge'),
};

interface RowTime {
  readonly time: { moment(at: number, now: number): string };
  /** Unix milliseconds. */
  readonly now: number;
}

interface BackupRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** A line of a list of backups: what, when, why. */
export function backupRow(backup: Backup, { time, now }: RowTime): BackupRow {
  const side = backup.side === 'file' ? t('The file') : t('The scenario in the cloud');
  const what = t('{0}, as it was {1}', side, reasons[backup.why]());
  return {
    label: scenarioWords(backup),
    description: time.moment(backup.when, now),
    detail: plainLine([what, backup.path ?? ''].filter((part) => part !== '').join(' · ')),
  };
}
