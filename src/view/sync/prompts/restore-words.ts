import { plainName } from '../../../base/plain-text';
import { t } from '../../../base/localize';
import type { ChangeQuestion } from './change-prompts';

export interface Restoring {
  readonly name: string;
  readonly organization: string;
  /** When the backup was made, in words. */
  readonly when: string;
  /** Whether the scenario is still in the cloud, and is changed back. */
  readonly isThere: boolean;
}

const nameOf = ({ name }: Pick<Restoring, 'name'>): string => plainName(name, t('Unnamed scenario'));

/** Asked before a backup goes into the cloud. */
export function restoreInCloudQuestion(
  restoring: Restoring,
): ChangeQuestion & { readonly detail: string; readonly verb: string } {
  const { organization, when, isThere } = restoring;
  return {
    message: t('Restore "{0}" in {1}?', nameOf(restoring), organization),
    detail: isThere
      ? t('This changes it back to how it was {0}, for everyone. A backup of the current version is kept.', when)
      : t(
          'It was deleted there. This creates it again as it was {0}, with another ID and without its runs and schedule.',
          when,
        ),
    verb: t('Restore in Cloud'),
  };
}

export const restoreAsFile = (): string => t('Restore as File');

export function restoredInCloud(
  restoring: Pick<Restoring, 'name' | 'organization'>,
  { isNew, id }: { readonly isNew: boolean; readonly id: number },
): string {
  return isNew
    ? t('Created “{0}” in {1} again (ID {2}).', nameOf(restoring), restoring.organization, id)
    : t('Restored “{0}” in {1}.', nameOf(restoring), restoring.organization);
}
