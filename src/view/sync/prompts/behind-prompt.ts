import { t } from '../../../base/localize';
import type { PlanItem } from '../../../sync/plan/plan';
import { listed } from '../messages/and-more';
import { scenarioWords } from '../messages/names';

/** Asked before a file is pushed that is as it was at an earlier push or pull. */
export interface BehindPrompt {
  readonly message: string;
  readonly detail: string;
  readonly pull: string;
  readonly push: string;
}

/** Differences of each side that the prompt lists. */
const mostListed = 10;

/** Whether a push of it would take back what was agreed on later. */
export const isPushBehind = ({
  direction,
  what,
  isBehind,
}: Pick<PlanItem, 'direction' | 'what' | 'isBehind'>): boolean =>
  direction === 'push' && what === 'update' && isBehind === true;

/** @param organization as prompts name it */
export function behindPrompt(item: PlanItem, organization: string): BehindPrompt {
  const section = (title: string, differences: PlanItem['here']): readonly string[] =>
    differences.length === 0
      ? []
      : [
          '',
          title,
          ...listed(
            differences.map(({ words }) => words),
            mostListed,
          ),
        ];
  return {
    message: t(
      'The file of “{0}” is as it was at an earlier push or pull, and {1} has something later.',
      scenarioWords(item),
      organization,
    ),
    detail: [
      t(
        'It may have come back with another branch. A pull brings it up to date; a push takes back what was agreed on since.',
      ),
      ...section(t('A push takes back:'), item.here),
      ...section(t('A push also overwrites what was changed in the cloud since:'), item.cloud),
    ].join('\n'),
    pull: t('Pull'),
    push: t('Push Anyway'),
  };
}
