import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import type { PlanItem, Resolution } from '../../../sync/plan/plan';
import type { AgeFormat } from '../../time';
import { scenarioWords } from '../messages/names';
import { listed, section, wordsOf } from '../messages/and-more';

export interface Moment {
  readonly time: AgeFormat;
  /** Unix milliseconds. */
  readonly now: number;
}

/** What ends a conflict; `compare` only shows it. `merge`: by hand; the others merge at once, with one side where both changed the same. */
export type ConflictChoice = 'merge' | 'mergeMine' | 'mergeTheirs' | 'compare' | 'mine' | 'theirs';

export interface ConflictPrompt {
  readonly message: string;
  readonly detail: string;
  readonly choices: readonly { readonly choice: ConflictChoice; readonly title: string }[];
}

/** Lines that a prompt lists. */
export const mostListed = 5;
/** What would be lost is listed: more than this no dialog can show. */
const mostLost = 20;

/** Whether a conflict can end with both sides' changes: it has to be known what both agreed on. */
export const canMerge = ({ what, seen }: Pick<PlanItem, 'what' | 'seen'>): boolean =>
  what === 'conflict' && seen.base !== undefined && seen.content !== undefined && seen.theirs !== undefined;

/** Asked where both sides changed the same, or where nobody knows what they agreed on. @param organization as prompts name it */
export function conflictPrompt(item: PlanItem, organization: string, moment: Moment): ConflictPrompt {
  return {
    message: conflictWords(item, organization, moment),
    detail: [...conflictLines(item), ...lossSections(item, organization)].join('\n'),
    choices: [
      { choice: 'merge', title: t('Merge') },
      ...(canMerge(item) ? mergeChoices() : []),
      { choice: 'compare', title: t('Compare') },
      { choice: 'mine', title: t('Keep Mine') },
      { choice: 'theirs', title: t('Take Theirs') },
    ],
  };
}

const mergeChoices = (): ConflictPrompt['choices'] => [
  { choice: 'mergeMine', title: t('Merge with Mine') },
  { choice: 'mergeTheirs', title: t('Merge with Theirs') },
];

const conflictLines = ({ conflicts, note = '' }: PlanItem): readonly string[] =>
  [...listed(wordsOf(conflicts), mostLost), note].filter((line) => line !== '');

/** What each side would lose besides, if the other was taken whole. A merge loses nothing of it. */
function lossSections(item: PlanItem, organization: string): readonly string[] {
  const { losses, conflicts } = item;
  const isMore = conflicts.length > 0;
  const byMine = isMore
    ? t('Keep Mine also discards these changes from {0}:', organization)
    : t('Keep Mine discards these changes from {0}:', organization);
  const byTheirs = isMore
    ? t('Take Theirs also discards these changes in the file:')
    : t('Take Theirs discards these changes in the file:');
  return [
    ...section(byMine, wordsOf(losses?.mine), mostLost),
    ...section(byTheirs, wordsOf(losses?.theirs), mostLost),
    ...(isMore && canMerge(item) ? ['', t('A merge discards only one side of what both changed.')] : []),
  ];
}

/** What a way to end a conflict discards, one change after the other. */
export function discarded(
  { conflicts, losses }: Pick<PlanItem, 'conflicts' | 'losses'>,
  resolution: Resolution,
): readonly string[] {
  const besides = resolution === 'mine' || resolution === 'theirs' ? (losses?.[resolution] ?? []) : [];
  return wordsOf([...conflicts, ...besides]);
}

function conflictWords(item: PlanItem, organization: string, moment: Moment): string {
  const name = scenarioWords(item);
  const who = changedWords(item, moment);
  return who === undefined
    ? t('“{0}” was changed here and in {1}.', name, organization)
    : t('“{0}” was changed here, and in {2} by {1}.', name, who, organization);
}

/** `Ada Lovelace 20 min ago`; `undefined` where the cloud does not tell who. */
export function changedWords(
  { changedBy, changedAt }: Pick<PlanItem, 'changedBy' | 'changedAt'>,
  { time, now }: Moment,
): string | undefined {
  if (changedBy === undefined) return undefined;
  const who = plainName(changedBy, t('somebody'));
  return changedAt === undefined ? who : t('{0} {1}', who, time.age(changedAt, now));
}
