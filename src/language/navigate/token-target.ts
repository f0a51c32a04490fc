import { textAt, type Piece } from '../../scenario/document/document';
import { frameToFile, inset, shifted, type InFile, type InFrame } from '../../scenario/document/offsets';
import { findEntry, touches, type ScalarNode, type Span, type TreeNode } from '../../scenario/document/tree';
import type { TokenValues } from '../../scenario/model';
import { datePhrase, lookupToken } from '../../scenario/tokens';
import type { Producer } from '../core/producers';
import type { ReadScenario } from '../core/read-scenario';
import { producerFor, tokenUses, type TokenUse } from '../core/token-index';

/** A key under `tokens`, also one that holds further keys. */
export interface TokenKey {
  readonly path: readonly string[];
  readonly node: ScalarNode<InFrame>;
  readonly span: Span<InFile>;
}

/** What a token at a place is. */
export interface TokenTarget {
  /** `declared` under `tokens`; `dynamic`: given by a step; `unknown` to all. */
  readonly kind: 'declared' | 'dynamic' | 'date' | 'unknown';
  /** The keys that lead to it; of what is not declared the whole name at once. Of `{{user.email}}` with the cursor on `user`: that key alone. */
  readonly path: readonly string[];
  /** What is at the cursor: the key, or the part of the name between braces. */
  readonly word: Span<InFile>;
  readonly producer?: Producer;
  /** The step at which it stands, from 0. */
  readonly step?: number;
}

/** The keys by which a name is read: a flat key with dots beats nested ones. */
export const keysOfName = (values: TokenValues, name: string): readonly string[] =>
  Object.hasOwn(values, name) ? [name] : name.split('.');

export const startsWith = (path: readonly string[], start: readonly string[]): boolean =>
  start.every((key, index) => path[index] === key);

/** The keys under `tokens` that stand in the file where they are written; those that come by an alias or a merge key stand elsewhere. */
export function tokenKeys(scenario: ReadScenario): readonly TokenKey[] {
  const { document } = scenario;
  const { frame } = document;
  const visit = (node: TreeNode<InFrame> | undefined, above: readonly string[]): readonly TokenKey[] => {
    if (node?.kind !== 'map') return [];
    return node.entries.flatMap(({ key, value, merged }) => {
      if (merged || key.span.end > (value?.span.start ?? Infinity) || !isWritten(key, frame)) return [];
      const path = [...above, key.text];
      return [{ path, node: key, span: frameToFile(key.span, document) }, ...visit(value, path)];
    });
  };
  return visit(findEntry(frame.tree.root, 'tokens')?.value, []);
}

/** An alias has one span for all that it stands for. */
const isWritten = ({ span, text, style }: ScalarNode<InFrame>, frame: Piece<InFrame>): boolean =>
  style !== 'plain' || textAt(frame, span) === text;

/** The token at an offset: a use or a key of a declaration. */
export function tokenTargetAt(scenario: ReadScenario, offset: InFile): TokenTarget | undefined {
  const key = tokenKeys(scenario).find(({ span }) => touches(span, offset));
  if (key) return { kind: 'declared', path: key.path, word: key.span };
  const use = tokenUses(scenario).find(({ span }) => touches(span, offset));
  return use && targetOfUse(scenario, use, offset);
}

function targetOfUse(scenario: ReadScenario, { name, span, step }: TokenUse, offset: InFile): TokenTarget {
  const { values } = scenario;
  const inner = inset(span, 2);
  const at = step === undefined ? {} : { step };
  if (datePhrase(name) !== undefined) return { kind: 'date', path: [name], word: inner, ...at };
  const keys = keysOfName(values, name);
  if (Object.hasOwn(values, keys[0] ?? '')) {
    const { path, word } = partAt(keys, inner, offset);
    return { kind: lookupAt(values, path) === undefined ? 'unknown' : 'declared', path, word, ...at };
  }
  const producer = producerFor(scenario, name, step);
  return {
    kind: producer ? 'dynamic' : 'unknown',
    path: [name],
    word: inner,
    ...(producer ? { producer } : {}),
    ...at,
  };
}

const lookupAt = (values: TokenValues, path: readonly string[]): unknown =>
  path.length === 1 ? values[path[0] ?? ''] : lookupToken(values, path.join('.'));

/** The key of a name that is at an offset, with those before it. Where the name is written with escapes the whole of it. */
function partAt(keys: readonly string[], inner: Span<InFile>, offset: InFile): Pick<TokenTarget, 'path' | 'word'> {
  let { start } = inner;
  if (inner.end - start !== keys.join('.').length) return { path: keys, word: inner };
  for (const [index, key] of keys.entries()) {
    const word = { start, end: shifted(start, key.length) };
    if (offset <= word.end || index === keys.length - 1) return { path: keys.slice(0, index + 1), word };
    start = shifted(word.end, 1);
  }
  return { path: keys, word: inner };
}
