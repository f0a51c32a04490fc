import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  Schema,
  type Alias,
  type Document,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { t } from '../../base/localize';
import { deepest } from '../../base/struct';
import { explainSyntax, type SyntaxProblem } from './syntax-problems';
import type { ListNode, MapEntry, MapNode, ScalarNode, ScalarStyle, Span, TreeNode } from './tree';

export interface Tree<At extends number = number> {
  readonly root: TreeNode<At> | undefined;
  readonly problems: readonly SyntaxProblem<At>[];
  /** Uses anchors, aliases, merge keys or tags: it may mean something else on its own than in its place in a file. */
  readonly isEntangled: boolean;
}

/** Nodes that aliases may make of one text: enough for one in every step, and no bomb. */
const mostNodes = 200_000;
const styles: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** Reads a piece of YAML. Never throws: what is wrong comes back as problems, beside all that could be read. */
export function readTree(text: string): Tree {
  const { document, root, reader } = readDocument(text);
  return { root, problems: explainSyntax(text, document, reader.problems), isEntangled: reader.isEntangled };
}

/** How many errors there are, the echoes of others among them: an edit that leaves more of them has broken something. */
export function countErrors(text: string): number {
  const { document, reader } = readDocument(text);
  return document.errors.length + reader.problems.length;
}

// Not 'silent': then a second document would be left out without a word. Keys that repeat are found by us, with their places.
const options = { logLevel: 'error', prettyErrors: false, uniqueKeys: false } as const;
/** The schema that the parser makes anew for each text else: it is changed only by tags, and another only where a directive says so. */
const frugal = { ...options, schema: new Schema({ schema: 'core', resolveKnownTags: true }) };
const isPlain = (text: string): boolean => !text.includes('!') && !text.includes('%');

const parse = (text: string): Document.Parsed => parseDocument(text, isPlain(text) ? frugal : options);

function readDocument(text: string): {
  readonly document: Document.Parsed;
  readonly root: TreeNode | undefined;
  readonly reader: TreeReader;
} {
  const document = parse(text);
  const reader = new TreeReader(text);
  return { document, root: reader.read(document.contents, undefined, 0), reader };
}

/** What is no text has its source; what has none is an empty value. */
const textOf = ({ value, source }: Scalar): string => (typeof value === 'string' ? value : (source ?? ''));

/** Turns the parser's nodes into ours. */
class TreeReader {
  isEntangled = false;
  readonly problems: SyntaxProblem[] = [];
  /** The last node with each anchor, as far as is read. */
  readonly #anchors = new Map<string, unknown>();
  #left = mostNodes;

  constructor(private readonly text: string) {}

  /** @param place where the node stands instead of where it is written: the span of an alias. */
  read(node: unknown, place: Span | undefined, depth: number): TreeNode | undefined {
    if (this.#left-- <= 0 || depth > deepest) return undefined;
    // The most frequent first: every key press reads some, and a file's first sight all of them.
    if (isScalar(node)) return this.#scalar(node, place);
    if (isMap(node)) return this.#map(node, place, depth);
    if (isSeq(node)) return this.#list(node, place, depth);
    return isAlias(node) ? this.#alias(node, place, depth) : undefined;
  }

  #alias(alias: Alias, place: Span | undefined, depth: number): TreeNode | undefined {
    this.isEntangled = true;
    const span = place ?? this.#spanOf(alias);
    const target = this.#anchors.get(alias.source);
    // An alias without its anchor is an error that the parser tells only those who ask for values.
    if (target === undefined)
      this.problems.push({
        code: 'yaml-syntax',
        span,
        message: t('There is no anchor "&{0}" before this alias.', alias.source),
      });
    return target === undefined ? undefined : this.read(target, span, depth + 1);
  }

