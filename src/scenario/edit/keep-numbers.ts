import { mayHoldChangedNumbers, numbersIn } from './changed-numbers';
import { readTree } from '../document/read-tree';
import { findEntry, type ScalarNode, type TreeNode } from '../document/tree';
import type { Path } from './key-order';
import { applyEdits } from './text-edit';

/** A value in a text. */
export interface Place {
  readonly text: string;
  readonly path: Path;
}

/**
 * The text of a value that was written anew, with its numbers in the characters in which the old one has them (`1.10`, `0x1F`):
 * each at its own path, else the same number wherever it stands in the value.
 */
export function keepNumbers(before: Place, after: Place): string {
  if (!mayHoldChangedNumbers(before.text)) return after.text;
  const old = numbersAt(before).filter(({ node }) => String(node.value) !== node.text);
  if (old.length === 0) return after.text;
  const made = numbersAt(after);
  const left = new Set(old);
  const taken = new Map<ScalarNode, string>();
  const take = (isSame: (one: Found, other: Found) => boolean): void => {
    for (const number of made) {
      const found = taken.has(number.node)
        ? undefined
        : [...left].find((one) => Object.is(one.node.value, number.node.value) && isSame(one, number));
      if (!found) continue;
      left.delete(found);
      taken.set(number.node, found.node.text);
    }
  };
  take((one, other) => one.path.join('\n') === other.path.join('\n'));
  take((one, other) => keysOf(one) === keysOf(other));
  return applyEdits(
    after.text,
    [...taken].map(([{ span }, text]) => ({ ...span, text })),
  );
}

type Found = ReturnType<typeof numbersIn>[number];

/** A path but for the places in lists. */
const keysOf = ({ path }: Found): string => path.map((key) => (typeof key === 'number' ? '' : key)).join('\n');

const numbersAt = ({ text, path }: Place): readonly Found[] =>
  numbersIn(path.reduce<TreeNode | undefined>(inner, readTree(text).root));

const inner = (node: TreeNode | undefined, key: string | number): TreeNode | undefined =>
  node?.kind === 'list' ? node.items[Number(key)] : findEntry(node, String(key))?.value;
