import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { contentEnd, entriesOf, type Entry } from '../edit/source';
import type { Path } from '../edit/key-order';

/** An entry of a map or list with all that is written around it. */
export interface Block {
  /** The key as it is written, or nothing in a list. */
  readonly head: string;
  readonly key: string | undefined;
  readonly path: Path;
  /** Anchors and tags of the value, in a line. */
  readonly props: string;
  /** Comments and blank lines ('') above. */
  readonly lead: readonly string[];
  /** Comments at the ends of lines: of the head, and of the value. */
  readonly headComments: readonly string[];
  tail: string;
  /** What is below, indented deeper than the next entry. */
  trailing: readonly string[];
  value: Leaf | readonly Block[];
  /** The column it stands at now. */
  readonly column: number;
  readonly inList: boolean;
}

/** A value that is kept as it is written. */
export interface Leaf {
  readonly source: string;
  readonly kind: 'flow' | 'text' | 'block';
}

/** Something that this formatter does not lay out, such as a key behind a question mark. */
export class Unusual extends Error {}

interface Gap {
  readonly tail: string;
  readonly lines: readonly { readonly text: string; readonly column: number }[];
}

/** What stands between two entries: a comment at the end of the line, and lines of their own. */
function readGap(text: string): Gap {
  const [first = '', ...rest] = text.split(/\r?\n/);
  // The last line holds the indentation of the next entry, or nothing.
  const lines = rest.map((line) => ({ text: line.trim(), column: line.length - line.trimStart().length }));
  const own = lines.at(-1)?.text === '' ? lines.slice(0, -1) : lines;
  for (const line of [first.trim(), ...own.map((each) => each.text)])
    if (line !== '' && !line.startsWith('#')) throw new Unusual(line);
  return { tail: first.trim(), lines: own };
}

const isNested = (node: Node | undefined): node is YAMLMap | YAMLSeq => (isMap(node) || isSeq(node)) && !node.flow;

const startOf = (node: Node | undefined): number | undefined =>
  isNested(node) ? entriesOf(node)[0]?.start : node?.range?.[0];

/** Walks through a document in the order of its text. */
export class Layout {
  readonly #text: string;
  #at: number;
  #open: Block[] = [];
  #last: Block | undefined;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#at = start;
  }

  /** The blocks of the root, and what stands below the last of them. */
  read(root: YAMLMap, end: number): { readonly blocks: readonly Block[]; readonly below: readonly string[] } {
    const blocks = this.#blocks(root, []);
    return { blocks, below: this.#leadAt(end, 0) };
  }

  /** Takes what stands before a place: the first lines may be the end of what was before. */
  #leadAt(place: number, column: number): readonly string[] {
    const { tail, lines } = readGap(this.#text.slice(this.#at, place));
    this.#at = place;
    if (!this.#last) return [tail, ...lines.map((line) => line.text)].slice(tail === '' ? 1 : 0);
    this.#last.tail = [this.#last.tail, tail].filter((each) => each !== '').join(' ');
    const deep = lines.findLastIndex((line) => line.text !== '' && line.column > column) + 1;
    this.#keepBelow(lines.slice(0, deep), column);
    return lines.slice(deep).map((line) => line.text);
  }

  #keepBelow(lines: Gap['lines'], column: number): void {
    const first = lines.find((line) => line.text !== '');
    if (!first) return;
    // The innermost entry that was open there and is not indented deeper than the comment.
    const owner =
      this.#open.findLast((block) => block.column <= first.column && block.column > column) ??
      this.#open.find((block) => block.column > column) ??
      this.#open.at(-1);
    if (owner) owner.trailing = [...owner.trailing, ...lines.map((line) => line.text)];
  }

  #blocks(node: YAMLMap | YAMLSeq, path: Path): readonly Block[] {
    const entries = entriesOf(node);
    if (entries.length !== node.items.length) throw new Unusual('key');
    return entries.map((entry, index) => this.#block(entry, [...path, entry.key ?? index], node));
  }

  #block(entry: Entry, path: Path, parent: YAMLMap | YAMLSeq): Block {
    const column = entry.start - (this.#text.lastIndexOf('\n', entry.start - 1) + 1);
    const lead = this.#leadAt(entry.start, column);
    const inList = isSeq(parent);
    const head = inList ? '' : this.#text.slice(entry.start, entry.after).replace(/\s*:$/, '');
    if (head.includes('\n') || head.startsWith('? ')) throw new Unusual(head);
    this.#at = entry.after;
    const { props, comments } = this.#before(entry);
    const depth = this.#open.findIndex((block) => block.column >= column);
    this.#open = depth < 0 ? this.#open : this.#open.slice(0, depth);
    const block = {
      head,
      key: entry.key,
      path,
      props,
      lead,
      headComments: comments,
      tail: '',
      trailing: [] as readonly string[],
      value: [] as Leaf | readonly Block[],
      column,
      inList,
    };
    this.#open.push(block);
    this.#last = block;
    block.value = isNested(entry.value) ? this.#nested(entry.value, path, block) : this.#leaf(entry.value);
    return block;
  }

  #nested(node: YAMLMap | YAMLSeq, path: Path, block: Block): readonly Block[] {
    this.#last = undefined;
    const blocks = this.#blocks(node, path);
    this.#last ??= block;
    return blocks;
  }

  #leaf(node: Node | undefined): Leaf {
    if (!node) return { source: '', kind: 'text' };
    const end = contentEnd(node);
    const source = this.#text.slice(this.#at, end).replaceAll('\r\n', '\n');
    this.#at = Math.max(this.#at, end);
    if (isScalar(node) && node.srcToken?.type === 'block-scalar') return { source: source.trimStart(), kind: 'block' };
    return { source: source.trim(), kind: isScalar(node) || isAlias(node) ? 'text' : 'flow' };
  }

  /** A comment between a key and a value on a later line has no place of its own. */
  #refuseBefore(start: number, comments: readonly string[]): void {
    if (comments.length > 0 || this.#text.slice(this.#at, start).trim() !== '')
      throw new Unusual('comment before a value');
  }

  /** Anchors, tags and the comment that stand between the colon or dash and the value. */
  #before({ value, after }: Entry): { readonly props: string; readonly comments: readonly string[] } {
    const start = startOf(value) ?? after;
    const comments: string[] = [];
    const props: string[] = [];
    while (this.#at < start) {
      const found = /^[ \t]*(#[^\r\n]*|[&!][^\s]*)/.exec(this.#text.slice(this.#at, start));
      if (!found) break;
      const [, part = ''] = found;
      (part.startsWith('#') ? comments : props).push(part.trim());
      this.#at += found[0].length;
    }
    if (!isNested(value)) this.#refuseBefore(start, comments);
    return { props: props.join(' '), comments };
  }
}