  #scalar(node: Scalar, place: Span | undefined): ScalarNode {
    this.#note(node);
    return {
      kind: 'scalar',
      span: place ?? this.#spanOf(node),
      style: styles[node.type ?? ''] ?? 'plain',
      value: node.value,
      text: textOf(node),
    };
  }

  #list(node: YAMLSeq, place: Span | undefined, depth: number): ListNode {
    this.#note(node);
    const items = node.items.map((item) => this.read(item, place, depth + 1));
    return { kind: 'list', span: place ?? this.#spanOfAll(node, items.at(-1)), flow: node.flow === true, items };
  }

  #map(node: YAMLMap, place: Span | undefined, depth: number): MapNode {
    this.#note(node);
    const entries: MapEntry[] = [];
    for (const { key, value } of node.items)
      if (isScalar(key) && !isMergeKey(key)) entries.push(this.#entry(key, value, place, depth));
    const span = place ?? this.#spanOfAll(node, lastOf(entries));
    if (!place && entries.length > 1) this.problems.push(...findTwice(entries));
    const isPlain = entries.length === node.items.length;
    if (!isPlain) this.isEntangled = true;
    return {
      kind: 'map',
      span,
      flow: node.flow === true,
      entries: isPlain
        ? entries
        : [...entries, ...this.#mergedInto(node, entries, { place: place ?? this.#spanOf(node), depth })],
    };
  }

  #entry(key: Scalar, value: unknown, place: Span | undefined, depth: number): MapEntry {
    const keyNode = this.#scalar(key, place);
    // A colon with nothing before it: its key may begin anywhere.
    if (key.source === '' && key.type === 'PLAIN') {
      this.isEntangled = true;
      const { start } = keyNode.span;
      if (!place && this.text[start] === ':')
        this.problems.push({
          code: 'yaml-syntax',
          span: { start, end: start + 1 },
          message: t('A key is missing before the colon.'),
        });
    }
    const valueNode = this.read(value, place, depth + 1);
    const { end } = keyNode.span;
    // Where comments follow, the parser is not sure where nothing stands: it stands behind the key.
    const isNothing = valueNode?.kind === 'scalar' && valueNode.span.start === valueNode.span.end;
    return { key: keyNode, value: isNothing ? { ...valueNode, span: { start: end, end } } : valueNode, merged: false };
  }

  #mergedInto(
    node: YAMLMap,
    entries: readonly MapEntry[],
    { place, depth }: { readonly place: Span; readonly depth: number },
  ): readonly MapEntry[] {
    const merged = node.items
      .filter(({ key }) => isMergeKey(key))
      .flatMap(({ value }) => this.#merged(value, place, depth));
    return missingFrom(entries, merged);
  }

  /** What a merge key brings, from one map or from several. */
  #merged(value: unknown, place: Span, depth: number): readonly MapEntry[] {
    const source = this.read(value, place, depth + 1);
    const maps = source?.kind === 'list' ? source.items : [source];
    return maps.flatMap((map) => (map?.kind === 'map' ? map.entries.map((entry) => ({ ...entry, merged: true })) : []));
  }

  #spanOf({ range }: { readonly range?: readonly number[] | null | undefined }): Span {
    // By index: to take a list apart costs more than all else here.
    const start = range?.[0] ?? 0;
    return { start, end: range?.[1] ?? start };
  }

  /** Of a map or list in block style the parser is not sure where it ends when comments follow: it ends with its last part. */
  #spanOfAll(node: YAMLMap | YAMLSeq, last: TreeNode | undefined): Span {
    const span = this.#spanOf(node);
    return node.flow === true || !last ? span : { start: span.start, end: Math.max(span.start, last.span.end) };
  }

  #note(node: { readonly anchor?: string | undefined; readonly tag?: string | undefined }): void {
    if (node.anchor === undefined && node.tag === undefined) return;
    this.isEntangled = true;
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
  }
}

const lastOf = (entries: readonly MapEntry[]): TreeNode | undefined => entries.at(-1)?.value ?? entries.at(-1)?.key;
const isMergeKey = (key: unknown): key is Scalar => isScalar(key) && key.value === '<<' && key.type === 'PLAIN';

const noProblems: readonly SyntaxProblem[] = [];

function findTwice(entries: readonly MapEntry[]): readonly SyntaxProblem[] {
  const known = new Set(entries.map(({ key }) => key.text));
  if (known.size === entries.length) return noProblems;
  known.clear();
  return entries.flatMap(({ key: { text, span } }) => {
    const isNew = !known.has(text) || text === '';
    known.add(text);
    return isNew
      ? []
      : { code: 'duplicate-key', span, message: t('"{0}" is defined twice. The last one is used.', text) };
  });
}

/** What a map has already wins over what is merged into it, and of that the first. */
function missingFrom(entries: readonly MapEntry[], merged: readonly MapEntry[]): readonly MapEntry[] {
  const known = new Set(entries.map(({ key }) => key.text));
  return merged.filter(({ key }) => !known.has(key.text) && known.add(key.text));
}
