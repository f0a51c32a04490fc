import type { Span, TreeNode } from '../../scenario/document/tree';

/** A token that the scenario declares. */
export interface DeclaredToken<At extends number> {
  /** Its name: of a nested one the keys with dots between them. */
  readonly path: string;
  /** The last key's place. */
  readonly key: Span<At>;
}

/** The leaves of a scenario's `tokens`, in the order of the file; what came by a merge key is declared elsewhere. */
export function declaredTokens<At extends number>(
  tokens: TreeNode<At> | undefined,
  prefix = '',
): readonly DeclaredToken<At>[] {
  if (tokens?.kind !== 'map') return [];
  return tokens.entries.flatMap(({ key, value, merged }) => {
    const path = prefix + key.text;
    const inner = declaredTokens(value, `${path}.`);
    return inner.length > 0 || merged ? inner : [{ path, key: key.span }];
  });
}
