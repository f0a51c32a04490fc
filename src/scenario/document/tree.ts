/** A range of a piece of text, in UTF-16 units from the piece's first. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly style: ScalarStyle;
  /** By YAML's core schema: a text, a number, a boolean, null. */
  readonly value: unknown;
  /** As an author means it who writes no quotes: a name such as `1.10` is no number to anybody but YAML. */
  readonly text: string;
}

export interface MapEntry {
  /** Other keys than scalars have no place in a scenario; they are left out. */
  readonly key: ScalarNode;
  readonly value: TreeNode | undefined;
  /** Came in through a merge key; its spans are those of the merge. */
  readonly merged: boolean;
}

export interface MapNode {
  readonly kind: 'map';
  readonly span: Span;
  readonly flow: boolean;
  readonly entries: readonly MapEntry[];
}

export interface ListNode {
  readonly kind: 'list';
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly (TreeNode | undefined)[];
}

/** What stands in a scenario file, and where. What an alias stands for has the alias's span throughout. */
export type TreeNode = ScalarNode | MapNode | ListNode;

/** The entry of a key; of a key that is written twice, the last, as YAML readers take it. */
export function findEntry(node: TreeNode | undefined, key: string): MapEntry | undefined {
  return node?.kind === 'map' ? node.entries.findLast((entry) => entry.key.text === key) : undefined;
}

/** The value of a node as plain data; keys are texts. */
export function valueOf(node: TreeNode | undefined): unknown {
  if (node === undefined) return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(valueOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, valueOf(value)]));
}

/** Whether a position is in a span or at one of its ends. */
export const touches = ({ start, end }: Span, at: number): boolean => start <= at && at <= end;
