import { readTree } from '../document/read-tree';
import { findEntry, type ScalarNode, type Span, type TreeNode } from '../document/tree';
import type { Path } from './key-order';

/** A number of a file that is sent in other characters than it is written in. */
export interface ChangedNumber {
  /** Of the value; of a key, the map's path and the key. */
  readonly path: Path;
  /** In UTF-16 units of the file. What comes by an alias has the alias's. */
  readonly span: Span;
  readonly written: string;
  /** As JSON sends it; `null` for what JSON has no number for. */
  readonly sent: string;
  /** Whether that is the number that is written, to its last digit. */
  readonly isExact: boolean;
  /** Whether an integer is written, in whatever form. */
  readonly isInteger: boolean;
}

/** A number without its notation: digits without zeros at either end, times ten to the power of `exponent`. */
interface Decimal {
  readonly isNegative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/** Nearly all that is a number and may be sent otherwise looks so; what looks so may be a text all the same. */
const mayChange =
  /(?:^|[\s[{,:])(?:\+|[-+]?0[\dxo]|[-+]?\d*\.|-0|[-+]?\d{16}|[-+]?\d[\d.]*e)|!!(?:int|float)\b|^%YAML/im;

/** Whether a text may hold numbers in other characters than they are sent in; quick, and sure where it says no. */
export const mayHoldChangedNumbers = (text: string): boolean => mayChange.test(text);

/**
 * The numbers of a scenario file that are sent as YAML 1.2 reads them, and so in other characters than they are written in: in
 * tokens, in the data of steps, in waits, and in keys. Names and descriptions are texts whatever they look like. Never throws.
 */
export function changedNumbers(text: string): readonly ChangedNumber[] {
  if (!mayHoldChangedNumbers(text)) return [];
  const { root } = readTree(text);
  const found: ChangedNumber[] = [];
  collect(findEntry(root, 'tokens')?.value, ['tokens'], found);
  for (const list of [['steps'], ['linkedScenarios', 'onPass', 'steps'], ['linkedScenarios', 'onFail', 'steps']])
    collectSteps(nodeAt(root, list), list, found);
  return found;
}

const nodeAt = (root: TreeNode | undefined, keys: readonly string[]): TreeNode | undefined =>
  keys.reduce<TreeNode | undefined>((node, key) => findEntry(node, key)?.value, root);

/** What is sent of steps. */
function collectSteps(steps: TreeNode | undefined, path: Path, found: ChangedNumber[]): void {
  if (steps?.kind !== 'list') return;
  for (const [index, step] of steps.items.entries())
    for (const key of ['waitFor', 'failAfter', 'data'])
      collect(findEntry(step, key)?.value, [...path, index, key], found);
}

/** All numbers of a node with their paths below it: how they are written, and what they are. */
export function numbersIn(
  node: TreeNode | undefined,
  path: Path = [],
): readonly { readonly path: Path; readonly node: ScalarNode }[] {
  if (node?.kind === 'scalar') return typeof node.value === 'number' ? [{ path, node }] : [];
  if (node?.kind === 'list') return node.items.flatMap((item, index) => numbersIn(item, [...path, index]));
  return node?.entries.flatMap(({ key, value }) => numbersIn(value, [...path, key.text])) ?? [];
}

function collect(node: TreeNode | undefined, path: Path, found: ChangedNumber[]): void {
  if (node?.kind === 'scalar') found.push(...changed(node, path));
  else if (node?.kind === 'list')
    for (const [index, item] of node.items.entries()) collect(item, [...path, index], found);
  else
    for (const { key, value } of node?.entries ?? []) {
      found.push(...changed(key, [...path, key.text], String));
      collect(value, [...path, key.text], found);
    }
}

/** As it is sent: minus zero is zero there. */
const asJson = (value: number): string => JSON.stringify(value + 0);

function changed(
  { value, text: written, span }: ScalarNode,
  path: Path,
  send: (value: number) => string = asJson,
): readonly ChangedNumber[] {
  if (typeof value !== 'number') return [];
  const sent = send(value);
  if (sent === written) return [];
  const [one, other] = [decimalOf(written), decimalOf(sent)];
  return [
    {
      path,
      span,
      written,
      sent,
      isExact: one !== undefined && sameDecimal(one, other),
      isInteger: one !== undefined && one.exponent >= 0,
    },
  ];
}

const decimal = /^([-+]?)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i;
const wholeForms = /^0[xo][\da-f]+$/i;

function decimalOf(text: string): Decimal | undefined {
  if (wholeForms.test(text)) return decimalOf(String(BigInt(text)));
  const [, sign, whole = '', part = '', power = '0'] = decimal.exec(text) ?? [];
  if (sign === undefined || whole + part === '') return undefined;
  const all = (whole + part).replace(/^0+/, '');
  const digits = all.replace(/0+$/, '');
  return {
    isNegative: sign === '-' && digits !== '',
    digits,
    exponent: digits === '' ? 0 : Number(power) - part.length + all.length - digits.length,
  };
}

const sameDecimal = (one: Decimal, other: Decimal | undefined): boolean =>
  one.isNegative === other?.isNegative && one.digits === other.digits && one.exponent === other.exponent;
