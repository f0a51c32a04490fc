/** A range of a text, in UTF-16 units from the text's first. `At` tells which text that is: see `offsets.ts`. */
export interface Span<At extends number = number> {
  readonly start: At;
  readonly end: At;
}

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface ScalarNode<At extends number = number> {
  readonly kind: 'scalar';
  readonly span: Span<At>;
  readonly style: ScalarStyle;
  /** By YAML's core schema: a text, a number, a boolean, null. */
  readonly value: unknown;
  /** As an author means it who writes no quotes: a name such as `1.10` is no number to anybody but YAML. */
  readonly text: string;
}

export interface MapEntry<At extends number = number> {
  /** Other keys than scalars have no place in a scenario; they are left out. */
  readonly key: ScalarNode<At>;
  readonly value: TreeNode<At> | undefined;
  /** Came in through a merge key; its spans are those of the merge. */
  readonly merged: boolean;
}

export interface MapNode<At extends number = number> {
  readonly kind: 'map';
  readonly span: Span<At>;
  readonly flow: boolean;
  readonly entries: readonly MapEntry<At>[];
}

export interface ListNode<At extends number = number> {
  readonly kind: 'list';
  readonly span: Span<At>;
  readonly flow: boolean;
  readonly items: readonly (TreeNode<At> | undefined)[];
}

/** What stands in a scenario file, and where. What an alias stands for has the alias's span throughout. */
export type TreeNode<At extends number = number> = ScalarNode<At> | MapNode<At> | ListNode<At>;

/** The entry of a key; of a key that is written twice, the last, as YAML readers take it. */
export function findEntry<At extends number>(node: TreeNode<At> | undefined, key: string): MapEntry<At> | undefined {
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
export const touches = <At extends number>({ start, end }: Span<At>, at: NoInfer<At>): boolean =>
  start <= at && at <= end;
