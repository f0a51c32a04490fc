import { t } from '../../base/localize';
import { unquotedTokenWords } from '../../scenario/document/syntax-problems';
import { findEntry, type MapEntry, type MapNode, type ScalarNode, type TreeNode } from '../../scenario/document/tree';
import type { frameKeys, stepKeys } from '../../scenario/keys';
import type { Report } from './problem';

/** What a key's value must be. */
export type Shape = 'text' | 'map' | 'list' | 'seconds' | 'any';

/** What each key of a scenario file must hold. */
export const frameShapes: Readonly<Record<(typeof frameKeys)[number], Shape>> = {
  scenario: 'text',
  description: 'text',
  tokens: 'map',
  steps: 'list',
  linkedScenarios: 'map',
  stackmoxie: 'map',
};

/** What each key of a step must hold. */
export const stepShapes: Readonly<Record<(typeof stepKeys)[number], Shape>> = {
  step: 'text',
  name: 'text',
  cog: 'text',
  stepId: 'text',
  waitFor: 'seconds',
  failAfter: 'seconds',
  data: 'map',
};

const wanted: Readonly<Record<Exclude<Shape, 'any'>, () => string>> = {
  text: () => t('a text'),
  map: () => t('keys with values, each on its own line and indented'),
  list: () => t('a list, each item after a dash'),
  seconds: () => t('a number of seconds, such as 5'),
};

export const isNothing = (node: TreeNode | undefined): boolean =>
  !node || (node.kind === 'scalar' && node.value === null);

/** The scalar of a key where it holds a text: the `step`, `cog` or `stepId` of a step. */
export function textOfKey<At extends number>(node: TreeNode<At> | undefined, key: string): ScalarNode<At> | undefined {
  const value = findEntry(node, key)?.value;
  return value?.kind === 'scalar' && value.text.trim() !== '' && value.value !== null ? value : undefined;
}

/** `{{x}}` at the start of an unquoted value, which YAML reads as a map in a map. */
const isUnquotedToken = (node: TreeNode, source: string): boolean =>
  node.kind === 'map' && node.flow && source.startsWith('{{', node.span.start);

/** Checks that keys are known and that their values have the shape they must have. */
export function checkKeys<At extends number>(
  map: MapNode<At>,
  keys: Readonly<Record<string, Shape>>,
  source: string,
  report: Report<At>,
): void {
  for (const entry of map.entries) {
    if (entry.merged) continue;
    const { key, value } = entry;
    const shape = Object.hasOwn(keys, key.text) ? keys[key.text] : undefined;
    if (shape === undefined)
      report('unknown-key', key.span, t('Unknown key "{0}".', key.text), { names: Object.keys(keys) });
    else checkShape({ key, value }, shape, source, report);
  }
}

function checkShape<At extends number>(
  { key, value }: Pick<MapEntry<At>, 'key' | 'value'>,
  shape: Shape,
  source: string,
  report: Report<At>,
): void {
  if (!value || isNothing(value) || shape === 'any' || reportUnquoted(value, source, report)) return;
  if (shape === 'seconds') checkSeconds(key.text, value, report);
  else if (value.kind !== (shape === 'text' ? 'scalar' : shape))
    report('wrong-type', value.span, t('"{0}" must be {1}.', key.text, wanted[shape]()));
}

function checkSeconds<At extends number>(key: string, value: TreeNode<At>, report: Report<At>): void {
  const seconds = value.kind === 'scalar' && value.text.trim() !== '' ? Number(value.text) : Number.NaN;
  if (!Number.isFinite(seconds)) report('wrong-type', value.span, t('"{0}" must be {1}.', key, wanted.seconds()));
  else if (seconds < 0) report('negative-wait', value.span, t('"{0}" cannot be less than 0 seconds.', key));
}

function reportUnquoted<At extends number>(node: TreeNode<At>, source: string, report: Report<At>): boolean {
  if (!isUnquotedToken(node, source)) return false;
  report('unquoted-token', node.span, unquotedTokenWords());
  return true;
}

/** Finds unquoted tokens deep in a value: in data and in tokens. */
export function checkValues<At extends number>(
  node: TreeNode<At> | undefined,
  source: string,
  report: Report<At>,
): void {
  if (!node || reportUnquoted(node, source, report)) return;
  if (node.kind === 'list') for (const item of node.items) checkValues(item, source, report);
  if (node.kind === 'map')
    for (const { value, merged } of node.entries) if (!merged) checkValues(value, source, report);
}
