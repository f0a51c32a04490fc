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

const nameOf = ({ name }: Pick<Restoring, 'name'>): string => plainName(name, t('Scenario without a name'));

/** Asked before a backup goes into the cloud. */
export function restoreInCloudQuestion(
  restoring: Restoring,
): ChangeQuestion & { readonly detail: string; readonly verb: string } {
  const { organization, when, isThere } = restoring;
  return {
    message: t('Restore "{0}" in {1}?', nameOf(restoring), organization),
    detail: isThere
      ? t('It is changed back to what it was {0}, for everybody. A backup of what is there now is kept.', when)
      : t(
          'It was deleted there. It is created again as it was {0}, with another number and without its runs and its schedule.',
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
    ? t('Created "{0}" in {1} again, as number {2}.', nameOf(restoring), restoring.organization, id)
    : t('“{0}” is in {1} again as it was.', nameOf(restoring), restoring.organization);
}
