import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { lineBreakOf } from '../../base/lines';
import { isTooDeep } from '../../base/struct';
import type { Path } from './key-order';
import { copyValue, sameValue } from './plain-value';
import { applyEdits, type TextEdit } from './text-edit';

export interface Source {
  readonly text: string;
  readonly eol: string;
  readonly root: Node;
  /** The value of each document, merge keys and aliases resolved; edits concern the first. */
  readonly values: readonly unknown[];
}

/** An entry of a map or list: where its key (or dash) starts and its last value ends. */
export interface Entry {
  readonly start: number;
  readonly end: number;
  /** Just after the colon or the dash, where a value may follow. */
  readonly after: number;
  readonly value: Node | undefined;
  /** The key as text; absent in lists. */
  readonly key?: string;
  readonly keyNode?: Node;
}

const maxAliasCount = 10_000;

function valuesOf(documents: readonly Document.Parsed[]): readonly unknown[] | undefined {
  try {
    const values = documents.map((document): unknown => document.toJS({ maxAliasCount }));
    return values.some((value) => isTooDeep(value)) ? undefined : values.map((value) => copyValue(value));
  } catch {
    // An alias without its anchor, or aliases that grow without end: such a file is mended by hand.
    return undefined;
  }
}

/** Reads a file for editing; `undefined` where it has syntax errors or is empty. */
export function readSource(text: string): Source | undefined {
  const documents = parseAllDocuments(text, {
    merge: true,
    logLevel: 'error',
    prettyErrors: false,
    keepSourceTokens: true,
  });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
  const root = documents[0]?.contents;
  const values = valuesOf(documents);
  return root && values ? { text, eol: lineBreakOf(text), root, values } : undefined;
}

/** The edits, if with them the file means exactly what is intended, and its other documents what they meant. */
export function verified<At extends number>(
  source: Source,
  edits: readonly TextEdit<At>[] | undefined,
  intended: unknown,
): readonly TextEdit<At>[] | undefined {
  if (!edits) return undefined;
  const local = edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, source.eol) }));
  const after = readSource(applyEdits(source.text, local));
  return after && sameValue(after.values, [intended, ...source.values.slice(1)]) ? local : undefined;
}

/** Where what is written of a node ends, without comments and line breaks after it. */
export function contentEnd(node: Node): number {
  const [, end = 0] = node.range ?? [];
  if (isScalar(node) && node.srcToken?.type === 'block-scalar')
    return end - (/\r?\n$/.exec(node.srcToken.source) ?? [''])[0].length;
  return isCollection(node) && !node.flow ? (lastEnd(node) ?? end) : end;
}

function lastEnd(node: YAMLMap | YAMLSeq): number | undefined {
  const last = node.items.at(-1);
  if (isNode(last)) return contentEnd(last);
  return isPair(last) ? mapEntry(last)?.end : undefined;
}

const nameOf = ({ value }: Scalar): string => (typeof value === 'symbol' ? '<<' : String(value));

function mapEntry({ key, value, srcToken }: Pair): Entry | undefined {
  if (!isScalar(key) || !srcToken || !key.range) return undefined;
  const [keyStart, keyEnd] = key.range;
  const colon = srcToken.sep?.find(({ type }) => type === 'map-value-ind');
  const first = srcToken.start.find(({ type }) => ['anchor', 'tag', 'explicit-key-ind'].includes(type));
  const node = isNode(value) ? value : undefined;
  const after = colon ? colon.offset + 1 : keyEnd;
  return {
    start: first?.offset ?? keyStart,
    after,
    end: Math.max(after, node ? contentEnd(node) : 0),
    value: node,
    key: nameOf(key),
    keyNode: key,
  };
}

function listEntries(list: YAMLSeq): readonly Entry[] {
  const token = list.srcToken as
    | { items?: readonly { start: readonly { type: string; offset: number }[] }[] }
    | undefined;
  const dashes = token?.items?.flatMap(({ start }) => start.find(({ type }) => type === 'seq-item-ind') ?? []) ?? [];
  return list.items.flatMap((item, index) => {
    if (!isNode(item)) return [];
    const start = list.flow ? item.range?.[0] : dashes[index]?.offset;
    return start === undefined
      ? []
      : [{ start, after: list.flow ? start : start + 1, end: Math.max(start + 1, contentEnd(item)), value: item }];
  });
}

/** The entries of a map or list in the order of the file; an entry that is out of the ordinary is left out. */
export function entriesOf(node: YAMLMap | YAMLSeq): readonly Entry[] {
  return isMap(node) ? node.items.flatMap((pair) => mapEntry(pair) ?? []) : listEntries(node);
}

/** The entry of a key or index; never one that came by a merge key. */
export function entryOf(node: Node | undefined, key: string | number): Entry | undefined {
  if (isSeq(node)) return typeof key === 'number' ? entriesOf(node)[key] : undefined;
  return isMap(node) ? entriesOf(node).find((entry) => entry.key === String(key)) : undefined;
}

export function nodeAt(root: Node, path: Path): Node | undefined {
  return path.reduce<Node | undefined>((node, key) => entryOf(node, key)?.value, root);
}

export const lineStart = (text: string, at: number): number =>
  Math.max(text.lastIndexOf('\n', at - 1) + 1, text.startsWith('\ufeff') && text.lastIndexOf('\n', at - 1) < 0 ? 1 : 0);

/** Before the line's break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return end > at && text[end - 1] === '\r' ? end - 1 : end;
}

/** After the line's break. */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

export const columnOf = (text: string, at: number): number => at - lineStart(text, at);

/** After the entry's lines and the comments below them that are indented deeper than it. */
export function afterEntry(text: string, { start, end }: Entry): number {
  const column = columnOf(text, start);
  let at = nextLine(text, end);
  for (let line = at; line < text.length; line = nextLine(text, line)) {
    const found = /^( *)(#?)/.exec(text.slice(line, lineEnd(text, line)));
    const blank = text.slice(line, lineEnd(text, line)).trim() === '';
    if (!blank && (found?.[2] !== '#' || (found[1]?.length ?? 0) <= column)) break;
    if (!blank) at = nextLine(text, line);
  }
  return at;
}
