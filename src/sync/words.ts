import { t } from '../base/localize';
import type { StepConfiguration } from '../wire/definition';

/** Of a key or an index: `['steps', 2, 'data', 'email']`. */
export type Path = readonly (string | number)[];

const longest = 80;
const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** A value, short enough for a line of a list. */
export const showValue = (value: unknown): string => shorten(JSON.stringify(value) ?? 'null');

/** A step as its reader knows it. */
export const titleOf = ({ name, cog, stepId }: StepConfiguration): string => shorten((name ?? `${cog} ${stepId}`).replaceAll(/\s+/g, ' '));

/** What a path leads to: `Step 3: data.email`. */
export function placeWords(path: Path): string {
  const [first, second, ...rest] = path;
  if (first === 'name' || first === 'description') return first === 'name' ? t('The name') : t('The description');
  if (first === 'steps' && typeof second === 'number') return rest.length === 0 ? t('Step {0}', second + 1) : `${t('Step {0}', second + 1)}: ${rest.join('.')}`;
  if (first === 'tokens') return t('The token {0}', path.slice(1).join('.'));
  const [when, list, index, ...deeper] = path.slice(1);
  if (first === 'linkedScenarios' && list === 'steps' && typeof index === 'number') {
    const step = t('Step {0} of {1}', index + 1, String(when));
    return deeper.length === 0 ? step : `${step}: ${deeper.join('.')}`;
  }
  return (first === 'settings' ? path.slice(1) : path).join('.');
}

/** How a value differs; `undefined` stands for none. */
export function changeWords(path: Path, before: unknown, after: unknown): string {
  const place = placeWords(path);
  if (before === undefined) return t('{0} was added: {1}', place, showValue(after));
  if (after === undefined) return t('{0} was removed; it was {1}', place, showValue(before));
  return t('{0} is {1} instead of {2}', place, showValue(after), showValue(before));
}

/** What both sides made of a value; `undefined` stands for none. */
export function conflictWords(path: Path, mine: unknown, theirs: unknown): string {
  const place = placeWords(path);
  if (mine === undefined) return t('{0} was removed here, and is {1} in the cloud.', place, showValue(theirs));
  if (theirs === undefined) return t('{0} is {1} here, and was removed in the cloud.', place, showValue(mine));
  return t('{0} is {1} here and {2} in the cloud.', place, showValue(mine), showValue(theirs));
}
