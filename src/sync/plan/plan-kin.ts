import { t } from '../../base/localize';
import { itemOf } from './examine';
import type { Kinship, Pair } from './kinship';
import type { Direction, PlanItem } from './plan';
import { present } from '../model/present';
import { differences } from '../diff/compare';

/** Choices that a person is offered; more are no choice. */
const mostChoices = 20;

/** Only the link is made; of a pair that says different things no base, so that the next push or pull asks. */
export function linkItem(direction: Direction, { file, scenario, theirs, saysTheSame }: Pair): PlanItem {
  const { path, text, compiled } = file;
  const { content } = compiled;
  const item = itemOf({ path, id: scenario.id, compiled, seen: present({ text, content, scenario, theirs }) });
  const changes =
    saysTheSame || !content ? {} : { here: differences(theirs, content), cloud: differences(content, theirs) };
  return { ...item, ...changes, direction, what: 'link', isChosen: saysTheSame };
}

/**
 * What is done about an item that would be made and may be there already. Where that is clear, it is linked instead, and
 * by itself only where both say the same and it was asked for; where it is not, a person chooses, or it is made if nothing says the same.
 */
export function amongKin(
  item: PlanItem,
  { pairs, kinship }: { readonly pairs: readonly Pair[]; readonly kinship: Kinship },
): PlanItem {
  const [first, ...others] = pairs;
  if (!first) return item;
  const links = pairs.slice(0, mostChoices).map((pair): PlanItem => linkItem(item.direction, pair));
  const choices = [...links, item];
  const clear = others.length === 0 && kinship.isClear(first) ? links[0] : undefined;
  if (clear && (first.saysTheSame || item.direction === 'pull'))
    return { ...clear, isChosen: clear.isChosen && item.isChosen, choices };
  return {
    ...item,
    choices,
    ...(clear
      ? { note: namesakeWords(first), isChosen: false }
      : { note: unclearWords(item, pairs), isChosen: item.isChosen && !first.saysTheSame }),
  };
}

const namesakeWords = ({ scenario }: Pair): string =>
  t('The cloud already has a different scenario with this name ({0}). Select to link or create another.', scenario.id);

function unclearWords({ direction }: PlanItem, pairs: readonly Pair[]): string {
  const [first] = pairs;
  const paths = listed(pairs.map(({ file }) => file.path));
  const ids = listed(pairs.map(({ scenario }) => String(scenario.id)));
  if (direction === 'pull')
    return first?.saysTheSame === true
      ? t('Several match. It has the same content as {0}. Select this item to choose.', paths)
      : t('Several match. {0} has the same name but differs. A new file is written.', paths);
  return first?.saysTheSame === true
    ? t('Several match. The cloud has identical scenarios ({0}). Select this item to choose.', ids)
    : t('The cloud has different scenarios with this name: {0}.', ids);
}

const mostListed = 3;
const listed = (names: readonly string[]): string => {
  const shown = [...new Set(names)];
  return shown.length <= mostListed
    ? shown.join(', ')
    : t('{0} and {1} more', shown.slice(0, mostListed).join(', '), shown.length - mostListed);
};
