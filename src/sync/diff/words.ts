import { t } from '../../base/localize';
import { stepTitle } from '../../scenario/step-title';
import type { StepConfiguration } from '../../wire/definition';

/** Of a key or an index: `['steps', 2, 'data', 'email']`. */
export type Path = readonly (string | number)[];

const longest = 80;
const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** A value, short enough for a line of a list. */
const showValue = (value: unknown): string => shorten(JSON.stringify(value));

/** A step as its reader knows it. */
export const titleOf = (step: StepConfiguration): string => shorten(stepTitle(step));

/** What a path leads to: `Step 3: data.email`. */
export function placeWords(path: Path): string {
  const at = path.indexOf('steps');
  const [first, ...rest] = path;
  if (at >= 0 && typeof path[at + 1] === 'number') return stepWords(path.slice(0, at), path.slice(at + 1));
  if (first === 'name') return t('The name');
  if (first === 'description') return t('The description');
  if (first === 'tokens') return t('The token {0}', rest.join('.'));
  return (first === 'settings' ? rest : path).join('.');
}

/** `Step 3` of the scenario itself, `Step 3 of onFail` of a linked one. */
function stepWords(list: Path, [index, ...keys]: Path): string {
  const link = list.at(-1);
  const step = link === undefined ? t('Step {0}', Number(index) + 1) : t('Step {0} of {1}', Number(index) + 1, link);
  return keys.length === 0 ? step : `${step}: ${keys.join('.')}`;
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
  if (mine === undefined) return t('{0} was removed here, and is {1} in the cloud', place, showValue(theirs));
  if (theirs === undefined) return t('{0} is {1} here, and was removed in the cloud', place, showValue(mine));
  return t('{0} is {1} here and {2} in the cloud', place, showValue(mine), showValue(theirs));
}
