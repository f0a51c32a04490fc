import { t } from '../../../base/localize';
import { plainLine, plainName } from '../../../base/plain-text';
import { saysTheSame, type PlanItem } from '../../../sync/plan/plan';
import type { Difference } from '../../../sync/model/findings';
import { scenarioWords } from '../messages/names';

/** What a person reads of one of several ways to go. */
export interface KinRow {
  readonly label: string;
  readonly description: string;
}

type Linking = Pick<PlanItem, 'path' | 'here' | 'cloud' | 'problems'>;

/** `link with a.crank.yml: says the same` */
export function linkWhy(item: Linking): string {
  const path = plainName(item.path, '');
  if (saysTheSame(item)) return t('link to {0}: identical', path);
  return item.problems.length > 0
    ? t('link to {0}: same name, cannot be read; the next push or pull asks', path)
    : t('link to {0}: same name, different content; the next push or pull asks which to keep', path);
}

const differenceWords = (differences: readonly Difference[]): string =>
  differences.length === 1
    ? t('differs: {0}', plainLine(differences[0]?.words ?? '', 100))
    : t('differs in {0} places', differences.length);

function likeness(item: Linking): string {
  if (saysTheSame(item)) return t('identical');
  return item.problems.length > 0 ? t('same name, cannot be read') : differenceWords(item.here);
}

/** Of a file that may be a moved one: what it says otherwise. */
function movedLikeness({ what, name, here }: PlanItem): string {
  const isSame = what === 'move' && here.length === 0;
  const followed = t('the link of “{0}” follows', plainName(name, ''));
  return `${followed} · ${isSame ? t('identical') : differenceWords(here)}`;
}

/** A way to go on with an item that may be there already. @param organization as prompts name it */
export function kinRow(choice: PlanItem, organization: string): KinRow {
  const { direction, what, path, id, movedFrom } = choice;
  if (movedFrom !== undefined)
    return {
      label: t('Moved: {0}', plainName(direction === 'pull' ? path : movedFrom, '')),
      description: movedLikeness(choice),
    };
  if (what === 'link' && direction === 'pull')
    return { label: t('Link {0}', plainName(path, '')), description: likeness(choice) };
  if (what === 'link') return { label: t('Link to Scenario {0}', id ?? ''), description: likeness(choice) };
  return direction === 'pull'
    ? { label: t('Write a New File'), description: plainName(path, '') }
    : { label: t('Create Another in {0}', organization), description: scenarioWords(choice) };
}

/** What is asked where a file or scenario may be there already. */
export function kinQuestion(item: PlanItem, organization: string): string {
  if ((item.choices ?? []).some(({ movedFrom }) => movedFrom !== undefined))
    return item.direction === 'pull' ? t('Was its file moved?') : t('Was this file moved, or is it new?');
  const same = (item.choices ?? []).some((choice) => choice.what === 'link' && saysTheSame(choice));
  if (item.direction === 'pull')
    return same
      ? t('There is already an identical file here')
      : t('There is already a different file with this name here');
  return same
    ? t('{0} already has an identical scenario', organization)
    : t('{0} already has a different scenario with this name', organization);
}
