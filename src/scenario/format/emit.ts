import { keyOrder, rank } from '../edit/key-order';
import type { Block, Leaf } from './layout';

const spaces = (count: number): string => ' '.repeat(count);

/** At most one blank line in a row. */
function squeeze(lines: readonly string[]): readonly string[] {
  return lines.filter((line, index) => line !== '' || index === 0 || lines[index - 1] !== '');
}

const withoutFirstBlank = (lines: readonly string[]): readonly string[] => (lines[0] === '' ? lines.slice(1) : lines);

function sorted(blocks: readonly Block[], reorder: boolean): readonly Block[] {
  const order = keyOrder(blocks[0]?.path.slice(0, -1) ?? []);
  if (!reorder || order.length === 0 || blocks[0]?.inList) return blocks;
  return blocks.toSorted((a, b) => rank(order, a.key ?? '') - rank(order, b.key ?? ''));
}

/** The lines of a block scalar at another column. */
function blockScalar(source: string, from: number, to: number): readonly string[] {
  const [header = '', ...lines] = source.split('\n');
  const digit = /^[^#]*?(\d)/.exec(header)?.[1];
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const indent = digit ? from + Number(digit) : first.length - first.trimStart().length;
  const target = digit ? to + Number(digit) : to + 2;
  return [header.trimEnd(), ...lines.map((line) => (line.length <= indent ? '' : spaces(target) + line.slice(indent)))];
}

function leafLines({ source, kind }: Leaf, from: number, to: number): readonly string[] {
  if (kind === 'block') return blockScalar(source, from, to);
  const [first = '', ...rest] = source.split('\n').map((line) => line.trimEnd());
  if (kind === 'text') return [first, ...rest.map((line) => (line === '' ? '' : spaces(to + 2) + line.trimStart()))];
  const least = Math.min(...rest.filter((line) => line !== '').map((line) => line.length - line.trimStart().length));
  // A closing bracket stands at the key's column, all else deeper.
  const shift = (/^\s*[\]}]/.test(rest.at(-1) ?? '') ? to : to + 2) - least;
  return [
    first,
    ...rest.map((line) =>
      line === '' ? '' : spaces(line.length - line.trimStart().length + shift) + line.trimStart(),
    ),
  ];
}

/** How a block begins: its dash or key with an anchor or a tag, and the column of that. */
interface Opening {
  readonly open: string;
  readonly column: number;
}

interface NestedOpening extends Opening {
  /** What is nested begins on the line of the dash. */
  readonly inline: boolean;
}

/** Turns blocks into lines. */
export class Emitter {
  readonly #reorder: boolean;

  constructor(options: { readonly reorder: boolean }) {
    this.#reorder = options.reorder;
  }

  blocks(blocks: readonly Block[], column: number): readonly string[] {
    return sorted(blocks, this.#reorder).flatMap((block, index) => {
      const spaced =
        index > 0 && block.path.length === 1 && (Array.isArray(block.value) || (block.value as Leaf).kind === 'flow');
      const lead = spaced && !block.lead.includes('') ? ['', ...block.lead] : block.lead;
      return [
        ...this.#indented(index === 0 ? withoutFirstBlank(squeeze(lead)) : squeeze(lead), column),
        ...this.#block(block, column),
      ];
    });
  }

  #indented(lines: readonly string[], column: number): readonly string[] {
    return lines.map((line) => (line === '' ? '' : spaces(column) + line));
  }

  #block(block: Block, column: number): readonly string[] {
    const { value, headComments, props } = block;
    const head = block.inList ? '-' : `${block.head}:`;
    const open = [head, props].filter((part) => part !== '').join(' ');
    const own =
      'kind' in value
        ? this.#leaf(block, value, { open, column })
        : this.#nested(value, { open, column, inline: block.inList && props === '' }, headComments);
    return [...own, ...this.#indented(squeeze(block.trailing), column)];
  }

  #leaf(block: Block, leaf: Leaf, { open, column }: Opening): readonly string[] {
    const [first = '', ...rest] = leafLines(leaf, block.column, column);
    const lines = [spaces(column) + [open, first].filter((part) => part !== '').join(' '), ...rest];
    return block.tail === '' ? lines : [...lines.slice(0, -1), `${lines.at(-1) ?? ''} ${block.tail}`];
  }

  #nested(
    value: readonly Block[],
    { open, column, inline }: NestedOpening,
    comments: readonly string[],
  ): readonly string[] {
    const deeper = value[0]?.inList && !open.startsWith('-') ? column : column + 2;
    const lines = this.blocks(value, deeper);
    if (!inline) return [spaces(column) + [open, ...comments].join(' '), ...lines];
    const at = lines.findIndex((line) => line !== '' && !line.trimStart().startsWith('#'));
    const above = [...comments, ...lines.slice(0, at).map((line) => line.trim())];
    return [
      ...this.#indented(squeeze(above), column),
      spaces(column) + `- ${(lines[at] ?? '').slice(deeper)}`,
      ...lines.slice(at + 1),
    ];
  }
}
