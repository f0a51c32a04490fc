import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';
import type { PlanItem } from '../../sync/plan';
import type { TimeFormat } from '../time';
import { scenarioWords } from './names';
import { listed } from './and-more';

export interface Moment {
  readonly time: Pick<TimeFormat, 'age'>;
  /** Unix milliseconds. */
  readonly now: number;
}

/** What ends a conflict; `compare` only shows it. */
export type ConflictChoice = 'merge' | 'compare' | 'mine' | 'theirs';

export interface ConflictPrompt {
  readonly message: string;
  readonly detail: string;
  readonly choices: readonly { readonly choice: ConflictChoice; readonly title: string }[];
}

/** Differences that a prompt lists. */
export const mostListed = 5;

/** Asked where both sides changed the same, or where nobody knows what they agreed on. @param organization as prompts name it */
export function conflictPrompt(item: PlanItem, organization: string, moment: Moment): ConflictPrompt {
  return {
    message: conflictWords(item, organization, moment),
    detail: [...listed(item.conflicts.map(({ words }) => words), mostListed), item.note ?? ''].filter((line) => line !== '').join('\n'),
    choices: [
      { choice: 'merge', title: t('Merge') },
      { choice: 'compare', title: t('Compare') },
      { choice: 'mine', title: t('Keep Mine') },
      { choice: 'theirs', title: t('Take Theirs') },
    ],
  };
}

function conflictWords(item: PlanItem, organization: string, moment: Moment): string {
  const name = scenarioWords(item);
  const who = changedWords(item, moment);
  return who === undefined ? t('“{0}” was changed here and in {1}.', name, organization) : t('“{0}” was changed here and, by {1}, in {2}.', name, who, organization);
}

/** `Ada Lovelace 20 min ago`; `undefined` where the cloud does not tell who. */
export function changedWords({ changedBy, changedAt }: Pick<PlanItem, 'changedBy' | 'changedAt'>, { time, now }: Moment): string | undefined {
  if (changedBy === undefined) return undefined;
  const who = plainName(changedBy, t('somebody'));
  return changedAt === undefined ? who : t('{0} {1}', who, time.age(changedAt, now));
}
