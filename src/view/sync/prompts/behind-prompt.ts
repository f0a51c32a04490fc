import { t } from '../../../base/localize';
import type { PlanItem } from '../../../sync/plan/plan';
import { section, wordsOf } from '../messages/and-more';
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
  const name = scenarioWords(item);
  const why = t(
    'It may have come back with another branch. A pull brings it up to date. A push undoes the later changes.',
  );
  const overwritten = t('A push also overwrites these changes in the cloud:');
  return {
    message: t('The file of “{0}” matches an earlier push or pull, and {1} has a later version.', name, organization),
    detail: [
      why,
      ...section(t('A push undoes:'), wordsOf(item.here), mostListed),
      ...section(overwritten, wordsOf(item.cloud), mostListed),
    ].join('\n'),
    pull: t('Pull'),
    push: t('Push Anyway'),
  };
}
