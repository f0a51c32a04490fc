import { t } from '../../../base/localize';
import { plainLine } from '../../../base/plain-text';
import type { Backup, BackupReason } from '../../../sync/store/backups';
import type { TimeFormat } from '../../time';
import { scenarioWords } from '../messages/names';

const reasons: Readonly<Record<BackupReason, () => string>> = {
  pull: () => t('before a pull'),
  push: () => t('before a push'),
  deleteHere: () => t('before it was deleted here'),
  deleteInCloud: () => t('before it was deleted in the cloud'),
  restore: () => t('before a backup was restored'),
  merge: () => t('in a merge that was not finished'),
};

/** A line of a list of backups: what, when, why. */
export function backupRow(
  backup: Backup,
  { time, now }: { readonly time: Pick<TimeFormat, 'moment'>; readonly now: number },
): { readonly label: string; readonly description: string; readonly detail: string } {
  const side = backup.side === 'file' ? t('The file') : t('The scenario in the cloud');
  return {
    label: scenarioWords(backup),
    description: time.moment(backup.when, now),
    detail: plainLine(
      [t('{0}, as it was {1}', side, reasons[backup.why]()), backup.path ?? '']
        .filter((part) => part !== '')
        .join(' · '),
    ),
  };
}
